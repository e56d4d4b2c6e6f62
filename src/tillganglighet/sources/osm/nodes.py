"""Where the nodes of an OSM file lie."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt
import osmium

from tillganglighet.sources.osm.file import decoder_file, decoding, osm_objects

Int64Array = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]

COORDINATE_UNIT = 1e-7  # OSM stores degrees as whole numbers of this
_INDEX_ENTRY = np.dtype([("id", "<u8"), ("x", "<i4"), ("y", "<i4")])


def node_locations(path: Path, needed: Int64Array) -> tuple[FloatArray, FloatArray]:
    """Return lon and lat of nodes; nan where the file lacks the node or its place.

    Nodes may stand in any order; of nodes that come twice the last one counts.

    Parameters
    ----------
    path : Path
    needed : (n,) int64
        Node ids, ascending.
    """
    lon = np.full(len(needed), np.nan)
    lat = np.full(len(needed), np.nan)
    if len(needed) == 0:
        return lon, lat
    known = _index(path)
    known = known[np.argsort(known["id"], kind="stable")]
    # The last of equal ids is the one that stands right before the next id.
    after = np.searchsorted(known["id"], np.maximum(needed, 0).astype(np.uint64), side="right")
    if len(known):
        entry = known[np.maximum(after - 1, 0)]
        found = (after > 0) & (needed >= 0) & (entry["id"] == needed.astype(np.uint64))
        found &= (np.abs(entry["x"]) <= 180 / COORDINATE_UNIT) & (
            np.abs(entry["y"]) <= 90 / COORDINATE_UNIT
        )
        lon[found] = entry["x"][found] * COORDINATE_UNIT
        lat[found] = entry["y"][found] * COORDINATE_UNIT
    if needed[0] <= 0:
        _locate_unindexed(path, needed, lon, lat)
    return lon, lat


def _index(path: Path) -> npt.NDArray[Any]:
    """Return id and place of every node with a positive id, in file order.

    By way of a file, since the decoder's index can be asked for one node at a time only.
    """
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        target = Path(folder) / "nodes"
        index = osmium.index.create_map(f"sparse_file_array,{target}")
        handler = osmium.NodeLocationsForWays(index)
        handler.ignore_errors()
        with decoding(path):
            osmium.apply(osmium.io.Reader(decoder_file(path), osmium.osm.NODE), handler)
        del handler, index  # closes the file
        entries = np.fromfile(target, dtype=_INDEX_ENTRY)
    return entries[entries["id"] > 0]  # the file is longer than what is in it


def _locate_unindexed(path: Path, needed: Int64Array, lon: FloatArray, lat: FloatArray) -> None:
    """Fill in nodes with negative ids, as editors number new ones, or 0; the index cannot."""
    for node in osm_objects(path, osmium.osm.NODE):
        if node.id <= 0 and node.location.valid():
            position = int(np.searchsorted(needed, node.id))
            if position < len(needed) and needed[position] == node.id:
                lon[position] = node.location.lon
                lat[position] = node.location.lat
