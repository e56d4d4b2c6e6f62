"""Rules of law and programmes about distance: locked, dated and with their source."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from functools import cache
from importlib.resources import files
from typing import Any


class Measure(StrEnum):
    """What a rule measures, in kilometres of the shortest drivable road if nothing is said."""

    SHARE_BEYOND = "share_beyond"
    SHARE_BEYOND_STRAIGHT = "share_beyond_straight"
    SERVICE_TO_SERVICE = "service_to_service"


class RuleOutcome(IntEnum):
    """Whether the condition of a rule is met; never whether anybody is entitled to anything."""

    MET = 0
    NOT_MET = 1
    UNKNOWN = 2  # the data are incomplete where it could change the outcome
    COUNTED = 3  # there is nothing to meet: people are counted


@dataclass(frozen=True)
class Rule:
    """One rule (`rules.toml` tells what each field means).

    Parameters
    ----------
    key, name_sv, name_en : str
    is_law : bool
        Of law or programme and locked; else a comparison.
    measure : Measure
    category, surely : str
        Keys of the catalogue; `surely` is the category itself where the rule has no other.
    km : float
    max_share : float or None
    holds_for : "riket" or "service"
    country : str
        ISO 3166-1, where it is a rule.
    abroad : bool
        Whether services outside the country where most people of the region live count.
    island : bool
    group : str
        Of people; empty for everybody.
    source, dated, wording_sv, wording_en, untested_sv, untested_en : str
    """

    key: str
    name_sv: str
    name_en: str
    is_law: bool
    measure: Measure
    category: str
    surely: str
    km: float
    max_share: float | None
    holds_for: str
    country: str
    abroad: bool
    island: bool
    group: str
    source: str
    dated: str
    wording_sv: str
    wording_en: str
    untested_sv: str
    untested_en: str

    def text(self, what: str, language: str) -> str:
        """Return the name, wording or what is untested, in Swedish ("sv") or English ("en")."""
        return str(getattr(self, f"{what}_{language}"))


@cache
def rules() -> Mapping[str, Rule]:
    """Return every rule by key: those of law, then the comparisons."""
    text = files("tillganglighet.domain").joinpath("rules.toml").read_text(encoding="utf-8")
    shipped = tomllib.loads(text)
    return {
        key: _rule(key, entry, is_law=kind == "law")
        for kind in ("law", "comparison")
        for key, entry in shipped[kind].items()
    }


def rules_with(comparisons: Mapping[str, float] | None) -> tuple[Rule, ...]:
    """Return every rule, the comparisons with the kilometres that a planner has set.

    Those of law stay what they are, whatever the mapping says.
    """
    chosen = comparisons or {}
    return tuple(
        rule if rule.is_law else replace(rule, km=chosen.get(rule.key, rule.km))
        for rule in rules().values()
    )


def _rule(key: str, entry: Mapping[str, Any], *, is_law: bool) -> Rule:
    return Rule(
        key=key,
        name_sv=entry["sv"],
        name_en=entry["en"],
        is_law=is_law,
        measure=Measure(entry["measure"]),
        category=entry["category"],
        surely=entry.get("surely", entry["category"]),
        km=float(entry["km"]),
        max_share=entry.get("max_share"),
        holds_for=entry["holds_for"],
        country=entry["country"],
        abroad=entry["abroad"],
        island=entry.get("island", False),
        group=entry.get("group", ""),
        source=entry["source"],
        dated=entry["dated"].isoformat(),
        wording_sv=entry["wording_sv"],
        wording_en=entry["wording_en"],
        untested_sv=entry.get("untested_sv", ""),
        untested_en=entry.get("untested_en", ""),
    )
