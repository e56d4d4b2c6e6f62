"""A surface of minutes as a Cloud Optimized GeoTIFF, with a style for QGIS beside it.

Two forms. The usual one holds whole minutes begun (the ceiling) as bytes, so that a colour table
fits: as the classes are `a < x <= b` with whole ends, every square has the colour of its unrounded
minutes. The exact one holds minutes with decimals (float32) and no colours, to compute with.
"""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt
import rasterio
from rasterio.shutil import copy
from rasterio.transform import Affine
from rasterio.windows import Window

from tillganglighet.accessibility.areas.surface import Surface
from tillganglighet.domain.catalogue import Category
from tillganglighet.domain.provenance import Provenance
from tillganglighet.domain.standards import TIME_CLASS_ENDS_MIN
from tillganglighet.errors import OutputError
from tillganglighet.publish.formats.whole_file import write_whole
from tillganglighet.publish.product.origin import data_date
from tillganglighet.publish.qgis.styles import raster_style_document
from tillganglighet.publish.wording.classes import published_classes
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.words import words

NO_MINUTES = 255
MOST_MINUTES = 254  # and more
_BLOCK = 256  # squares of a tile
_ROWS_AT_A_TIME = 256
_OVERVIEWS = "NEAREST"  # a mean of squares is the time of no place
_DATE = "%Y:%m:%d %H:%M:%S"  # as TIFF writes it


def write_surface(
    surface: Surface,
    path: Path,
    category: Category,
    provenance: Provenance,
    *,
    exact: bool = False,
    language: Language = "sv",
    on_share: Callable[[float], None] = lambda _: None,
) -> None:
    """Measure the squares and write them, whole or not at all.

    Parameters
    ----------
    surface : Surface
    path : Path
        Ends in `.tif`; the style goes beside it, ending in `.qml`.
    category, provenance
        What the numbers are and where they come from, for the tags.
    exact : bool
        Minutes with decimals instead of whole minutes begun with a colour table.
    on_share : callable
        Called with the share of the rows that is done, for progress.

    Raises
    ------
    OutputError
        The file cannot be written; what stood there before is untouched.
    """
    with TemporaryDirectory(prefix="tillganglighet-") as folder:
        plain, cloud = Path(folder) / "plain.tif", Path(folder) / "cloud.tif"
        try:
            _write_plain(surface, plain, exact=exact, on_share=on_share)
            _describe(plain, category, provenance, exact=exact, language=language)
            copy(
                *(plain, cloud),
                driver="COG",
                compress="DEFLATE",
                level=9,
                blocksize=_BLOCK,
                overview_resampling=_OVERVIEWS,
            )
        except rasterio.errors.RasterioError as error:
            raise OutputError(
                f"cannot make {path}: {error}; is the disk of temporary files full?"
            ) from error
        write_whole(path, cloud.read_bytes())
        style = raster_style_document(language).encode("utf-8")
        write_whole(path.with_suffix(".qml"), style)


def _write_plain(
    surface: Surface, path: Path, *, exact: bool, on_share: Callable[[float], None]
) -> None:
    """Write the squares as an ordinary GeoTIFF, some rows at a time: memory stays small."""
    grid = surface.grid
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=grid.column_count,
        height=grid.row_count,
        count=1,
        dtype="float32" if exact else "uint8",
        nodata=np.nan if exact else NO_MINUTES,
        crs=surface.journeys.metric.network.crs,
        transform=Affine(grid.side_m, 0.0, grid.west, 0.0, -grid.side_m, grid.north),
        tiled=True,
        blockxsize=_BLOCK,
        blockysize=_BLOCK,
        compress="DEFLATE",
    ) as raster:
        for first in range(0, grid.row_count, _ROWS_AT_A_TIME):
            rows = range(first, min(first + _ROWS_AT_A_TIME, grid.row_count))
            minutes = surface.minutes(rows)
            values = minutes.astype(np.float32) if exact else whole_minutes(minutes)
            window = Window(0, first, grid.column_count, len(rows))
            raster.write(values, 1, window=window)
            on_share(rows.stop / grid.row_count)


def whole_minutes(minutes: npt.NDArray[np.float64]) -> npt.NDArray[np.uint8]:
    """Return minutes begun: 10.0 is 10 and 10.1 is 11; `NO_MINUTES` for nan."""
    begun = np.minimum(np.ceil(np.nan_to_num(minutes)), MOST_MINUTES)
    return np.where(np.isnan(minutes), NO_MINUTES, begun).astype(np.uint8)


def colour_table() -> dict[int, tuple[int, int, int, int]]:
    """Return the colour of the time class of each number of minutes, nothing of no minutes."""
    looks = [_rgb(each.colour) for each in published_classes("time_class")]
    at = np.searchsorted(TIME_CLASS_ENDS_MIN, np.arange(MOST_MINUTES + 1), side="left")
    colours = {minute: (*looks[number], 255) for minute, number in enumerate(at)}
    return {**colours, NO_MINUTES: (255, 255, 255, 0)}


def _rgb(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def _describe(
    path: Path, category: Category, provenance: Provenance, *, exact: bool, language: Language
) -> None:
    """Say in the file what its numbers are and where they come from."""
    text = words(language)
    name = category.name(language)
    modes = {each.code_en: each.label(language) for each in published_classes("mode")}
    said = text["surface_title"].format(
        category=name, region=provenance.region, mode=modes[provenance.mode]
    )
    with rasterio.open(path, "r+") as raster:
        if not exact:
            raster.write_colormap(1, colour_table())
        raster.set_band_description(1, text["surface_band"].format(category=name))
        raster.set_band_unit(1, "min")
        raster.update_tags(
            TIFFTAG_IMAGEDESCRIPTION=said,
            TIFFTAG_SOFTWARE=provenance.program,
            TIFFTAG_COPYRIGHT="; ".join(provenance.attribution),
            TIFFTAG_DATETIME=data_date(provenance).strftime(_DATE),
            values=text["surface_exact" if exact else "surface_begun"],
            nodata=text["surface_nodata"],
            category=category.key,
            unit="min",
            region=provenance.region,
            area=provenance.area,
            note=provenance.note,
            profile=f"{provenance.profile} sha256:{provenance.profile_sha256}",
            parameters="; ".join(f"{k}={v:g}" for k, v in provenance.parameters.items()),
            inputs="; ".join(
                f"{each.name} {each.date} sha256:{each.sha256}" for each in provenance.inputs
            ),
        )
