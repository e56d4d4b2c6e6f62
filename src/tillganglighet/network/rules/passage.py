"""How far a road, a barrier or a ferry lets one pass."""

from enum import IntEnum


class Passage(IntEnum):
    """The right to pass, from the least to the most."""

    BARRED = 0
    PRIVATE = 1  # may begin or end a journey, never carry it through
    PUBLIC = 2
