"""Corrections that survive every rebuild: services that are closed, moved, wrong or missing.

`rattelser.csv`, one row a correction:

    atgard;id;kategori;ratt_kategori;namn;lon;lat;vem;nar;varfor
    stängd;n339851562;;;Konsum;;;A. Ek;2026-05-02;nedlagd i april
    flyttad;w42;;;;14,20;61,10;A. Ek;2026-05-02;ny lokal
    fel typ;pipos:17;apotek;apoteksvaror;;;;B. Ås;2026-05-03;ombud, inte apotek
    saknas;;drivmedel;;Qstar Särna;13,13;61,69;B. Ås;2026-05-03;öppnade 2025
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

import numpy as np

from tillganglighet.domain.catalogue import catalogue
from tillganglighet.errors import InputError
from tillganglighet.network.findings import Findings
from tillganglighet.sources.services.words import category_of
from tillganglighet.sources.tabular.mapping import TableMapping, column_key, held, read_mapping
from tillganglighet.sources.tabular.positions import has_positions, read_positions
from tillganglighet.sources.tabular.read import read_tables
from tillganglighet.sources.tabular.rows import Faults
from tillganglighet.sources.tabular.table import Table

_ACTIONS = {
    "closed": ("stangd", "nedlagd", "stangt", "closed"),
    "moved": ("flyttad", "flytt", "moved"),
    "wrong_type": ("fel_typ", "fel_kategori", "wrong_type"),
    "missing": ("saknas", "ny", "missing", "new"),
}
_ACTION_OF = {word: action for action, words in _ACTIONS.items() for word in words}


@dataclass(frozen=True)
class Correction:
    """One thing that somebody knows better than the sources.

    Parameters
    ----------
    cell : str
        File and line, for messages.
    action : str
        closed, moved, wrong_type or missing.
    id, category, right_category, name : str
        `name` beside an id guards against an id that has come to mean another service.
    x, y : float
        Metres in the region's CRS; nan where none is needed.
    who, when, why : str
    """

    cell: str
    action: str
    id: str
    category: str
    right_category: str
    name: str
    x: float
    y: float
    who: str
    when: str
    why: str


def read_corrections(
    path: Path, crs: str, findings: Findings, *, table_crs: str = ""
) -> list[Correction]:
    """Read a corrections file; `table_crs` is that of x and y, where its mapping tells none.

    Raises
    ------
    InputError, UsageError
        With every fault, if more than 5 % of the rows are bad.
    """
    table = read_tables(path, table_crs)[0]
    mapping = read_mapping(path).matched(table, "corrections")
    lacking = [each for each in ("action", "who", "when", "why") if each not in mapping.columns]
    if lacking:
        raise InputError(
            f"{path}: no column holds {' and '.join(lacking)}; expected a header like "
            "atgard;id;kategori;ratt_kategori;namn;lon;lat;vem;nar;varfor"
        )
    rows = _rows(table, mapping, crs)
    faults = Faults(table)
    for what, (is_right, expected) in _CHECKS.items():
        column = mapping.columns.get(what, mapping.columns["action"])
        faults.add(np.array([not is_right(row) for row in rows]), column, expected)
    good = faults.good_rows(findings)
    return [row for row, is_good in zip(rows, good.tolist(), strict=True) if is_good]


def _rows(table: Table, mapping: TableMapping, crs: str) -> list[Correction]:
    """Return the rows as they stand; an action or a category that is none is left empty."""
    x = y = np.full(len(table), np.nan)
    if has_positions(table, mapping):
        positions = read_positions(table, mapping, crs)
        x, y = positions.x, positions.y
    text = {
        each.name: held(table, mapping, each.name).tolist()
        for each in fields(Correction)
        if each.type is str and each.name != "cell"
    }
    text["action"] = [_ACTION_OF.get(column_key(word), "") for word in text["action"]]
    for what in ("category", "right_category"):
        text[what] = [(category_of(word, {}) or _NONE) if word else "" for word in text[what]]
    return [
        Correction(
            cell=table.cell(at, mapping.columns["action"]),
            x=float(x[at]),
            y=float(y[at]),
            **{what: values[at] for what, values in text.items()},
        )
        for at in range(len(table))
    ]


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


_NONE = "?"  # stands for a word that is no category

_CHECKS: Mapping[str, tuple[Callable[[Correction], bool], str]] = {
    "action": (lambda row: bool(row.action), "stängd, flyttad, fel typ or saknas"),
    "id": (
        lambda row: bool(row.id) or row.action == "missing",
        "the id of the service that is closed, moved or wrong",
    ),
    "category": (
        lambda row: row.category != _NONE and (row.category != "" or row.action != "missing"),
        "a category; a service that is missing needs one, others may leave it empty",
    ),
    "right_category": (
        lambda row: row.right_category in catalogue() or row.action != "wrong_type",
        "the category that a service of the wrong type has",
    ),
    "name": (lambda row: bool(row.name) or row.action != "missing", "the name of the service"),
    "position": (
        lambda row: np.isfinite(row.x + row.y) or row.action not in {"moved", "missing"},
        "lon and lat, or x and y, of a service that is moved or missing",
    ),
    "who": (lambda row: bool(row.who), "who says so"),
    "when": (lambda row: _is_date(row.when), "a date such as 2026-05-02"),
    "why": (lambda row: bool(row.why), "why"),
}
