"""The rules that make a place a node of some level: a table, read from the package."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any


class Measure(StrEnum):
    """What a condition asks of a place, by the words of the table."""

    SERVICE = "service"
    CLASS = "class"
    POPULATION = "population"
    DAY_POPULATION = "day_population"
    DAY_PER_NIGHT = "day_per_night"


@dataclass(frozen=True)
class Condition:
    """At least so much of one measure; `key` is a category or a class, empty for the others."""

    measure: Measure
    key: str
    least: float


@dataclass(frozen=True)
class LevelRule:
    """What makes a place a node of one level: all of the conditions.

    Parameters
    ----------
    level : int
        1 is the highest.
    key : str
    conditions : tuple of Condition
    telling : tuple of Condition
        Those that the level below does not ask for as well: they tell the two apart.
    """

    level: int
    key: str
    conditions: tuple[Condition, ...]
    telling: tuple[Condition, ...]


@dataclass(frozen=True)
class ServiceClass:
    """Categories that are counted together, and what people call them."""

    categories: tuple[str, ...]
    name_sv: str
    name_en: str


@dataclass(frozen=True)
class TransitRule:
    """What is asked of a node of public transport; node_rules.toml tells how."""

    double_trips: float
    one_way_trips: float
    evening_from_hour: float
    evening_trips: float
    weekend_trips: float


@dataclass(frozen=True)
class NodeRules:
    """A table of rules, the highest level first.

    Parameters
    ----------
    source : str
        Where the rules come from.
    standing : mapping of str to str
        By language: a sentence on who has decided them, if anybody.
    levels : tuple of LevelRule
    classes : mapping of str to ServiceClass
    least_known_share : float
        Of the telling conditions on services, for a level to be given although not all is known.
    lowest_node_level : int
        Places below it are no destination for others.
    commercial : tuple of tuple of str
        A commercial node has a service of one category at least in each group.
    jobs_day_population : float
        A node of jobs has at least this day population.
    transit : TransitRule
    """

    source: str
    standing: Mapping[str, str]
    levels: tuple[LevelRule, ...]
    classes: Mapping[str, ServiceClass]
    least_known_share: float
    lowest_node_level: int
    commercial: tuple[tuple[str, ...], ...]
    jobs_day_population: float
    transit: TransitRule

    @property
    def no_level(self) -> int:
        """The number of a place that meets no rule: one more than the lowest level."""
        return len(self.levels) + 1

    @property
    def categories(self) -> tuple[str, ...]:
        """Every category that a rule asks for, in a fixed order."""
        asked = [
            each.key
            for rule in self.levels
            for each in rule.conditions
            if each.measure == Measure.SERVICE
        ]
        asked += [key for each in self.classes.values() for key in each.categories]
        asked += [key for group in self.commercial for key in group]
        return tuple(dict.fromkeys(asked))


@cache
def shipped_rules() -> NodeRules:
    """Return the rules of the package."""
    text = files("tillganglighet.structure").joinpath("node_rules.toml")
    return rules_of(tomllib.loads(text.read_text(encoding="utf-8")))


def rules_of(given: Mapping[str, Any]) -> NodeRules:
    """Return the rules of a table like node_rules.toml, which explains it."""
    conditions = [_conditions(entry) for entry in given["level"]]
    below = [*conditions[1:], ()]
    return NodeRules(
        source=given["source"],
        standing=given.get("standing", {}),
        levels=tuple(
            LevelRule(level, entry["key"], own, tuple(c for c in own if not _implied(c, lower)))
            for level, (entry, own, lower) in enumerate(
                zip(given["level"], conditions, below, strict=True), start=1
            )
        ),
        classes={
            key: ServiceClass(tuple(each["categories"]), each["sv"], each["en"])
            for key, each in given["classes"].items()
        },
        least_known_share=given["least_known_share"],
        lowest_node_level=given["lowest_node_level"],
        commercial=tuple(map(tuple, given["theme"]["kommersiell"]["one_of_each"])),
        jobs_day_population=given["theme"]["arbete"]["day_population"],
        transit=TransitRule(**given["theme"]["kollektivtrafik"]),
    )


def _conditions(entry: Mapping[str, Any]) -> tuple[Condition, ...]:
    found = []
    for measure in Measure:
        asked = entry.get(measure, {})
        pairs = asked.items() if isinstance(asked, Mapping) else [("", asked)]
        found += [Condition(measure, key, float(least)) for key, least in pairs]
    return tuple(found)


def _implied(condition: Condition, by: tuple[Condition, ...]) -> bool:
    same = [each for each in by if (each.measure, each.key) == (condition.measure, condition.key)]
    return any(each.least >= condition.least for each in same)
