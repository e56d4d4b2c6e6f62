"""The structure map as files: the printed sheet, or its layers and tables."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal

from tillganglighet.domain.database import is_database_address
from tillganglighet.publish.formats.whole_file import write_whole
from tillganglighet.publish.product.files import PRODUCT_SUFFIXES, write_product
from tillganglighet.publish.product.product import Product
from tillganglighet.structure.structure_map import StructureMap

SHEET_SUFFIXES: Mapping[str, Literal["pdf", "svg", "png"]] = {
    ".pdf": "pdf",
    ".svg": "svg",
    ".png": "png",
}
STRUCTURE_SUFFIXES = (*SHEET_SUFFIXES, *PRODUCT_SUFFIXES)

_ONE_LAYER = (".geojson", ".fgb")
_ONE_TABLE = (".csv", ".parquet")


def write_structure(structure: StructureMap, product: Product, path: str) -> tuple[str, ...]:
    """Write the sheet or the product and return the files.

    The sheet is a PDF, with tables behind it, or a picture (SVG, PNG). A GeoPackage, workbook,
    page or database holds all layers. Of a GeoJSON or FlatGeobuf file,
    `karta.geojson` holds the nodes, and `karta_strak.geojson` and so on stand beside it; a CSV or
    Parquet file has every table beside it likewise.

    Raises
    ------
    UsageError, OutputError
        As `write_product`.
    """
    suffix = "" if is_database_address(path) else Path(path).suffix.lower()
    form = SHEET_SUFFIXES.get(suffix)
    if form is not None:
        from tillganglighet.publish.structure.sheet import (  # noqa: PLC0415 (brings the map)
            render_structure_sheet,
        )

        write_whole(Path(path), render_structure_sheet(structure, product, form))
        return (path,)
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
