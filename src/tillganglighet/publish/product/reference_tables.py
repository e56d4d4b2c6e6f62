"""The tables that explain the others: their columns, the parameters behind them, and sources."""

from collections.abc import Sequence
from dataclasses import astuple
from functools import partial

import numpy as np
import pandas as pd

from tillganglighet.publish.product.frames import Values, framed, texts
from tillganglighet.publish.product.origin import origin_rows
from tillganglighet.publish.product.product import Product, Table
from tillganglighet.publish.product.settings import settings_of_region
from tillganglighet.publish.wording.columns import Column, Language, table_columns
from tillganglighet.publish.wording.parameters import parameter_name, topic_name, topics


def reference_tables(
    product: Product, *, with_background: bool = True
) -> tuple[Table, Table, Table]:
    """Return kolumner, parametrar and kallor of a product.

    Parameters
    ----------
    product : Product
    with_background : bool
        Whether the layers that only a GIS wants are there to be explained.
    """
    language = product.language
    explained = (*product.tables, *(product.background if with_background else ()))
    columns = [
        (
            table.name(language),
            column.name(language),
            column.unit(language),
            column.description(language),
        )
        for table in explained
        for column in table.columns
    ]
    origin = [astuple(row) for row in origin_rows(product.origin, language)]
    return (
        _of_text("kolumner", columns, language),
        Table("parametrar", table_columns("parametrar"), partial(_parametrar, product)),
        _of_text("kallor", origin, language),
    )


def _parametrar(product: Product) -> pd.DataFrame:
    """Return one row a setting; its value is a number or a text, never both."""
    origin, language = product.origin, product.language
    settings = sorted(
        (*settings_of_region(origin.provenance, language), *origin.settings),
        key=lambda each: topics().index(each.topic),
    )
    numbers = [each.value if isinstance(each.value, (int, float)) else np.nan for each in settings]
    said: dict[str, list[str]] = {
        "slag": [topic_name(each.topic, language) for each in settings],
        "parameter": [each.name or parameter_name(each.key, language) for each in settings],
        "text": [each.value if isinstance(each.value, str) else "" for each in settings],
        "enhet": [each.unit for each in settings],
        "beslutad_av": [each.decided_by for each in settings],
        "datum": [each.date for each in settings],
        "nyckel": [each.key for each in settings],
    }
    values: dict[str, Values] = {key: texts(np.array(each)) for key, each in said.items()}
    values["tal"] = np.array(numbers, dtype=np.float64)
    return framed(values, table_columns("parametrar"), language)


def _of_text(key: str, rows: Sequence[tuple[str, ...]], language: Language) -> Table:
    columns: tuple[Column, ...] = table_columns(key)
    names = [column.name(language) for column in columns]
    return Table(key, columns, lambda: pd.DataFrame(rows, columns=names, dtype="object"))
