"""A table as Parquet (GeoParquet where it has a geometry), in full precision."""

import io
import json

import pyarrow as pa
import pyarrow.parquet as pq

from tillganglighet.publish.product.origin import origin_record
from tillganglighet.publish.product.product import Product
from tillganglighet.publish.wording.columns import Column, Language

METADATA_KEY = b"tillganglighet"


def render_parquet(product: Product) -> bytes:
    """Return the first table; every field carries its description and unit."""
    table = product.tables[0]
    origin = json.dumps(origin_record(product.origin), ensure_ascii=False).encode()
    if table.geometry:
        buffer = io.BytesIO()
        table.shapes.to_parquet(buffer, index=False)
        rows = pq.read_table(buffer)
        metadata = {b"geo": rows.schema.metadata[b"geo"], METADATA_KEY: origin}
    else:
        rows = pa.Table.from_pandas(table.frame, preserve_index=False)
        metadata = {METADATA_KEY: origin}
    fields = [_field(column, product.language) for column in table.columns]
    if table.geometry:
        fields.append(rows.schema.field("geometry"))
    schema = pa.schema(fields, metadata=metadata)
    content = io.BytesIO()
    pq.write_table(rows.select(schema.names).cast(schema), content)
    return content.getvalue()


def _field(column: Column, language: Language) -> pa.Field:
    return pa.field(
        column.name(language),
        pa.float64() if column.is_number else pa.string(),
        metadata={"description": column.description(language), "unit": column.unit(language)},
    )
