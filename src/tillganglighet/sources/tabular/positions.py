"""Where the rows of a table lie: geometry, metres, or longitude and latitude."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from tillganglighet.errors import InputError
from tillganglighet.network.crs import SWEREF99_TM, WGS84
from tillganglighet.sources.tabular.axes import CERTAIN, AxisGuard, is_degrees, share
from tillganglighet.sources.tabular.mapping import TableMapping, mapping_path
from tillganglighet.sources.tabular.table import Table
from tillganglighet.sources.tabular.values import FloatArray, numbers

_METRES = ("x", "y")
_DEGREES = ("lon", "lat")
_PAIRS = (_METRES, _DEGREES)  # metres first: they are what the degrees were computed from


@dataclass(frozen=True)
class Positions:
    """Points of the rows in the region's CRS.

    Parameters
    ----------
    x, y : (row_count,) float64
        Metres; nan where the row has no position that can be.
    geometry : (row_count,) object or None
        The geometries in the same CRS, where the table has any.
    columns : tuple of str
        The two columns that they were read from; empty for geometry.
    expected : str
        What a position should look like, for messages.
    are_swapped : bool
        The axes stood the other way round and were turned.
    """

    x: FloatArray
    y: FloatArray
    geometry: npt.NDArray[np.object_] | None
    columns: tuple[str, ...]
    expected: str
    are_swapped: bool


def read_positions(table: Table, mapping: TableMapping, crs: str) -> Positions:
    """Return where the rows lie in the metric CRS of the region.

    Geometry is taken first, then metres in SWEREF 99 TM (or the CRS that is given), then degrees
    if more rows have them. Degrees may stand in columns of metres, and in a geometry of no CRS.

    Raises
    ------
    InputError
        The table has no positions, or it is unclear which axis is which.
    """
    if table.geometry is not None:
        return _of_geometry(table, table.geometry, mapping, crs)
    pairs = [pair for pair in _PAIRS if set(pair) <= set(mapping.columns)]
    if not pairs:
        raise InputError(
            f"{table.path}: no positions; expected geometry, columns lon and lat, or x and y in "
            f"SWEREF 99 TM, among {', '.join(table.columns)}; name them in "
            f"{mapping_path(table.path)}"
        )
    pair = max(pairs, key=lambda each: _filled_count(table, mapping, each))
    own = WGS84 if pair == _DEGREES else mapping.crs or table.crs or SWEREF99_TM
    return _of_numbers(table, [mapping.columns[each] for each in pair], own, crs)


def has_positions(table: Table, mapping: TableMapping) -> bool:
    """Tell whether any row has a position."""
    return table.geometry is not None or any(
        _filled_count(table, mapping, pair) for pair in _PAIRS if set(pair) <= set(mapping.columns)
    )


def _filled_count(table: Table, mapping: TableMapping, pair: tuple[str, str]) -> int:
    """Return how many rows have a number in both columns."""
    first, second = (numbers(table.columns[mapping.columns[each]]) for each in pair)
    return int(np.isfinite(first + second).sum())


def _of_numbers(table: Table, names: list[str], own: str, crs: str) -> Positions:
    first, second = (numbers(table.columns[name]) for name in names)
    pair = first, second
    guard = AxisGuard(table, ", ".join(names), _system_of(pair, own), crs)
    are_swapped = guard.are_swapped(*pair)
    x, y = pair[::-1] if are_swapped else pair
    fits = guard.fits(x, y)
    x, y = guard.project(x, y)
    fits &= np.isfinite(x) & np.isfinite(y)
    return Positions(
        np.where(fits, x, np.nan),
        np.where(fits, y, np.nan),
        None,
        tuple(names[::-1] if are_swapped else names),
        guard.expected,
        are_swapped,
    )


def _system_of(pair: tuple[FloatArray, FloatArray], own: str) -> str:
    """Return WGS 84 for numbers that can be degrees and should be metres in SWEREF 99 TM."""
    are_degrees = own == SWEREF99_TM and share(is_degrees(*pair), pair) >= CERTAIN
    return WGS84 if are_degrees else own


def _of_geometry(
    table: Table, geometry: npt.NDArray[np.object_], mapping: TableMapping, crs: str
) -> Positions:
    point = _point_in(geometry)
    pair = shapely.get_x(point), shapely.get_y(point)
    own = mapping.crs or table.crs or _system_of(pair, SWEREF99_TM)
    guard = AxisGuard(table, "the geometries", own, crs)
    are_swapped = guard.are_swapped(*pair)
    if are_swapped:
        geometry = shapely.transform(geometry, lambda xy: xy[:, ::-1])
        pair = pair[::-1]
    placed = geometry.copy()
    placed[~guard.fits(*pair)] = None
    placed = shapely.transform(placed, lambda xy: np.column_stack(guard.project(*xy.T)))
    point = _point_in(placed)
    return Positions(
        shapely.get_x(point), shapely.get_y(point), placed, (), guard.expected, are_swapped
    )


def _point_in(geometry: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    """Return the middle of each geometry, or a point on it where the middle lies outside."""
    middle = shapely.centroid(geometry)
    outside = ~shapely.intersects(geometry, middle)
    return np.where(outside, shapely.point_on_surface(geometry), middle)
