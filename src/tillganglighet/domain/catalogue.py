"""The service catalogue: what each category is, where OSM has it and how far it should be."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from tillganglighet.domain.status import Coverage
from tillganglighet.errors import UsageError

# One alternative is a set of tag conditions that must all hold: {"shop": {"supermarket"}}.
# The value "*" stands for any value but "no".
TagFilter = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Category:
    """One kind of service.

    Parameters
    ----------
    key, name_sv, name_en, group : str
    one_sv, one_en : str
        One such service: "dagligvarubutik" of "Dagligvaror".
    tags : tuple of TagFilter
        Alternatives of OSM tags; empty when OSM cannot supply the category.
    includes : tuple of str
        Categories whose services belong to this one too: a pharmacy sells `apoteksvaror`.
    class_breaks_min, class_breaks_km : tuple of float
        Upper ends of the classes for detailed tables.
    good_min, acceptable_min : float
        The shipped example standard, in minutes.
    modes : tuple of str
        Modes by which the category is measured; by others it is not applicable.
    osm_coverage : Coverage
        How far OSM covers it; never complete.
    osm_note, osm_note_en : str
        What is known of that, in Swedish and in English, for the report.
    """

    key: str
    name_sv: str
    name_en: str
    one_sv: str
    one_en: str
    group: str
    tags: tuple[TagFilter, ...]
    includes: tuple[str, ...]
    class_breaks_min: tuple[float, ...]
    class_breaks_km: tuple[float, ...]
    good_min: float
    acceptable_min: float
    modes: tuple[str, ...]
    osm_coverage: Coverage
    osm_note: str
    osm_note_en: str

    def name(self, language: str) -> str:
        """Return the name in Swedish ("sv") or English ("en")."""
        return self.name_en if language == "en" else self.name_sv

    def one(self, language: str) -> str:
        """Return what one such service is called, in Swedish ("sv") or English ("en")."""
        return self.one_en if language == "en" else self.one_sv

    def note(self, language: str) -> str:
        """Return what is known of how far OSM covers it, in Swedish ("sv") or English ("en")."""
        return self.osm_note_en if language == "en" else self.osm_note


@cache
def catalogue() -> Mapping[str, Category]:
    """Return every category by key, in the order of the shipped catalogue."""
    text = files("tillganglighet.domain").joinpath("catalogue.toml").read_text(encoding="utf-8")
    return {key: _category(key, entry) for key, entry in tomllib.loads(text).items()}


def chosen_categories(keys: str | Sequence[str]) -> tuple[Category, ...]:
    """Return the named categories in catalogue order, or all when none is named.

    One category may be given by its key alone.

    Raises
    ------
    UsageError
        A key is not in the catalogue; the message names the likeliest, and lists all.
    """
    known = catalogue()
    named = {keys} if isinstance(keys, str) else set(keys)
    unknown = sorted(named - set(known))
    if unknown:
        raise UsageError(f"unknown category {', '.join(unknown)}; {expected_category(unknown[0])}")
    return tuple(category for key, category in known.items() if not named or key in named)


def expected_category(word: str) -> str:
    """Return what should stand there instead, for messages: "did you mean ...? expected ..."."""
    names = {
        name.casefold(): key
        for key, each in catalogue().items()
        for name in (each.name_sv, each.name_en, key)
    }
    like = get_close_matches(word.casefold(), names, n=1)
    meant = f"did you mean {names[like[0]]}? " if like else ""
    return f"{meant}expected any of {', '.join(catalogue())}"


def _category(key: str, entry: dict[str, object]) -> Category:
    alternatives = entry.get("tags", [])
    assert isinstance(alternatives, list)  # noqa: S101 (the shipped file, checked by a test)
    return Category(
        key=key,
        name_sv=str(entry["sv"]),
        name_en=str(entry["en"]),
        one_sv=str(entry["one"]),
        one_en=str(entry["one_en"]),
        group=str(entry["group"]),
        tags=tuple(_tag_filter(alternative) for alternative in alternatives),
        includes=tuple(str(other) for other in _list(entry.get("includes", []))),
        class_breaks_min=_numbers(entry["min"]),
        class_breaks_km=_numbers(entry["km"]),
        good_min=_numbers(entry["standard"])[0],
        acceptable_min=_numbers(entry["standard"])[1],
        modes=tuple(str(mode) for mode in _list(entry.get("modes", ["car", "bicycle", "foot"]))),
        osm_coverage=Coverage.INCOMPLETE if entry.get("osm_covers", True) else Coverage.UNKNOWN,
        osm_note=str(entry["osm"]),
        osm_note_en=str(entry["osm_en"]),
    )


def _tag_filter(alternative: Mapping[str, str | list[str]]) -> TagFilter:
    return {
        key: frozenset([values] if isinstance(values, str) else values)
        for key, values in alternative.items()
    }


def _numbers(values: object) -> tuple[float, ...]:
    return tuple(float(value) for value in _list(values))


def _list(values: object) -> list[str | float]:
    assert isinstance(values, list)  # noqa: S101 (the shipped file, checked by a test)
    return values
