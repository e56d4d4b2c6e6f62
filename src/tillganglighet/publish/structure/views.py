"""How the layers of a structure map are drawn in QGIS: as on the printed sheet."""

from dataclasses import replace

from tillganglighet.publish.maps.style import DrawnClass, Symbol, View, plain, symbol_of
from tillganglighet.publish.structure.drawing import dividing_level
from tillganglighet.publish.structure.look import (
    ARROW_COLOUR,
    CORRIDOR_COLOUR,
    OUTLINE,
    RING_STYLE,
    TINTS,
    WEAK_STYLE,
)
from tillganglighet.publish.wording.classes import published_classes
from tillganglighet.publish.wording.columns import Language, table_columns, table_title
from tillganglighet.publish.wording.words import words
from tillganglighet.structure.structure_map import StructureMap

# Millimetres on the screen by node level and by class of width, as steep as on the sheet.
_NODE_MM = (6.0, 4.6, 3.8, 3.2, 2.2, 1.4)
_CORRIDOR_MM = (0.4, 0.9, 1.5, 2.4)
_CATCHMENT = Symbol(TINTS[0], OUTLINE, size_mm=0.3)
_CHANGE = Symbol("#ffffff", "#000000", size_mm=7.5)
_STOP = Symbol("#ffffff", CORRIDOR_COLOUR, size_mm=1.2)
_WEAK = Symbol(WEAK_STYLE["colors"], size_mm=0.5, is_dashed=True)


def structure_views(key: str, structure: StructureMap, language: Language) -> tuple[View, ...]:
    """Return the views of a layer of the structure map; none for a table without geometry."""
    title = table_title(key, language)
    match key:
        case "noder":
            view = View(
                title, _levels(language), by=_by_level(language),
                label_by=_name(key, "ortnamn", language),
            )  # fmt: skip
        case "niva_andringar":
            view = View(title, plain(title, _CHANGE))
        case "strak":
            view = View(
                title, _widths(language), by=_name(key, "breddklass", language), is_above=True
            )
        case "omland" | "omland_omstritt":
            pattern = "diagonal" if key == "omland_omstritt" else "none"
            level = dividing_level(structure) or 1
            view = View(
                title,
                plain(title, replace(_CATCHMENT, pattern=pattern)),
                where=f'"{_name(key, "niva", language)}" = {level}',
            )
        case "samband_ut":
            view = View(title, plain(title, Symbol(ARROW_COLOUR, size_mm=0.5)), is_above=True)
        case "svaga_samband":
            view = View(title, plain(title, _WEAK), is_above=True)
        case "sarbara_vagar":
            view = View(title, plain(title, replace(_WEAK, is_dashed=False)), is_shown=False)
        case "brist_n_av_m":
            ring = Symbol("#ffffff", RING_STYLE["edgecolor"], size_mm=3.4)
            view = View(title, plain(title, ring), is_shown=False)
        case "gransovergangar" | "funktionella_regioner" | "hallplatser":
            symbol = _STOP if key == "hallplatser" else _CATCHMENT
            view = View(title, plain(title, symbol), is_shown=False)
        case _:
            return ()
    return (view,)


def _by_level(language: Language) -> str:
    """Return the expression that tells nodes apart: the level, and whether it is preliminary."""
    level, certainty = (_name("noder", key, language) for key in ("nivanamn", "sakerhet"))
    return f"coalesce(\"{level}\" || ' ' || \"{certainty}\", '')"


def _levels(language: Language) -> tuple[DrawnClass, ...]:
    """Return the node levels as on the sheet; places of no level are not drawn."""
    looks = published_classes("node_level")
    return tuple(
        DrawnClass(
            f"{look.label(language)}{said}",
            replace(symbol_of(look), size_mm=size, is_hollow=bool(said)),
            codes=(f"{look.label(language)} {certainty.code(language)}",),
        )
        for look, size in zip(looks, _NODE_MM, strict=False)  # no level has no sign
        for certainty, said in zip(
            published_classes("certainty"),
            ("", f" ({published_classes('certainty')[1].label(language).lower()})"),
            strict=True,
        )
    )


def _widths(language: Language) -> tuple[DrawnClass, ...]:
    text = words(language)["structure_width_class"]
    return tuple(
        DrawnClass(
            text.format(number=number),
            Symbol(CORRIDOR_COLOUR, size_mm=width),
            above=number - 1.0,
            upto=float(number),
        )
        for number, width in enumerate(_CORRIDOR_MM, start=1)
    )


def _name(table: str, key: str, language: Language) -> str:
    return next(each.name(language) for each in table_columns(table) if each.key == key)
