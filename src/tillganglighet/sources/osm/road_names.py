"""Names and numbers of the roads of an OSM file, for people who speak of roads."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import osmium

from tillganglighet.network.road_names import RoadNames
from tillganglighet.sources.osm.lines import osm_lines, tags_of

_NAMED = ("name", "ref")


def read_road_names(path: Path, way_ids: npt.NDArray[np.int64]) -> RoadNames:
    """Return what the given ways are called.

    Parameters
    ----------
    path : Path
    way_ids : (n,) int64
        The ways that are roads; others in the file are left out.

    Raises
    ------
    InputError
        The file cannot be decoded.
    """
    wanted = set(way_ids.tolist())
    called: dict[int, tuple[str, str]] = {}
    for way, tags, *_ in osm_lines(path, osmium.osm.WAY, osmium.filter.KeyFilter(*_NAMED)):
        if int(way[1:]) in wanted:
            told = tags_of(tags)
            called[int(way[1:])] = (told.get("name", ""), told.get("ref", ""))
    ordered = sorted(called)
    return RoadNames(
        way_id=np.array(ordered, dtype=np.int64),
        name=np.array([called[way][0] for way in ordered], dtype=np.str_),
        number=np.array([called[way][1] for way in ordered], dtype=np.str_),
    )
