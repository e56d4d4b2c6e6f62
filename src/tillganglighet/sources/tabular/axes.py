"""The axis guard: whether X is the easting, and whether these are metres of Sweden.

Swedish tables call the northing now X, now Y. Easting and northing of Sweden never overlap, so
the numbers themselves tell; where they do not, the table is refused rather than guessed at.
"""

import numpy as np
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from tillganglighet.errors import InputError
from tillganglighet.network.crs import SWEREF99_TM, WGS84
from tillganglighet.sources.tabular.mapping import mapping_path
from tillganglighet.sources.tabular.table import Table
from tillganglighet.sources.tabular.values import BoolArray, FloatArray

# Easting and northing of SWEREF 99 TM in Sweden.
EASTINGS = (260_000.0, 920_000.0)
NORTHINGS = (6_130_000.0, 7_680_000.0)
# Longitude and latitude of Sweden with some sea round it.
_SWEDEN = ((10.0, 25.0), (55.0, 69.5))
# So many of the rows must lie where they should for the axes to be certain.
CERTAIN = 0.95


class AxisGuard:
    """What positions of a table can be, and which axis is which.

    Of a Swedish system every point must lie in Sweden. Degrees may lie anywhere, but in a Swedish
    region a point that lies in Sweden once its axes are swapped has them swapped.
    """

    def __init__(self, table: Table, names: str, own: str, crs: str) -> None:
        try:
            system = CRS.from_user_input(own)
        except CRSError as cause:
            raise InputError(
                f"{mapping_path(table.path)}: crs={own}: expected a code such as EPSG:3006, or a "
                "name such as SWEREF99 18 00"
            ) from cause
        self._table, self._names = table, names
        self._is_sweref99_tm = system == CRS.from_user_input(SWEREF99_TM)
        self._is_degrees = system.is_geographic
        area = system.area_of_use
        self._must_be_sweden = not self._is_degrees and area is not None and "Sweden" in area.name
        self._may_be_swapped = self._must_be_sweden or (self._is_degrees and crs == SWEREF99_TM)
        self._to_region = Transformer.from_crs(system, crs, always_xy=True)
        self._to_degrees = Transformer.from_crs(system, WGS84, always_xy=True)
        self.expected = "decimal degrees, -180 to 180 and -90 to 90"
        if self._is_sweref99_tm:
            low_high = (*EASTINGS, *NORTHINGS)
            self.expected = "easting {:.0f}-{:.0f} and northing {:.0f}-{:.0f}".format(*low_high)
        elif not self._is_degrees:
            self.expected = f"easting and northing of {own}" + " in Sweden" * self._must_be_sweden

    def project(self, x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return the points in the metric CRS of the region."""
        x, y = self._to_region.transform(x, y)
        return np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)

    def are_swapped(self, first: FloatArray, second: FloatArray) -> bool:
        """Tell whether the first axis is the northing; refuse a table of which that is unclear."""
        if not self._may_be_swapped:
            return False
        pair = first, second
        straight = share(self._in_sweden(first, second), pair)
        turned = share(self._in_sweden(second, first), pair)
        is_unclear = 1 - CERTAIN < turned < CERTAIN or (self._must_be_sweden and not straight)
        if is_unclear and turned < CERTAIN:
            raise InputError(
                f"{self._table.path}: it is unclear what {self._names} are: {straight:.0%} of the "
                f"rows lie in Sweden as they stand, {turned:.0%} with the axes swapped; expected "
                f"{self.expected}; mend the rows, or name their system by --crs or in "
                f"{mapping_path(self._table.path).name}"
            )
        return turned >= CERTAIN

    def fits(self, x: FloatArray, y: FloatArray) -> BoolArray:
        """Tell which points lie where they can."""
        if self._must_be_sweden:
            return self._in_sweden(x, y)
        lon, lat = self._to_degrees.transform(x, y)
        swapped = self._in_sweden(y, x) if self._may_be_swapped else np.False_
        return np.asarray(is_degrees(lon, lat) & ~swapped, dtype=np.bool_)

    def _in_sweden(self, x: FloatArray, y: FloatArray) -> BoolArray:
        if self._is_sweref99_tm:
            return _between(x, EASTINGS) & _between(y, NORTHINGS)
        lon, lat = self._to_degrees.transform(x, y)
        return _between(lon, _SWEDEN[0]) & _between(lat, _SWEDEN[1])


def is_degrees(lon: FloatArray, lat: FloatArray) -> BoolArray:
    """Tell which pairs can be longitude and latitude."""
    is_told = (lon != 0) | (lat != 0)  # 0, 0 lies in the sea and means that nobody knows
    is_there = _between(lon, (-180.0, 180.0)) & _between(lat, (-90.0, 90.0))
    return np.asarray(is_there & is_told, dtype=np.bool_)


def _between(values: FloatArray, low_high: tuple[float, float]) -> BoolArray:
    return np.asarray((values >= low_high[0]) & (values <= low_high[1]), dtype=np.bool_)


def share(which: BoolArray, pair: tuple[FloatArray, FloatArray]) -> float:
    """Return the share among the rows that have both numbers."""
    known = np.isfinite(pair[0] + pair[1])
    return float(which[known].mean()) if known.any() else 0.0
