"""The published sentences and headings in two languages."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import number_text


@cache
def words(language: Language) -> Mapping[str, str]:
    """Return every sentence by its key; the braces of some are to be filled in."""
    text = files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    return {key: entry[language] for key, entry in tomllib.loads(text).items()}


def villages_text(count: float, language: Language) -> str:
    """Return "1 ort", "118 orter"."""
    return _counted(count, "one_village", "many_villages", language)


def persons_text(count: float, language: Language) -> str:
    """Return "1 person", "48 122 personer"."""
    return _counted(count, "one_person", "many_persons", language)


def names_text(names: Sequence[str], most: int, language: Language) -> str:
    """Return the names with commas; beyond so many, only their number."""
    listed = ", ".join(names[:most])
    if len(names) <= most:
        return listed
    return words(language)["and_more"].format(names=listed, count=len(names) - most)


def _counted(count: float, one: str, many: str, language: Language) -> str:
    if round(count) == 1:
        return words(language)[one]
    return words(language)[many].format(count=number_text(count, 0, language))
