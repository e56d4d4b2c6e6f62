"""Which rows of a table a view draws, and as which class: as QGIS answers, asked of SQLite."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing

import numpy as np
import numpy.typing as npt
import pandas as pd

from tillganglighet.publish.maps.style import View

NOT_DRAWN = -1


def drawn_classes(table: pd.DataFrame, views: Sequence[View]) -> list[npt.NDArray[np.intp]]:
    """Return for each view the index of the class of each row, -1 for a row that it leaves out.

    `by` and `where` of a view are expressions that QGIS and SQLite understand alike.

    Parameters
    ----------
    table : DataFrame
        With or without geometry.
    views : sequence of View
    """
    with closing(sqlite3.connect(":memory:")) as database:
        attributes = pd.DataFrame(table.drop(columns="geometry", errors="ignore"))
        attributes.to_sql("features", database, index_label="row_number")
        return [_classes_of_rows(database, attributes, view) for view in views]


def _classes_of_rows(
    database: sqlite3.Connection, attributes: pd.DataFrame, view: View
) -> npt.NDArray[np.intp]:
    found = np.full(len(attributes), NOT_DRAWN, dtype=np.intp)
    by = f'"{view.by}"' if view.by in attributes.columns else view.by or "0"
    # Names and expressions are the program's own; nothing of a user stands in them.
    answers = database.execute(
        f"SELECT row_number, {by} FROM features WHERE {view.where or 1}"  # noqa: S608
    )
    for row, value in answers:
        found[row] = _class_of(view, value)
    return found


def _class_of(view: View, value: object) -> int:
    if not view.by:
        return 0
    if view.is_graduated:
        return _range_of(view, value)
    others = NOT_DRAWN
    for index, each in enumerate(view.classes):
        if value in each.codes:
            return index
        if not each.codes:
            others = index
    return others


def _range_of(view: View, value: object) -> int:
    """Return the first range that the number is in, ends included."""
    if not isinstance(value, int | float):
        return NOT_DRAWN
    inside = (index for index, each in enumerate(view.classes) if each.above <= value <= each.upto)
    return next(inside, NOT_DRAWN)
