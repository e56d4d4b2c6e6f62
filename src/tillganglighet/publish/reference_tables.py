"""The tables that explain the others: what the columns mean, where the numbers come from."""

from dataclasses import astuple

import pandas as pd

from tillganglighet.accessibility.gap_report import GapReport
from tillganglighet.publish.columns import (
    Column,
    Language,
    orter_columns,
    restider_columns,
    service_columns,
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


def column_table(report: GapReport, language: Language) -> pd.DataFrame:
    """Return the dictionary of all published columns as a table."""
    orter = orter_columns(category.key for category in report.categories)
    tables: dict[str, tuple[Column, ...]] = (
        {"villages": orter, "travel_times": restider_columns(), "services": service_columns()}
        if language == "en"
        else {"orter": orter, "restider": restider_columns(), "service": service_columns()}
    )
    rows = [
        (table, column.name(language), column.unit(language), column.description(language))
        for table, columns in tables.items()
        for column in columns
    ]
    return pd.DataFrame(rows, columns=_COLUMN_HEADS[language], dtype="object")


def origin_table(report: GapReport, language: Language) -> pd.DataFrame:
    """Return program, inputs, attribution and parameters as a table."""
    rows = [astuple(row) for row in origin_rows(report, language)]
    return pd.DataFrame(rows, columns=_ORIGIN_HEADS[language], dtype="object")
