"""Numbers read as people of each language write them."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tillganglighet.publish.wording.numbers import number_text, percent_text, rounded_to_total


@pytest.mark.parametrize(
    ("value", "decimals", "language", "text"),
    [
        (1234.56, 1, "sv", "1\u202f234,6"),
        (1234.56, 1, "en", "1,234.6"),
        (48122, 0, "sv", "48\u202f122"),
        (0, 1, "sv", "0,0"),
        (math.nan, 1, "sv", "\u2013"),
    ],
)
def test_numbers(value: float, decimals: int, language: str, text: str) -> None:
    assert number_text(value, decimals, language) == text


def test_shares_have_one_decimal_and_the_space_of_the_language() -> None:
    assert percent_text(1, 3, "sv") == "33,3\u00a0%"
    assert percent_text(1, 3, "en") == "33.3%"
    assert percent_text(0, 0, "sv") == "\u2013"


def test_parts_of_persons_are_rounded_so_that_the_row_adds_up() -> None:
    # 0.4 + 0.4 + 0.2 is one person, who goes where the remainder is largest, the first of equals.
    assert rounded_to_total([0.4, 0.4, 0.2]) == [1, 0, 0]
    assert rounded_to_total([10.0, 20.0]) == [10, 20]


@settings(max_examples=50)
@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=12))
def test_rounded_parts_always_sum_to_the_rounded_total(values: list[float]) -> None:
    whole = rounded_to_total(values)
    assert sum(whole) == round(math.fsum(values))
    assert all(abs(one - value) <= 1 for one, value in zip(whole, values, strict=True))
