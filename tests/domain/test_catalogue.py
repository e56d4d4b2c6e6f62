"""The catalogue, and the help with names that are nearly right."""

import pytest

from tillganglighet.domain.catalogue import chosen_categories
from tillganglighet.errors import UsageError


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("daglivaror", "dagligvaror"),
        ("Apotek", "apotek"),
        ("vårdcentral", "vardcentral"),  # by its Swedish name
        ("libary", "bibliotek"),  # by its English one
    ],
)
def test_a_misspelt_category_gets_a_suggestion(word: str, meant: str) -> None:
    with pytest.raises(UsageError, match=f"did you mean {meant}\\? expected any of dagligvaror,"):
        chosen_categories([word])


def test_what_is_like_nothing_gets_the_list_alone() -> None:
    with pytest.raises(UsageError, match="unknown category xyz; expected any of"):
        chosen_categories("xyz")
