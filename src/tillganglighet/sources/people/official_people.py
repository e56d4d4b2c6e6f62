"""The official folkmängd of kommuner, out of a table such as SCB's."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from tillganglighet.errors import InputError
from tillganglighet.network.findings import Findings
from tillganglighet.sources.tabular.mapping import (
    held,
    mapping_path,
    proposed_mapping,
    read_mapping,
)
from tillganglighet.sources.tabular.own_ids import is_repeated
from tillganglighet.sources.tabular.read import read_tables
from tillganglighet.sources.tabular.rows import Faults
from tillganglighet.sources.tabular.table import fixed_width
from tillganglighet.sources.tabular.use import find_uses, table_use
from tillganglighet.sources.tabular.values import codes, has_doubtful_thousands, numbers

_DIGITS = 4
_NEEDED = ("kommun_code", "population")


def read_official_people(path: Path, findings: Findings) -> Mapping[str, float]:
    """Return persons by kommun code.

    SCB's `2039 Älvdalen` is a code too. Rows of a län or of the whole country (`20`, `00`) are
    left out.

    Raises
    ------
    InputError, UsageError
        With every fault, if columns are missing or more than 5 % of the rows are bad.
    """
    table = read_tables(path)[0]
    mapping = read_mapping(path).matched(table, "official_people")
    lacking = [each for each in _NEEDED if each not in mapping.columns]
    if lacking:
        raise InputError(
            f"{path}: no column holds {' and '.join(lacking)}; expected kommunkod and folkmangd; "
            f"complete this and keep it as {mapping_path(path)}:",
            proposed_mapping(mapping, table).splitlines(),
        )
    faults = Faults(table)
    words = np.array([text.split(" ")[0] for text in held(table, mapping, "kommun_code").tolist()])
    is_larger = np.isin(words, [f"{number:02}" for number in range(100)])
    code = np.where(
        is_larger, "", fixed_width(codes(words.astype(np.dtypes.StringDType()), _DIGITS))
    )
    is_kommun = np.char.isdecimal(code) & (np.char.str_len(code) == _DIGITS)
    column = mapping.columns["kommun_code"]
    faults.add(~is_kommun & ~is_larger, column, "a kommun code of 4 digits")
    faults.add(is_kommun & is_repeated(code), column, "a kommun that no row above has")
    values = table.columns[mapping.columns["population"]]
    persons = numbers(values)
    is_wrong = ~(persons >= 0) | has_doubtful_thousands(values)
    faults.add(is_wrong, mapping.columns["population"], "persons, 0 or more")
    good = faults.good_rows(findings) & is_kommun
    others = int((is_larger & ~faults.is_bad).sum())
    find_uses(
        [table_use(table, mapping, used_count=int(good.sum()), other_count=others)], findings
    )
    return dict(zip(code[good].tolist(), persons[good].tolist(), strict=True))
