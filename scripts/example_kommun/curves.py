"""Lines with bends, so that the drawing looks like a map and not like a grid."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import atan2, cos, hypot, pi, sin

Point = tuple[float, float]
Line = list[Point]

STEP_KM = 0.2  # between two drawn points of a bent line
SWAY_PER_KM = 0.08  # short lines swing less


def distance(one: Point, other: Point) -> float:
    """Return the straight distance between two points, in km."""
    return hypot(other[0] - one[0], other[1] - one[1])


def bend(through: Sequence[Point], *, sway: float, phase: float) -> list[Line]:
    """Draw a road-like line through some points, one section between each two of them.

    Parameters
    ----------
    through : sequence of (x, y)
        Met exactly, so that lines may share them.
    sway : float
        How far the line swings to the sides, in km.
    phase : float
        Where in its swing it begins; lines with different phases look different.

    Returns
    -------
    sections : list of lines
        One fewer than the points.
    """
    return [
        _section(*corners, sway=sway, phase=phase + number)
        for number, corners in enumerate(_neighbourhoods(through))
    ]


def ring(through: Sequence[Point], *, sway: float, phase: float) -> Line:
    """Draw a closed line through some points; its last point is its first."""
    around = [through[-1], *through, through[0], through[1]]
    sections = bend(around, sway=sway, phase=phase)[1:-1]
    return [point for section in sections for point in section[:-1]] + [through[0]]


def straight(through: Sequence[Point], *, step: float = 1.0) -> list[Line]:
    """Draw straight sections between some points, with a point at least each `step` km."""
    sections = []
    for start, end in pairwise(through):
        count = max(1, round(distance(start, end) / step))
        sections.append([_between(start, end, i / count) for i in range(count + 1)])
    return sections


def ellipse(centre: Point, radii: Point, *, phase: float) -> Line:
    """Draw a closed, slightly uneven ellipse; its last point is its first."""
    count = 24
    line = []
    for i in range(count):
        angle = 2 * pi * i / count
        uneven = 1 + 0.13 * sin(3 * angle + phase) + 0.08 * sin(5 * angle + 2 * phase)
        line.append(
            (
                centre[0] + radii[0] * uneven * cos(angle),
                centre[1] + radii[1] * uneven * sin(angle),
            )
        )
    return [*line, line[0]]


def cut(line: Line, head: float, tail: float) -> tuple[Line, Line, Line]:
    """Cut a line near `head` km from its start and `tail` km from its end; a part may be empty."""
    first = next((i for i, point in enumerate(line) if distance(line[0], point) >= head), 0)
    last = len(line) - 1
    while last > first and distance(line[-1], line[last]) < tail:
        last -= 1
    return line[: first + 1], line[first : last + 1], line[last:]


def _neighbourhoods(through: Sequence[Point]) -> Iterator[tuple[Point, Point, Point, Point]]:
    """Give each two following points together with the one before and the one after."""
    padded = [through[0], *through, through[-1]]
    yield from zip(padded, padded[1:], padded[2:], padded[3:], strict=False)


def _section(
    before: Point, start: Point, end: Point, after: Point, *, sway: float, phase: float
) -> Line:
    """Draw a Catmull-Rom curve from start to end, and let it swing to its sides."""
    length = distance(start, end)
    count = max(2, round(length / STEP_KM))
    sideways = atan2(end[1] - start[1], end[0] - start[0]) + pi / 2
    reach = min(sway, SWAY_PER_KM * length)

    line = [start]
    for i in range(1, count):
        t = i / count
        x, y = (_catmull_rom(before[k], start[k], end[k], after[k], t) for k in (0, 1))
        # two waves of 3.3 and 1.4 km, calm at the ends
        swing = 0.65 * sin(2 * pi * t * length / 3.3 + phase)
        swing += 0.35 * sin(2 * pi * t * length / 1.4 + 2 * phase)
        off = reach * sin(pi * t) * swing
        line.append((x + off * cos(sideways), y + off * sin(sideways)))
    return [*line, end]


def _catmull_rom(before: float, start: float, end: float, after: float, t: float) -> float:
    rise, fall = (end - before) / 2, (after - start) / 2
    return (
        start
        + rise * t
        + (3 * (end - start) - 2 * rise - fall) * t**2
        + (2 * (start - end) + rise + fall) * t**3
    )


def _between(start: Point, end: Point, share: float) -> Point:
    return (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1]))
