"""The groups of people that are reported, and forming them from whatever classes a file has."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

OLDEST = 150  # stands for "and older"


@dataclass(frozen=True, order=True)
class Ages:
    """An age class in whole years, both ends in it; `high` is OLDEST for an open class."""

    low: int
    high: int


# Everybody is the population itself. Preschool, compulsory and upper secondary school; the ages
# that Pipos, SCB and the regions count as older.
POPULATION_GROUPS: Mapping[str, Ages] = {
    "0-5": Ages(0, 5),
    "6-15": Ages(6, 15),
    "16-19": Ages(16, 19),
    "65+": Ages(65, OLDEST),
    "70+": Ages(70, OLDEST),
    "80+": Ages(80, OLDEST),
}


def classes_of(group: Ages, classes: Collection[Ages]) -> list[Ages]:
    """Return the classes that make up a group exactly; empty if they do not.

    Ages 15-19 cannot be split, so 5-year classes give 65+ but neither 0-5 nor 16-19.
    """
    chosen: list[Ages] = []
    next_age = group.low
    while next_age <= group.high:
        fitting = [each for each in classes if each.low == next_age and each.high <= group.high]
        if not fitting:
            return []
        chosen.append(max(fitting))
        next_age = chosen[-1].high + 1
    return chosen
