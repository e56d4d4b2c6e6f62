"""How the tables of a scenario are drawn: category by category, what becomes of places."""

from functools import partial

from tillganglighet.domain.catalogue import Category
from tillganglighet.publish.maps.changes import change_classes, change_expression
from tillganglighet.publish.maps.style import Symbol, View, coded, faint, plain
from tillganglighet.publish.scenario.sums import whole_tally
from tillganglighet.publish.wording.columns import Language, column_name, table_title
from tillganglighet.publish.wording.words import words
from tillganglighet.scenarios.effects.report import ScenarioReport

_PLACE = Symbol("#ffffff", size_mm=2.4)
_SERVICE = Symbol("#ffffff", size_mm=4.0)
_STOP = Symbol("#2b7bba", "#ffffff", marker="s", size_mm=2.4)


def scenario_place_views(report: ScenarioReport, language: Language) -> tuple[View, ...]:
    """Return for each category that changes the change of every place, and its level after."""
    text, name = words(language), partial(column_name, "scenario", language=language)
    views = []
    for category in _changing(report):
        of_category = partial(
            View,
            where=_is_of(category, "scenario", language),
            group=category.name(language),
            choice=text["qgis_categories"],
            label_by=name("ortnamn"),
            grows_with=name("befolkning"),
        )
        change = change_expression(name("restid_fore_min"), name("restid_efter_min"), language)
        views += [
            of_category(text["sc_map_difference"], change_classes(language), by=change),
            of_category(
                text["qgis_level_after"],
                coded("level", language, like=_PLACE),
                by=name("niva_efter"),
                is_shown=False,
            ),
        ]
    return tuple(views)


def scenario_service_views(report: ScenarioReport, language: Language) -> tuple[View, ...]:
    """Return for each category that changes what becomes of its services."""
    table, text = "scenario_service", words(language)
    stays, *others = coded("scenario_event", language, like=_SERVICE)
    return tuple(
        View(
            text["sc_map_services"],
            (faint(stays), *others),
            by=column_name(table, "handelse", language),
            where=_is_of(category, table, language),
            group=category.name(language),
            choice=text["qgis_categories"],
            label_by=column_name(table, "namn", language),
            is_above=True,
        )
        for category in _changing(report)
    )


def scenario_mobile_views(language: Language) -> tuple[View, ...]:
    """Return the places of mobile services, not shown at first."""
    title = table_title("scenario_mobil", language)
    return (View(title, plain(title, _STOP), is_shown=False),)


def _changing(report: ScenarioReport) -> list[Category]:
    """Return the categories that change for anybody, what concerns most first; else the first."""
    categories = report.outcome.categories
    sums = [whole_tally(report, column) for column in range(len(categories))]
    concerned = [each.worse + each.better for each in sums]
    order = sorted(range(len(categories)), key=lambda column: -concerned[column])
    return [categories[column] for column in order if concerned[column]] or [categories[0]]


def _is_of(category: Category, table: str, language: Language) -> str:
    return f"\"{column_name(table, 'kategori', language)}\" = '{category.key}'"
