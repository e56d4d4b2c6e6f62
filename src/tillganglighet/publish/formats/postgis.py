"""A product as tables of PostgreSQL/PostGIS, replaced all at once."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import pandas as pd
import shapely
from pyproj import CRS

from tillganglighet.domain.database import (
    EXTRA_MISSING,
    DatabaseAddress,
    database_words,
    schema_address,
)
from tillganglighet.errors import OutputError, UsageError
from tillganglighet.publish.product.product import Product, Table
from tillganglighet.publish.product.reference_tables import reference_tables
from tillganglighet.publish.wording.columns import Language

if TYPE_CHECKING:
    import psycopg
    from psycopg.sql import Composed, Identifier

_CHUNK_ROWS = 50_000
_MARK = "tillganglighet "  # how the comment of a table of ours begins

_TYPES = {"f": "double precision", "i": "bigint", "b": "boolean"}  # by numpy's kind; else text
_SCHEMA = "SELECT 1 FROM pg_namespace WHERE nspname = %s"
_POSTGIS = """
    SELECT n.nspname FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
    WHERE t.typname = 'geometry'"""
_COMMENT = """
    SELECT coalesce(obj_description(c.oid, 'pg_class'), '')
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = %s AND c.relname = %s"""


def write_to_database(product: Product, url: str) -> None:
    """Write the tables of a product, kolumner, parametrar and kallor into a schema.

    Either all of them are new or all are as they were: readers see nothing in between. Where the
    columns are the same, views and grants on the tables stay.

    Parameters
    ----------
    product : Product
    url : str
        `postgresql://user@host/database#schema`, as `domain.database` describes; a schema that is
        not there is made.

    Raises
    ------
    UsageError
        The address cannot be read, or the extra `postgis` is not installed.
    OutputError
        The database cannot be reached or refuses, or a table there is not ours.
    """
    address, language = schema_address(url), product.language
    tables = [
        _Rows(table.name(language), table.frame, _identity(table, language))
        for table in (*product.tables, *reference_tables(product, with_background=False))
    ]
    srid = CRS.from_user_input(product.origin.provenance.crs).to_epsg() or 0
    with _connecting(address) as connection:
        postgis = connection.execute(_POSTGIS).fetchone()
        if postgis is None:
            raise OutputError(
                f"{address}: the database has no PostGIS; let its owner run "
                "CREATE EXTENSION postgis"
            )
        _make_schema(connection, address.schema)
        for rows in tables:
            _replace(connection, address, rows, _geometry_type(rows, str(postgis[0]), srid))


@dataclass(frozen=True)
class _Rows:
    """One table to write; `identity` names the columns that together tell its rows apart."""

    name: str
    frame: pd.DataFrame
    identity: tuple[str, ...]


def _identity(table: Table, language: Language) -> tuple[str, ...]:
    return tuple(each.name(language) for each in table.columns if each.key in table.identity)


@contextmanager
def _connecting(address: DatabaseAddress) -> "Iterator[psycopg.Connection[Any]]":
    """Yield a connection whose changes are made together at the end, or not at all."""
    try:
        import psycopg  # noqa: PLC0415 (an extra that few need)
        from psycopg.conninfo import make_conninfo  # noqa: PLC0415 (as above)
    except ImportError as error:
        raise UsageError(f"{address}: {EXTRA_MISSING}") from error
    try:
        with psycopg.connect(make_conninfo(**address.connection)) as connection:
            yield connection
    except psycopg.errors.DependentObjectsStillExist as error:
        raise OutputError(
            f"{address}: the columns are others than before, and a view stands on the old table "
            f"({database_words(error)}); drop the view, or write into another schema"
        ) from None
    except psycopg.Error as error:
        raise OutputError(f"{address}: {database_words(error)}; nothing was changed") from None


def _make_schema(connection: "psycopg.Connection[Any]", schema: str) -> None:
    from psycopg import sql  # noqa: PLC0415 (an extra)

    # IF NOT EXISTS would ask for the right to make schemas even where there is nothing to make.
    if connection.execute(_SCHEMA, (schema,)).fetchone() is None:
        connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))


def _geometry_type(table: _Rows, postgis_schema: str, srid: int) -> str:
    """Return the type of the geometry column as SQL; empty if there is none."""
    if "geometry" not in table.frame:
        return ""
    kinds = set(table.frame["geometry"].geom_type.dropna())
    kind = kinds.pop() if len(kinds) == 1 else "Geometry"
    return f'"{postgis_schema}".geometry({kind}, {srid})'


def _replace(
    connection: "psycopg.Connection[Any]", address: DatabaseAddress, table: _Rows, geometry: str
) -> None:
    from psycopg import sql  # noqa: PLC0415 (an extra)

    name = sql.Identifier(address.schema, table.name)
    definition = _definition(table, geometry)
    digest = hashlib.sha256(definition.as_bytes(connection)).hexdigest()[:12]
    there = connection.execute(_COMMENT, (address.schema, table.name)).fetchone()
    if there is not None and not there[0].startswith(_MARK):
        raise OutputError(
            f"{address}: there is a {table.name} that this program has not made; write into "
            "another schema"
        )
    if there is not None and there[0].endswith(digest):
        connection.execute(sql.SQL("DELETE FROM {}").format(name))
    else:
        connection.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(name))
        connection.execute(sql.SQL("CREATE TABLE {} ({})").format(name, definition))
        if geometry:
            connection.execute(sql.SQL("CREATE INDEX ON {} USING gist (geometry)").format(name))
    _copy(connection, name, table.frame)
    comment = f"{_MARK}{version('tillganglighet')}, columns {digest}"
    connection.execute(sql.SQL("COMMENT ON TABLE {} IS {}").format(name, sql.Literal(comment)))


def _definition(table: _Rows, geometry: str) -> "Composed":
    """Return the columns with their types, and the primary key."""
    from psycopg import sql  # noqa: PLC0415 (an extra)

    types = {
        name: geometry if name == "geometry" else _TYPES.get(values.dtype.kind, "text")
        for name, values in table.frame.items()
    }
    parts: list[sql.Composable] = [
        sql.SQL("{} {}").format(sql.Identifier(str(name)), sql.SQL(type_))
        for name, type_ in types.items()
    ]
    if table.identity:
        key = sql.SQL(", ").join(map(sql.Identifier, table.identity))
        parts.append(sql.SQL("PRIMARY KEY ({})").format(key))
    return sql.SQL(", ").join(parts)


def _copy(connection: "psycopg.Connection[Any]", name: "Identifier", rows: pd.DataFrame) -> None:
    """Send the rows as CSV, by far the fastest way in; geometries as hexadecimal EWKB."""
    from psycopg import sql  # noqa: PLC0415 (an extra)

    plain = pd.DataFrame(rows, copy=True)
    if "geometry" in rows:
        shapes = shapely.set_srid(rows.geometry.to_numpy(), rows.crs.to_epsg() or 0)
        plain["geometry"] = shapely.to_wkb(shapes, hex=True, include_srid=True)
    columns = sql.SQL(", ").join(sql.Identifier(str(each)) for each in plain)
    statement = sql.SQL(r"COPY {} ({}) FROM STDIN WITH (FORMAT csv, NULL '\N')")
    with connection.cursor().copy(statement.format(name, columns)) as copy:
        for first in range(0, len(plain), _CHUNK_ROWS):
            chunk = plain.iloc[first : first + _CHUNK_ROWS]
            copy.write(chunk.to_csv(index=False, header=False, na_rep=r"\N", lineterminator="\n"))
