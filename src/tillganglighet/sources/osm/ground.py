"""The water of an OSM file, for maps: sea, lakes and rivers."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import osmium
import shapely

from tillganglighet.domain.ground import Ground, GroundKind
from tillganglighet.errors import InputError
from tillganglighet.network.crs import project
from tillganglighet.network.extract import Tags
from tillganglighet.sources.osm.file import decoder_file, decoding

Shapes = npt.NDArray[np.object_]

# What a map of a county at 1:1 000 000 can show: a tenth of a millimetre is 100 m there, but a map
# of one kommun shows ten times more.
_DETAIL_M = 10.0
_SMALLEST_M2 = 10_000.0
_MARGIN_M = 50_000.0  # how far the sea goes on beyond the file's outermost coast or road
_BESIDE_M = 1.0  # where a coast is asked which side is land

_WATER = osmium.filter.TagFilter(("natural", "water"), ("waterway", "riverbank"))
_FACTORY: Any = osmium.geom.WKBFactory()  # its stubs ask for more than a filter can promise
_LINES = osmium.filter.TagFilter(("natural", "coastline"), ("waterway", "river"))


def read_ground(paths: Sequence[Path], crs: str, around: shapely.Geometry) -> Ground:
    """Return sea, lakes and rivers of files, simplified for maps.

    What several files hold is there several times, which no map shows.

    Parameters
    ----------
    paths : sequence of Path
    crs : str
        The metric CRS of the shapes.
    around : shapely geometry
        What the region covers, in that CRS: the sea is drawn round all of it.
    """
    lines = [_lines(path, crs) for path in paths]
    coasts, rivers = (np.concatenate(each) for each in zip(*lines, strict=True))
    lakes = _simplified(np.concatenate([_areas(path, crs) for path in paths]))
    lakes = lakes[shapely.area(lakes) >= _SMALLEST_M2]
    kinds = {
        GroundKind.SEA: _simplified(sea(coasts, around)),
        GroundKind.LAKE: lakes,
        GroundKind.RIVER: _simplified(rivers),
    }
    kind = [kind for kind, shapes in kinds.items() for _ in shapes]
    return Ground(np.array(kind, dtype=np.str_), np.concatenate(list(kinds.values())))


def sea(coasts: Shapes, around: shapely.Geometry) -> Shapes:
    """Return the sea as polygons: what lies to the right of the coasts.

    Coasts that a file cuts off are led on to the nearest edge of the sheet. A piece of the sheet
    is sea if most of the coast round it says so; without any coast all is land.

    Parameters
    ----------
    coasts : (coast_count,) object
        Lines with the land on their left, as OSM draws them, in metres.
    around : shapely geometry
        What the sheet must cover.

    References
    ----------
    https://wiki.openstreetmap.org/wiki/Tag:natural%3Dcoastline
    """
    if not len(coasts):
        return np.empty(0, dtype=object)
    whole = shapely.union_all(
        [shapely.box(*shapely.total_bounds(coasts)), shapely.envelope(around)]
    )
    edge = shapely.boundary(shapely.envelope(shapely.buffer(whole, _MARGIN_M)))
    merged = shapely.line_merge(shapely.multilinestrings(coasts))
    loose = shapely.get_parts(shapely.boundary(merged))
    led_on = shapely.shortest_line(loose, edge)
    lines = shapely.node(shapely.geometrycollections([merged, edge, *led_on]))
    pieces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    return pieces[_votes(coasts, pieces) > 0]


def _votes(coasts: Shapes, pieces: Shapes) -> npt.NDArray[np.float64]:
    """Return for each piece the metres of coast that call it sea, less those that call it land."""
    points, line = shapely.get_coordinates(coasts, return_index=True)
    start, step = points[:-1], np.diff(points, axis=0)
    length = np.hypot(*step.T)
    drawn = (line[:-1] == line[1:]) & (length > 0)
    start, step, length = start[drawn], step[drawn], length[drawn]
    to_the_right = np.column_stack([step[:, 1], -step[:, 0]]) / length[:, None] * _BESIDE_M
    votes = np.zeros(len(pieces))
    for side in (1.0, -1.0):
        beside = shapely.STRtree(shapely.points(start + step / 2 + side * to_the_right))
        piece, segment = beside.query(pieces, predicate="intersects")
        np.add.at(votes, piece, side * length[segment])
    return votes


def _lines(path: Path, crs: str) -> tuple[Shapes, Shapes]:
    """Return coasts and rivers."""
    ways = osmium.FileProcessor(decoder_file(path)).with_locations()
    with decoding(path):
        found = list(_drawn(ways, osmium.osm.WAY, _LINES, _FACTORY.create_linestring))
    is_coast = np.array([tags.get("natural") == "coastline" for tags, _ in found], dtype=bool)
    shapes = _in_metres([shape for _, shape in found], crs)
    return shapes[is_coast], shapes[~is_coast]


def _areas(path: Path, crs: str) -> Shapes:
    """Return lakes and broad rivers, islands cut out; none of a file that is not in order."""
    areas = osmium.FileProcessor(decoder_file(path)).with_areas(_WATER)
    found: list[tuple[Tags, str]] = []
    with suppress(InputError), decoding(path):
        found += _drawn(areas, osmium.osm.AREA, _WATER, _FACTORY.create_multipolygon)
    return _in_metres([shape for _, shape in found], crs)


def _drawn(
    objects: Any, entity: Any, wanted: Any, draw: Callable[[Any], str]
) -> Iterator[tuple[Tags, str]]:
    """Yield tags and shape (WKB) of the wanted objects; those cut off by the extract have none."""
    chosen = objects.with_filter(osmium.filter.EntityFilter(entity)).with_filter(wanted)
    for each in chosen:
        try:
            yield dict(each.tags), draw(each)
        except (RuntimeError, osmium.InvalidLocationError):
            continue


def _in_metres(shapes: Sequence[str], crs: str) -> Shapes:
    degrees = np.asarray(shapely.from_wkb(list(shapes)), dtype=object)
    metric: Shapes = shapely.transform(
        degrees, lambda at: np.column_stack(project(at[:, 0], at[:, 1], crs))
    )
    return metric


def _simplified(shapes: Shapes) -> Shapes:
    return np.asarray(shapely.make_valid(shapely.simplify(shapes, _DETAIL_M)), dtype=object)
