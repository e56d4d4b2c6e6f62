"""The Parquet file is the long form in full precision with its origin."""

import io
import json

import pyarrow.parquet as pq

from support.reports import small_report
from tillganglighet.publish.formats.parquet_file import METADATA_KEY, render_parquet
from tillganglighet.publish.gaps.product import gap_product
from tillganglighet.publish.gaps.tables import restider


def test_it_reads_back_as_the_table() -> None:
    table = pq.read_table(io.BytesIO(render_parquet(gap_product(small_report()))))

    # to_pylist has None for what does not exist, and so has the table but for its numbers.
    expected = restider(small_report()).astype(object).where(lambda cell: cell.notna(), None)
    assert table.to_pylist() == expected.to_dict("records")
    assert str(table.schema.field("kommunnamn").type) == "string"
    assert table.schema.field("restid_min").metadata[b"unit"] == b"minuter"


def test_it_carries_its_origin() -> None:
    schema = pq.read_schema(io.BytesIO(render_parquet(gap_product(small_report()))))
    assert json.loads(schema.metadata[METADATA_KEY])["region"] == "Påhittade kommunen"
