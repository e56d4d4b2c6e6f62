"""A scenario as a product: its tables, what must be said of them, and their origin."""

from functools import partial

from tillganglighet.publish.maps.roads_layer import roads_layer
from tillganglighet.publish.product.origin import Origin, OriginRow
from tillganglighet.publish.product.product import Product, Table
from tillganglighet.publish.scenario.people import scenario_persons
from tillganglighet.publish.scenario.services import scenario_mobile, scenario_services
from tillganglighet.publish.scenario.tables import scenario_changes, scenario_places
from tillganglighet.publish.scenario.texts import (
    assumptions_text,
    scenario_sentences,
    unknowns_told,
)
from tillganglighet.publish.scenario.views import (
    scenario_mobile_views,
    scenario_place_views,
    scenario_service_views,
)
from tillganglighet.publish.wording.columns import Language, table_columns
from tillganglighet.publish.wording.coverage import coverage_record
from tillganglighet.publish.wording.words import words
from tillganglighet.scenarios.changes.scenario import scenario_mapping
from tillganglighet.scenarios.effects.report import ScenarioReport


def scenario_title(report: ScenarioReport, language: Language) -> str:
    """Return the title of every product of a scenario."""
    name = report.outcome.scenario.name or report.outcome.id
    return words(language)["sc_title"].format(name=name, region=report.provenance.region)


def scenario_product(report: ScenarioReport, language: Language = "sv") -> Product:
    """Return places, people and services before and after, and the changes as written."""
    text, standards = words(language), report.outcome.standards
    tables = [
        Table(
            "scenario",
            table_columns("scenario"),
            partial(scenario_places, report, language),
            geometry="Point",
            identity=("ort_id", "kategori"),
            views=scenario_place_views(report, language),
        ),
        Table(
            "scenario_personer",
            table_columns("scenario_personer"),
            partial(scenario_persons, report, language),
            identity=("kommunkod", "kategori", "grupp"),
        ),
        Table(
            "scenario_service",
            table_columns("scenario_service"),
            partial(scenario_services, report, language),
            geometry="Point",
            identity=("service_id", "kategori"),
            views=scenario_service_views(report, language),
        ),
        Table(
            "scenario_andringar",
            table_columns("scenario_andringar"),
            partial(scenario_changes, report, language),
            identity=("nummer",),
        ),
    ]
    if report.outcome.resolved.stops:
        mobile = Table(
            "scenario_mobil",
            table_columns("scenario_mobil"),
            partial(scenario_mobile, report, language),
            geometry="Point",
            identity=("ort_id", "kategori"),
            views=scenario_mobile_views(language),
        )
        tables.insert(3, mobile)
    return Product(
        title=scenario_title(report, language),
        sentences=(
            *scenario_sentences(report, language),
            *unknowns_told(report, language),
            text["sc_standards"].format(name=standards.name, decided_by=standards.decided_by),
            text["sc_id"].format(id=report.outcome.id),
        ),
        tables=tuple(tables),
        origin=scenario_origin(report, language),
        language=language,
        background=(roads_layer(report.after.network, language),),
        backdrop=report.after,
    )


def scenario_origin(report: ScenarioReport, language: Language) -> Origin:
    """Return where the numbers come from, the scenario itself included."""
    found, standards, text = report.outcome, report.outcome.standards, words(language)
    scenario = found.scenario
    rows = [
        OriginRow("scenario", scenario.name, found.id),
        OriginRow(text["sc_purpose"].lower(), scenario.purpose),
        OriginRow(text["sc_author"].lower(), scenario.author),
        OriginRow(text["sc_assumed"].lower(), assumptions_text(report, language)),
        OriginRow(
            "standards" if language == "en" else "målnivåer",
            standards.name,
            standards.decided_by,
            standards.decided_on,
        ),
    ]
    record = {
        "scenario": scenario_mapping(scenario) | {"id": found.id},
        "standards": {
            "name": standards.name,
            "decided_by": standards.decided_by,
            "decided_on": standards.decided_on,
            "good_min": {c.key: standards.good_min[c.key] for c in found.categories},
            "acceptable_min": {c.key: standards.acceptable_min[c.key] for c in found.categories},
        },
        "coverage": coverage_record(
            {c.key: found.baseline.coverage.get(c.key, {}) for c in found.categories}
        ),
    }
    return Origin(report.provenance, record, tuple(row for row in rows if row.name))
