"""Tables of a database where files are expected: each is copied into a file for a while.

So a table is read by the same rules as any file of the planners', and no address with a password
in it travels further in.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tillganglighet.domain.database import is_database_address, table_address
from tillganglighet.errors import InputError


@contextmanager
def database_tables_as_files() -> Iterator[Callable[[str | Path], str]]:
    """Yield a function that turns addresses of tables into names of files, gone at the end.

    It takes what options take, `FILE` or `CATEGORY=FILE`, where the file may be
    `postgresql://user@host/database#schema.table`; anything else comes back as it was.
    """
    with TemporaryDirectory(prefix="tillganglighet-", ignore_cleanup_errors=True) as folder:
        yield partial(_as_file, folder=Path(folder))


def _as_file(option: str | Path, folder: Path) -> str:
    text = str(option)
    category, _, after = text.partition("=")
    if is_database_address(text):
        return str(copy_table(text, folder))
    if is_database_address(after):
        return f"{category}={copy_table(after, folder)}"
    return text


def copy_table(url: str, folder: Path) -> Path:
    """Write a table as (Geo)Parquet and return the file, whose name says where it is from.

    Raises
    ------
    InputError, NotFoundError, UsageError
        As `read_table`, or the table has no rows.
    """
    from tillganglighet.sources.postgis import read_table  # noqa: PLC0415 (half a second)

    address = table_address(url)
    table = read_table(url)
    if table.empty:
        raise InputError(f"{address}: has no rows")
    place = re.sub(r"[^\w.-]+", "_", address.place)  # a file name on Windows, too
    path = folder / f"{address.schema}.{address.table}@{place}.parquet"
    for name in table.columns.drop("geometry", errors="ignore"):
        if table[name].dtype == object:  # dates, identifiers, JSON: as text
            table[name] = table[name].map(str, na_action="ignore")
    table.to_parquet(path)  # GeoParquet, of a GeoDataFrame
    return path
