"""The long form as Parquet, in full precision, with its origin in the file's metadata."""

import io
import json

import pyarrow as pa
import pyarrow.parquet as pq

from tillganglighet.accessibility.gap_report import GapReport
from tillganglighet.publish.columns import Language, restider_columns
from tillganglighet.publish.origin import origin_record
from tillganglighet.publish.tables import restider

METADATA_KEY = b"tillganglighet"


def render_parquet(report: GapReport, language: Language = "sv") -> bytes:
    """Return the long form; every field carries its description and unit."""
    table = restider(report, language)
    fields = [
        pa.field(
            column.name(language),
            pa.float64() if column.is_number else pa.string(),
            metadata={
                "description": column.description(language),
                "unit": column.unit(language),
            },
        )
        for column in restider_columns()
    ]
    origin = json.dumps(origin_record(report), ensure_ascii=False).encode()
    schema = pa.schema(fields, metadata={METADATA_KEY: origin})
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pandas(table, schema=schema, preserve_index=False), buffer)
    return buffer.getvalue()
