"""All tables of a product as one GeoPackage that opens drawn in QGIS."""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pyogrio
from pyogrio.errors import DataSourceError

from tillganglighet.errors import OutputError
from tillganglighet.publish.product.origin import data_date
from tillganglighet.publish.product.product import Product, Table
from tillganglighet.publish.product.reference_tables import reference_tables
from tillganglighet.publish.qgis.project import project_archive
from tillganglighet.publish.qgis.styles import style_document, views_of
from tillganglighet.publish.wording.columns import Language

# Older QGIS (3.22) warns of GeoPackage 1.4, which pyogrio writes by default.
_VERSION = "1.3"
_GEOMETRY = "geom"
# As QGIS makes it: with other columns it finds no style.
_STYLES = """
CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256),
    f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
    useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
    update_time DATETIME
)"""
# Of the database header: how often the file was changed, and the count that its version is valid
# for. GDAL's count depends on the clock. Source: SQLite, Database File Format, 1.3.
_CHANGE_COUNTS = (slice(24, 28), slice(92, 96))
_PROJECTS = "CREATE TABLE qgis_projects (name TEXT PRIMARY KEY, metadata BLOB, content BLOB)"


def render_geopackage(product: Product, file_name: str = "tillganglighet.gpkg") -> bytes:
    """Return the tables as layers, those without geometry too, then the reference tables.

    Beside them stand the styles of the layers, and a project of QGIS that opens them all.

    Parameters
    ----------
    product : Product
    file_name : str
        What the file will be called: the project looks for its layers there.
    """
    tables = (*product.tables, *product.background, *reference_tables(product))
    with TemporaryDirectory(prefix="tillganglighet-") as folder:
        path = Path(folder) / "product.gpkg"
        try:
            for number, table in enumerate(tables):
                _add_layer(path, table, product.language, append=number > 0)
            date = data_date(product.origin.provenance)
            with closing(sqlite3.connect(path)) as database, database:
                _add_styles(database, tables, product.language, date)
                _add_project(database, product, project_archive(product, tables, file_name), date)
                _set_last_change(database, date)
        except (DataSourceError, sqlite3.Error) as error:
            raise OutputError(
                f"cannot make a GeoPackage: {error}; is the disk of temporary files full?"
            ) from error
        content = bytearray(path.read_bytes())
    for count in _CHANGE_COUNTS:
        content[count] = (1).to_bytes(4, "big")
    return bytes(content)


def _add_layer(path: Path, table: Table, language: Language, *, append: bool) -> None:
    pyogrio.write_dataframe(
        table.frame,
        path,
        layer=table.name(language),
        driver="GPKG",
        append=append,
        dataset_options=None if append else {"VERSION": _VERSION},
        layer_options={"GEOMETRY_NAME": _GEOMETRY} if table.geometry else None,
        geometry_type=table.geometry or None,
        promote_to_multi=table.geometry.startswith("Multi"),
    )


def _add_styles(
    database: sqlite3.Connection, tables: Sequence[Table], language: Language, date: datetime
) -> None:
    """Add every view as a style of its layer, the first as the one that it opens with."""
    database.execute(_STYLES)
    for table in tables:
        for number, view in enumerate(views_of(table, language)):
            database.execute(
                "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
                "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, "
                "owner, ui, update_time) VALUES ('', '', ?, ?, ?, ?, '', ?, '', '', NULL, ?)",
                (
                    table.name(language),
                    _GEOMETRY,
                    view.name,
                    style_document(table, view, language),
                    number == 0,
                    _time_text(date),
                ),
            )
    # Unless it is listed QGIS takes the styles for missing.
    database.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier) "
        "VALUES ('layer_styles', 'attributes', 'layer_styles')"
    )


def _add_project(
    database: sqlite3.Connection, product: Product, archive: bytes, date: datetime
) -> None:
    database.execute(_PROJECTS)
    metadata = {"last_modified_time": f"{date:%Y-%m-%dT%H:%M:%S}", "last_modified_user": ""}
    # QGIS keeps the archive as text of hexadecimal digits.
    values = product.title, json.dumps(metadata).encode(), archive.hex().encode()
    database.execute("INSERT INTO qgis_projects VALUES (?, ?, ?)", values)


def _set_last_change(database: sqlite3.Connection, date: datetime) -> None:
    """Replace the time of writing, so that the same product gives the same bytes."""
    database.execute("UPDATE gpkg_contents SET last_change = ?", (_time_text(date),))


def _time_text(date: datetime) -> str:
    return f"{date:%Y-%m-%dT%H:%M:%S}.000Z"
