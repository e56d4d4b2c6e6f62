"""Node levels of places: which rule each meets, what it misses, and what nobody knows."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.levels.place_services import PlaceServices
from tillganglighet.domain.places import FloatArray
from tillganglighet.structure.node_rules import Condition, LevelRule, Measure, NodeRules

Mask = npt.NDArray[np.bool_]
Int8Array = npt.NDArray[np.int8]

OF_SERVICES = (Measure.SERVICE, Measure.CLASS)


@dataclass(frozen=True)
class PlaceFacts:
    """What the rules ask of places.

    Parameters
    ----------
    services : PlaceServices
        How many of each category belong to each place.
    is_known : (place_count, category_count) bool
        Whether the data can tell that a place has none of a category.
    is_complete : (place_count, category_count) bool
        Whether the data claim to hold all of a category; else there may be more than is counted.
    population, day_population : (place_count,) float64
        nan where nobody has said.
    """

    services: PlaceServices
    is_known: Mask
    is_complete: Mask
    population: FloatArray
    day_population: FloatArray

    def columns(self, condition: Condition, rules: NodeRules) -> list[int]:
        """Return the indices of the categories that a condition on services counts."""
        of_class = condition.measure == Measure.CLASS
        keys = rules.classes[condition.key].categories if of_class else (condition.key,)
        return [self.services.categories.index(key) for key in keys]


@dataclass(frozen=True)
class Verdict:
    """How places stand to a condition; those that are neither are known to fail it.

    Parameters
    ----------
    met, unknown : (place_count,) bool
        Never both.
    """

    met: Mask
    unknown: Mask

    @property
    def failed(self) -> Mask:
        """(place_count,) bool: known, and not met."""
        return np.asarray(~self.met & ~self.unknown)


def unknown_of_all(place_count: int) -> Verdict:
    """Return the verdict on places of which nobody has said anything."""
    return Verdict(np.zeros(place_count, dtype=bool), np.ones(place_count, dtype=bool))


@dataclass(frozen=True)
class NodeLevels:
    """The levels of places; 1 is the highest, `rules.no_level` stands for none.

    Parameters
    ----------
    level : (place_count,) int8
        The highest that is proved or preliminary.
    proved : (place_count,) int8
        The highest of which every condition is known and met.
    possible : (place_count,) int8
        The highest that no known condition rules out.
    verdicts : mapping of Condition to Verdict
        Of every condition in the rules.
    rules : NodeRules
    """

    level: Int8Array
    proved: Int8Array
    possible: Int8Array
    verdicts: Mapping[Condition, Verdict]
    rules: NodeRules

    def __len__(self) -> int:
        """Return the number of places."""
        return len(self.level)

    @property
    def is_preliminary(self) -> Mask:
        """(place_count,) bool: data that the rule of the level asks for are missing."""
        return np.asarray(self.level < self.proved)

    @property
    def is_unknown(self) -> Mask:
        """(place_count,) bool: no level, and not because any rule is known to fail."""
        none = self.rules.no_level
        return np.asarray((self.level == none) & (self.possible < none))

    def rule(self, place: int) -> LevelRule | None:
        """Return the rule that a place meets; None if it meets none."""
        level = int(self.level[place])
        return None if level == self.rules.no_level else self.rules.levels[level - 1]

    def missing(self, place: int) -> tuple[Condition, ...]:
        """Return what would raise a place by one level: what it is known to fail."""
        return tuple(c for c in self._next(place) if self.verdicts[c].failed[place])

    def unknown(self, place: int) -> tuple[Condition, ...]:
        """Return what nobody knows of a place, of its own rule and the next."""
        rule = self.rule(place)
        asked = (*(rule.conditions if rule else ()), *self._next(place))
        return tuple(dict.fromkeys(c for c in asked if self.verdicts[c].unknown[place]))

    def _next(self, place: int) -> tuple[Condition, ...]:
        above = int(self.level[place]) - 1
        return self.rules.levels[above - 1].conditions if above else ()


def node_levels(facts: PlaceFacts, rules: NodeRules) -> NodeLevels:
    """Try the rules from the lowest level upwards; what is known of a higher one decides.

    A level is proved when every condition is known and met. It is preliminary when no condition
    fails, some are unknown, and enough of those on services that tell it from the level below are
    met.
    """
    verdicts = {
        each: _verdict(each, facts, rules) for rule in rules.levels for each in rule.conditions
    }
    none = np.full(len(facts.population), rules.no_level, dtype=np.int8)
    level, proved, possible = none.copy(), none.copy(), none.copy()
    for rule in reversed(rules.levels):
        may_be = ~np.any([verdicts[each].failed for each in rule.conditions], axis=0)
        is_so = np.all([verdicts[each].met for each in rule.conditions], axis=0)
        services = [each for each in rule.telling if each.measure in OF_SERVICES]
        told = np.mean([verdicts[each].met for each in services] or [none < 0], axis=0)
        possible[may_be] = rule.level
        proved[is_so] = rule.level
        level[is_so | (may_be & (told >= rules.least_known_share))] = rule.level
    return NodeLevels(level, proved, possible, verdicts, rules)


def _verdict(condition: Condition, facts: PlaceFacts, rules: NodeRules) -> Verdict:
    measure, least = condition.measure, condition.least
    if measure in OF_SERVICES:
        columns = facts.columns(condition, rules)
        met = facts.services.count[:, columns].sum(axis=1) >= least
        return Verdict(met, ~met & ~facts.is_known[:, columns].all(axis=1))
    with np.errstate(divide="ignore", invalid="ignore"):
        value = {
            Measure.POPULATION: facts.population,
            Measure.DAY_POPULATION: facts.day_population,
            Measure.DAY_PER_NIGHT: facts.day_population / facts.population,
        }[measure]
    unknown = np.isnan(value)
    return Verdict(~unknown & (value >= least), unknown)


def commercial_nodes(facts: PlaceFacts, rules: NodeRules) -> Verdict:
    """Return which places are commercial nodes: a service of each group of the rules at least."""
    groups = [
        Verdict(
            met := facts.services.count[:, columns].sum(axis=1) > 0,
            ~met & ~facts.is_known[:, columns].all(axis=1),
        )
        for columns in (
            [facts.services.categories.index(key) for key in group] for group in rules.commercial
        )
    ]
    met = np.all([group.met for group in groups], axis=0)
    failed = np.any([group.failed for group in groups], axis=0)
    return Verdict(met, ~met & ~failed)


def job_nodes(facts: PlaceFacts, rules: NodeRules) -> Verdict:
    """Return which places are nodes of jobs, by their day population."""
    unknown = np.isnan(facts.day_population)
    return Verdict(~unknown & (facts.day_population >= rules.jobs_day_population), unknown)
