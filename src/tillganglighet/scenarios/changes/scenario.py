"""A scenario: changes with a name and a purpose, and the assumptions that its numbers rest on."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from tillganglighet.domain.provenance import Provenance
from tillganglighet.errors import InputError
from tillganglighet.scenarios.changes.changes import Change, type_of

ALL_CATEGORIES = "alla"
_ID_LENGTH = 16


@dataclass(frozen=True)
class Assumptions:
    """What the yearly sums rest on; what nobody has settled is not computed.

    Parameters
    ----------
    trips_per_year : mapping of str to float
        Journeys there and back per person and year, by category; `alla` for those not named.
    co2_g_per_km, kr_per_km, kr_per_hour : float or None
        Of driving a kilometre, and of an hour's travelling.
    note : str
        In words.
    """

    trips_per_year: Mapping[str, float] = field(
        default_factory=dict,
        metadata={"least": 0, "alone": ALL_CATEGORIES, "category": ALL_CATEGORIES},
    )
    co2_g_per_km: float | None = field(default=None, metadata={"least": 0})
    kr_per_km: float | None = field(default=None, metadata={"least": 0})
    kr_per_hour: float | None = field(default=None, metadata={"least": 0})
    note: str = ""

    def trips(self, category: str) -> float | None:
        """Return the journeys per person and year to a category; None if nobody has said."""
        return self.trips_per_year.get(category, self.trips_per_year.get(ALL_CATEGORIES))


@dataclass(frozen=True)
class Scenario:
    """Changes in the order in which they are made.

    Parameters
    ----------
    name, purpose, author : str
    changes : tuple of Change
    assumptions : Assumptions
    labels : tuple of str
        Where each change is written, such as "stangs.toml:4", for messages; may be empty.
    faults : tuple of str
        What could not be read, a line each: told with what is found out to be wrong later.
    """

    name: str
    changes: tuple[Change, ...] = ()
    purpose: str = ""
    author: str = ""
    assumptions: Assumptions = Assumptions()
    labels: tuple[str, ...] = field(default=(), compare=False)
    faults: tuple[str, ...] = field(default=(), compare=False)

    def checked(self) -> "Scenario":
        """Return the scenario itself.

        Raises
        ------
        InputError
            Some of it could not be read; with every fault.
        """
        self.refuse(())
        return self

    def refuse(self, faults: Sequence[str]) -> None:
        """Raise InputError with what could not be read and these faults, if there are any."""
        every = (*self.faults, *faults)
        if every:
            named, count = self.name or "the scenario", len(every)
            noun = "fault" if count == 1 else "faults"
            raise InputError(f"{named}: {count} {noun}; nothing was computed", every)

    def label(self, number: int) -> str:
        """Return how messages call a change, by its number from 0."""
        kind = type_of(self.changes[number])
        return f"{self.labels[number]}: {kind}" if self.labels else f"change {number + 1}: {kind}"

    def followed_by(self, other: "Scenario") -> "Scenario":
        """Return one scenario with the changes of both; the other's words and numbers go first."""
        own = {
            name: getattr(other, name) or getattr(self, name)
            for name in ("name", "purpose", "author")
        }
        labels = [scenario.label_places() for scenario in (self, other)]
        return Scenario(
            **own,
            changes=self.changes + other.changes,
            assumptions=_joined(self.assumptions, other.assumptions),
            labels=labels[0] + labels[1],
            faults=self.faults + other.faults,
        )

    def label_places(self) -> tuple[str, ...]:
        """Return where each change is written, or its number."""
        return self.labels or tuple(f"change {at + 1}" for at in range(len(self.changes)))


def composed(scenarios: Sequence[Scenario]) -> Scenario:
    """Return one scenario that makes the changes of all, in order."""
    whole = scenarios[0]
    for scenario in scenarios[1:]:
        whole = whole.followed_by(scenario)
    return whole


def scenario_mapping(scenario: Scenario) -> dict[str, Any]:
    """Return the scenario as a scenario file holds it, in plain values, without its defaults."""
    written = {
        "name": scenario.name,
        "purpose": scenario.purpose,
        "author": scenario.author,
        "assumptions": _written(scenario.assumptions),
        "change": [{"type": type_of(each)} | _written(each) for each in scenario.changes],
    }
    return {key: value for key, value in written.items() if value or key in {"name", "change"}}


def scenario_id(scenario: Scenario, region: str) -> str:
    """Return the identity of the changes and assumptions in a region: 16 hexadecimal digits.

    Names, purpose, author and notes are no part of it: whoever makes the same changes in the same
    region has the same scenario.

    Parameters
    ----------
    scenario : Scenario
    region : str
        As from `region_digest`.
    """
    mapping = scenario_mapping(scenario)
    assumed = mapping.get("assumptions", {}) | {"note": ""}
    content = {"region": region, "change": mapping["change"], "assumptions": assumed}
    return _digest(content)[:_ID_LENGTH]


def region_digest(provenance: Provenance) -> str:
    """Return the SHA-256 over program, inputs and rules of a region; its name is no part of it."""
    return _digest(
        {
            "program": provenance.program,
            "inputs": [each.sha256 for each in provenance.inputs],
            "profile": provenance.profile_sha256,
            "parameters": dict(provenance.parameters),
            "area": provenance.area,
        }
    )


def _digest(content: Mapping[str, Any]) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _joined(first: Assumptions, second: Assumptions) -> Assumptions:
    """Return the assumptions of both; where both say something the second holds."""
    said = {name: value for name, value in vars(second).items() if value not in ({}, None, "")}
    trips = {**first.trips_per_year, **second.trips_per_year}
    return replace(first, **said | {"trips_per_year": trips})


def _written(value: Any) -> Any:  # noqa: ANN401 (any part of a scenario)
    """Return a part of a scenario in plain values; an id that stands alone is just text."""
    if isinstance(value, tuple):
        return [_written(each) for each in value]
    if not hasattr(value, "__dataclass_fields__"):
        return dict(value) if isinstance(value, Mapping) else value
    said = {
        each.name.rstrip("_"): _written(getattr(value, each.name))
        for each in fields(value)
        if getattr(value, each.name) not in ("", None, (), {})
    }
    only = next(iter(said)) if len(said) == 1 else ""
    return said[only] if only in ALONE.get(type(value).__name__, ()) else said


# What a bare text stands for where one of these is asked for.
ALONE: Mapping[str, tuple[str, ...]] = {
    "WhichService": ("id",),
    "WhichVillage": ("id",),
    "WhichRoad": ("way",),
}
