"""The metric coordinate system of a network, and metres along the ground."""

import numpy as np
import numpy.typing as npt
from pyproj import CRS, Geod, Transformer

FloatArray = npt.NDArray[np.float64]

WGS84 = "EPSG:4326"
SWEREF99_TM = "EPSG:3006"
_ELLIPSOID = Geod(ellps="WGS84")


def metric_crs(lon: FloatArray, lat: FloatArray) -> str:
    """Return the metric CRS for points in degrees: SWEREF 99 TM in and near Sweden, else UTM.

    The middle (median) of the points decides, so that a ferry to a far port does not; one of
    their own values, since between 179 and -179 lies no mean. Without points it is no matter.
    """
    if len(lon) == 0:
        return SWEREF99_TM
    middle_lon, middle_lat = (float(np.sort(each)[len(each) // 2]) for each in (lon, lat))
    area = CRS.from_user_input(SWEREF99_TM).area_of_use
    if area is not None and (
        area.west <= middle_lon <= area.east and area.south <= middle_lat <= area.north
    ):
        return SWEREF99_TM
    zone = int((middle_lon + 180) // 6) % 60 + 1  # UTM zones are 6 degrees wide from 180 W
    return f"EPSG:{(32600 if middle_lat >= 0 else 32700) + zone}"


def project(lon: FloatArray, lat: FloatArray, crs: str) -> tuple[FloatArray, FloatArray]:
    """Return metric x and y of points in degrees; not finite where the CRS cannot hold them."""
    x, y = Transformer.from_crs(WGS84, crs, always_xy=True).transform(lon, lat)
    return np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)


def unproject(x: FloatArray, y: FloatArray, crs: str) -> tuple[FloatArray, FloatArray]:
    """Return lon and lat in degrees of metric points."""
    lon, lat = Transformer.from_crs(crs, WGS84, always_xy=True).transform(x, y)
    return np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)


def ground_length_m(
    lon: FloatArray, lat: FloatArray, first_point: npt.NDArray[np.int64]
) -> FloatArray:
    """Return the geodesic length in metres of each line of points in degrees.

    Parameters
    ----------
    lon, lat : (point_count,) float64
    first_point : (line_count + 1,) int64
    """
    *_, step = _ELLIPSOID.inv(lon[:-1], lat[:-1], lon[1:], lat[1:])
    along = np.concatenate([[0.0], np.cumsum(step)])
    return np.asarray(along[first_point[1:] - 1] - along[first_point[:-1]], dtype=np.float64)
