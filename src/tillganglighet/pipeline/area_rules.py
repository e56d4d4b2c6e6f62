"""Use case: the outcomes of rules for the whole of a region, and for each kommun and län in it."""

from collections.abc import Callable

import numpy as np

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.levels.counted_people import counted_people
from tillganglighet.accessibility.levels.divisions import WHOLE, divided
from tillganglighet.domain.areas import AreaKind
from tillganglighet.pipeline.rules import check_rules
from tillganglighet.publish.gaps.rule_page import AreaRules
from tillganglighet.store.region import Region

_LEVELS = (WHOLE, AreaKind.LAN.value, AreaKind.KOMMUN.value)


def area_rules(region: Region, report: GapReport) -> Callable[[AreaKind | None, str], AreaRules]:
    """Hold all rules against a region once, and return what gives the outcomes of an area.

    Parameters
    ----------
    region : Region
    report : GapReport
        Of the whole region.

    Returns
    -------
    callable
        From kommun or län and its code, or None for the whole, to the outcomes there.
    """
    people = counted_people(report)
    divisions = [divided(level, people, report.villages, report.areas) for level in _LEVELS]
    found = check_rules(region, report, people, divisions)
    kommun, lan = (
        np.concatenate([getattr(report.villages, name), getattr(people, name)])
        for name in ("kommun_code", "lan_code")
    )

    def of_area(kind: AreaKind | None, code: str) -> AreaRules:
        level, unit_id = (WHOLE, WHOLE) if kind is None else (kind.value, code)
        of_level = [each for each in found.shares if each.division.level == level]
        units = [int(np.flatnonzero(each.division.id == unit_id)[0]) for each in of_level]
        is_in = np.ones(len(kommun), dtype=bool)
        if kind is not None:
            is_in = (kommun if kind == AreaKind.KOMMUN else lan) == code
        return AreaRules(
            shares=list(zip(of_level, units, strict=True)),
            services=found.services,
            kommun_code=np.unique(kommun[is_in]),
            counts_persons=people.counts_persons,
        )

    return of_area
