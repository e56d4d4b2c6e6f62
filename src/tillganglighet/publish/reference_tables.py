"""The tables that explain the others: what the columns mean, where the numbers come from."""

from dataclasses import astuple

import pandas as pd

from tillganglighet.accessibility.gap_report import GapReport
from tillganglighet.publish.columns import (
    Language,
    orter_columns,
    problem_columns,
    restider_columns,
    service_columns,
    vagnat_columns,
)
from tillganglighet.publish.origin import origin_rows

_COLUMN_HEADS = {
    "sv": ["tabell", "kolumn", "enhet", "beskrivning"],
    "en": ["table", "column", "unit", "description"],
}
_ORIGIN_HEADS = {
    "sv": ["slag", "namn", "varde", "datum", "sha256"],
    "en": ["topic", "name", "value", "date", "sha256"],
}


def column_table(
    report: GapReport, language: Language, *, with_network: bool = False
) -> pd.DataFrame:
    """Return the dictionary of the published columns as a table; those of the roads on demand."""
    tables = {
        ("orter", "villages"): orter_columns(category.key for category in report.categories),
        ("restider", "travel_times"): restider_columns(),
        ("service", "services"): service_columns(),
    }
    if with_network:
        tables |= {
            ("problem", "problems"): problem_columns(),
            ("vagnat", "roads"): vagnat_columns(),
        }
    rows = [
        (
            names[language == "en"],
            column.name(language),
            column.unit(language),
            column.description(language),
        )
        for names, columns in tables.items()
        for column in columns
    ]
    return pd.DataFrame(rows, columns=_COLUMN_HEADS[language], dtype="object")


def origin_table(report: GapReport, language: Language) -> pd.DataFrame:
    """Return program, inputs, attribution and parameters as a table."""
    rows = [astuple(row) for row in origin_rows(report, language)]
    return pd.DataFrame(rows, columns=_ORIGIN_HEADS[language], dtype="object")
