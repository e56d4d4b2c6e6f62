"""Published tables as data frames: texts are None and numbers nan where there is nothing."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from tillganglighet.publish.wording.columns import Column, Language

if TYPE_CHECKING:
    import geopandas as gpd

Values = npt.NDArray[np.object_] | npt.NDArray[np.float64]


def framed(
    values: Mapping[str, Values], columns: tuple[Column, ...], language: Language
) -> pd.DataFrame:
    """Return the columns in their order, by their names in this language."""
    return pd.DataFrame(
        {
            column.name(language): pd.Series(
                values[column.key], dtype="float64" if column.is_number else "object"
            )
            for column in columns
        }
    )


def with_points(
    frame: pd.DataFrame,
    x: npt.NDArray[np.float64],
    y: npt.NDArray[np.float64],
    crs: str,
) -> "gpd.GeoDataFrame":
    """Return the frame with points in the region's CRS; None where the place is not told."""
    import geopandas as gpd  # noqa: PLC0415 (half a second that CSV and terminal do without)

    points = np.asarray(gpd.points_from_xy(x, y))
    points[~(np.isfinite(x) & np.isfinite(y))] = None
    return gpd.GeoDataFrame(frame, geometry=points, crs=crs)


def texts(values: npt.NDArray[np.str_]) -> npt.NDArray[np.object_]:
    """Return the texts as objects, None for the empty ones."""
    listed = values.astype(np.object_)
    listed[values == ""] = None
    return listed


def objects(values: Sequence[str | None]) -> npt.NDArray[np.object_]:
    """Return the texts as objects."""
    return np.array(values, dtype=object)
