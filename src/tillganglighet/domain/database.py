"""The address of a table or a schema in PostgreSQL, which is never shown with its secrets.

    postgresql://USER:PASSWORD@HOST:PORT/DATABASE?sslmode=require#SCHEMA.TABLE

As PostgreSQL's own tools write it, and after the `#` what is meant inside: `schema.table` to read,
`schema` to write. Whatever is left out is taken from where those tools take it: PGHOST, PGUSER,
PGPASSWORD and the password file. `postgresql://` and `postgres://` are the same.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from tillganglighet.errors import UsageError

CONNECT_TIMEOUT_S = "10"  # libpq itself would wait for ever
EXTRA_MISSING = "databases need the extra postgis; install tillganglighet[postgis]"
_SCHEMES = ("postgresql://", "postgres://")
_IDENTIFIER = re.compile(r"\w[\w$ -]*")
_EXPECTED = (
    "expected postgresql://USER@HOST/DATABASE#SCHEMA.TABLE to read and ...#SCHEMA to write; in a "
    "password write / as %2F, # as %23, ? as %3F and @ as %40, or set PGPASSWORD instead"
)


@dataclass(frozen=True)
class DatabaseAddress:
    """Where in which database.

    Parameters
    ----------
    connection : mapping of str to str
        What libpq needs to connect, by its names; holds the password, hence not in the repr.
    place : str
        Host, port and database, for messages and manifests.
    schema : str
    table : str
        Empty where a whole schema is meant.
    """

    connection: Mapping[str, str] = field(repr=False)
    place: str
    schema: str
    table: str

    def __str__(self) -> str:
        """Return the address as it may be shown: without user, password and parameters."""
        inside = f"{self.schema}.{self.table}" if self.table else self.schema
        return f"postgresql://{self.place}#{inside}"


def is_database_address(text: str) -> bool:
    """Return whether an argument means a database rather than a file."""
    return text.lower().startswith(_SCHEMES)


def table_address(text: str) -> DatabaseAddress:
    """Return the address of a table or a view to read; without a schema, it is in `public`.

    Raises
    ------
    UsageError
        The address cannot be read; the message does not repeat it, since it may hold a password.
    """
    address, inside = _split(text)
    schema, _, table = inside.rpartition(".")
    if not _IDENTIFIER.fullmatch(table) or not (schema == "" or _IDENTIFIER.fullmatch(schema)):
        raise UsageError(f"the address names no table; {_EXPECTED}")
    return DatabaseAddress(*address, schema or "public", table)


def schema_address(text: str) -> DatabaseAddress:
    """Return the address of a schema to write into.

    Raises
    ------
    UsageError
        As `table_address`.
    """
    address, inside = _split(text)
    if not _IDENTIFIER.fullmatch(inside):
        raise UsageError(f"the address names no schema; {_EXPECTED}")
    return DatabaseAddress(*address, inside, "")


def shown_address(text: str) -> str:
    """Return a schema's address without its secrets; a file's name as it is."""
    return str(schema_address(text)) if is_database_address(text) else text


def database_words(error: Exception) -> str:
    """Return what a database says of a failure, on one line; it names users, never passwords."""
    primary = getattr(getattr(error, "diag", None), "message_primary", None)
    lines = (primary or str(error)).strip().splitlines() or [type(error).__name__]
    return "; ".join(line.strip() for line in lines)


def _split(text: str) -> tuple[tuple[Mapping[str, str], str], str]:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:  # its text would show what may be half a password
        raise UsageError(f"the address of the database cannot be read; {_EXPECTED}") from None
    # A password with one of /?#@ unescaped has shifted everything after it.
    shifted = "@" in parts.path + parts.query + parts.fragment or "/" in parts.path[1:]
    if shifted or not is_database_address(text):
        raise UsageError(f"the address of the database cannot be read; {_EXPECTED}")
    given = {
        "host": unquote(parts.hostname or ""),
        "port": str(port or ""),
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "dbname": unquote(parts.path[1:]),
    }
    connection = {
        "connect_timeout": CONNECT_TIMEOUT_S,
        **dict(parse_qsl(parts.query)),
        **{key: value for key, value in given.items() if value},
    }
    host = connection.get("host", "localhost")
    place = f"{host}:{port}" if port else host
    return (connection, f"{place}/{connection.get('dbname', '')}"), unquote(parts.fragment)
