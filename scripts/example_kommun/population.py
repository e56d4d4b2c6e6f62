"""Persons, one by one: each draws a position near the place and an age, then cells are counted."""

from collections import Counter
from math import floor
from random import Random

from example_kommun.canvas import Canvas, to_grid
from example_kommun.curves import Point
from example_kommun.places import ALL, Place
from example_kommun.tables import Row

SEED = 2901
CELL_M = 1000
AGE_COLUMNS = (
    "alder_0_5", "alder_6_15", "alder_16_19", "alder_20_64", "alder_65_79", "alder_80_w",
)  # fmt: skip
# Shares of the age groups in percent: towns are younger than the forest.
AGES = {
    "town": (6, 11, 5, 53, 18, 7),
    "village": (5, 10, 4, 49, 23, 9),
    "hamlet": (4, 8, 3, 46, 28, 11),
}
SPREAD_KM = {"town": 0.75, "village": 0.4, "hamlet": 0.25}  # standard deviation
FARM_EVERY = 16  # one farm at each sixteenth point of the roads
PERSONS_ON_FARM = (1, 2, 2, 3, 4, 6)

Cell = tuple[int, int]  # E and N of the lower left corner, metres


def population_rows(canvas: Canvas) -> list[Row]:
    """Return the table of populated cells, header first, from south to north and west to east."""
    # a seeded generator is what makes the drawing the same each time; nothing here is secret
    random = Random(SEED)  # noqa: S311
    counts: Counter[tuple[Cell, int]] = Counter()
    for number, place in enumerate(ALL):
        for _ in range(_persons(place, number)):
            at = tuple(random.gauss(middle, SPREAD_KM[place.kind]) for middle in place.at)
            counts[_cell_of((at[0], at[1])), _age(random, place.kind)] += 1
    for farm in canvas.road_points()[::FARM_EVERY]:
        for _ in range(random.choice(PERSONS_ON_FARM)):
            counts[_cell_of(farm), _age(random, "hamlet")] += 1

    header = ("ruta_id", "x", "y", "befolkning", *AGE_COLUMNS)
    cells = sorted({cell for cell, _ in counts}, key=lambda cell: (cell[1], cell[0]))
    return [header, *(_row(cell, counts) for cell in cells)]


def _persons(place: Place, number: int) -> int:
    """Return how many the cells shall hold: near the tag, which is of another year."""
    return round(place.population * (0.94 + 0.01 * (number * 7 % 11)))


def _age(random: Random, kind: str) -> int:
    return random.choices(range(len(AGE_COLUMNS)), weights=AGES[kind])[0]


def _cell_of(at: Point) -> Cell:
    east, north = to_grid(at)
    return floor(east / CELL_M) * CELL_M, floor(north / CELL_M) * CELL_M


def _row(cell: Cell, counts: Counter[tuple[Cell, int]]) -> Row:
    east, north = cell
    ages = [counts[cell, age] for age in range(len(AGE_COLUMNS))]
    middle = (east + CELL_M // 2, north + CELL_M // 2)
    return (f"{east}{north}", *middle, sum(ages), *ages)
