"""Two towns with street grids, among them a roundabout, a one-way street and a turn ban."""

from itertools import pairwise
from math import cos, pi, sin
from typing import NamedTuple

from example_kommun.canvas import Canvas
from example_kommun.curves import Point


class Town(NamedTuple):
    """A grid of streets, turned so that its main street follows `east`.

    Attributes
    ----------
    origin : (x, y)
        Where u = v = 0, in km.
    east : (x, y)
        The direction of u, of length 1; v points to its left.
    columns, rows : tuple of float
        u of the cross streets and v of the streets along, in km; v = 0 is the main street.
    street_names : tuple of str
        One for each row.
    """

    origin: Point
    east: Point
    columns: tuple[float, ...]
    rows: tuple[float, ...]
    street_names: tuple[str, ...]

    def at(self, u: float, v: float) -> Point:
        """Return the point of the town's own coordinates, rounded to a decimetre."""
        x = self.origin[0] + u * self.east[0] - v * self.east[1]
        y = self.origin[1] + u * self.east[1] + v * self.east[0]
        return round(x, 4), round(y, 4)


# Its origin is the northern end of the bridge; the river flows beside the main street.
ALVNAS = Town(
    origin=(45.0, 20.3),
    east=(0.96, -0.28),
    columns=(-1.8, -1.6, -1.4, -1.2, -1.0, -0.8, -0.6, -0.4, -0.2),
    rows=(0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6),
    street_names=("Storgatan", "Älvgatan", "Kyrkogatan", "Skolgatan", "Rönnvägen", "Björkvägen",
                  "Åsvägen"),
)  # fmt: skip
BJORKFORS = Town(
    origin=(57.0, 42.0),
    east=(0.8, 0.6),
    columns=(-0.6, -0.4, -0.2, 0.0, 0.2, 0.4, 0.6),
    rows=(-0.3, -0.15, 0.0, 0.15, 0.3),
    street_names=("Nedre gatan", "Ågatan", "Bruksgatan", "Övre gatan", "Bergsvägen"),
)

ROUNDABOUT_U, ROUNDABOUT_RADIUS = -2.1, 0.025
ROUNDABOUT_WEST = ALVNAS.at(ROUNDABOUT_U - ROUNDABOUT_RADIUS, 0)
ROUNDABOUT_EAST = ALVNAS.at(ROUNDABOUT_U + ROUNDABOUT_RADIUS, 0)
ROUNDABOUT_NORTH = ALVNAS.at(ROUNDABOUT_U, ROUNDABOUT_RADIUS)

# The block of Kyrkogatan that is one-way towards the east: from, to.
ONE_WAY = ((-1.2, 0.2), (-1.0, 0.2))
# Who comes down this block may not turn left, into the main street eastwards: from, via, to.
NO_LEFT_TURN = ((-0.8, 0.1), (-0.8, 0.0), (-0.6, 0.0))


def draw_towns(canvas: Canvas) -> None:
    """Draw both towns."""
    _draw_grid(canvas, ALVNAS, main_tags={"highway": "primary", "ref": "88"})
    _draw_grid(canvas, BJORKFORS, main_tags={"highway": "secondary", "ref": "Q 510"})
    _draw_approaches(canvas)
    _forbid_left_turn(canvas)


def _draw_grid(canvas: Canvas, town: Town, *, main_tags: dict[str, str]) -> None:
    """Draw one way for each block, so that a block can have tags of its own."""
    for v, name in zip(town.rows, town.street_names, strict=True):
        tags = {"highway": "residential", "name": name, **_speed(v, town)}
        if v == 0:
            tags |= {**main_tags, "maxspeed": "50"}
        for start, end in pairwise(town.columns):
            block = ((start, v), (end, v))
            one_way = {"oneway": "yes"} if town is ALVNAS and block == ONE_WAY else {}
            canvas.add_way([town.at(*corner) for corner in block], tags | one_way)

    for number, u in enumerate(town.columns, start=1):
        name = f"Tvärgatan {number}"
        for low, high in pairwise(town.rows):
            tags = {"highway": "residential", "name": name, **_speed(high, town)}
            canvas.add_way([town.at(u, low), town.at(u, high)], tags)


def _speed(v: float, town: Town) -> dict[str, str]:
    """Sign 30 km/h, but leave the outermost street without a sign, as OSM often does."""
    return {} if v == town.rows[-1] else {"maxspeed": "30"}


def _draw_approaches(canvas: Canvas) -> None:
    """Draw the roundabout of Älvnäs and the two ends of its main street."""
    count = 12
    angles = [2 * pi * i / count for i in range(count)]
    circle = [
        ALVNAS.at(ROUNDABOUT_U + ROUNDABOUT_RADIUS * cos(a), ROUNDABOUT_RADIUS * sin(a))
        for a in angles
    ]
    canvas.add_way(
        [*circle, circle[0]],
        {"highway": "primary", "ref": "88", "junction": "roundabout", "maxspeed": "30"},
    )
    main = {"highway": "primary", "ref": "88", "name": "Storgatan", "maxspeed": "50"}
    canvas.add_way([ROUNDABOUT_EAST, ALVNAS.at(ALVNAS.columns[0], 0)], main)
    canvas.add_way([ALVNAS.at(ALVNAS.columns[-1], 0), ALVNAS.origin], main)


def _forbid_left_turn(canvas: Canvas) -> None:
    start, via, end = (canvas.node_at(ALVNAS.at(*point)) for point in NO_LEFT_TURN)
    way_between = {frozenset(nodes): way for way, (nodes, _) in canvas.ways.items()}
    canvas.add_relation(
        [
            ("w", way_between[frozenset((start, via))], "from"),
            ("n", via, "via"),
            ("w", way_between[frozenset((via, end))], "to"),
        ],
        {"type": "restriction", "restriction": "no_left_turn"},
    )
