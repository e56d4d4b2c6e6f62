"""A product as a file, whose suffix chooses the format, or as tables of a database."""

from collections.abc import Sequence
from pathlib import Path

from tillganglighet.domain.database import is_database_address, schema_address
from tillganglighet.errors import UsageError
from tillganglighet.publish.formats.whole_file import check_target, write_whole
from tillganglighet.publish.product.product import Product

# Each format brings its library, some of them slow to start; a CSV must not wait for GeoPandas.
# ruff: noqa: PLC0415

TABLE_SUFFIXES = (".csv", ".xlsx", ".parquet", ".html")
MAP_SUFFIXES = (".geojson", ".gpkg", ".fgb")
PRODUCT_SUFFIXES = (*TABLE_SUFFIXES, *MAP_SUFFIXES)


def check_outputs(paths: Sequence[str | Path], suffixes: Sequence[str] = PRODUCT_SUFFIXES) -> None:
    """Refuse what cannot be written, for its format or its place, before any work is done.

    Raises
    ------
    UsageError
        A suffix is not among those that the command makes, or an address cannot be read.
    OutputError
        There is no such folder, or the file is write-protected.
    """
    for path in paths:
        check_suffix(path, suffixes)
    for path in paths:
        if not is_database_address(str(path)):
            check_target(Path(path))


def check_suffix(path: str | Path, suffixes: Sequence[str] = PRODUCT_SUFFIXES) -> None:
    """Refuse a name whose format is not known."""
    if is_database_address(str(path)):
        schema_address(str(path))
        return
    suffix = Path(path).suffix
    if suffix.lower() not in suffixes:
        raise UsageError(
            f"cannot tell the format of {Path(path).name} from its suffix {suffix!r}; "
            f"expected any of {' '.join(suffixes)}"
        )


def write_product(product: Product, path: str | Path) -> None:
    """Write the product in the format that the suffix names, whole or not at all.

    Parameters
    ----------
    product : Product
    path : str or Path
        An old file there is replaced. Or a text such as `postgresql://host/database#schema`.

    Raises
    ------
    UsageError
        The suffix is not among `PRODUCT_SUFFIXES`, or the address cannot be read.
    OutputError
        The file or the tables cannot be written; what stood there before is untouched.
    """
    check_suffix(path)
    if is_database_address(str(path)):
        from tillganglighet.publish.formats.postgis import write_to_database

        write_to_database(product, str(path))
        return
    name = Path(path).name
    write_whole(Path(path), render_product(product, Path(path).suffix, file_name=name))


def render_product(
    product: Product, suffix: str, *, file_name: str = "tillganglighet.gpkg"
) -> bytes:
    """Return the content of the file with this suffix; same product and name, same bytes."""
    match suffix.lower():
        case ".csv":
            from tillganglighet.publish.formats.csv_file import render_csv

            content = render_csv(product)
        case ".parquet":
            from tillganglighet.publish.formats.parquet_file import render_parquet

            content = render_parquet(product)
        case ".geojson":
            from tillganglighet.publish.formats.geojson_file import render_geojson

            content = render_geojson(product)
        case ".fgb":
            from tillganglighet.publish.formats.flatgeobuf_file import render_flatgeobuf

            content = render_flatgeobuf(product)
        case ".xlsx":
            from tillganglighet.publish.formats.workbook import render_workbook

            content = render_workbook(product)
        case ".gpkg":
            from tillganglighet.publish.formats.geopackage import render_geopackage

            content = render_geopackage(product, file_name)
        case ".html":
            from tillganglighet.publish.product.page import render_product_page

            content = render_product_page(product)
        case _:
            raise UsageError(
                f"unknown suffix {suffix!r}; expected any of {' '.join(PRODUCT_SUFFIXES)}"
            )
    return content
