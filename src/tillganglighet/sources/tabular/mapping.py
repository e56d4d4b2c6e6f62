"""Which column of a table holds what: by a dictionary of names, or by a small file beside it.

The file of `ombud.xlsx` is `ombud.xlsx.toml`; every line of it may be left out:

    layer = "Blad1"              # sheet or layer, where there are several
    crs = "EPSG:3011"            # of x and y, where it is not SWEREF 99 TM
    category = "posttjanster"    # of every row, where no column says
    exportable = false           # no product may tell names and places of these services
    [columns]
    name = "OMBUD"               # what it holds = the column
    [categories]
    Postombud = "posttjanster"   # a word of the column = a key of the catalogue, "" for none
    [coverage]
    posttjanster = ["2039"]      # the file holds all of these kommuner; [] means everywhere
"""

import json
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from tillganglighet.errors import InputError
from tillganglighet.sources.tabular.table import TEXT, Table, TextArray

_YEAR = re.compile(r"_?(?:19|20)\d\d$")


@dataclass(frozen=True)
class TableMapping:
    """How to read one table.

    Parameters
    ----------
    columns : mapping of str to str
        What a column holds (`name`, `x`) and what it is called in the table.
    layer, crs, category : str
        Empty where nothing is said.
    exportable : bool
        Products may tell the names and places of its services.
    categories : mapping of str to str
        Words of the file and keys of the catalogue; "" for a word that is none.
    coverage : mapping of str to tuple of str
        Categories that the file claims to hold in full, and the kommuner; () means everywhere.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    layer: str = ""
    crs: str = ""
    category: str = ""
    exportable: bool = True
    categories: Mapping[str, str] = field(default_factory=dict)
    coverage: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def matched(self, table: Table, kind: str) -> "TableMapping":
        """Return the mapping with the columns of this table that the dictionary knows.

        Parameters
        ----------
        table : Table
        kind : str
            A section of `columns.toml`: services, cells, villages or corrections.

        Raises
        ------
        InputError
            The mapping names a column that the table lacks.
        """
        lacking = sorted(set(self.columns.values()) - set(table.columns))
        if lacking:
            raise InputError(
                f"{mapping_path(table.path)}: {table.path.name} has no column "
                f"{', '.join(lacking)}; expected any of {', '.join(table.columns)}"
            )
        words = {**_dictionary()["position"], **_dictionary()[kind]}
        by_key = {column_key(name): name for name in reversed(list(table.columns))}
        by_stem = _without_year(by_key)
        known = {
            holds: found
            for holds, names in words.items()
            if (found := _first(names, by_key) or _first(names, by_stem))
        }
        return replace(self, columns=known | dict(self.columns))


def mapping_path(table: Path) -> Path:
    """Return where the mapping of a table stands: beside it."""
    return table.with_name(f"{table.name}.toml")


def read_mapping(table: Path) -> TableMapping:
    """Read the mapping beside a table; without such a file it says nothing.

    Raises
    ------
    InputError
        It is no TOML or says something that a mapping cannot say.
    """
    path = mapping_path(table)
    if not path.is_file():
        return TableMapping()
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as cause:
        raise InputError(f"{path}: not TOML ({cause})") from cause
    shape = TableMapping()
    faults = [
        f"{path}: {key}={value!r}: expected {expected}"
        for key, value in content.items()
        if (expected := _expected(shape, key, value))
    ]
    if faults:
        raise InputError(f"{path}: not the mapping of a table", faults)
    covered = {key: tuple(kommuner) for key, kommuner in content.get("coverage", {}).items()}
    return TableMapping(**(content | {"coverage": covered}))


def held(table: Table, mapping: TableMapping, what: str) -> TextArray:
    """Return what the column that holds it says; empty texts if there is no such column."""
    column = mapping.columns.get(what)
    return np.full(len(table), "", dtype=TEXT) if column is None else table.text(column)


def proposed_mapping(mapping: TableMapping, table: Table) -> str:
    """Return the mapping as the text of a file to keep beside the table and correct."""
    lines = [f"# {mapping_path(table.path).name}: what the columns of {table.path.name} hold"]
    of_numbers = table.crs if table.geometry is None else ""
    lines += [
        f"{key} = {_quoted(value)}"
        for key, value in (("layer", table.part), ("crs", mapping.crs or of_numbers))
        if value
    ]
    if not mapping.exportable:
        lines.append("exportable = false")
    if mapping.category:
        lines.append(f"category = {_quoted(mapping.category)}")
    lines.append("[columns]")
    lines += [
        f"{holds if holds.isidentifier() else _quoted(holds)} = {_quoted(column)}"
        for holds, column in mapping.columns.items()
    ]
    unused = [name for name in table.columns if name not in mapping.columns.values()]
    if unused:
        lines.append(f"# not used: {', '.join(unused)}")
    return "\n".join(lines)


def column_key(name: str) -> str:
    """Return a name as names are compared: `Y (SWEREF 99 TM)` is `y_sweref_99_tm`."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    return re.sub(r"[^a-z0-9]+", "_", letters).strip("_")


def _first(names: Sequence[str], columns: Mapping[str, str]) -> str:
    """Return the column of the first name that there is; empty without one."""
    return next((columns[name] for name in names if name in columns), "")


def _without_year(by_key: Mapping[str, str]) -> Mapping[str, str]:
    """Return the columns called `folkmangd_2024` and the like by `folkmangd`.

    Of several years none is meant.
    """
    stems = Counter(_YEAR.sub("", key) for key in by_key)
    dated = {_YEAR.sub("", key): name for key, name in by_key.items() if _YEAR.search(key)}
    return {stem: name for stem, name in dated.items() if stems[stem] == 1}


@cache
def _dictionary() -> Mapping[str, Mapping[str, Sequence[str]]]:
    text = files(__package__).joinpath("columns.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _expected(shape: TableMapping, key: str, value: object) -> str:
    """Return what should stand there instead, empty if all is well."""
    if key not in vars(shape):
        return f"one of {', '.join(vars(shape))}"
    if isinstance(getattr(shape, key), bool):
        return "" if isinstance(value, bool) else "true or false"
    if isinstance(getattr(shape, key), str):
        return "" if isinstance(value, str) else "text"
    if not isinstance(value, dict):
        return f"a table [{key}]"
    if key == "coverage":
        lists = all(
            isinstance(each, list) and all(isinstance(code, str) for code in each)
            for each in value.values()
        )
        return "" if lists else "a list of kommun codes in quotation marks for each category"
    return "" if all(isinstance(each, str) for each in value.values()) else "texts"


def _quoted(text: str) -> str:
    """Return a TOML string; JSON's rules are a part of TOML's."""
    return json.dumps(text, ensure_ascii=False)
