"""Whether the conditions of rules are met: by how much, for whom, and how sure that is."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.levels.divisions import Division
from tillganglighet.domain.places import FloatArray
from tillganglighet.domain.rules import Rule, RuleOutcome
from tillganglighet.units import M_PER_KM

Mask = npt.NDArray[np.bool_]
Outcomes = npt.NDArray[np.int8]


@dataclass(frozen=True)
class ShareOutcomes:
    """A rule about the share of people beyond a distance, unit by unit.

    Parameters
    ----------
    rule : Rule
    division : Division
    group : str
        Of people: that of the rule where there are numbers of it, else everybody.
    persons : (unit_count,) float64
        All of the group.
    beyond : (unit_count,) float64
        Known to be farther than the rule says, or with no road there at all.
    in_doubt : (unit_count,) float64
        Of these, and of those of whom the data say nothing, those to whom a service that the data
        lack may be nearer.
    unknown : (unit_count,) float64
        Those of whom the data say nothing; they are in doubt, and not in `beyond`.
    outcome : (unit_count,) int8
        `RuleOutcome`: unknown where those in doubt could change it.
    is_comparison : (unit_count,) bool
        The rule does not judge this unit: it is of the whole country, another country, or local.
    """

    rule: Rule
    division: Division
    group: str
    persons: FloatArray
    beyond: FloatArray
    in_doubt: FloatArray
    unknown: FloatArray
    outcome: Outcomes
    is_comparison: Mask

    @property
    def share(self) -> FloatArray:
        """Return (unit_count,) the share beyond, 0 to 1; nan where there is nobody."""
        return _ratio(self.beyond, self.persons)

    @property
    def margin(self) -> FloatArray:
        """Return (unit_count,) how far the share is below its limit; nan without a limit."""
        limit = np.nan if self.rule.max_share is None else self.rule.max_share
        margin: FloatArray = limit - self.share
        return margin


@dataclass(frozen=True)
class ServiceOutcomes:
    """A rule about each service and the nearest other one.

    Parameters
    ----------
    rule : Rule
    service : (n,) intp
        Indices of the services that are judged.
    other : (n,) int32
        The nearest other service of the category by the shortest road; -1 for none.
    other_m : (n,) float64
        Metres to it; inf for none.
    sure_m : (n,) float64
        Metres to the nearest other that surely is what the rule means; inf for none.
    is_island : (n,) bool
        The service lies on an island without a fixed link.
    outcome : (n,) int8
        `RuleOutcome`.
    is_comparison : bool
    """

    rule: Rule
    service: npt.NDArray[np.intp]
    other: npt.NDArray[np.int32]
    other_m: FloatArray
    sure_m: FloatArray
    is_island: Mask
    outcome: Outcomes
    is_comparison: bool

    @property
    def margin_m(self) -> FloatArray:
        """Return (n,) metres beyond the distance of the rule; below 0 for those nearer."""
        return self.other_m - self.rule.km * M_PER_KM


def share_outcomes(
    rule: Rule,
    division: Division,
    weight: FloatArray,
    metres: FloatArray,
    *,
    is_known: Mask,
    is_complete: Mask,
    is_comparison: Mask,
    group: str,
) -> ShareOutcomes:
    """Judge the share of people beyond the kilometres of a rule: exactly so many are within.

    Parameters
    ----------
    weight, metres : (origin_count,) float64
        Persons, and how far they have; inf for who has no road there.
    is_known : (origin_count,) bool
        The data say something of the category; else nobody knows.
    is_complete : (origin_count,) bool
        The data hold all services round the origin, so that none can be nearer.
    is_comparison : (unit_count,) bool
    group : str
    """

    def counted(chosen: Mask) -> FloatArray:
        persons = np.where(chosen, weight, 0.0)[division.origin]
        return np.bincount(division.unit, persons, len(division)).astype(np.float64)

    far = is_known & (metres > rule.km * M_PER_KM)
    persons, beyond = counted(np.ones(len(weight), dtype=bool)), counted(far)
    unknown = counted(~is_known)
    in_doubt = counted((far & ~is_complete) | ~is_known)
    outcome = _judged(rule.max_share, beyond + unknown, in_doubt, unknown, persons)
    return ShareOutcomes(
        rule, division, group, persons, beyond, in_doubt, unknown, outcome, is_comparison
    )


def _judged(
    max_share: float | None,
    most: FloatArray,
    in_doubt: FloatArray,
    unknown: FloatArray,
    persons: FloatArray,
) -> Outcomes:
    """Return the outcomes: `most` may be beyond, and at least those who are not in doubt."""
    if max_share is None:
        return np.where(unknown > 0, RuleOutcome.UNKNOWN, RuleOutcome.COUNTED).astype(np.int8)
    return np.select(
        [
            _ratio(most, persons) <= max_share,
            _ratio(most - in_doubt, persons) > max_share,
        ],
        [RuleOutcome.MET, RuleOutcome.NOT_MET],
        default=RuleOutcome.UNKNOWN,
    ).astype(np.int8)


def service_outcomes(
    rule: Rule,
    service: npt.NDArray[np.intp],
    other: npt.NDArray[np.int32],
    *,
    other_m: FloatArray,
    sure_m: FloatArray,
    is_island: Mask,
    is_complete: Mask,
    is_comparison: bool,
) -> ServiceOutcomes:
    """Judge the distance from each service to the nearest other one.

    A nearer one that surely counts decides; one that perhaps does not leaves it unknown, and so
    does a distance in incomplete data, where a nearer one may be missing.
    """
    limit_m = rule.km * M_PER_KM
    outcome = np.select(
        [
            np.asarray(rule.island & is_island),
            sure_m <= limit_m,
            (other_m > limit_m) & is_complete,
        ],
        [RuleOutcome.MET, RuleOutcome.NOT_MET, RuleOutcome.MET],
        default=RuleOutcome.UNKNOWN,
    ).astype(np.int8)
    return ServiceOutcomes(
        rule, service, other, other_m, sure_m, is_island, outcome, is_comparison
    )


def _ratio(part: FloatArray, whole: FloatArray) -> FloatArray:
    ratio = np.full(len(whole), np.nan)
    np.divide(part, whole, out=ratio, where=whole > 0)
    return ratio
