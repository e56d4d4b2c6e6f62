"""The tables that explain the others: what the columns mean, where the numbers come from."""

from collections.abc import Sequence
from dataclasses import astuple

import pandas as pd

from tillganglighet.publish.product.origin import origin_rows
from tillganglighet.publish.product.product import Product, Table
from tillganglighet.publish.wording.columns import Column, Language, table_columns


def reference_tables(product: Product, *, with_background: bool = True) -> tuple[Table, Table]:
    """Return kolumner and kallor of a product.

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
    return _of_text("kolumner", columns, language), _of_text("kallor", origin, language)


def _of_text(key: str, rows: Sequence[tuple[str, ...]], language: Language) -> Table:
    columns: tuple[Column, ...] = table_columns(key)
    names = [column.name(language) for column in columns]
    return Table(key, columns, lambda: pd.DataFrame(rows, columns=names, dtype="object"))
