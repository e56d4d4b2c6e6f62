"""Services out of the planners' own files."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tillganglighet.domain.catalogue import catalogue, expected_category
from tillganglighet.domain.places import Services, StrArray
from tillganglighet.errors import InputError, UsageError
from tillganglighet.network.findings import Findings
from tillganglighet.sources.services.attributes import read_attributes
from tillganglighet.sources.services.selection import joined
from tillganglighet.sources.services.words import category_of
from tillganglighet.sources.tabular.chosen import read_mapped
from tillganglighet.sources.tabular.mapping import TableMapping, held, mapping_path, read_mapping
from tillganglighet.sources.tabular.own_ids import is_repeated, line_ids, own_ids
from tillganglighet.sources.tabular.positions import read_positions
from tillganglighet.sources.tabular.rows import Faults
from tillganglighet.sources.tabular.table import Table, fixed_width
from tillganglighet.sources.tabular.use import TableUse, table_use
from tillganglighet.sources.tabular.values import BoolArray, codes, is_code, is_missing


@dataclass(frozen=True)
class ServiceFile:
    """A file of services, and its category where it is all of one.

    Parameters
    ----------
    path : Path
    category : str
        Key of the catalogue; empty where a column or the file's mapping tells.
    """

    path: Path
    category: str = ""


@dataclass(frozen=True)
class ServicesOfFile:
    """What a file offers.

    Parameters
    ----------
    services : Services
    coverage : mapping of str to tuple of str
        Categories that the file claims to hold in full, and the kommuner; () means everywhere.
    uses : tuple of TableUse
        How each sheet or layer was understood.
    refused : mapping of str to int
        Rows that are left out by category, "" for those of none.
    others : mapping of str to int
        What these are called in the file, and how many are called so.
    """

    services: Services
    coverage: Mapping[str, tuple[str, ...]]
    uses: tuple[TableUse, ...]
    refused: Mapping[str, int]
    others: Mapping[str, int]


def service_file(option: str) -> ServiceFile:
    """Return the file of `[CATEGORY=]FILE`.

    Raises
    ------
    UsageError
        What stands before the sign is no category, and no such file exists.
    """
    before, sign, after = option.partition("=")
    if sign and before in catalogue():
        return ServiceFile(Path(after), before)
    if sign and not Path(option).exists():
        raise UsageError(f"unknown category {before!r} in {option!r}; {expected_category(before)}")
    return ServiceFile(Path(option))


def read_service_file(
    file: ServiceFile, crs: str, findings: Findings, *, table_crs: str = ""
) -> ServicesOfFile:
    """Read the services of a file, of all its sheets or layers that hold any.

    Parameters
    ----------
    file : ServiceFile
    crs : str
        The metric CRS of the region.
    findings : Findings
        Takes the bad rows and the rows of no category.
    table_crs : str
        Of what it holds, where neither the file nor its mapping tells.

    Raises
    ------
    InputError, UsageError
        With every fault, if columns are missing or more than 5 % of the rows are bad.
    """
    is_of_one = bool(file.category or read_mapping(file.path).category)
    mapped = read_mapped(file.path, "services", () if is_of_one else ("category",), crs=table_crs)
    parts = [_read(*each, file.category, crs, findings) for each in mapped]
    coverage = mapped[0][1].coverage
    unknown = sorted(set(coverage) - set(catalogue()))
    if unknown:
        raise InputError(
            f"{mapping_path(file.path)}: coverage of {', '.join(unknown)}: expected any of "
            f"{', '.join(catalogue())}"
        )
    return ServicesOfFile(
        joined([services for services, *_ in parts]),
        coverage,
        tuple(use for _, use, *_ in parts),
        sum((refused for *_, refused, _ in parts), Counter()),
        sum((others for *_, others in parts), Counter()),
    )


def _read(
    table: Table, mapping: TableMapping, category: str, crs: str, findings: Findings
) -> tuple[Services, TableUse, Counter[str], Counter[str]]:
    faults = Faults(table)
    keys = _categories(table, mapping, category, faults)
    is_other = (keys == "") & ~faults.is_bad
    positions = read_positions(table, mapping, crs)
    faults.add_positions(positions)
    kommun = codes(held(table, mapping, "kommun_code"), 4)
    if "kommun_code" in mapping.columns:
        faults.add(~is_code(kommun, 4), mapping.columns["kommun_code"], "a code of four digits")
    own_id = _ids(table, mapping, keys, findings)
    good = faults.good_rows(findings) & ~is_other
    others = _others(table, mapping, is_other, findings)

    name = held(table, mapping, "name")
    nameless = is_missing(name)
    name[nameless] = [catalogue()[key].name_sv if key else "" for key in keys[nameless].tolist()]
    place_key = held(table, mapping, "place_key")
    services = Services(
        id=own_id[good],
        category=keys[good],
        name=fixed_width(name[good]),
        x=positions.x[good],
        y=positions.y[good],
        place_key=np.where(is_missing(place_key), own_id, fixed_width(place_key))[good],
        operator=fixed_width(held(table, mapping, "operator")[good]),
        source=_sources(table, mapping)[good],
        kommun_code=fixed_width(kommun[good]).astype("U4"),
        **{
            what: values[good]
            for what, values in read_attributes(table, mapping, good, findings).items()
        },
    )
    use = table_use(
        table,
        mapping,
        used_count=len(services),
        other_count=int((is_other & ~faults.is_bad).sum()),
        are_axes_swapped=positions.are_swapped,
        faults=faults,
    )
    refused = Counter(keys[~good].tolist()) + Counter({"": len(table.torn)})
    return services, use, refused, others


def _categories(table: Table, mapping: TableMapping, category: str, faults: Faults) -> StrArray:
    """Return the key of each row; "" for rows of none, which may be faults."""
    one = category or mapping.category
    if one and one not in catalogue():
        raise InputError(
            f"{mapping_path(table.path)}: category={one}: expected any of {', '.join(catalogue())}"
        )
    if one:
        return np.full(len(table), one)
    column = mapping.columns["category"]
    words = table.text(column)
    meaning = {word: category_of(word, mapping.categories) for word in set(words.tolist())}
    wrong = [word for word, key in meaning.items() if key is None or key not in {"", *catalogue()}]
    faults.add(
        np.isin(fixed_width(words), wrong),
        column,
        f"a category such as dagligvaror or apotek, or a word under [categories] in "
        f"{mapping_path(table.path).name}",
    )
    return np.array([meaning[word] or "" for word in words.tolist()], dtype=np.str_)


def _ids(table: Table, mapping: TableMapping, keys: StrArray, findings: Findings) -> StrArray:
    """Return the file's own ids; a row that repeats id and category gets one by its line."""
    ids = own_ids(table, mapping)
    repeated = is_repeated(ids, keys) & (keys != "")
    column = mapping.columns.get("id", "")
    findings.add(
        "row_id_repeated",
        [
            f"{table.cell(at, column)}: {column}={ids[at]}"
            for at in np.flatnonzero(repeated).tolist()
        ],
    )
    return np.where(repeated, line_ids(table), ids)


def _sources(table: Table, mapping: TableMapping) -> StrArray:
    within = fixed_width(held(table, mapping, "source"))
    return np.where(
        within == "", table.path.name, np.strings.add(f"{table.path.name}/", within)
    ).astype(np.str_)


def _others(
    table: Table, mapping: TableMapping, is_other: BoolArray, findings: Findings
) -> Counter[str]:
    """Return what rows of no category are called, and how many are called so; tell it."""
    column = mapping.columns.get("category")
    if column is None:
        return Counter()
    words: Counter[str] = Counter(table.text(column)[is_other].tolist())
    findings.add(
        "service_other_category",
        [f"{table.path.name}: {column}={word}" for word in sorted(words)],
        words.total(),
    )
    return words
