"""How sitings are drawn: the chosen among the possible sites, and places before and after."""

from dataclasses import replace

from tillganglighet.publish.maps.changes import change_classes, change_expression
from tillganglighet.publish.maps.style import Symbol, View, bands, coded, faint, plain
from tillganglighet.publish.wording.columns import Language, column_name, table_title
from tillganglighet.publish.wording.words import words

_SITE = Symbol("#ffffff", size_mm=5.0)
_PLACE = Symbol("#ffffff", size_mm=2.0)
_LACKED_ENDS = (2, 5, 10, 22)  # services that a place lacks


def site_views(language: Language) -> tuple[View, ...]:
    """Return the chosen sites with their names; the other possible ones are not shown at first."""
    order = column_name("placering", "vald_ordning", language)
    possible, chosen = coded("site", language, like=_SITE)
    return (
        View(
            chosen.label,
            (replace(chosen, codes=()),),
            where=f'"{order}" IS NOT NULL',
            label_by=column_name("placering", "namn", language),
            is_above=True,
        ),
        View(
            possible.label,
            (replace(faint(possible), codes=()),),
            where=f'"{order}" IS NULL',
            is_shown=False,
        ),
    )


def sited_place_views(language: Language) -> tuple[View, ...]:
    """Return what becomes of the travel time of every place."""
    table = "placering_orter"
    before, after = (
        column_name(table, key, language) for key in ("restid_fore_min", "restid_efter_min")
    )
    return (
        View(
            table_title(table, language),
            change_classes(language),
            by=change_expression(before, after, language),
            grows_with=column_name(table, "befolkning", language),
        ),
    )


def service_point_views(language: Language) -> tuple[View, ...]:
    """Return the places by how many services they lack, larger where more people would gain."""
    table, text = "servicepunkter", words(language)
    starts = (1, *(end + 1 for end in _LACKED_ENDS))
    labels = [f"{low}-{high}" for low, high in zip(starts, _LACKED_ENDS, strict=False)]
    return (
        View(
            text["sp_map_lacked"],
            bands(_LACKED_ENDS, labels, like=_PLACE),
            by=column_name(table, "antal_saknas", language),
            label_by=column_name(table, "namn", language),
            grows_with=column_name(table, "personer_som_vinner", language),
        ),
    )


def lacked_service_views(language: Language) -> tuple[View, ...]:
    """Return the services that each place lacks, not shown at first."""
    title = table_title("servicepunkt_kategorier", language)
    return (View(title, plain(title, _PLACE), is_shown=False),)
