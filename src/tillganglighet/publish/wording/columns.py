"""The dictionary of published columns: names in two languages, units, decimals, descriptions."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from tillganglighet.domain.catalogue import catalogue

Language = Literal["sv", "en"]

_UNITS_IN_NAMES = {
    "min": "min", "km": "km", "kmh": "km/h", "s": "s", "m": "m", "km2": "km²",
    "procent": "%", "percent": "%",
}  # fmt: skip


@dataclass(frozen=True)
class Column:
    """One published column.

    Parameters
    ----------
    key : str
        The Swedish name, by which the program knows the column.
    name_en : str
    unit_sv, unit_en : str
        Empty for text.
    display_decimals, geojson_decimals : int or None
        Decimals in CSV, Excel and pages, and in GeoJSON; None for text.
    description_sv, description_en : str
    label_sv, label_en : str
        What people call it, without its unit; empty where the name says it.
    codes : str
        Kind of `classes.toml` whose codes it holds, or "category"; empty for anything else.
    """

    key: str
    name_en: str
    unit_sv: str
    unit_en: str
    display_decimals: int | None
    geojson_decimals: int | None
    description_sv: str
    description_en: str
    label_sv: str = ""
    label_en: str = ""
    codes: str = ""

    @property
    def is_number(self) -> bool:
        """Return whether the column holds numbers; else it holds text."""
        return self.display_decimals is not None

    def name(self, language: Language) -> str:
        """Return the name of the column in a published table."""
        return self.name_en if language == "en" else self.key

    def unit(self, language: Language) -> str:
        """Return the unit in words; empty for text."""
        return self.unit_en if language == "en" else self.unit_sv

    def description(self, language: Language) -> str:
        """Return one sentence on what the column holds."""
        return self.description_en if language == "en" else self.description_sv

    def label(self, language: Language) -> str:
        """Return what people call the column, with its unit: "Restid (min)"."""
        unit = _UNITS_IN_NAMES.get(self.name(language).rpartition("_")[2], "")
        return self.words(language) + (f" ({unit})" if unit else "")

    def words(self, language: Language) -> str:
        """Return what people call the column, without its unit: "Restid"."""
        head, _, tail = self.name(language).rpartition("_")
        name = head if head and tail in _UNITS_IN_NAMES else self.name(language)
        said = self.label_en if language == "en" else self.label_sv
        return said or _spelled(name, language)


def table_columns(key: str) -> tuple[Column, ...]:
    """Return the columns of a published table, by its key in `columns.toml`."""
    return _table(key)


def column_name(table: str, key: str, language: Language) -> str:
    """Return what a column is called in a published table."""
    return next(each.name(language) for each in table_columns(table) if each.key == key)


def page_columns(key: str, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return the columns of a table that a page shows, in its order; all where none is named."""
    by_key = {each.key: each for each in columns}
    shown = _dictionary()["page"].get(key, by_key)
    return tuple(by_key[name] for name in shown if name in by_key)


@cache
def all_column_names() -> frozenset[str]:
    """Return the names of all columns in both languages, without those of single categories."""
    dictionary = _dictionary()
    tables = [table_columns(key) for key in dictionary["tables"]]
    return frozenset(
        name for columns in tables for each in columns for name in (each.key, each.name_en)
    )


def table_name(key: str, language: Language) -> str:
    """Return what files call a table: the name of its layer, or of a table of a database."""
    return str(_dictionary()["names"][key]["en"]) if language == "en" else key


def table_title(key: str, language: Language) -> str:
    """Return what people call a table: the name of its sheet, or its heading."""
    return str(_dictionary()["names"][key][f"title_{language}"])


def restider_columns() -> tuple[Column, ...]:
    """Return the columns of the long form: one row a village and category."""
    return _table("restider")


def orter_columns(categories: Iterable[str]) -> tuple[Column, ...]:
    """Return the columns of the wide form: one row a village, five columns a category."""
    of_category = _table("orter_kategori")
    return (
        *_table("orter"),
        *(_of_category(column, key) for key in categories for column in of_category),
        *_table("orter_slut"),
    )


def service_columns() -> tuple[Column, ...]:
    """Return the columns of the service table: one row a service and category."""
    return _table("service")


def problem_columns() -> tuple[Column, ...]:
    """Return the columns of the problems: one row an example of a finding."""
    return _table("problem")


def vagnat_columns() -> tuple[Column, ...]:
    """Return the columns of the roads: one row a piece of road between nodes."""
    return _table("vagnat")


def category_columns(table: str, categories: Iterable[str]) -> tuple[Column, ...]:
    """Return the columns of a table once for each category, `<category>_<column>`."""
    return tuple(_of_category(column, key) for key in categories for column in _table(table))


def _of_category(column: Column, category: str) -> Column:
    named = catalogue().get(category)
    return replace(
        column,
        key=f"{category}_{column.key}",
        name_en=f"{category}_{column.name_en}",
        label_sv=f"{named.name_sv if named else category}: {column.words('sv').lower()}",
        label_en=f"{named.name_en if named else category}: {column.words('en').lower()}",
    )


def _spelled(name: str, language: Language) -> str:
    """Return the name as a phrase; Swedish with å, ä and ö."""
    spelling = _dictionary()["spelling"] if language == "sv" else {}
    phrase = " ".join(spelling.get(word, word) for word in name.split("_"))
    return phrase[:1].upper() + phrase[1:]


def _table(name: str) -> tuple[Column, ...]:
    dictionary = _dictionary()
    return tuple(_column(dictionary, name, key) for key in dictionary["tables"][name])


def _column(dictionary: Mapping[str, Any], table: str, key: str) -> Column:
    columns = dictionary["columns"]
    entry = columns.get(f"{table}.{key}") or columns[key]
    unit = dictionary["units"].get(entry.get("unit"), {})
    return Column(
        key=key,
        name_en=entry["en"],
        unit_sv=unit.get("sv", ""),
        unit_en=unit.get("en", ""),
        display_decimals=unit.get("display"),
        geojson_decimals=unit.get("geojson"),
        description_sv=entry["description_sv"],
        description_en=entry["description_en"],
        label_sv=entry.get("label_sv", ""),
        label_en=entry.get("label_en", ""),
        codes=dictionary["codes"].get(f"{table}.{key}") or dictionary["codes"].get(key, ""),
    )


@cache
def _dictionary() -> Mapping[str, Any]:
    text = files(__package__).joinpath("columns.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
