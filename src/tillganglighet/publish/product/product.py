"""A product: what one command publishes, as tables with their words and their origin."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import pandas as pd

from tillganglighet.publish.maps.backdrop import Backdrop
from tillganglighet.publish.maps.style import View
from tillganglighet.publish.product.origin import Origin, notices
from tillganglighet.publish.wording.columns import Column, Language, table_name, table_title

if TYPE_CHECKING:
    import geopandas as gpd

CsvForm = Literal["excel", "plain"]
Geometry = Literal["", "Point", "LineString", "MultiLineString", "Polygon", "MultiPolygon"]


@dataclass(frozen=True)
class Table:
    """One published table: a layer, a sheet, or a table of a database.

    Parameters
    ----------
    key : str
        Its name in `columns.toml`, which says what files and people call it.
    columns : tuple of Column
        Without the geometry.
    make : callable
        Returns the frame, in the language of the product, made with `frames.framed`; called when
        the table is first needed, so that a CSV does not wait for the roads of a GeoPackage.
    geometry : str
        Type of the geometries, in the region's CRS; empty for a table without.
    identity : tuple of str
        Keys of the columns that together tell the rows apart.
    views : tuple of View
        How a map draws the table, for QGIS a layer each, the first uppermost: see `style`. With
        none it is drawn in one plain symbol.
    """

    key: str
    columns: tuple[Column, ...]
    make: Callable[[], pd.DataFrame]
    geometry: Geometry = ""
    identity: tuple[str, ...] = ()
    views: tuple[View, ...] = ()

    @cached_property
    def frame(self) -> pd.DataFrame:
        """Return the rows; a GeoDataFrame where there is a geometry."""
        return self.make()

    @property
    def shapes(self) -> "gpd.GeoDataFrame":
        """Return the rows of a table with geometry."""
        import geopandas as gpd  # noqa: PLC0415 (half a second that a CSV does without)

        assert isinstance(self.frame, gpd.GeoDataFrame)  # noqa: S101 (as `geometry` promises)
        return self.frame

    def name(self, language: Language) -> str:
        """Return the name of the layer or table."""
        return table_name(self.key, language)

    def title(self, language: Language) -> str:
        """Return the name for people, as of a sheet or a heading."""
        return table_title(self.key, language)


@dataclass(frozen=True)
class Product:
    """Tables that belong together, with what must be said of them.

    Parameters
    ----------
    title : str
    sentences : tuple of str
        What a reader should know first, most important first.
    tables : tuple of Table
        A format that holds one table holds the first; a format of maps, the first with geometry.
    origin : Origin
    language : "sv" or "en"
    background : tuple of Table
        Layers that only a GIS wants: roads, what is in doubt.
    csv : "excel" or "plain"
        Whom a CSV is for: Swedish Excel, or programs.
    backdrop : Backdrop, optional
        What the map of a page lies on; without it the signs stand on nothing.
    """

    title: str
    sentences: tuple[str, ...]
    tables: tuple[Table, ...]
    origin: Origin
    language: Language = "sv"
    background: tuple[Table, ...] = ()
    csv: CsvForm = "excel"
    backdrop: Backdrop | None = None

    @property
    def notices(self) -> tuple[str, ...]:
        """Return what stands before all else: the region's note, what is withheld, warnings."""
        return (*notices(self.origin.provenance, self.language), *self.origin.warnings)

    @property
    def on_map(self) -> Table | None:
        """Return the first table with geometry; None if there is none."""
        return next((table for table in self.tables if table.geometry), None)
