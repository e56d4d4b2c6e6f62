"""How the tables of a gap report are drawn: a choice of categories, each with time and level."""

from functools import partial

from tillganglighet.accessibility.gap_report import GapReport
from tillganglighet.domain.catalogue import Category
from tillganglighet.domain.standards import TIME_CLASS_ENDS_MIN
from tillganglighet.domain.status import Status
from tillganglighet.publish.classes import codes, published_classes
from tillganglighet.publish.columns import Column, Language, orter_columns, table_columns
from tillganglighet.publish.style import Symbol, View, coded, plain
from tillganglighet.publish.words import words

_VILLAGE = Symbol("#ffffff", size_mm=2.4)
_AREA = Symbol("#ffffff", "#7a7a7a", size_mm=0.1)
_SERVICE = Symbol("#000000", "#ffffff", marker="s", size_mm=1.6)
_PROBLEM = Symbol("#f3d9a4", marker="$?$", size_mm=2.4)


def answer_views(
    report: GapReport, language: Language, *, label_by: str = "", grows_with: str = ""
) -> tuple[View, ...]:
    """Return for each category the travel time and the level of places, points or areas.

    Parameters
    ----------
    label_by, grows_with : str
        Keys of columns: the names beside the places, and what their markers grow with.
    """
    text = words(language)
    name_of = {column.key: column.name(language) for column in table_columns("orter")}
    like = _AREA if not label_by else _VILLAGE
    views = []
    for category in report.categories:
        columns = _columns(category, language)
        of_category = partial(
            View,
            group=category.name(language),
            choice=text["qgis_categories"],
            label_by=name_of.get(label_by, ""),
            grows_with=name_of.get(grows_with, ""),
        )
        times = coded("time_class", language, like=like)
        reasons = coded("status", language, like=like, skip=1)
        outcome = _outcome(columns["status"], columns["restid_min"], language)
        levels = coded("level", language, like=like)
        views += [
            of_category(text["qgis_time"], (*times, *reasons), by=outcome),
            of_category(text["qgis_level"], levels, by=columns["niva"], is_shown=False),
        ]
    return tuple(views)


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


def problem_views(language: Language) -> tuple[View, ...]:
    """Return what is in doubt, not shown at first."""
    title = words(language)["qgis_problems"]
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
