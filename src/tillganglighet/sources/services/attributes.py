"""What files say of services beside their place: staff, hours, room, visits, grades."""

from typing import Any

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.places import UNSAID
from tillganglighet.network.findings import Findings
from tillganglighet.sources.services.school_grades import grades_text
from tillganglighet.sources.tabular.mapping import TableMapping, column_key, held
from tillganglighet.sources.tabular.table import Table, TextArray, fixed_width
from tillganglighet.sources.tabular.values import FloatArray, is_missing, numbers

# Of a mobile service that does not tell how often it comes: as seldom as can be.
VISITS_UNKNOWN = 0.0

_YES = ("ja", "yes", "true", "sant", "1", "j", "bemannad", "bemannat", "staffed")
_NO = ("nej", "no", "false", "falskt", "0", "n", "obemannad", "obemannat", "unstaffed")
# Words of a category's name that say more than the category.
_UNSTAFFED, _MOBILE = "obemannad", ("bokbuss", "mobil")
_WEEKS_PER_MONTH = 52 / 12
_VISITS_OF = {
    "dagligen": 52 * 5 / 12,
    "varje_vecka": _WEEKS_PER_MONTH,
    "varannan_vecka": _WEEKS_PER_MONTH / 2,
    "var_tredje_vecka": _WEEKS_PER_MONTH / 3,
    "var_3_e_vecka": _WEEKS_PER_MONTH / 3,
    "var_fjarde_vecka": _WEEKS_PER_MONTH / 4,
    "var_4_e_vecka": _WEEKS_PER_MONTH / 4,
    "varje_manad": 1.0,
}


def read_attributes(
    table: Table, mapping: TableMapping, is_wanted: npt.NDArray[np.bool_], findings: Findings
) -> dict[str, npt.NDArray[Any]]:
    """Return the optional fields of `Services` by name, each (row_count,).

    A value that cannot be read leaves the service without it, and is counted where the row is
    wanted (`service_attribute_unread`).
    """
    text = {
        what: held(table, mapping, what)
        for what in ("staffed", "visits_per_month", "capacity", "grades", "exportable")
    }
    staffed, export = _answers(text["staffed"]), _answers(text["exportable"])
    visits, capacity = _visits(text["visits_per_month"]), numbers(text["capacity"])
    grades = np.array([grades_text(each) for each in text["grades"].tolist()], dtype=np.str_)
    is_read = {
        "staffed": staffed != UNSAID,
        "visits_per_month": visits >= 0,
        "capacity": capacity >= 0,
        "grades": grades != "",
        "exportable": export != UNSAID,
    }
    for what, each in is_read.items():
        unread = is_wanted & ~each & ~is_missing(text[what])
        column = mapping.columns.get(what, "")
        cells = [
            f"{table.cell(at, column)}: {column}={text[what][at]}"
            for at in np.flatnonzero(unread).tolist()
        ]
        findings.add("service_attribute_unread", cells)

    words = [column_key(each) for each in held(table, mapping, "category").tolist()]
    is_mobile = np.array([word.startswith(_MOBILE) for word in words], dtype=np.bool_)
    is_unstaffed = np.array([_UNSTAFFED in word for word in words], dtype=np.bool_)
    return {
        "staffed": np.where((staffed == UNSAID) & is_unstaffed, 0, staffed).astype(np.int8),
        "opening_hours": fixed_width(held(table, mapping, "opening_hours")),
        "grades": grades,
        "capacity": np.where(capacity >= 0, capacity, np.nan),
        "visits_per_month": np.where(np.isnan(visits) & is_mobile, VISITS_UNKNOWN, visits),
        "is_restricted": _is_restricted(export, mapping),
    }


def _is_restricted(export: npt.NDArray[np.int8], mapping: TableMapping) -> npt.NDArray[np.bool_]:
    """Return which rows may not be exported: of a file that speaks of it, all not set free."""
    if "exportable" in mapping.columns:
        return np.asarray(export != 1, dtype=np.bool_)
    return np.full(len(export), not mapping.exportable)


def _answers(text: TextArray) -> npt.NDArray[np.int8]:
    """Return 1 for yes, 0 for no and `UNSAID` for all else."""
    meaning = {each: _answer(column_key(each)) for each in set(text.tolist())}
    return np.array([meaning[each] for each in text.tolist()], dtype=np.int8)


def _answer(word: str) -> int:
    if word in _YES:
        return 1
    return 0 if word in _NO else UNSAID


def _visits(text: TextArray) -> FloatArray:
    """Return visits per month, of numbers and of words such as "varannan vecka"; else nan."""
    visits = numbers(text)
    in_words = [_VISITS_OF.get(column_key(each), np.nan) for each in text.tolist()]
    visits = np.where(np.isnan(visits), in_words, visits)
    return np.where(visits >= 0, visits, np.nan)
