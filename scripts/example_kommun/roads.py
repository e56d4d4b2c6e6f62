"""Every road, track and ferry outside the towns."""

from itertools import pairwise
from math import cos, pi, sin
from typing import NamedTuple

from example_kommun.canvas import Canvas
from example_kommun.curves import Line, Point, bend, cut, straight
from example_kommun.landscape import ISLAND_QUAY, MAINLAND_QUAY, NORTH_QUAY, SOUTH_QUAY
from example_kommun.places import BY_NAME, ON_SIDE_ROADS, Place
from example_kommun.towns import (
    ALVNAS,
    BJORKFORS,
    ROUNDABOUT_EAST,
    ROUNDABOUT_NORTH,
    ROUNDABOUT_WEST,
)

BRIDGE_NORTH = ALVNAS.origin
BRIDGE_SOUTH = ALVNAS.at(0, -0.5)
FERRY_MINUTES = 12

# Points that several roads share, beside the places themselves.
JUNCTIONS: dict[str, Point] = {
    "bron norr": BRIDGE_NORTH,
    "bron söder": BRIDGE_SOUTH,
    "rondellen väst": ROUNDABOUT_WEST,
    "rondellen öst": ROUNDABOUT_EAST,
    "rondellen norr": ROUNDABOUT_NORTH,
    "Björkfors väst": BJORKFORS.at(-0.6, 0),
    "Björkfors öst": BJORKFORS.at(0.6, 0),
    "Björkfors norr": BJORKFORS.at(-0.2, 0.3),
    "Björkfors söder": BJORKFORS.at(0.2, -0.3),
    "skiljevägen": (26.0, 37.9),
    "norra färjeläget": NORTH_QUAY,
    "södra färjeläget": SOUTH_QUAY,
    "Norrviks brygga": MAINLAND_QUAY,
    "Storöns brygga": ISLAND_QUAY,
    "Herrskogsvägen": (41.0, 35.0),
    "genvägen norr": (50.0, 8.0),
    "genvägen söder": (53.0, 4.0),
}


class Road(NamedTuple):
    """A road through some points, each a place, a junction or (x, y)."""

    highway: str
    through: tuple[str | Point, ...]
    maxspeed: int | None = None
    ref: str | None = None
    straight: bool = False
    tags: tuple[tuple[str, str], ...] = ()


ROADS = (
    # Riksväg 88 along the north shore and the river, from border to border
    Road("primary", ((-12, 51.6), "Fjällsele", "Västansjö"), 100, "88"),
    Road("primary", ("Västansjö", "Norrvik", "Öndby", (18.6, 42.4), "Sundnäs"), 90, "88"),
    Road("primary", ("Sundnäs", "skiljevägen", "Vattnäset", (35.6, 28.4)), 80, "88"),
    Road("primary", ((35.6, 28.4), (39.4, 23.8), "rondellen väst"), 90, "88"),
    Road("primary", ("bron norr", "Norrstrand"), 90, "88", straight=True),
    Road("primary", ("Norrstrand", "Forsbacka", "Gränsforsen", "Tvärå", (82, 6.6)), 90, "88"),
    # the only bridge, and the roads of the south bank
    Road("secondary", ("bron norr", "bron söder"), 30, "Q 501", straight=True,
         tags=(("bridge", "yes"), ("layer", "1"), ("name", "Älvnäsbron"))),
    Road("secondary", ("bron söder", (41.4, 20.2), "Sörbyn", (34.4, 22.6), (30, 23.2),
                       (25.2, 25.8), "Sundbyn"), 60, "Q 501"),
    Road("secondary", ("Sundbyn", (15.0, 32.2), "Klockarviken", "Hästnäset", (1.8, 46.6),
                       "Västansjö"), 70, "Q 501"),
    Road("tertiary", ("bron söder", "Söderstrand"), 60, "Q 503", straight=True),
    Road("tertiary", ("Söderstrand", (57.2, 14.0), "Ytterselet"), 60, "Q 503"),
    # the car ferry's two straight roads
    Road("secondary", ("Sundbyn", "södra färjeläget"), 60, "Q 505", straight=True),
    Road("secondary", ("norra färjeläget", "Sundnäs"), 80, "Q 505", straight=True),
    # the north
    Road("secondary", ("rondellen norr", (43.6, 24.2), "Norrhedan", "Långträsk",
                       (53.4, 39.0), "Björkfors väst"), 80, "Q 510"),
    Road("secondary", ("Björkfors öst", "Bäckliden", (70, 54.4), "Rislandet", (82, 62)), 80,
         "Q 510"),
    Road("tertiary", ("Björkfors norr", (52.2, 44.4), "Kvarnberget", "Storliden", "Avan",
                      (20.6, 49.6), "Öndby"), 70, "Q 511"),
    Road("tertiary", ("Storliden", (35.6, 57), "Norrmark", (36, 72)), 80, "Q 512"),
    Road("tertiary", ("Björkfors söder", "Tjärnmyran", "Rödingsele", (65.2, 20), "Forsbacka"),
         70, "Q 513"),
    Road("secondary", ("Långträsk", "Rakmyran"), 90, "Q 514", straight=True),
    Road("tertiary", ("Rakmyran", (32.4, 38.8), "skiljevägen"), 70, "Q 514"),
    # the south
    Road("secondary", ("Sörbyn", (39.6, 14), "Mossavattnet", "Myrheden", (36, -12)), 80, "Q 502"),
    Road("tertiary", ("Mossavattnet", (30.6, 9.6), "Gäddträsk", "Lillselet"), 70, "Q 520"),
    Road("tertiary", ("Lillselet", (7.6, 14.4), "Gränsliden"), 70, "Q 520"),
    Road("tertiary", ("Gränsliden", "Västerliden"), 60, "Q 520", straight=True),
    Road("tertiary", ("Västerliden", (-12, 11)), 70, "Q 520"),
    Road("tertiary", ("Sundbyn", (21.4, 22), (24.4, 15.4), "Gäddträsk"), None, "Q 521"),
    Road("tertiary", ("Klockarviken", (8.4, 29), (13.2, 22.6), "Lillselet"), None, "Q 522"),
    Road("tertiary", ("Mossavattnet", (44, 9.4), "Abborrberg"), 70, "Q 523"),
    Road("tertiary", ("Abborrberg", "genvägen norr", (50.0, 4.0), "genvägen söder", "Nybyn"), 60,
         "Q 523", straight=True),
    # private roads: one with a village at its end, one that would be a shortcut
    Road("unclassified", ("Herrskogsvägen", "Herrskogen"), 30, straight=True,
         tags=(("access", "private"), ("name", "Herrskogsvägen"))),
    Road("unclassified", ("genvägen norr", "genvägen söder"), 60, straight=True,
         tags=(("access", "private"), ("name", "Genvägen"))),
    # the quays of the foot ferry, and the island's own roads
    Road("unclassified", ("Norrvik", "Norrviks brygga")),
    Road("unclassified", ("Storöns brygga", "Storöbyn", (11.9, 42.3)), 40),
    Road("residential", ("Storöbyn", (10.0, 42.7))),
)  # fmt: skip

FOREST_TRACKS = (
    ((40.6, 46.0), "grade2"), ((30.2, 46.6), "grade3"), ((54.6, 31.0), "grade3"),
    ((61.6, 51.4), "grade4"), ((68.2, 39.6), "grade3"), ((26.0, 40.9), "grade3"),
    ((5.0, 26.8), "grade4"), ((16.8, 17.8), "grade2"), ((33.0, 12.4), "grade3"),
    ((55.6, 10.8), "grade3"), ((46.6, 5.0), "grade4"), ((57.0, 20.2), "grade2"),
    ((23.4, 3.6), "grade3"), ((39.0, 57.4), "grade5"), ((51.0, 29.0), "grade3"),
)  # fmt: skip


def draw_roads(canvas: Canvas) -> None:
    """Draw all that connects the places, in an order where each finds what it leaves from."""
    for number, road in enumerate(ROADS):
        _draw_road(canvas, road, phase=1.7 * number)
    for number, place in enumerate(ON_SIDE_ROADS):
        _draw_branch(canvas, place.at, {"highway": "unclassified"}, phase=number)
    for number, (end, grade) in enumerate(FOREST_TRACKS):
        tags = {"highway": "track", "tracktype": grade, "surface": "gravel"}
        _draw_branch(canvas, end, tags, phase=2 * number)
    _draw_ferries(canvas)


def draw_village_streets(canvas: Canvas, places: tuple[Place, ...]) -> None:
    """Draw a short dead end at each place; at a village two, each with a cross street."""
    for number, place in enumerate(places):
        is_village = place.kind == "village"
        bearings = canvas.bearings_from(place.at)
        for street in range(2 if is_village else 1):
            bearing = _middle_of_widest_gap(bearings)
            bearings.append(bearing)
            length = 0.15 + 0.06 * ((number + street) % 3) + place.population / 2500
            corner, end = (_away(place.at, bearing, share * length) for share in (0.6, 1))
            tags = {"highway": "residential"} | ({"maxspeed": "40"} if street == 0 else {})
            canvas.add_way([place.at, corner, end], tags)
            if is_village:
                sides = (_away(corner, bearing + turn, 0.35 * length) for turn in (1.8, -1.4))
                left, right = sides
                canvas.add_way([left, corner, right], {"highway": "residential"})


def point_named(name: str | Point) -> Point:
    """Return the point of a place or a junction; a point is itself."""
    if isinstance(name, tuple):
        return name
    return JUNCTIONS[name] if name in JUNCTIONS else BY_NAME[name].at


def _draw_road(canvas: Canvas, road: Road, *, phase: float) -> None:
    points = [point_named(name) for name in road.through]
    sections = straight(points) if road.straight else bend(points, sway=0.18, phase=phase)
    tags = {"highway": road.highway, **dict(road.tags)}
    if road.ref:
        tags["ref"] = road.ref
    speed = {"maxspeed": str(road.maxspeed)} if road.maxspeed else {}

    for (start, end), line in zip(pairwise(road.through), sections, strict=True):
        head, middle, tail = (
            ([], line, []) if road.straight else cut(line, _built_up(start), _built_up(end))
        )
        for part, sign in (
            (head, {"maxspeed": "50"}),
            (middle, speed),
            (tail, {"maxspeed": "50"}),
        ):
            if len(part) > 1:
                canvas.add_way(part, tags | sign)


def _built_up(name: str | Point) -> float:
    """Return how far from a point 50 km/h is signed, in km: only where it is a village."""
    place = BY_NAME.get(name) if isinstance(name, str) else None
    return 0.5 if place and place.kind == "village" else 0.0


def _draw_branch(canvas: Canvas, end: Point, tags: dict[str, str], *, phase: float) -> None:
    """Draw a small road from the nearest road point to a dead end."""
    start = canvas.nearest_road_point(end)
    line: Line = bend([start, end], sway=0.25, phase=phase)[0]
    canvas.add_way(line, tags)


def _draw_ferries(canvas: Canvas) -> None:
    """Draw the car ferry of the sound and the foot ferry of the island."""
    canvas.add_way(
        [SOUTH_QUAY, NORTH_QUAY],
        {"route": "ferry", "name": "Sundleden", "motor_vehicle": "yes", "foot": "yes",
         "bicycle": "yes", "duration": f"00:{FERRY_MINUTES}", "interval": "00:20"},
    )  # fmt: skip
    canvas.add_way(
        [ISLAND_QUAY, MAINLAND_QUAY],
        {"route": "ferry", "name": "Storöbåten", "motor_vehicle": "no", "foot": "yes",
         "bicycle": "yes", "duration": "00:25", "interval": "03:00"},
    )  # fmt: skip


def _away(start: Point, angle: float, length: float) -> Point:
    return start[0] + length * cos(angle), start[1] + length * sin(angle)


def _middle_of_widest_gap(bearings: list[float]) -> float:
    """Return the direction farthest from all the given ones, in radians."""
    around = sorted(bearing % (2 * pi) for bearing in bearings)
    gaps = [
        (later - earlier, earlier)
        for earlier, later in zip(around, [*around[1:], around[0] + 2 * pi], strict=True)
    ]
    width, start = max(gaps)
    return start + width / 2
