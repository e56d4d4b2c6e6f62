"""Which category of the catalogue a word of a file means."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from tillganglighet.domain.catalogue import catalogue
from tillganglighet.sources.tabular.mapping import column_key


def category_of(word: str, own: Mapping[str, str]) -> str | None:
    """Return the key of the category; "" for a word that is known to be none, None if unknown.

    Parameters
    ----------
    word : str
        "Box_Paketskåp", "Dagligvaror - ej fullsortiment", "atm".
    own : mapping of str to str
        The words of the file's own mapping; they come first.
    """
    if word in own:
        return own[word]
    return _words().get(column_key(word))


@cache
def _words() -> Mapping[str, str]:
    text = files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    words = {word: key for key, listed in tomllib.loads(text).items() for word in listed}
    for key, category in catalogue().items():
        words |= {column_key(name): key for name in (key, category.name_sv, category.name_en)}
    return words
