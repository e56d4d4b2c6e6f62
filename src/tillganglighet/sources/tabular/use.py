"""What was made of a table, for the report: rows read, used and refused, and what columns hold."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tillganglighet.network.findings import Findings
from tillganglighet.sources.tabular.mapping import TableMapping, proposed_mapping
from tillganglighet.sources.tabular.rows import Faults
from tillganglighet.sources.tabular.table import Table

_DAY = re.compile(r"((?:19|20)\d\d)-?([01]\d)-?([0-3]\d)(?!\d)")


@dataclass(frozen=True)
class TableUse:
    """How one table was understood.

    Parameters
    ----------
    name : str
        File, and sheet or layer where there are several.
    row_count, used_count, bad_count, other_count : int
        Rows read; used; refused for a fault; and left out since they are about something else.
    are_axes_swapped : bool
        The table calls the northing X; it was turned.
    mapping : str
        What each column was taken for, as a mapping file to keep and correct.
    reasons : tuple of str
        Why rows were refused: "lat: 3".
    oldest, newest : str
        ISO 8601 days of the column that holds a date; empty without one.
    """

    name: str
    row_count: int
    used_count: int
    bad_count: int
    other_count: int
    are_axes_swapped: bool
    mapping: str
    reasons: tuple[str, ...] = ()
    oldest: str = ""
    newest: str = ""


def table_use(
    table: Table,
    mapping: TableMapping,
    *,
    used_count: int,
    other_count: int = 0,
    are_axes_swapped: bool = False,
    faults: Faults | None = None,
) -> TableUse:
    """Return what was made of a table; what is neither used nor other was refused."""
    row_count = len(table) + len(table.torn)
    return TableUse(
        f"{table.path.name}/{table.part}" if table.part else table.path.name,
        row_count,
        used_count,
        row_count - used_count - other_count,
        other_count,
        are_axes_swapped,
        proposed_mapping(mapping, table),
        () if faults is None else faults.reasons,
        *oldest_and_newest(table, mapping),
    )


def oldest_and_newest(table: Table, mapping: TableMapping) -> tuple[str, str]:
    """Return the first and the last day of the column of dates, as ISO 8601; "" without any."""
    if "date" not in mapping.columns:
        return "", ""
    texts = set(table.text(mapping.columns["date"]).tolist())
    found = [match for each in texts if (match := _DAY.match(each))]
    days = sorted("-".join(match.groups()) for match in found)
    return (days[0], days[-1]) if days else ("", "")


def find_uses(uses: Iterable[TableUse], findings: Findings) -> None:
    """Tell in the report how each table was understood (`table_read`)."""
    for use in uses:
        numbers = f"{use.row_count} rows, {use.used_count} used, {use.bad_count} bad"
        others = f", {use.other_count} left out" if use.other_count else ""
        columns = use.mapping.partition("[columns]")[2].split("\n#", 1)[0].strip()
        findings.add(
            "table_read", [f"{use.name}: {numbers}{others}; {', '.join(columns.splitlines())}"]
        )
        if use.are_axes_swapped:
            findings.add("table_axes_swapped", [use.name])
