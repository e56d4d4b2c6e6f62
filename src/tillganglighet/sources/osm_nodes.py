"""Where the nodes of an OSM file lie."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import osmium

from tillganglighet.sources.osm_file import decoding, osm_objects

Int64Array = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]

COORDINATE_UNIT = 1e-7  # OSM stores degrees as whole numbers of this
_SORTING_WAY = b"<osm version='0.6'><way id='1'><nd ref='1'/></way></osm>"


def node_locations(path: Path, needed: Int64Array) -> tuple[FloatArray, FloatArray]:
    """Return lon and lat of nodes; nan where the file lacks the node or its place.

    Parameters
    ----------
    path : Path
    needed : (n,) int64
        Node ids, ascending.
    """
    lon = np.full(len(needed), np.nan)
    lat = np.full(len(needed), np.nan)
    index = osmium.index.create_map("sparse_mem_array")
    handler = osmium.NodeLocationsForWays(index)
    handler.ignore_errors()
    with decoding(path):
        osmium.apply(osmium.io.Reader(str(path), osmium.osm.NODE), handler)
    # The index sorts itself when it first meets a way; files may hold their nodes unsorted.
    osmium.apply(osmium.io.Reader(osmium.io.FileBuffer(_SORTING_WAY, "osm")), handler)
    for position in range(int(np.searchsorted(needed, 0)), len(needed)):
        try:
            location = index.get(int(needed[position]))
        except KeyError:
            continue
        if location.valid():
            lon[position] = location.x * COORDINATE_UNIT
            lat[position] = location.y * COORDINATE_UNIT
    if len(needed) and needed[0] < 0:
        _locate_negative(path, needed, lon, lat)
    return lon, lat


def _locate_negative(path: Path, needed: Int64Array, lon: FloatArray, lat: FloatArray) -> None:
    """Fill in the nodes with negative ids, as editors number new ones; the index cannot."""
    for node in osm_objects(path, osmium.osm.NODE):
        if node.id < 0 and node.location.valid():
            position = int(np.searchsorted(needed, node.id))
            if position < len(needed) and needed[position] == node.id:
                lon[position] = node.location.x * COORDINATE_UNIT
                lat[position] = node.location.y * COORDINATE_UNIT
