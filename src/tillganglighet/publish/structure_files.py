"""The structure map as files: formats of one layer give one file a layer."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tillganglighet.domain.database import is_database_address
from tillganglighet.publish.product import Product
from tillganglighet.publish.products import write_product

_ONE_LAYER = (".geojson", ".fgb")
_ONE_TABLE = (".csv", ".parquet")


def write_structure(product: Product, path: str) -> tuple[str, ...]:
    """Write the product and return the files.

    A GeoPackage, workbook, page or database holds all of it. Of a GeoJSON or FlatGeobuf file,
    `karta.geojson` holds the nodes, and `karta_strak.geojson` and so on stand beside it; a CSV or
    Parquet file has every table beside it likewise.

    Raises
    ------
    UsageError, OutputError
        As `write_product`.
    """
    suffix = "" if is_database_address(path) else Path(path).suffix.lower()
    if suffix not in {*_ONE_LAYER, *_ONE_TABLE}:
        write_product(product, path)
        return (path,)
    written = []
    for at, part in enumerate(_parts(product, layers_only=suffix in _ONE_LAYER)):
        name = part.tables[0].name(product.language)
        where = Path(path).with_stem(f"{Path(path).stem}_{name}") if at else Path(path)
        write_product(part, where)
        written.append(str(where))
    return tuple(written)


def _parts(product: Product, *, layers_only: bool) -> Iterator[Product]:
    for table in product.tables:
        if table.geometry or not layers_only:
            yield replace(product, tables=(table,))
