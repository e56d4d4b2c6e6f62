"""Population cells out of files: polygons or points, totals, ages and sex, wide or long."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.places import NO_VILLAGE, Cells, FloatArray, StrArray
from tillganglighet.domain.population_groups import POPULATION_GROUPS, classes_of
from tillganglighet.errors import InputError
from tillganglighet.network.findings import Findings
from tillganglighet.sources.people.age_classes import SEXES
from tillganglighet.sources.people.counts import (
    Counts,
    count_night_and_day,
    may_repeat_cells,
    with_classes,
)
from tillganglighet.sources.people.raster import SUFFIXES as RASTERS
from tillganglighet.sources.people.raster import Box, read_raster
from tillganglighet.sources.people.square_ids import with_square_positions
from tillganglighet.sources.tabular.chosen import Mapped, read_mapped
from tillganglighet.sources.tabular.mapping import TableMapping, mapping_path
from tillganglighet.sources.tabular.own_ids import is_repeated, own_ids
from tillganglighet.sources.tabular.positions import read_positions
from tillganglighet.sources.tabular.rows import Faults
from tillganglighet.sources.tabular.table import Table
from tillganglighet.sources.tabular.use import TableUse, table_use

# A cell whose classes differ from its total by more than rounding does not sum.
_ROUNDING = 0.5


@dataclass(frozen=True)
class PeopleOfFile:
    """Who lives where, by a file.

    Parameters
    ----------
    cells : Cells
        In no village and kommun yet. Its groups are those of the catalogue that the file's classes
        can form, and women and men (`kvinnor`, `man`) where it tells.
    unavailable : tuple of str
        Groups of the catalogue that its classes cannot form.
    use : TableUse
    """

    cells: Cells
    unavailable: tuple[str, ...]
    use: TableUse


def read_people_file(
    path: Path, crs: str, findings: Findings, *, table_crs: str = "", box: Box | None = None
) -> PeopleOfFile:
    """Read population cells; `population` or columns of age classes must be among the columns.

    A polygon is represented by its middle, a square without geometry by the middle that its
    `rutid_scb` tells, a pixel of a raster by its own. Rows of a table may tell the night and the
    day population one by one, by a column such as `befolkningstyp`.

    Parameters
    ----------
    path : Path
    crs : str
        The metric CRS of the region.
    findings : Findings
        Takes the bad rows, and cells whose classes do not sum to their total
        (`cell_does_not_sum`: SCB alters small numbers).
    table_crs : str
        Of what it holds, where neither the file nor its mapping tells.
    box : tuple, optional
        Of a raster only what this box reaches is read: west, south, east, north in metres.

    Raises
    ------
    InputError, UsageError
        With every fault, if columns are missing or more than 5 % of the rows are bad.
    """
    if path.suffix.lower() in RASTERS:
        table, positions = read_raster(path, crs, findings, raster_crs=table_crs, box=box)
        mapping = _derived(table, TableMapping().matched(table, "cells"))[1]
    else:
        table, mapping = _only_layer(
            path, read_mapped(path, "cells", crs=table_crs, derive=_derived)
        )
        positions = read_positions(table, mapping, crs)
    faults = Faults(table)
    counts, day = count_night_and_day(table, mapping, faults)
    faults.add_positions(positions)
    own_id = _ids(table, mapping, faults)
    good = faults.good_rows(findings)

    ids, first, cell = _in_order(own_id[good])
    total = counts.of_all()
    if total is None:
        raise InputError(
            f"{path}: no column holds the population; expected befolkning or all age classes "
            f"among {', '.join(table.columns)}; name it in {mapping_path(path)}"
        )
    population = np.bincount(cell, total[good], len(ids)).astype(np.float64)
    groups, unavailable = _groups(counts)
    by_group = [np.bincount(cell, each[good], len(ids)) for each in groups.values()]
    _count_sums(counts, good, population, (cell, ids), findings)
    cells = Cells(
        id=ids,
        x=positions.x[good][first],
        y=positions.y[good][first],
        population=population,
        day_population=np.bincount(cell, day[good], len(ids)).astype(np.float64),
        groups=tuple(groups),
        group_population=np.array(by_group, dtype=np.float64).reshape(-1, len(ids)).T,
        village=np.full(len(ids), NO_VILLAGE, dtype=np.int32),
        kommun_code=np.full(len(ids), "", dtype="U4"),
        lan_code=np.full(len(ids), "", dtype="U2"),
    )
    use = table_use(
        table,
        mapping,
        used_count=int(good.sum()),
        are_axes_swapped=positions.are_swapped,
        faults=faults,
    )
    return PeopleOfFile(cells, unavailable, use)


def _only_layer(path: Path, mapped: list[Mapped]) -> Mapped:
    if len(mapped) > 1:
        layers = ", ".join(table.layer for table, _ in mapped)
        raise InputError(
            f"{path}: several layers could be the population: {layers}; name one by layer in "
            f"{mapping_path(path)}, so that nobody is counted twice"
        )
    return mapped[0]


def _derived(table: Table, mapping: TableMapping) -> tuple[Table, TableMapping]:
    return with_classes(*with_square_positions(table, mapping))


def _ids(table: Table, mapping: TableMapping, faults: Faults) -> StrArray:
    """Return the ids of the cells; in a table with a row a cell none may repeat."""
    ids = own_ids(table, mapping)
    if "id" in mapping.columns and not may_repeat_cells(mapping):
        faults.add(is_repeated(ids), mapping.columns["id"], "an id that no row above has")
    return ids


def _in_order(
    own_id: StrArray,
) -> tuple[StrArray, npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Return each id once as they first come, the row where it does, and its number by row."""
    ids, first, number = np.unique(own_id, return_index=True, return_inverse=True)
    order = np.argsort(first)
    return ids[order], first[order], np.argsort(order)[number]


def _groups(counts: Counts) -> tuple[dict[str, FloatArray], tuple[str, ...]]:
    """Return persons by group, and the groups that cannot be formed."""
    by_age = counts.of_ages()
    made_of = {name: classes_of(ages, by_age) for name, ages in POPULATION_GROUPS.items()}
    groups = {
        name: np.sum([by_age[each] for each in classes], axis=0)
        for name, classes in made_of.items()
        if classes
    }
    by_sex = {sex: persons for sex in SEXES if (persons := counts.of_sex(sex)) is not None}
    return groups | by_sex, tuple(name for name, classes in made_of.items() if not classes)


def _count_sums(
    counts: Counts,
    good: npt.NDArray[np.bool_],
    population: FloatArray,
    cell_and_ids: tuple[npt.NDArray[np.intp], StrArray],
    findings: Findings,
) -> None:
    of_all_ages = counts.of_all_ages()
    if of_all_ages is not None:
        cell, ids = cell_and_ids
        summed = np.bincount(cell, of_all_ages[good], len(ids))
        differs = np.abs(summed - population) > _ROUNDING
        findings.add("cell_does_not_sum", ids[differs].tolist(), persons=population[differs])
