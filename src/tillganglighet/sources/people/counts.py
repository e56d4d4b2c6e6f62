"""Persons by row, age and sex, from a table with a column a class or a row a class."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.places import FloatArray
from tillganglighet.domain.population_groups import OLDEST, Ages
from tillganglighet.sources.people.age_classes import SEX_OF, SEXES, AgeAndSex, read_classes
from tillganglighet.sources.tabular.mapping import TableMapping, column_key
from tillganglighet.sources.tabular.own_ids import own_ids
from tillganglighet.sources.tabular.rows import Faults
from tillganglighet.sources.tabular.table import Table, fixed_width
from tillganglighet.sources.tabular.values import has_doubtful_thousands, is_missing, numbers

# Rows of a long table that repeat the sum of the others.
_TOTALS = ("tot", "totalt", "total", "alla", "samtliga", "bada", "bada_konen", "both", "all")
_TOTAL = "total"
# How the words for who lives there, and who is there at work or in school, begin.
_NIGHT, _DAY = ("natt", "night"), ("dag", "day")

Part = tuple[Ages | None, str]  # None and "" stand for all


@dataclass(frozen=True)
class Counts:
    """Persons of each row by age and sex; a row that tells nothing of a part has 0 there.

    Parameters
    ----------
    parts : dict of (Ages or None, str) to (row_count,) float64
        Sex is kvinnor, man or empty for both; None stands for all ages.
    """

    parts: dict[Part, FloatArray]

    def of_ages(self) -> dict[Ages, FloatArray]:
        """Return persons by age class, of both sexes."""
        classes = sorted({ages for ages, _ in self.parts if ages is not None})
        return {ages: persons for ages in classes if (persons := self._of(ages)) is not None}

    def of_sex(self, sex: str) -> FloatArray | None:
        """Return persons of a sex; None if the table does not tell."""
        if (None, sex) in self.parts:
            return self.parts[None, sex]
        return _sum([each for (ages, own), each in self.parts.items() if ages and own == sex])

    def of_all(self) -> FloatArray | None:
        """Return everybody; None if the table tells no total, nor of the youngest."""
        total = self._of(None)
        if total is None and min(self.of_ages(), default=Ages(OLDEST, OLDEST)).low == 0:
            return self.of_all_ages()
        return total

    def of_all_ages(self) -> FloatArray | None:
        """Return the sum of the age classes; one that lies within another (80+ in 65+) is left."""
        by_age = self.of_ages()
        within = {
            each
            for each in by_age
            for other in by_age
            if each != other and other.low <= each.low and each.high <= other.high
        }
        return _sum([persons for ages, persons in by_age.items() if ages not in within])

    def _of(self, ages: Ages | None) -> FloatArray | None:
        if (ages, "") in self.parts:
            return self.parts[ages, ""]
        return _sum([self.parts[ages, sex] for sex in SEXES if (ages, sex) in self.parts])


def _count_rows(
    table: Table, mapping: TableMapping, faults: Faults, rows: npt.NDArray[np.bool_]
) -> Counts:
    """Return the persons of some rows, 0 in the others, and note the faults of their columns."""
    if is_long(mapping):
        return _long(table, mapping, faults, rows)
    parts: dict[Part, FloatArray] = {}
    if "population" in mapping.columns:
        column = mapping.columns["population"]
        parts[None, ""] = persons_of(table, column, faults, is_needed=True)
    for holds, each in read_classes(mapping.columns).items():
        parts[each.ages, each.sex] = persons_of(table, mapping.columns[holds], faults)
    for sex in SEXES:
        if sex in mapping.columns:
            parts[None, sex] = persons_of(table, mapping.columns[sex], faults)
    return Counts({part: np.where(rows, persons, 0.0) for part, persons in parts.items()})


def count_night_and_day(
    table: Table, mapping: TableMapping, faults: Faults
) -> tuple[Counts, FloatArray]:
    """Return the persons of each row by night, and by day: (row_count,) float64, nan if unsaid.

    By day they stand in a column of their own, or in rows of their own that a column marks.
    """
    is_day = _are_of_day(table, mapping, faults)
    night = _count_rows(table, mapping, faults, ~is_day)
    if "day_population" in mapping.columns:
        return night, persons_of(table, mapping.columns["day_population"], faults)
    # The same columns once more: their faults are noted already.
    day = _count_rows(table, mapping, Faults(table), is_day).of_all() if is_day.any() else None
    return night, np.full(len(table), np.nan) if day is None else day


def _are_of_day(table: Table, mapping: TableMapping, faults: Faults) -> npt.NDArray[np.bool_]:
    if "when" not in mapping.columns:
        return np.zeros(len(table), dtype=np.bool_)
    words, of_row = _words(table, mapping, "when")
    keys = [column_key(word) for word in words]
    is_day, is_night = (
        np.array([key.startswith(beginnings) for key in keys])[of_row]
        for beginnings in (_DAY, _NIGHT)
    )
    faults.add(~(is_day | is_night), mapping.columns["when"], "nattbefolkning or dagbefolkning")
    return np.asarray(is_day)


def with_classes(table: Table, mapping: TableMapping) -> tuple[Table, TableMapping]:
    """Return the mapping with the columns that are age classes (`0-4`, `kvinnor 65+`) or sexes."""
    if is_long(mapping):
        return table, mapping
    used = set(mapping.columns.values())
    names = [name for name in table.columns if name not in used]
    classes = {each.text: name for name, each in read_classes(names).items()}
    by_sex = {SEX_OF[key]: name for name in names if (key := column_key(name)) in SEX_OF}
    if len(by_sex) < len(SEXES):  # a lone `k` or `f` may be anything
        by_sex = {}
    return table, replace(mapping, columns={**classes, **by_sex, **mapping.columns})


def is_long(mapping: TableMapping) -> bool:
    """Tell whether the table has a row a class."""
    return "age" in mapping.columns or "sex" in mapping.columns


def may_repeat_cells(mapping: TableMapping) -> bool:
    """Tell whether a cell may have several rows: one a class, or night and day."""
    return is_long(mapping) or "when" in mapping.columns


def persons_of(
    table: Table, column: str, faults: Faults, *, is_needed: bool = False
) -> FloatArray:
    """Return the persons of each row; unless they are needed, nothing means nobody."""
    values = table.columns[column]
    persons = numbers(values)
    if not is_needed:
        unknown = np.flatnonzero(np.isnan(persons))
        persons[unknown[is_missing(values[unknown])]] = 0.0
    wrong = ~(persons >= 0)
    expected = "persons, 0 or more"
    if has_doubtful_thousands(values):
        wrong[:] = True
        expected = "persons without a mark between thousands: 1234 or 1 234, not 1,234"
    faults.add(wrong, column, expected)
    return np.where(wrong, 0.0, persons)


def _long(
    table: Table, mapping: TableMapping, faults: Faults, rows: npt.NDArray[np.bool_]
) -> Counts:
    persons = persons_of(table, mapping.columns["population"], faults, is_needed=True)
    age, age_of_row = _words(table, mapping, "age")
    sex, sex_of_row = _words(table, mapping, "sex")
    classes = read_classes(age, single_years=True)
    ages: list[AgeAndSex | str | None] = [
        _TOTAL if column_key(word) in _TOTALS else classes.get(word) for word in age
    ]
    sexes = [_TOTAL if (key := column_key(word)) in _TOTALS else SEX_OF.get(key) for word in sex]
    for what, meant, of_row in (("age", ages, age_of_row), ("sex", sexes, sex_of_row)):
        if what in mapping.columns:
            unknown = np.array([each is None for each in meant], dtype=np.bool_)
            expected = "ages such as 0-4 or 80+" if what == "age" else "kvinnor or män"
            faults.add(unknown[of_row], mapping.columns[what], expected)
    parts: dict[Part, FloatArray] = {}
    for at in _parts_of(ages, age_of_row[rows]):
        for other in _parts_of(sexes, sex_of_row[rows]):
            here = rows & (age_of_row == at) & (sex_of_row == other)
            meant_age, meant_sex = ages[at], sexes[other] or ""
            part = (
                meant_age.ages if isinstance(meant_age, AgeAndSex) else None,
                "" if meant_sex == _TOTAL else meant_sex,
            )
            if here.any():
                parts[part] = parts.get(part, 0.0) + np.where(here, persons, 0.0)
    _, cell = np.unique(own_ids(table, mapping), return_inverse=True)
    # A total of its sex before the classes of it, then a total of both sexes before each.
    counted = _coarsest(rows, ~_are_totals(ages)[age_of_row], cell * len(sex) + sex_of_row)
    counted = _coarsest(counted, ~_are_totals(sexes)[sex_of_row], cell)
    return Counts(parts | {(None, ""): np.where(counted, persons, 0.0)})


def _are_totals(meant: Sequence[object]) -> npt.NDArray[np.bool_]:
    """Tell which words are the sum of the others; where there is no column, its one word is."""
    return np.array([each == _TOTAL or meant == [None] for each in meant], dtype=np.bool_)


def _coarsest(
    rows: npt.NDArray[np.bool_], is_part: npt.NDArray[np.bool_], group: npt.NDArray[np.intp]
) -> npt.NDArray[np.bool_]:
    """Return the totals among the rows, and the parts of the groups that have no total.

    SCB alters small numbers, so that parts do not sum to their total.
    """
    only_parts = np.ones(group.max() + 1, dtype=np.bool_)
    np.logical_and.at(only_parts, group[rows], is_part[rows])
    return np.asarray(rows & (is_part == only_parts[group]), dtype=np.bool_)


def _parts_of(meant: Sequence[object], used: npt.NDArray[np.intp]) -> list[int]:
    """Return the numbers of the classes in use; of totals only where there is nothing else."""
    numbers_in_use: list[int] = np.unique(used).tolist()
    parts = [at for at in numbers_in_use if meant[at] not in (None, _TOTAL)]
    return parts or numbers_in_use


def _words(
    table: Table, mapping: TableMapping, what: str
) -> tuple[list[str], npt.NDArray[np.intp]]:
    """Return the different words of a column, and which of them each row has."""
    if what not in mapping.columns:
        return [""], np.zeros(len(table), dtype=np.intp)
    words, of_row = np.unique(fixed_width(table.text(mapping.columns[what])), return_inverse=True)
    return words.tolist(), of_row


def _sum(arrays: list[FloatArray]) -> FloatArray | None:
    return np.sum(arrays, axis=0) if arrays else None
