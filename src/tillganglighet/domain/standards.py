"""Standards: the minutes a policy allows, and the classes that everybody gets."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.catalogue import Category
from tillganglighet.domain.places import Cells, FloatArray, StrArray, Villages

# Upper ends of the published time classes in minutes; a-b means a < x <= b.
# Source: Tillväxtverkets kommuntabeller ("under 5, 5-10, 10-30, över 30 minuter").
TIME_CLASS_ENDS_MIN = (5.0, 10.0, 30.0)
TIME_CLASSES = ("0-5", "5-10", "10-30", "over 30")

# Where a local standard holds, the widest first: a later one goes before an earlier one.
Scope = Literal["lan", "kommun", "ort"]
SCOPES: tuple[Scope, ...] = ("lan", "kommun", "ort")


@dataclass(frozen=True)
class LocalStandards:
    """What a län, a kommun or a place has decided for itself.

    Parameters
    ----------
    scope : "lan", "kommun" or "ort"
    code : str
        Code of the län or kommun, or id of the village.
    decided_by, decided_on : str
    good_min, acceptable_min : mapping of str to float
        Minutes of the categories that differ; the same categories in both.
    """

    scope: Scope
    code: str
    decided_by: str
    decided_on: str
    good_min: Mapping[str, float]
    acceptable_min: Mapping[str, float]


@dataclass(frozen=True)
class Standards:
    """The minutes that count as good and as acceptable, per category.

    Parameters
    ----------
    name, decided_by, decided_on : str
        Who set the limits and when; shown in every product.
    good_min, acceptable_min : mapping of str to float
        Minutes by category key; at most so many is good, at most so many is acceptable.
    examples : frozenset of str
        Categories whose limits nobody has decided: those of the shipped example.
    local : tuple of LocalStandards
        What holds instead in some län, kommuner and places, the widest first.
    comparisons : mapping of str to float
        Limits of comparisons that the planner has set, by key, in the unit of the comparison.
    """

    name: str
    decided_by: str
    decided_on: str
    good_min: Mapping[str, float]
    acceptable_min: Mapping[str, float]
    examples: frozenset[str] = frozenset()
    local: tuple[LocalStandards, ...] = ()
    comparisons: Mapping[str, float] | None = None


@dataclass(frozen=True)
class Limits:
    """The minutes that hold for each origin; both (origin_count, category_count) float64.

    One row stands for all origins where they share their limits.
    """

    good_min: FloatArray
    acceptable_min: FloatArray


def example_standards(categories: Iterable[Category]) -> Standards:
    """Return the shipped example standards, which nobody has decided."""
    chosen = tuple(categories)
    return Standards(
        name="Exempelnivåer",
        decided_by="ingen (exempel som följer med programmet)",
        decided_on="",
        good_min={category.key: category.good_min for category in chosen},
        acceptable_min={category.key: category.acceptable_min for category in chosen},
        examples=frozenset(category.key for category in chosen),
    )


def limits_of_villages(
    standards: Standards, categories: Sequence[str], villages: Villages
) -> Limits:
    """Return the limits that hold in each village."""
    codes: dict[Scope, StrArray] = {
        "lan": villages.lan_code,
        "kommun": villages.kommun_code,
        "ort": villages.id,
    }
    return _limits(standards, categories, codes, len(villages))


def limits_of_cells(
    standards: Standards, categories: Sequence[str], cells: Cells, villages: Villages
) -> Limits:
    """Return the limits that hold in each cell, by its village, its kommun and its län."""
    # One id more, so that the index -1 of a cell outside all villages finds no village.
    ids = np.concatenate([villages.id, np.array([""], dtype=villages.id.dtype)])
    codes: dict[Scope, StrArray] = {
        "lan": cells.lan_code,
        "kommun": cells.kommun_code,
        "ort": ids[cells.village],
    }
    return _limits(standards, categories, codes, len(cells))


def _limits(
    standards: Standards, categories: Sequence[str], codes: Mapping[Scope, StrArray], count: int
) -> Limits:
    good, acceptable = (
        np.array([[mapping[key] for key in categories]], dtype=np.float64)
        for mapping in (standards.good_min, standards.acceptable_min)
    )
    if not standards.local:
        return Limits(good, acceptable)
    limits = Limits(np.repeat(good, count, axis=0), np.repeat(acceptable, count, axis=0))
    for each in sorted(standards.local, key=lambda local: SCOPES.index(local.scope)):
        here: npt.NDArray[np.bool_] = codes[each.scope] == each.code
        for column, key in enumerate(categories):
            if key in each.good_min:
                limits.good_min[here, column] = each.good_min[key]
                limits.acceptable_min[here, column] = each.acceptable_min[key]
    return limits
