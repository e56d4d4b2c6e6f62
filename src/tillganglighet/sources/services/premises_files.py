"""Candidates for a new service out of a file: empty premises, plots, halls."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tillganglighet.domain.places import FloatArray, StrArray
from tillganglighet.network.findings import Findings
from tillganglighet.sources.tabular.chosen import read_mapped
from tillganglighet.sources.tabular.mapping import TableMapping, held
from tillganglighet.sources.tabular.own_ids import is_repeated, own_ids
from tillganglighet.sources.tabular.positions import read_positions
from tillganglighet.sources.tabular.rows import Faults
from tillganglighet.sources.tabular.table import Table, fixed_width
from tillganglighet.sources.tabular.values import is_missing, numbers


@dataclass(frozen=True)
class Premises:
    """Places where a service could open; parallel arrays, by ascending id.

    Parameters
    ----------
    id, name : (premises_count,) str
    x, y : (premises_count,) float64
        Metres in the region's CRS.
    cost_kr : (premises_count,) float64
        nan where the file does not say.
    capacity : (premises_count,) float64
        Persons; inf where the file does not say.
    """

    id: StrArray
    name: StrArray
    x: FloatArray
    y: FloatArray
    cost_kr: FloatArray
    capacity: FloatArray

    def __len__(self) -> int:
        """Return the number of premises."""
        return len(self.id)


def read_premises(path: Path, crs: str, findings: Findings) -> Premises:
    """Read premises from a table of any format, its columns named as in the dictionary.

    Parameters
    ----------
    path : Path
    crs : str
        The metric CRS of the region.
    findings : Findings
        Takes the bad rows.

    Raises
    ------
    InputError, UsageError
        With every fault, if there are no positions or more than 5 % of the rows are bad.
    """
    mapped = read_mapped(path, "premises")
    parts = [_read(table, mapping, crs, findings) for table, mapping in mapped]
    arrays = {
        name: np.concatenate([getattr(part, name) for part in parts])
        for name in Premises.__dataclass_fields__
    }
    order = np.argsort(arrays["id"], kind="stable")
    return Premises(**{name: values[order] for name, values in arrays.items()})


def _read(table: Table, mapping: TableMapping, crs: str, findings: Findings) -> Premises:
    positions, faults = read_positions(table, mapping, crs), Faults(table)
    faults.add_positions(positions)
    ids = own_ids(table, mapping)
    if "id" in mapping.columns:
        faults.add(is_repeated(ids), mapping.columns["id"], "an id that no other row has")
    cost_kr = _number(table, mapping, "cost_kr", faults)
    capacity = _number(table, mapping, "capacity", faults)
    good = faults.good_rows(findings)
    return Premises(
        id=ids[good],
        name=fixed_width(held(table, mapping, "name"))[good],
        x=positions.x[good],
        y=positions.y[good],
        cost_kr=cost_kr[good],
        capacity=np.where(np.isnan(capacity), np.inf, capacity)[good],
    )


def _number(table: Table, mapping: TableMapping, what: str, faults: Faults) -> FloatArray:
    """Return what a column says, nan where it is empty or there is none."""
    column = mapping.columns.get(what)
    if column is None:
        return np.full(len(table), np.nan)
    values = numbers(table.columns[column])
    is_wrong = (np.isnan(values) & ~is_missing(table.columns[column])) | (values < 0)
    faults.add(is_wrong, column, "a number of 0 or more, or nothing")
    return values
