"""Water and borders: the background of the map, and what the roads must go round."""

from example_kommun.canvas import Canvas
from example_kommun.curves import Line, bend, ellipse, ring

SOUTH_QUAY = (20.0, 33.0)
NORTH_QUAY = (20.0, 34.6)
ISLAND_QUAY = (10.7, 44.5)
MAINLAND_QUAY = (10.2, 48.2)

# Storvattnet, from its west end along the north shore to the outlet and back along the south.
LAKE: Line = [
    (4.0, 46.6), (5.4, 48.0), (8.8, 48.7), MAINLAND_QUAY, (12.0, 46.9), (14.4, 44.0),
    (17.0, 41.0), (18.4, 38.0), (19.3, 35.6), NORTH_QUAY, (20.7, 35.4), (21.8, 36.6),
    (25.0, 35.8), (28.0, 33.2), (31.0, 30.0), (33.2, 27.0), (34.0, 25.4),
    (34.0, 24.6), (31.0, 24.9), (28.0, 25.8), (24.8, 28.3), (22.2, 30.8), (20.7, 32.6),
    SOUTH_QUAY, (19.2, 32.5), (17.2, 32.6), (14.5, 35.0), (11.2, 38.0), (8.0, 40.5),
    (6.0, 43.5), (4.6, 45.4),
]  # fmt: skip
ISLAND: Line = [
    (8.7, 43.0), (9.6, 44.2), ISLAND_QUAY, (12.0, 44.5), (13.0, 43.3), (12.2, 41.8), (10.2, 41.4),
]  # fmt: skip
# Islets of the lake and tarns of the forest: centre, radii.
ISLETS = (
    ((26.6, 31.4), (0.5, 0.3)), ((29.4, 28.0), (0.45, 0.25)), ((7.2, 45.6), (0.4, 0.3)),
    ((23.4, 32.8), (0.6, 0.3)), ((15.6, 38.6), (0.35, 0.5)), ((14.4, 40.2), (0.3, 0.25)),
)  # fmt: skip
TARNS = (
    ((35.6, 34.4), (1.3, 0.6)), ((47.4, 38.2), (1.5, 0.8)), ((34.4, 5.4), (1.6, 0.7)),
    ((20.6, 7.6), (0.9, 1.2)), ((9.6, 18.6), (1.2, 0.6)), ((38.6, 52.0), (0.8, 1.1)),
    ((62.4, 31.2), (0.9, 1.3)), ((47.2, 11.4), (0.7, 0.9)), ((11.2, 4.9), (0.9, 0.7)),
    ((23.4, 56.0), (1.4, 0.7)), ((57.4, 24.4), (0.8, 1.0)),
)  # fmt: skip

# Seleälven, from the outlet to the eastern edge of the drawing; straight where it is bridged.
RIVER: Line = [
    (34.0, 25.0), (36.2, 23.8), (38.6, 22.6), (41.09, 21.18), (44.93, 20.06), (49.44, 18.745),
    (53.95, 17.43), (57.0, 15.6), (60.6, 12.4), (64.0, 10.6), (67.4, 9.6), (72.0, 7.6),
    (82.0, 3.6),
]  # fmt: skip
RIVER_HALF_WIDTH_KM = 0.08

# The kommun's border, side by side around it, straight between its stones, and who lies beyond.
# The codes exist nowhere: Swedish län end at 25.
SIDES = (
    ([(0, 0), (-1.2, 18), (0.8, 33), (-0.7, 47), (0.5, 60)], "Fjällsele kommun", "2801"),
    ([(0.5, 60), (14, 61.5), (22, 59), (38, 60.8), (55, 58.6), (69, 61)],
     "Norrmarks kommun", "2902"),
    ([(69, 61), (70.8, 49), (69.4, 35), (71.2, 20), (70, 0.5)], "Tvärå kommun", "2903"),
    ([(70, 0.5), (52, -1), (33, 1.2), (16, -0.8), (0, 0)], "Myrhedens kommun", "2904"),
)  # fmt: skip
# The edge of the drawing: a corner outside the start of each side.
FRAME: Line = [(-12, -12), (-12, 72), (82, 72), (82, -12)]
HERE = ("Älvnäs kommun", "2901")
BORDER = {"boundary": "administrative"}
KOMMUN, LAN = "7", "4"  # values of admin_level in Sweden


def draw_water(canvas: Canvas) -> None:
    """Draw the lake with its islands, the river and the tarns."""
    shore = canvas.add_way(ring(LAKE, sway=0.28, phase=0.4), {})
    island = canvas.add_way(
        ring(ISLAND, sway=0.1, phase=1.1), {"place": "island", "name": "Storön"}
    )
    islets = [canvas.add_way(ellipse(*islet, phase=i), {}) for i, islet in enumerate(ISLETS)]
    inner = [("w", way, "inner") for way in (island, *islets)]
    canvas.add_relation(
        [("w", shore, "outer"), *inner],
        {"type": "multipolygon", "natural": "water", "water": "lake", "name": "Storvattnet"},
    )

    for i, tarn in enumerate(TARNS):
        canvas.add_way(ellipse(*tarn, phase=2 * i), {"natural": "water", "water": "lake"})

    middle = [point for section in bend(RIVER, sway=0.05, phase=2) for point in section[:-1]]
    middle.append(RIVER[-1])
    canvas.add_way(middle, {"waterway": "river", "name": "Seleälven"})
    canvas.add_way(_band(middle, RIVER_HALF_WIDTH_KM), {"natural": "water", "water": "river"})


def draw_borders(canvas: Canvas) -> None:
    """Draw the kommun and its four neighbours, and the two län that they belong to."""
    inner = [canvas.add_way(stones, BORDER) for stones, _, _ in SIDES]
    outer = [canvas.add_way([FRAME[i], FRAME[(i + 1) % 4]], BORDER) for i in range(4)]
    # the lines from the kommun's corners to the frame's, between one neighbour and the next
    between = [canvas.add_way([SIDES[i][0][0], FRAME[i]], BORDER) for i in range(4)]

    _add_boundary(canvas, inner, *HERE, KOMMUN)
    for i, (_, name, code) in enumerate(SIDES):
        ways = [inner[i], between[i], outer[i], between[(i + 1) % 4]]
        _add_boundary(canvas, ways, name, code, KOMMUN)
    west = [inner[0], *between[:2]]
    _add_boundary(canvas, [*west, outer[0]], "Fjällsele län", "28", LAN)
    _add_boundary(canvas, [*west, *outer[1:]], "Seleälvens län", "29", LAN)


def _add_boundary(canvas: Canvas, ways: list[int], name: str, code: str, level: str) -> None:
    canvas.add_relation(
        [("w", way, "outer") for way in ways],
        {
            "type": "boundary",
            **BORDER,
            "admin_level": level,
            "name": name,
            "ref": code,
            "note": "påhittad / invented",
        },
    )


def _band(middle: Line, half_width: float) -> Line:
    """Draw the closed outline of a band along a line."""
    left, right = [], []
    for before, at, after in zip(
        [middle[0], *middle], middle, [*middle[1:], middle[-1]], strict=False
    ):
        east, north = after[0] - before[0], after[1] - before[1]
        scale = half_width / max((east**2 + north**2) ** 0.5, 1e-9)
        left.append((at[0] - north * scale, at[1] + east * scale))
        right.append((at[0] + north * scale, at[1] - east * scale))
    return [*left, *reversed(right), left[0]]
