"""How a shop is drawn: itself, where its customers live, and the shops beside it."""

from dataclasses import replace

from tillganglighet.publish.maps.style import DrawnClass, Symbol, View, plain, symbol_of
from tillganglighet.publish.shop.tables import band_names
from tillganglighet.publish.wording.classes import codes, published_classes
from tillganglighet.publish.wording.columns import Language, column_name
from tillganglighet.publish.wording.words import words

_SHOP = Symbol("#ffd400", "#000000", marker="*", size_mm=5.0)
_OTHER = Symbol("#ffffff", "#000000", marker="s", size_mm=2.6)
_NEXT = replace(_OTHER, colour="#000000", ink="#ffffff")
_PLACE = Symbol("#ffffff", size_mm=1.6)


def shop_views(key: str, language: Language, *, counts_persons: bool) -> tuple[View, ...]:
    """Return the views of a table of the sheet; none for a table without geometry.

    Where villages are counted all are as large.
    """
    text = words(language)
    match key:
        case "butik":
            label = text["sh_map_shop"]
            name = column_name(key, "namn", language)
            view = View(label, plain(label, _SHOP), label_by=name, is_above=True)
        case "kundorter":
            view = View(
                text["sh_map_customers"],
                _bands(language),
                by=column_name(key, "avstand_fran_butiken", language),
                grows_with=column_name(key, "antal", language) if counts_persons else "",
            )
        case "andra_butiker":
            view = View(
                text["sh_map_others"],
                (
                    DrawnClass(text["sh_map_next"], _NEXT, codes=("next",)),
                    DrawnClass(text["sh_map_taker"], _OTHER, is_faint=True),
                ),
                by=_is_next(language),
                label_by=column_name(key, "namn", language),
                is_above=True,
            )
        case _:
            return ()
    return (view,)


def _bands(language: Language) -> tuple[DrawnClass, ...]:
    """Return the bands of distance, in the colours and shapes of the time classes."""
    text = words(language)
    labels = (text["sh_within_5"], text["sh_within_10"], text["sh_beyond_10"])
    return tuple(
        DrawnClass(label, symbol_of(look, like=_PLACE), codes=(str(code),))
        for label, code, look in zip(
            labels, band_names(), published_classes("time_class"), strict=False
        )
    )


def _is_next(language: Language) -> str:
    yes = codes("answer", language)[1]
    quickest, shortest = (
        column_name("andra_butiker", key, language) for key in ("nasta_snabbast", "nasta_kortast")
    )
    return f"CASE WHEN '{yes}' IN (\"{quickest}\", \"{shortest}\") THEN 'next' END"
