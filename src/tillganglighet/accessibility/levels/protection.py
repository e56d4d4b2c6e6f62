"""What a protected variant for publication leaves out: small counts and what would reveal them.

Places, kommuner, län and the whole are protected together, whichever of them is published. For
each category everybody's numbers are one table, and those of groups that lie in one another, as
65+ and 70+, together another: their differences are no smaller than the counts that are shown.

Rows, columns, sums inside one another and differences between groups tell no small count. That a
group is never larger than everybody may narrow one down where almost all people are of the group.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.levels.divisions import Division
from tillganglighet.accessibility.levels.indicators import Indicators
from tillganglighet.accessibility.levels.missing_services import MissingServices
from tillganglighet.accessibility.levels.rule_outcomes import ShareOutcomes
from tillganglighet.accessibility.levels.suppression import hidden_units
from tillganglighet.domain.places import FloatArray
from tillganglighet.domain.population_groups import POPULATION_GROUPS
from tillganglighet.errors import UsageError

Mask = npt.NDArray[np.bool_]
Masks = list[Mask]  # one a level, from the finest units up
ByGroup = list[Masks]  # everybody, then the groups


@dataclass(frozen=True)
class Hidden:
    """What the protected variant of a report by level leaves out, unit by unit.

    Parameters
    ----------
    least : float
        Counts below it, but for 0, are protected.
    by_category : (unit_count, category_count, group_count) bool
        All numbers of the unit, category and group.
    missing : (unit_count, group_count) bool
        How many basic services its people lack.
    by_area_class : (unit_count,) bool
        Its people, and by area class.
    shares : tuple of (unit_count,) bool
        The outcome of each rule about the share of people.
    """

    least: float
    by_category: Mask
    missing: Mask
    by_area_class: Mask
    shares: tuple[Mask, ...]


@dataclass(frozen=True)
class Counted:
    """The counts of the finest units, from which those of all others follow."""

    indicators: Indicators
    missing: MissingServices
    by_area_class: FloatArray
    shares: tuple[ShareOutcomes, ...]


def protect(finest: Counted, divisions: Sequence[Division], level: int, least: float) -> Hidden:
    """Return what is hidden of the units of one of the nested divisions.

    Parameters
    ----------
    finest : Counted
        Of the first of the divisions.
    divisions : sequence of Division
        From the finest up; the last one is the whole.
    level : int
        Which of them is published.
    least : float

    Raises
    ------
    UsageError
        Somebody is in several units: areas that overlap cannot be protected.
    """
    if len(np.unique(divisions[0].origin)) < len(divisions[0].origin):
        raise UsageError(
            "--protect: the areas overlap, and what is hidden in one would follow from the other; "
            "give areas that do not"
        )
    tables = _Tables(finest.indicators, _parents(divisions), least)
    found = finest.indicators
    of_category = [tables.category(finest, column) for column in range(len(found.categories))]
    missing = tables.missing(finest.missing, of_category)
    return Hidden(
        least=least,
        by_category=np.stack([_at(level, each) for each in of_category], axis=1),
        missing=_at(level, missing),
        by_area_class=tables.hidden(finest.by_area_class, tables.people[0])[level],
        shares=tuple(tables.share(each, of_category)[level] for each in finest.shares),
    )


class _Tables:
    """The tables of one report, each hidden beside the counts of people that all of them share."""

    def __init__(
        self, indicators: Indicators, parents: Sequence[npt.NDArray[np.intp]], least: float
    ) -> None:
        self.indicators, self.parents, self.least = indicators, parents, least
        self.persons = indicators.persons
        self.families = _families(indicators.groups)
        everybody = hidden_units(
            self.persons[:, :1], parents, weight=self.persons[:, 0], least=least
        )
        self.people = [everybody] * len(indicators.groups)
        self.people = self.by_group(self.persons[:, :, None], self.people)

    def hidden(self, values: FloatArray, forced: Masks) -> Masks:
        """Return what is hidden of a table of (unit_count, column_count) counts."""
        return hidden_units(
            values, self.parents, weight=self.persons[:, 0], least=self.least, forced=forced
        )

    def by_group(self, counts: FloatArray, forced: ByGroup) -> ByGroup:
        """Return what is hidden of (unit_count, group_count, column_count) counts, by group.

        Where everybody's numbers are hidden those of the groups are, too.
        """
        everybody = self.hidden(counts[:, 0], forced[0])
        found = [everybody] * counts.shape[1]
        for family in self.families:
            parts = np.einsum("pg,ugc->upc", family.parts, counts).reshape(len(counts), -1)
            hidden = self.hidden(
                parts, _either(everybody, *(forced[each] for each in family.groups))
            )
            for each in family.groups:
                found[each] = hidden
        return found

    def category(self, finest: Counted, column: int) -> ByGroup:
        """Hide the classes, statuses and levels of a category."""
        found = finest.indicators
        counts = np.concatenate(
            [
                found.by_time_class[:, column],
                found.by_status[:, column],
                found.by_level[:, column],
                found.km_counts(column),
            ],
            axis=2,
        )
        return self.by_group(counts, self.people)

    def missing(self, missing: MissingServices, of_category: Sequence[ByGroup]) -> ByGroup:
        """Hide how many basic services people lack, wherever one of them is hidden too.

        Who lacks how many, summed, is who lacks each: five that are shown would tell the sixth.
        """
        keys = [category.key for category in self.indicators.categories]
        chosen = [of_category[keys.index(key)] for key in missing.categories]
        forced = [
            _either(people, *(each[group] for each in chosen))
            for group, people in enumerate(self.people)
        ]
        return self.by_group(np.concatenate([missing.surely, missing.perhaps], axis=2), forced)

    def share(self, outcomes: ShareOutcomes, of_category: Sequence[ByGroup]) -> Masks:
        """Hide the outcomes of a rule, wherever the classes of its category are hidden."""
        keys = [category.key for category in self.indicators.categories]
        group = self.indicators.groups.index(outcomes.group)
        forced = self.people[group]
        if outcomes.rule.category in keys:
            forced = _either(forced, of_category[keys.index(outcomes.rule.category)][group])
        beyond, doubt, unknown = outcomes.beyond, outcomes.in_doubt, outcomes.unknown
        known = outcomes.persons - beyond - unknown
        sure = beyond + unknown - doubt
        return self.hidden(np.column_stack([beyond, doubt, unknown, known, sure]), forced)


@dataclass(frozen=True)
class _Family:
    """Groups that lie in one another, such as 65+, 70+ and 80+: hidden together.

    Parameters
    ----------
    groups : tuple of int
    parts : (part_count, group_count) float64
        What follows from them: the groups themselves, each less those that lie in it, and
        everybody less the widest.
    """

    groups: tuple[int, ...]
    parts: FloatArray


def _families(groups: Sequence[str]) -> list[_Family]:
    """Return the families of groups; everybody, the first of them, is in none.

    The last one also holds everybody less the widest of all families of ages: 20-64. Groups that
    are no ages, as of sexes, are families of their own.
    """
    unit = np.eye(len(groups))
    ages = {
        at: POPULATION_GROUPS[name] for at, name in enumerate(groups) if name in POPULATION_GROUPS
    }

    def inside(inner: int, outer: int) -> bool:
        one, other = ages[inner], ages[outer]
        return inner != outer and other.low <= one.low and one.high <= other.high

    widest = [at for at in ages if not any(inside(at, other) for other in ages)]
    families = []
    for at in [*(at for at in range(1, len(groups)) if at not in ages), *widest]:
        members = [at, *(other for other in ages if at in ages and inside(other, at))]
        rows = [unit[each] for each in members] + [unit[0] - unit[at]]
        for each in members:
            lesser = [other for other in members if other != each and inside(other, each)]
            next_ones = [one for one in lesser if not any(inside(one, more) for more in lesser)]
            rows.append(
                unit[each] - sum((unit[other] for other in next_ones), np.zeros(len(unit)))
            )
        families.append(_Family(tuple(members), np.array(rows)))
    if widest:
        rest = unit[0] - unit[widest].sum(axis=0)
        last = families[-1]
        families[-1] = _Family(last.groups, np.vstack([last.parts, rest]))
    return families


def _parents(divisions: Sequence[Division]) -> list[npt.NDArray[np.intp]]:
    """Return the unit of the next division that each unit lies in."""
    parents = []
    for below, above in pairwise(divisions):
        codes = [*zip(above.lan_code.tolist(), above.kommun_code.tolist(), strict=True)]
        own = [*zip(below.lan_code.tolist(), below.kommun_code.tolist(), strict=True)]
        match above.level:
            case "kommun":
                found = {pair: number for number, pair in enumerate(codes)}
                parents.append(np.array([found[pair] for pair in own], dtype=np.intp))
            case "lan":
                of_lan = {lan: number for number, (lan, _) in enumerate(codes)}
                parents.append(np.array([of_lan[lan] for lan, _ in own], dtype=np.intp))
            case _:
                parents.append(np.zeros(len(below), dtype=np.intp))
    return parents


def _either(*masks: Masks) -> Masks:
    return [np.logical_or.reduce(each) for each in zip(*masks, strict=True)]


def _at(level: int, by_group: ByGroup) -> Mask:
    """Return (unit_count, group_count) what is hidden of the units of one level."""
    return np.column_stack([masks[level] for masks in by_group])
