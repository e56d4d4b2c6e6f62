"""The changes of a scenario as people read them: what is done to what, and where."""

from typing import Any

from tillganglighet.domain.catalogue import catalogue
from tillganglighet.publish.scenario.headline import names_before
from tillganglighet.publish.wording.classes import published_classes
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import number_text
from tillganglighet.publish.wording.words import persons_text, words
from tillganglighet.scenarios.changes.changes import Change, MovePeople, type_of
from tillganglighet.scenarios.changes.scenario import ALL_CATEGORIES
from tillganglighet.scenarios.changes.which import Where, WhichRoad, WhichService, WhichVillage
from tillganglighet.scenarios.effects.report import ScenarioReport

_DEGREES = ("lon", "lat")
# Fields whose number does not speak for itself, by their words.
_NUMBERS = {
    "kph": "sc_told_kph",
    "factor": "sc_told_factor",
    "paved_factor": "sc_told_paved",
    "unpaved_factor": "sc_told_unpaved",
    "capacity": "sc_told_capacity",
}


def change_texts(report: ScenarioReport, language: Language) -> tuple[str, ...]:
    """Return one line for each change, such as "Stänger service: Konsum Idre"."""
    labels = {each.code_sv: each.label(language) for each in published_classes("change_kind")}
    changes = report.outcome.scenario.changes
    return tuple(_text(report, change, labels[type_of(change)], language) for change in changes)


def _text(report: ScenarioReport, change: Change, label: str, language: Language) -> str:
    if isinstance(change, MovePeople):
        told = words(language)["sc_people_to"].format(
            people=persons_text(change.persons, language),
            group=change.group or ALL_CATEGORIES,
            place=_told(report, change.to.village or change.to.service or change.to, language),
        )
        return f"{label}: {told}"
    text = words(language)
    parts = [
        text[_NUMBERS[name]].format(value=part) if name in _NUMBERS else part
        for name, value in vars(change).items()
        if name != "season" and (part := _told(report, value, language))
    ]
    return f"{label}: {', '.join(parts) or text['sc_everything_like_it']}"


def _told(report: ScenarioReport, value: Any, language: Language) -> str:  # noqa: ANN401 (any part of a change)
    """Return a part of a change in words; empty for what is not said."""
    if isinstance(value, tuple):
        told = [_told(report, each, language) for each in value]
        return ", ".join(each for each in told if each)
    if isinstance(value, str):
        return catalogue()[value].name(language) if value in catalogue() else value
    if isinstance(value, float):
        return number_text(value, 2 if value % 1 else 0, language)
    if isinstance(value, Where) and (value.village or value.service):
        name = _told(report, value.village or value.service, language)
        return words(language)["sc_at_village"].format(name=name)
    if isinstance(value, Where | WhichService | WhichVillage | WhichRoad):
        return _name(report, value, language) or _point(value, language)
    return ""


def _name(
    report: ScenarioReport,
    value: Where | WhichService | WhichVillage | WhichRoad,
    language: Language,
) -> str:
    """Return what people call a thing; empty if it is but a point."""
    if isinstance(value, Where):
        return ""
    if isinstance(value, WhichRoad):
        if not value.way:
            return value.name
        number = int(value.way.lstrip("w"))
        return report.outcome.baseline.road_names.label(number) or f"w{number}"
    if not value.id:
        return value.name
    if isinstance(value, WhichService):
        ids, names = report.outcome.baseline.world.services.id, names_before(report, language)
    else:
        villages = report.outcome.baseline.world.villages
        ids, names = villages.id, villages.name.astype(object)
    named = names[ids == value.id].tolist()
    return str(named[0]) if named and named[0] else value.id


def _point(value: Where | WhichService | WhichVillage | WhichRoad, language: Language) -> str:
    lon, lat = (number_text(getattr(value, name, None) or 0.0, 4, language) for name in _DEGREES)
    return words(language)["sc_at_point"].format(lon=lon, lat=lat)
