"""Standards: the minutes a policy allows, and the classes that everybody gets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tillganglighet.domain.catalogue import Category

# Upper ends of the published time classes in minutes; a-b means a < x <= b.
# Source: Tillväxtverkets kommuntabeller ("under 5, 5-10, 10-30, över 30 minuter").
TIME_CLASS_ENDS_MIN = (5.0, 10.0, 30.0)
TIME_CLASSES = ("0-5", "5-10", "10-30", "over 30")


@dataclass(frozen=True)
class Standards:
    """The minutes that count as good and as acceptable, per category.

    Parameters
    ----------
    name, decided_by, decided_on : str
        Who set the limits and when; shown in every product.
    good_min, acceptable_min : mapping of str to float
        Minutes by category key; at most so many is good, at most so many is acceptable.
    """

    name: str
    decided_by: str
    decided_on: str
    good_min: Mapping[str, float]
    acceptable_min: Mapping[str, float]


def example_standards(categories: Iterable[Category]) -> Standards:
    """Return the shipped example standards, which nobody has decided."""
    chosen = tuple(categories)
    return Standards(
        name="Exempelnivåer",
        decided_by="ingen (exempel som följer med programmet)",
        decided_on="",
        good_min={category.key: category.good_min for category in chosen},
        acceptable_min={category.key: category.acceptable_min for category in chosen},
    )
