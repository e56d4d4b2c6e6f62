"""A table or a layer out of PostgreSQL/PostGIS, as if it were a file."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from tillganglighet.domain.database import (
    EXTRA_MISSING,
    DatabaseAddress,
    database_words,
    table_address,
)
from tillganglighet.errors import InputError, NotFoundError, UsageError

if TYPE_CHECKING:
    import psycopg

_GEOMETRY_TYPES = ("geometry", "geography")

_COLUMNS = """
    SELECT a.attname, t.typname
    FROM pg_attribute a
    JOIN pg_type t ON t.oid = a.atttypid
    JOIN pg_class c ON c.oid = a.attrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = %s AND c.relname = %s AND a.attnum > 0 AND NOT a.attisdropped
    ORDER BY a.attnum"""
_TABLES = """
    SELECT table_schema || '.' || table_name FROM information_schema.tables
    WHERE table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1 LIMIT 30"""


def read_layer(url: str) -> gpd.GeoDataFrame:
    """Read a table with a geometry column; see `read_table`.

    Raises
    ------
    InputError
        As `read_table`, or the table has no geometry.
    """
    layer = read_table(url)
    if not isinstance(layer, gpd.GeoDataFrame):
        raise InputError(
            f"{table_address(url)}: has no geometry; expected a column of type geometry or "
            "geography"
        )
    return layer


def read_table(url: str) -> pd.DataFrame:
    """Read a table or a view, whole and as of one moment.

    The rows come in the order of their text, byte by byte: a table has no order of its own, and
    the same table must give the same result on every server.

    Parameters
    ----------
    url : str
        `postgresql://user@host/database#schema.table`, as `domain.database` describes.

    Returns
    -------
    DataFrame
        A GeoDataFrame with its CRS if there is a geometry column (the first one; others are left
        out), then called `geometry`. Numerals are float64.

    Raises
    ------
    UsageError
        The address cannot be read, or the extra `postgis` is not installed.
    InputError, NotFoundError
        The database cannot be reached or refuses, or there is no such table.
    """
    address = table_address(url)
    with _connecting(address) as connection:
        table, geometry = _read(connection, address)
    return _as_layer(table, geometry, address) if geometry else table


@contextmanager
def _connecting(address: DatabaseAddress) -> "Iterator[psycopg.Connection[Any]]":
    try:
        import psycopg  # noqa: PLC0415 (an extra that few need)
        from psycopg.conninfo import make_conninfo  # noqa: PLC0415 (as above)
    except ImportError as error:
        raise UsageError(f"{address}: {EXTRA_MISSING}") from error
    try:
        with psycopg.connect(make_conninfo(**address.connection)) as connection:
            connection.read_only = True
            yield connection
    except psycopg.Error as error:
        raise InputError(f"{address}: {database_words(error)}") from None


def _read(
    connection: "psycopg.Connection[Any]", address: DatabaseAddress
) -> tuple[pd.DataFrame, str]:
    """Return the rows as they come, and the name of the geometry column, empty if none."""
    from psycopg import sql  # noqa: PLC0415 (an extra)

    types = dict(connection.execute(_COLUMNS, (address.schema, address.table)).fetchall())
    if not types:
        raise NotFoundError(_no_such_table(connection, address))
    shapes = [name for name, type_ in types.items() if type_ in _GEOMETRY_TYPES]
    names = [name for name in types if name not in shapes[1:]]
    query = sql.SQL('SELECT {} FROM {} AS t ORDER BY t::text COLLATE "C"').format(
        sql.SQL(", ").join(sql.Identifier("t", name) for name in names),
        sql.Identifier(address.schema, address.table),
    )
    rows = connection.execute(query).fetchall()
    table = pd.DataFrame.from_records(rows, columns=names, coerce_float=True)
    return table, shapes[0] if shapes else ""


def _no_such_table(connection: "psycopg.Connection[Any]", address: DatabaseAddress) -> str:
    found = ", ".join(name for (name,) in connection.execute(_TABLES).fetchall())
    return f"{address}: no such table or view; there are: {found or 'none that we may see'}"


def _as_layer(table: pd.DataFrame, geometry: str, address: DatabaseAddress) -> gpd.GeoDataFrame:
    """Decode the hexadecimal EWKB that the database sends for a geometry."""
    texts = table[geometry].astype(object)
    shapes = shapely.from_wkb(texts.where(texts.notna(), None).to_numpy())
    srids = sorted(set(shapely.get_srid(shapes[~shapely.is_missing(shapes)]).tolist()) - {0})
    if len(srids) > 1:
        raise InputError(f"{address}: {geometry} mixes the SRIDs {srids}; expected one")
    try:
        crs = CRS.from_epsg(srids[0]) if srids else None
    except CRSError as error:
        raise InputError(
            f"{address}: {geometry} has SRID {srids[0]}, which is no EPSG code; expected one "
            "such as 3006"
        ) from error
    return gpd.GeoDataFrame(table.drop(columns=geometry), geometry=shapes, crs=crs)
