"""A population raster as a table: each pixel where anybody is counted is a row."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from tillganglighet.errors import InputError
from tillganglighet.network.findings import MOST_EXAMPLES, Findings
from tillganglighet.sources.tabular.positions import Positions
from tillganglighet.sources.tabular.table import TEXT, Table, unique_names

if TYPE_CHECKING:
    from affine import Affine
    from rasterio.io import DatasetReader
    from rasterio.windows import Window

SUFFIXES = (".tif", ".tiff")
# A world of 100 m squares must not fill the memory: where so many live an area is to be named.
MOST_CELLS = 5_000_000
_PIXELS_AT_ONCE = 4_000_000
_EDGE_POINTS = 21  # of each side of a box that is turned into another system

Box = tuple[float, float, float, float]  # west, south, east, north
Numbers = npt.NDArray[Any]


def read_raster(
    path: Path, crs: str, findings: Findings, *, raster_crs: str = "", box: Box | None = None
) -> tuple[Table, Positions]:
    """Return the pixels of a raster that hold people, and their middles.

    The columns are `ruta` and one a band, by the description of the band; a single band is the
    `population`. A number that is negative or infinite though the file does not call it nodata
    counts nobody (`raster_pixel_bad`).

    Parameters
    ----------
    path : Path
    crs : str
        The metric CRS of the region.
    findings : Findings
    raster_crs : str
        Of a raster that does not tell its own.
    box : tuple, optional
        Only pixels that this box reaches are read; metres in the CRS of the region.

    Raises
    ------
    InputError
        The file cannot be read, has no place on earth, bands without descriptions, too many
        people, or nobody.
    """
    import rasterio  # noqa: PLC0415 (loads GDAL; only rasters need it)
    from rasterio.errors import RasterioError  # noqa: PLC0415

    try:
        with rasterio.Env(GDAL_PAM_ENABLED="NO"), rasterio.open(path) as raster:
            names = _band_names(path, raster)
            own = _crs(path, raster, raster_crs)
            window = _window(raster, Transformer.from_crs(crs, own, always_xy=True), box)
            parts = list(_filled(path, raster, window, findings))
            transform = raster.transform
    except RasterioError as cause:
        raise InputError(
            f"{path}: cannot be read as a raster ({cause}); is the file whole?"
        ) from cause
    if not parts:
        where = "" if box is None else " in the area"
        raise InputError(f"{path}: no pixel{where} counts anybody; check the file and its area")
    row, column = (np.concatenate([part[at] for part in parts]) for at in (0, 1))
    bands = np.concatenate([part[2] for part in parts], axis=1)
    middle = _applied(transform, column + 0.5, row + 0.5)
    x, y = Transformer.from_crs(own, crs, always_xy=True).transform(*middle)
    is_placed = np.isfinite(x) & np.isfinite(y)
    x, y = (np.where(is_placed, each, np.nan) for each in (x, y))
    places = zip(row.tolist(), column.tolist(), strict=True)
    stem = path.stem
    ids = np.array([f"{stem}:r{at + 1}k{other + 1}" for at, other in places])
    columns = {"ruta": ids.astype(TEXT), **dict(zip(names, bands, strict=True))}
    table = Table(path, columns, np.arange(1, len(row) + 1, dtype=np.int64), crs=str(own))
    expected = f"a pixel that {crs} can hold"
    return table, Positions(x, y, None, ("ruta",), expected, are_swapped=False)


def _band_names(path: Path, raster: "DatasetReader") -> list[str]:
    names = [(each or "").strip() for each in raster.descriptions]
    if len(names) == 1:
        return ["population"]
    if not all(names):
        raise InputError(
            f"{path}: {len(names)} bands, {names.count('')} of them without a description; "
            "expected one such as befolkning, 0-5 or kvinnor 65+ for each, or a single band"
        )
    return unique_names(names)


def _crs(path: Path, raster: "DatasetReader", given: str) -> CRS:
    if raster.transform.is_identity:
        raise InputError(f"{path}: has no place on earth (no geotransform); save it as GeoTIFF")
    if raster.crs is None and not given:
        raise InputError(
            f"{path}: has no coordinate system; give it with --crs {path.name}=EPSG:3006 or "
            "whatever it is"
        )
    try:
        return CRS.from_user_input(given if raster.crs is None else raster.crs)
    except CRSError as cause:
        raise InputError(f"{path}: its coordinate system is unknown here ({cause})") from cause


def _window(raster: "DatasetReader", to_raster: Transformer, box: Box | None) -> "Window":
    """Return the part of the raster that the box reaches; of no extent if it does not."""
    from rasterio.windows import Window  # noqa: PLC0415 (as above)

    if box is None:
        return Window(0, 0, raster.width, raster.height)
    turned = to_raster.transform_bounds(*box, densify_pts=_EDGE_POINTS)
    corners = np.array([(turned[at], turned[other]) for at in (0, 2) for other in (1, 3)]).T
    column, row = _applied(~raster.transform, *corners)
    first_column, last_column = np.clip([column.min(), column.max()], 0, raster.width)
    first_row, last_row = np.clip([row.min(), row.max()], 0, raster.height)
    left, top = int(first_column), int(first_row)
    return Window(left, top, int(np.ceil(last_column)) - left, int(np.ceil(last_row)) - top)


def _applied(transform: "Affine", first: Numbers, second: Numbers) -> tuple[Numbers, Numbers]:
    """Return column and row on the ground, or by the inverse transform the other way."""
    a, b, c, d, e, f = transform[:6]
    return a * first + b * second + c, d * first + e * second + f


def _filled(
    path: Path, raster: "DatasetReader", window: "Window", findings: Findings
) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
    """Yield row, column and (band_count, pixel_count) persons of the pixels that hold people."""
    from rasterio.windows import Window  # noqa: PLC0415 (as above)

    left, top, width, height = (int(each) for each in window.flatten())
    step = max(_PIXELS_AT_ONCE // max(width * raster.count, 1), 1)
    found = 0
    for first in range(top, top + height if width else top, step):
        part = Window(left, first, width, min(step, top + height - first))
        bands = raster.read(window=part, masked=True).astype(np.float64).filled(np.nan)
        scale, offset = (np.array(each)[:, None, None] for each in (raster.scales, raster.offsets))
        bands = bands * scale + offset
        is_bad = (bands < 0) | np.isinf(bands)
        bad = [
            f"{path}:row {first + row + 1}, column {left + column + 1}: "
            f"band {band + 1}={bands[band, row, column]:g}: expected persons, 0 or more, or nodata"
            for band, row, column in np.argwhere(is_bad)[:MOST_EXAMPLES].tolist()
        ]
        findings.add("raster_pixel_bad", bad, int(is_bad.sum()))
        bands = np.where(is_bad | np.isnan(bands), 0.0, bands)
        row, column = np.nonzero((bands > 0).any(axis=0))
        found += len(row)
        if found > MOST_CELLS:
            raise InputError(
                f"{path}: more than {MOST_CELLS} pixels hold people; name an area with --area, or "
                "cut the raster"
            )
        if len(row):
            yield row + first, column + left, bands[:, row, column]
