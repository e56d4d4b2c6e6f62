"""Rows with quotation marks, read column by column: the same as one by one, or not at all."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tillganglighet.sources.tabular.plain_rows import plain_columns

PART = st.text(alphabet='a1,;\n "', max_size=3)
CELL = st.one_of(PART, PART.map(lambda text: f'"{text}"'))


@settings(max_examples=300, deadline=None)
@given(rows=st.lists(st.tuples(CELL, CELL), min_size=1, max_size=4))
def test_marks_are_read_as_the_standard_library_reads_them(rows: list[tuple[str, str]]) -> None:
    text = "\n".join(",".join(row) for row in rows) + "\n"
    columns = plain_columns(text, ",", ["a", "b"])
    if columns is None:
        return
    found = list(zip(*(map(str, columns[name].tolist()) for name in "ab"), strict=True))
    assert found == [tuple(row) for row in csv.reader(io.StringIO(text, newline=""), strict=True)]


@pytest.mark.parametrize(
    ("rows", "second"),
    [
        ('1,"E4, Gäddvik"\r\n2,x\r\n', ["E4, Gäddvik", "x"]),
        ('"1","a"\n"2",""\n', ["a", ""]),
        ('1,"a\nb"\n', None),  # a row of two lines
        ('1,Hotell "Kung Karl"\n', None),
        ('1,"Kung ""Karl"" 9"\n', None),
    ],
)
def test_what_is_plain_and_what_is_not(rows: str, second: list[str] | None) -> None:
    columns = plain_columns(rows, ",", ["a", "b"])
    assert (None if columns is None else columns["b"].tolist()) == second
