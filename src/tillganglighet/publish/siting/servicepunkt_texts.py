"""Where a servicepunkt would do most good, in plain sentences."""

import numpy as np

from tillganglighet.domain.status import Status
from tillganglighet.publish.siting.servicepunkt_tables import missing_by_use
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import number_text
from tillganglighet.publish.wording.words import names_text, persons_text, villages_text, words
from tillganglighet.scenarios.siting.servicepunkt_report import ServicePointReport

_MOST_ROWS = 10
_MOST_NAMES = 10


def service_point_sentences(found: ServicePointReport, language: Language) -> tuple[str, ...]:
    """Return what was sought, the best place, and what must be said of it."""
    text = words(language)
    sought = [each.name(language).lower() for each in found.categories]
    sentences = [
        text["sp_sought"].format(categories=names_text(sought, _MOST_NAMES, language)),
        _far(found, language),
        text["sp_best"].format(**_told(found, found.points.order[0], language))
        if _useful(found)
        else text["sp_none"],
        _unknown(found, language),
        text["sp_uncertain"] if (found.is_missing & found.is_uncertain).any() else "",
        text["sp_alone"],
        "" if found.residents.counts_persons else text["vu_villages_counted"],
    ]
    return tuple(sentence for sentence in sentences if sentence)


def service_point_lines(found: ServicePointReport, language: Language) -> list[str]:
    """Return a line for each of the ten best places."""
    return [
        words(language)["sp_row"].format(rank=f"{rank:2}", **_told(found, place, language))
        for rank, place in enumerate(_useful(found)[:_MOST_ROWS], start=1)
    ]


def _useful(found: ServicePointReport) -> list[np.intp]:
    """Return the places that anybody gains by, the best first."""
    return [place for place in found.points.order if found.points.together.persons[place] > 0]


def _far(found: ServicePointReport, language: Language) -> str:
    if found.least_km == 0:
        return ""
    return words(language)["sp_far"].format(
        km=number_text(found.least_km, int(found.least_km % 1 > 0), language),
        category=found.far_from.name(language).lower(),
        count=number_text(len(found.sites), 0, language),
        all=number_text(found.considered, 0, language),
    )


def _unknown(found: ServicePointReport, language: Language) -> str:
    """Name the services of which the data say nothing anywhere."""
    is_unknown = (found.report.access.status == Status.UNKNOWN).all(axis=0)
    names = [
        category.name(language).lower()
        for category, unknown in zip(found.categories, is_unknown, strict=True)
        if unknown
    ]
    listed = names_text(names, _MOST_NAMES, language)
    return words(language)["sp_unknown"].format(categories=listed) if names else ""


def _told(found: ServicePointReport, place: np.intp, language: Language) -> dict[str, str]:
    names = [found.categories[at].name(language).lower() for at in missing_by_use(found, place)]
    return {
        "name": str(found.sites.name[place] or found.sites.id[place]),
        "categories": names_text(names, _MOST_NAMES, language),
        "effect": _effect(found, place, language),
    }


def _effect(found: ServicePointReport, place: np.intp, language: Language) -> str:
    text, gains = words(language), found.points.together
    parts = []
    if gains.newly_served[place] > 0:
        people = _people(found, gains.newly_served[place], language)
        away = number_text(gains.served_minutes[place] / gains.serving[place], 1, language)
        parts.append(text["sp_served"].format(people=people, minutes=away))
    if gains.saving[place] > 0:
        parts.append(
            text["sp_gain"].format(
                people=_people(found, gains.persons[place], language),
                minutes=number_text(gains.gain[place] / gains.saving[place], 1, language),
            )
        )
    if gains.newly_within[place] > 0:
        people = _people(found, gains.newly_within[place], language)
        parts.append(text["sp_within"].format(people=people))
    return " ".join(parts)


def _people(found: ServicePointReport, count: float, language: Language) -> str:
    return (persons_text if found.residents.counts_persons else villages_text)(count, language)
