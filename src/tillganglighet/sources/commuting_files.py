"""Commuting tables: how many live in one kommun and work in another."""

from pathlib import Path

import numpy as np

from tillganglighet.domain.commuting import Commuting
from tillganglighet.errors import InputError
from tillganglighet.network.findings import Findings
from tillganglighet.sources.tabular.mapping import held, read_mapping
from tillganglighet.sources.tabular.read import read_tables, table_file
from tillganglighet.sources.tabular.rows import Faults
from tillganglighet.sources.tabular.table import fixed_width
from tillganglighet.sources.tabular.values import codes, numbers

_DIGITS = 4
_NEEDED = ("home", "work", "persons")


def read_commuting(path: Path) -> Commuting:
    """Read a commuting table: a row for each kommun of living and kommun of work.

    Rows that are bad but few are left out, and told.

    Raises
    ------
    InputError, UsageError
        With every fault, if columns are missing or more than 5 % of the rows are bad.
    """
    table = read_tables(path)[0]
    mapping = read_mapping(path).matched(table, "commuting")
    lacking = [each for each in _NEEDED if each not in mapping.columns]
    if lacking:
        raise InputError(
            f"{path}: no column holds {' and '.join(lacking)}; expected a header like "
            "bostadskommun;arbetskommun;antal"
        )
    home, work = (codes(held(table, mapping, each), _DIGITS) for each in ("home", "work"))
    persons = numbers(table.columns[mapping.columns["persons"]])
    faults = Faults(table)
    for code, what in ((home, "home"), (work, "work")):
        faults.add(
            np.asarray(code == "", dtype=np.bool_), mapping.columns[what], "the code of a kommun"
        )
    is_count = np.isfinite(persons) & (persons >= 0)
    faults.add(~is_count, mapping.columns["persons"], "persons, 0 or more")
    findings = Findings()
    good = faults.good_rows(findings)
    bad = findings.frozen().get("table_row_bad")
    return Commuting(
        fixed_width(home[good]),
        fixed_width(work[good]),
        persons[good],
        table_file(path),
        bad.examples if bad else (),
    )
