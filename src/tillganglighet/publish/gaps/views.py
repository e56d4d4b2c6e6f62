"""How the tables of a gap report are drawn: a choice of categories, each with time and level."""

from functools import partial
from itertools import pairwise

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.domain.areas import AreaKind
from tillganglighet.domain.catalogue import Category
from tillganglighet.domain.standards import TIME_CLASS_ENDS_MIN
from tillganglighet.domain.status import Status
from tillganglighet.publish.maps.style import DrawnClass, Symbol, View, bands, coded, plain
from tillganglighet.publish.wording.classes import codes, published_classes
from tillganglighet.publish.wording.columns import (
    Column,
    Language,
    orter_columns,
    table_columns,
    table_title,
)
from tillganglighet.publish.wording.words import words

_VILLAGE = Symbol("#ffffff", size_mm=2.4)
_CELL = Symbol("#ffffff", size_mm=1.8)
_AREA = Symbol("#ffffff", "#7a7a7a", size_mm=0.2)
_SHARE_ENDS = (10, 25, 50, 100)  # per cent
_SERVICE = Symbol("#000000", "#ffffff", marker="s", size_mm=1.6)
_PROBLEM = Symbol("#f3d9a4", marker="$?$", size_mm=2.4)


def village_views(report: GapReport, language: Language) -> tuple[View, ...]:
    """Return for each category the travel time and the level of the villages, with their names."""
    text = words(language)
    name, population = (_name("orter", key, language) for key in ("ortnamn", "befolkning"))
    views = []
    for category in report.categories:
        columns = _columns(category, language)
        of_category = partial(
            _of_category, category, language, label_by=name, grows_with=population
        )
        views += [
            of_category(
                text["qgis_time"],
                _outcome_classes(language, _VILLAGE),
                by=_outcome(columns["status"], columns["restid_min"], language),
            ),
            of_category(
                text["qgis_level"],
                coded("level", language, like=_VILLAGE),
                by=columns["niva"],
                is_shown=False,
            ),
        ]
    return tuple(views)


def cell_views(report: GapReport, language: Language) -> tuple[View, ...]:
    """Return for each category the travel time of the cells, not shown at first."""
    title = words(language)["qgis_cells"]
    return tuple(
        _of_category(
            category,
            language,
            title,
            _outcome_classes(language, _CELL),
            by=_outcome(columns["status"], columns["restid_min"], language),
            is_shown=False,
        )
        for category in report.categories
        for columns in [_columns(category, language)]
    )


def area_views(report: GapReport, language: Language) -> tuple[View, ...]:
    """Return for each category the share of people beyond the acceptable, by kommun and län."""
    text, key = words(language), "andel_bortom_acceptabel_procent"
    labels = [f"{low}-{high} %" for low, high in pairwise((0, *_SHARE_ENDS))]
    column = {each.key: each for each in table_columns("omraden_andelar")}[key].name(language)
    return tuple(
        _of_category(
            category,
            language,
            text["qgis_share_of"].format(level=text[f"level_{level}"]),
            bands(_SHARE_ENDS, labels, like=_AREA),
            by=f"{category.key}_{column}",
            where=f"\"{_name('omraden', 'indelning', language)}\" = '{text[f'level_{level}']}'",
            is_shown=False,
        )
        for category in report.categories
        for level in (AreaKind.KOMMUN, AreaKind.LAN)
    )


def _of_category(
    category: Category,
    language: Language,
    title: str,
    classes: tuple[DrawnClass, ...],
    *,
    by: str,
    where: str = "",
    label_by: str = "",
    grows_with: str = "",
    is_shown: bool = True,
) -> View:
    return View(
        title,
        classes,
        by=by,
        where=where,
        group=category.name(language),
        choice=words(language)["qgis_categories"],
        label_by=label_by,
        grows_with=grows_with,
        is_shown=is_shown,
    )


def _outcome_classes(language: Language, like: Symbol) -> tuple[DrawnClass, ...]:
    times = coded("time_class", language, like=like)
    return (*times, *coded("status", language, like=like, skip=1))


def service_views(report: GapReport, language: Language) -> tuple[View, ...]:
    """Return the services of each category, in the group of the category."""
    text = words(language)
    category_column = _name("service", "kategori", language)
    return tuple(
        View(
            text["map_service"].format(category=category.name(language)),
            plain(category.name(language), _SERVICE),
            where=_any_of(category_column, (category.key, *category.includes)),
            group=category.name(language),
            choice=text["qgis_categories"],
        )
        for category in report.categories
    )


def hidden_views(table: str, language: Language) -> tuple[View, ...]:
    """Return points that are not shown at first: what is in doubt, and what may be asked."""
    title = table_title(table, language)
    return (View(title, plain(title, _PROBLEM), is_shown=False),)


def _outcome(status: str, minutes: str, language: Language) -> str:
    """Return the expression of QGIS for the time class, or the reason why there is none."""
    reached = codes("status", language)[Status.REACHED]
    classes = [each.code(language) for each in published_classes("time_class")]
    steps = "".join(
        f" WHEN \"{minutes}\" <= {end:g} THEN '{code}'"
        for end, code in zip(TIME_CLASS_ENDS_MIN, classes, strict=False)
    )
    return (
        f"CASE WHEN \"{status}\" <> '{reached}' THEN \"{status}\"{steps} ELSE '{classes[-1]}' END"
    )


def _columns(category: Category, language: Language) -> dict[str, str]:
    """Return the names of a category's columns in the wide form, by their plain keys."""
    prefix = f"{category.key}_"
    wide: tuple[Column, ...] = orter_columns([category.key])
    return {
        each.key.removeprefix(prefix): each.name(language)
        for each in wide
        if each.key.startswith(prefix)
    }


def _any_of(column: str, keys: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{key}'" for key in keys)
    return f'"{column}" IN ({listed})'


def _name(table: str, key: str, language: Language) -> str:
    return next(each.name(language) for each in table_columns(table) if each.key == key)
