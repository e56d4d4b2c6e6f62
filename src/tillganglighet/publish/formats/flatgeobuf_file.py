"""A table as FlatGeobuf: one layer with a spatial index, for maps that read over a network."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pyogrio
from pyogrio.errors import DataSourceError

from tillganglighet.errors import OutputError, UsageError
from tillganglighet.publish.product.product import Product


def render_flatgeobuf(product: Product) -> bytes:
    """Return the first table with geometry, in the region's CRS."""
    table = product.on_map
    if table is None:
        raise UsageError(f"{product.title}: has no geometry; choose .csv, .xlsx or .parquet")
    with TemporaryDirectory(prefix="tillganglighet-") as folder:
        path = Path(folder) / "product.fgb"
        try:
            pyogrio.write_dataframe(
                table.shapes,
                path,
                layer=table.name(product.language),
                driver="FlatGeobuf",
                geometry_type=table.geometry,
                promote_to_multi=table.geometry.startswith("Multi"),
                layer_options={
                    "TITLE": product.title,
                    "DESCRIPTION": _description(product),
                    # A row without a place fits in no index.
                    "SPATIAL_INDEX": "NO" if table.shapes.geometry.isna().any() else "YES",
                },
            )
        except DataSourceError as error:
            raise OutputError(
                f"cannot make a FlatGeobuf: {error}; is the disk of temporary files full?"
            ) from error
        return path.read_bytes()


def _description(product: Product) -> str:
    provenance = product.origin.provenance
    return "; ".join([provenance.program, *provenance.attribution])
