"""Tables in the project's own CSV dialect: UTF-8 with BOM, `;`, decimal comma, line feeds."""

import csv
from collections.abc import Iterable
from pathlib import Path

Row = tuple[str | int, ...]


def write_table(path: Path, rows: Iterable[Row]) -> None:
    """Write rows, header first."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\n").writerows(rows)


def decimal(value: float, places: int) -> str:
    """Return a number with a decimal comma."""
    return f"{value:.{places}f}".replace(".", ",")
