"""All tables of a product as one GeoPackage."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pyogrio
from pyogrio.errors import DataSourceError

from tillganglighet.errors import OutputError
from tillganglighet.publish.columns import Language
from tillganglighet.publish.origin import data_date
from tillganglighet.publish.product import Product, Table
from tillganglighet.publish.reference_tables import reference_tables

# Older QGIS (3.22) warns of GeoPackage 1.4, which pyogrio writes by default.
_VERSION = "1.3"


def render_geopackage(product: Product) -> bytes:
    """Return the tables as layers, those without geometry too, then kolumner and kallor."""
    tables = (*product.tables, *product.background, *reference_tables(product))
    with TemporaryDirectory(prefix="tillganglighet-") as folder:
        path = Path(folder) / "product.gpkg"
        try:
            for number, table in enumerate(tables):
                _add_layer(path, table, product.language, append=number > 0)
            _set_last_change(path, data_date(product.origin.provenance))
        except (DataSourceError, sqlite3.Error) as error:
            raise OutputError(
                f"cannot make a GeoPackage: {error}; is the disk of temporary files full?"
            ) from error
        return path.read_bytes()


def _add_layer(path: Path, table: Table, language: Language, *, append: bool) -> None:
    pyogrio.write_dataframe(
        table.frame,
        path,
        layer=table.name(language),
        driver="GPKG",
        append=append,
        dataset_options=None if append else {"VERSION": _VERSION},
        geometry_type=table.geometry or None,
        promote_to_multi=table.geometry.startswith("Multi"),
    )


def _set_last_change(path: Path, date: datetime) -> None:
    """Replace the time of writing, so that the same report gives the same bytes."""
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(
            "UPDATE gpkg_contents SET last_change = ?", (f"{date:%Y-%m-%dT%H:%M:%S}.000Z",)
        )
