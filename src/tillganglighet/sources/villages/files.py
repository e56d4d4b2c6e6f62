"""Villages out of files: points with population, or the areas of tätorter and småorter."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from tillganglighet.domain.places import Villages
from tillganglighet.errors import UsageError
from tillganglighet.network.findings import Findings
from tillganglighet.sources.tabular.chosen import read_mapped
from tillganglighet.sources.tabular.mapping import TableMapping, held
from tillganglighet.sources.tabular.own_ids import is_repeated, line_ids, own_ids
from tillganglighet.sources.tabular.positions import read_positions
from tillganglighet.sources.tabular.rows import Faults
from tillganglighet.sources.tabular.table import StrArray, Table, fixed_width
from tillganglighet.sources.tabular.use import TableUse, table_use
from tillganglighet.sources.tabular.values import (
    codes,
    has_doubtful_thousands,
    is_code,
    is_missing,
    numbers,
)
from tillganglighet.sources.villages.kinds import KINDS, is_no_place, village_kind

_AREAS = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


@dataclass(frozen=True)
class VillageFile:
    """A file of villages.

    Parameters
    ----------
    path : Path
    kind : str
        Of all its places, such as `smaort`; empty where a column, its layer or its name tells.
    """

    path: Path
    kind: str = ""


@dataclass(frozen=True)
class VillagesOfFile:
    """Villages of a file, or of several.

    Parameters
    ----------
    villages : Villages
        An area is represented by its middle, or a point in it.
    areas : (village_count,) object
        Polygons in the metric CRS of the region; None for a point.
    uses : tuple of TableUse
        How each sheet or layer was understood.
    """

    villages: Villages
    areas: npt.NDArray[np.object_]
    uses: tuple[TableUse, ...]


def village_file(option: str) -> VillageFile:
    """Return the file of `[KIND=]FILE`.

    Raises
    ------
    UsageError
        What stands before the sign is no kind of place, and no such file exists.
    """
    before, sign, after = option.partition("=")
    if sign and before in KINDS:
        return VillageFile(Path(after), before)
    if sign and not Path(option).exists():
        raise UsageError(
            f"unknown kind of place {before!r} in {option!r}; expected any of {', '.join(KINDS)}"
        )
    return VillageFile(Path(option))


def joined_villages(parts: Sequence[VillagesOfFile]) -> VillagesOfFile:
    """Return the villages of several; where an id stands before, the kind is put to its front."""
    arrays: dict[str, Any] = {
        name: np.concatenate([getattr(each.villages, name) for each in parts])
        for name in Villages.__dataclass_fields__
        if name != "area_codes"
    }
    for longer in (_with_kind, _with_number):
        again = is_repeated(arrays["id"])
        arrays["id"] = np.where(again, longer(arrays["id"], arrays["kind"]), arrays["id"])
    return VillagesOfFile(
        Villages(**arrays),
        np.concatenate([each.areas for each in parts]),
        tuple(use for each in parts for use in each.uses),
    )


def read_village_file(
    file: VillageFile, crs: str, findings: Findings, *, table_crs: str = ""
) -> VillagesOfFile:
    """Read the villages of a file, of all its sheets or layers of points or areas.

    Sports grounds, cemeteries, allotments and shooting ranges among areas of facilities are no
    places and are left out.

    Parameters
    ----------
    file : VillageFile
    crs : str
        The metric CRS of the region.
    findings : Findings
        Takes the bad rows, and the villages without population.
    table_crs : str
        Of what it holds, where neither the file nor its mapping tells.

    Raises
    ------
    InputError, UsageError
        With every fault, if columns are missing or more than 5 % of the rows are bad.
    """
    mapped = read_mapped(file.path, "villages", crs=table_crs)
    return joined_villages([_read(*each, file.kind, crs, findings) for each in mapped])


def _with_kind(ids: StrArray, kinds: StrArray) -> StrArray:
    return np.array([f"{kind}:{each}" for each, kind in zip(ids, kinds, strict=True)])


def _with_number(ids: StrArray, _: StrArray) -> StrArray:
    return np.array([f"{each}:{number}" for number, each in enumerate(ids, start=1)])


def _read(
    table: Table, mapping: TableMapping, known_kind: str, crs: str, findings: Findings
) -> VillagesOfFile:
    faults = Faults(table)
    positions = read_positions(table, mapping, crs)
    faults.add_positions(positions)
    population = _population(table, mapping, faults)
    kommun = _codes(table, mapping, "kommun_code", 4, faults)
    lan = _codes(table, mapping, "lan_code", 2, faults)
    other = np.array(
        [
            is_no_place(*words)
            for words in zip(
                held(table, mapping, "purpose").tolist(),
                held(table, mapping, "object_type").tolist(),
                strict=True,
            )
        ]
    )
    good = faults.good_rows(findings) & ~other

    areas = _areas(positions.geometry, len(table))
    name = fixed_width(held(table, mapping, "name"))
    ids, repeated = own_ids(table, mapping), is_repeated(own_ids(table, mapping))
    # A stop has a row for each of its posts; another name is another place.
    again = is_repeated(ids, name) & good & shapely.is_missing(areas)
    findings.add("village_row_repeated", ids[again].tolist())
    good &= ~again
    ids = np.where(repeated, line_ids(table), ids)  # such, and the parts of an area
    kind = np.full(len(table), known_kind) if known_kind else _kinds(table, mapping)
    findings.add("village_without_population", ids[good & np.isnan(population)].tolist())
    villages = Villages(
        id=ids[good],
        name=np.where(name == "", ids, name)[good],
        kind=kind[good],
        x=positions.x[good],
        y=positions.y[good],
        population=population[good],
        kommun_code=kommun[good],
        lan_code=np.where(lan == "", kommun.astype("U2"), lan)[good],
    )
    use = table_use(
        table,
        mapping,
        used_count=len(villages),
        other_count=int(((other | again) & ~faults.is_bad).sum()),
        are_axes_swapped=positions.are_swapped,
        faults=faults,
    )
    return VillagesOfFile(villages, areas[good], (use,))


def _population(table: Table, mapping: TableMapping, faults: Faults) -> npt.NDArray[np.float64]:
    """Return persons, nan where the table does not tell."""
    column = mapping.columns.get("population")
    if column is None:
        return np.full(len(table), np.nan)
    values = table.columns[column]
    persons = numbers(values)
    is_wrong = (np.isnan(persons) & ~is_missing(values)) | (persons < 0)
    is_wrong |= has_doubtful_thousands(values)
    faults.add(is_wrong, column, "persons, 0 or more, such as 1234 or 1 234")
    return persons


def _codes(
    table: Table, mapping: TableMapping, what: str, digits: int, faults: Faults
) -> StrArray:
    """Return codes; a column that mostly holds names (`lan` = Norrbotten) tells none."""
    found = codes(held(table, mapping, what), digits)
    is_right = is_code(found, digits)
    if is_right.mean() < 0.5:  # noqa: PLR2004 (mostly)
        return np.full(len(table), "", dtype=f"U{digits}")
    if what in mapping.columns:
        faults.add(~is_right, mapping.columns[what], f"a code of {digits} digits")
    return fixed_width(found).astype(f"U{digits}")


def _kinds(table: Table, mapping: TableMapping) -> StrArray:
    """Return the kind of each row by its column, or all by the name of layer or file."""
    general = (table.layer, table.path.stem)
    words = held(table, mapping, "kind").tolist()
    kind_of = {word: village_kind(word, *general) for word in set(words)}
    return np.array([kind_of[word] for word in words])


def _areas(geometry: npt.NDArray[np.object_] | None, count: int) -> npt.NDArray[np.object_]:
    areas = np.full(count, None, dtype=np.object_)
    if geometry is not None:
        is_area = np.isin(shapely.get_type_id(geometry), _AREAS)
        areas[is_area] = shapely.make_valid(geometry[is_area])
    return areas
