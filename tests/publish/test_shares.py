"""Shares in words are near the number beside them, and never say all or nobody of a part."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tillganglighet.publish.wording.shares import share_text, spoken_percent


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (0, 7, "Ingen"),
        (7, 7, "Alla"),
        (1, 1000, "Färre än 1 av 200"),
        (999, 1000, "Mer än 19 av 20"),
        (20, 100, "1 av 5"),
        (50, 100, "1 av 2"),
        (66, 100, "2 av 3"),
        (34, 1000, "1 av 30"),  # 29.4, rounded to fives
        (81, 1000, "1 av 12"),
    ],
)
def test_shares_as_people_say_them(part: float, whole: float, text: str) -> None:
    assert share_text(part, whole, "sv") == text


@given(st.integers(1, 9_999))
def test_a_fraction_is_near_the_share(part: int) -> None:
    said = re.fullmatch(r"(\d+) in (\d+)", share_text(part, 10_000, "en"))
    if said is None:
        assert part < 50 or part > 9_500
        return
    share = int(said[1]) / int(said[2])
    # Never farther than half a twelfth of the whole, nor an eighth of the share itself.
    assert abs(share - part / 10_000) <= max(1 / 24, part / 80_000)


@pytest.mark.parametrize(
    ("part", "text"),
    [(0, "ingen"), (1, "färre än 0,1\u00a0%"), (50, "0,5\u00a0%"), (10_000, "100,0\u00a0%")],
)
def test_no_sentence_says_that_0_0_per_cent_do_something(part: float, text: str) -> None:
    assert spoken_percent(part, 10_000, "sv") == text
