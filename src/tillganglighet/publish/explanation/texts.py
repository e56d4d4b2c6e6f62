"""An explained number in sentences."""

import numpy as np

from tillganglighet.accessibility.explanation.explained_number import ExplainedNumber
from tillganglighet.accessibility.explanation.explanation import Explanation
from tillganglighet.accessibility.travel.no_way import NoWay
from tillganglighet.domain.status import Coverage, Status
from tillganglighet.publish.wording.classes import published_classes
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import number_text
from tillganglighet.publish.wording.words import words
from tillganglighet.units import M_PER_KM, MS_PER_S, S_PER_MIN

_COVERAGES = {
    Coverage.COMPLETE: "explain_complete",
    Coverage.INCOMPLETE: "explain_incomplete",
    Coverage.UNKNOWN: "explain_not_covered",
}
_RULES = {
    "maxspeed": "speed_rule_maxspeed",
    "implicit": "speed_rule_implicit",
    "default": "speed_rule_default",
    "surface": "speed_rule_surface",
    "tracktype": "speed_rule_surface",
    "smoothness": "speed_rule_surface",
    "ferry:duration": "speed_rule_ferry_duration",
    "ferry:length": "speed_rule_ferry_length",
}


def sentences(number: ExplainedNumber, language: Language) -> tuple[str, ...]:
    """Return what there is to say: the number and its check, or why there is none."""
    if number.way is not None:
        said = _of_way(number, number.way, language)
    elif number.no_way is not None:
        said = _of_no_way(number, number.no_way, language)
    else:
        said = [_of_status(number, language)]
    coverage = _COVERAGES[Coverage(int(number.access.coverage[0, 0]))]
    category = category_name(number, language).lower()
    return (*said, words(language)[coverage].format(category=category))


def title_text(number: ExplainedNumber, language: Language) -> str:
    """Return "Från Idre till närmaste kända apotek"."""
    text = words(language)
    is_complete = number.access.coverage[0, 0] == Coverage.COMPLETE
    nearest = text["the_nearest" if is_complete else "the_nearest_known"]
    return text["explain_title"].format(
        village=village_name(number), nearest=nearest.format(one=number.category.one(language))
    )


def village_name(number: ExplainedNumber) -> str:
    """Return the name of the village, or its id where it has none."""
    return str(number.villages.name[number.village] or number.villages.id[number.village])


def service_name(number: ExplainedNumber, service: int, language: Language) -> str:
    """Return the name of a service with its id, or that it has no name."""
    services = number.services
    identity = str(services.id[service])
    if services.name[service]:
        return f"{services.name[service]} ({identity})"
    return words(language)["service_without_name"].format(
        category=number.category.one(language), id=identity
    )


def category_name(number: ExplainedNumber, language: Language) -> str:
    """Return the name of the category."""
    return number.category.name(language)


def mode_name(number: ExplainedNumber, language: Language) -> str:
    """Return the name of the mode."""
    modes = {each.code_en: each.label(language) for each in published_classes("mode")}
    return modes[number.provenance.mode]


def rule_text(rule: str, language: Language) -> str:
    """Return the rule that set a speed in words, or as it is where it has none."""
    key = _RULES.get(rule) or _RULES.get(rule.partition(":")[0])
    return words(language)[key] if key else rule


def seconds_text(milliseconds: float, language: Language) -> str:
    """Return seconds to the millisecond."""
    return number_text(milliseconds / MS_PER_S, 3, language)


def _of_way(number: ExplainedNumber, way: Explanation, language: Language) -> list[str]:
    text, access = words(language), number.access
    legs, first = way.legs, int(access.service[0, 0, 0])
    published_ms = round(float(access.travel_time_s[0, 0, 0]) * MS_PER_S)
    is_same = int(legs.time_ms.sum()) == published_ms == way.recomputed_ms
    said = [
        text["explain_found"].format(
            village=village_name(number),
            minutes=number_text(published_ms / MS_PER_S / S_PER_MIN, 1, language),
            km=_km(access.length_m[0, 0, 0], language),
            service=service_name(number, first, language),
            mode=mode_name(number, language),
        ),
        text["explain_sum"].format(
            total=seconds_text(legs.time_ms.sum(), language),
            published=seconds_text(published_ms, language),
            alone=seconds_text(way.recomputed_ms, language),
            verdict=text["explain_agree" if is_same else "explain_differ"],
        ),
    ]
    if access.via_ferry[0, 0, 0]:
        said.append(_ferries(number, legs.crossing_waits_ms, language))
    return [*said, _second(number, language), *_shortest(number, language)]


def _ferries(number: ExplainedNumber, waits_ms: list[int], language: Language) -> str:
    """Say how long the waits for ferries are, and which are unknown and so not counted."""
    is_assumed = number.provenance.parameters["ferry_wait_without_interval_min"] > 0
    unknown = 0 if is_assumed else waits_ms.count(0)
    key = "explain_ferry_partly" if unknown else "explain_ferry"
    return words(language)["explain_ferry_unknown" if unknown == len(waits_ms) else key].format(
        wait=number_text(sum(waits_ms) / MS_PER_S / S_PER_MIN, 1, language),
        count=len(waits_ms),
        unknown=unknown,
    )


def _second(number: ExplainedNumber, language: Language) -> str:
    text, access = words(language), number.access
    second = int(access.service[0, 0, 1])
    if second < 0:
        return text["explain_no_second"]
    first_s, second_s = access.travel_time_s[0, 0]
    return text["explain_second"].format(
        service=service_name(number, second, language),
        minutes=number_text(second_s / S_PER_MIN, 1, language),
        km=_km(access.length_m[0, 0, 1], language),
        more=number_text((second_s - first_s) / S_PER_MIN, 1, language),
    )


def _shortest(number: ExplainedNumber, language: Language) -> list[str]:
    shortest = int(number.access.shortest_service[0, 0])
    if shortest < 0:
        return []
    km = _km(number.access.shortest_m[0, 0], language)
    name = service_name(number, shortest, language)
    return [words(language)["explain_shortest"].format(km=km, service=name)]


def _of_no_way(number: ExplainedNumber, reason: NoWay, language: Language) -> list[str]:
    text, category = words(language), category_name(number, language).lower()
    known = {
        "village": village_name(number),
        "limit": f"{number.provenance.parameters['max_village_access_m']:g}",
        "road": road_name(number, reason.road, language) if reason.road >= 0 else "",
        "distance": number_text(reason.road_m, 0, language) if np.isfinite(reason.road_m) else "",
        "number": str(reason.network + 1),
        "length": _km(reason.network_m, language),
        "category": category,
    }
    said = [text[_reason_key(number, reason)].format(**known)]
    counts = text["explain_services"].format(
        count=number_text(reason.services, 0, language),
        here=number_text(reason.on_network, 0, language),
        off=number_text(reason.off_road, 0, language),
    )
    crow = text["explain_crow"].format(
        service=service_name(number, reason.nearest_at, language)
        if reason.nearest_at >= 0
        else "",
        km=_km(reason.nearest_m, language),
    )
    return [*said, counts, *([crow] if np.isfinite(reason.nearest_m) else [])]


def _reason_key(number: ExplainedNumber, reason: NoWay) -> str:
    if number.status == Status.NO_ROAD:
        return "explain_no_road" if reason.road >= 0 else "explain_no_road_at_all"
    if reason.is_fragment:
        return "explain_fragment"
    return "explain_one_way" if reason.network < 0 else "explain_apart"


def road_name(number: ExplainedNumber, road: int, language: Language) -> str:
    """Return what a road is called, or that it has no name, with its class."""
    roads = number.network.roads
    named = number.road_names.label(int(roads.way_id[road]))
    highway = roads.uses[roads.use[road]].highway
    return f"{named or words(language)['explain_unnamed_road']}, {highway}"


def _of_status(number: ExplainedNumber, language: Language) -> str:
    key = {
        Status.NO_SERVICE: "explain_no_service",
        Status.UNKNOWN: "explain_unknown",
        Status.NOT_APPLICABLE: "explain_not_applicable",
    }.get(number.status, "explain_beyond")
    category = category_name(number, language)
    is_first = key == "explain_not_applicable"
    return words(language)[key].format(
        village=village_name(number),
        category=category if is_first else category.lower(),
        mode=mode_name(number, language),
    )


def _km(metres: float, language: Language) -> str:
    return number_text(float(metres) / M_PER_KM, 1, language)
