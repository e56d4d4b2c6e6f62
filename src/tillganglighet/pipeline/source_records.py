"""What became of the rows of each source, for the data report."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.catalogue import catalogue
from tillganglighet.domain.data_report import SourceRecord
from tillganglighet.domain.places import Services
from tillganglighet.sources.services.merging import MergedServices
from tillganglighet.sources.tabular.use import TableUse

OSM = "osm"


@dataclass(frozen=True)
class ServiceSource:
    """What one source offers.

    Parameters
    ----------
    name : str
    found, near : Services
        All that it offers, and of that what lies in the area and round it.
    refused : mapping of str to int
        Rows that were left out by category, "" for those of none.
    uses : sequence of TableUse
    others : mapping of str to int
        What rows of no category are called, and how many are called so.
    """

    name: str
    found: Services
    near: Services
    refused: Mapping[str, int] = field(default_factory=dict)
    uses: Sequence[TableUse] = ()
    others: Mapping[str, int] = field(default_factory=dict)


def place_record(
    holds: str, source: str, found: int, used: int, uses: Sequence[TableUse] = ()
) -> SourceRecord:
    """Return what became of the villages or the cells of one source.

    Parameters
    ----------
    holds, source : str
    found, used : int
        Places in the source, and of them in the area.
    uses : sequence of TableUse
        Of its sheets or layers, where it is a table.
    """
    days = _days(uses)
    refused = sum(use.bad_count + use.other_count for use in uses)
    read = sum(use.row_count for use in uses) if uses else found
    return SourceRecord(
        holds,
        source,
        read=read,
        used=used,
        merged=read - refused - found,
        outside=found - used,
        refused=refused,
        reasons=tuple(reason for use in uses for reason in use.reasons),
        oldest=min(days, default=""),
        newest=max(days, default=""),
    )


def village_records(
    uses: Sequence[TableUse], is_in_area: npt.NDArray[np.bool_]
) -> list[SourceRecord]:
    """Return what became of the villages: one record a table, or one of OSM without tables.

    Parameters
    ----------
    uses : sequence of TableUse
    is_in_area : (village_count,) bool
        Of the villages of all tables in their order; of functional villages, which several
        tables make together, there are others than those, and one record tells of all.
    """
    ends = np.cumsum([use.used_count for use in uses])
    if len(uses) and ends[-1] == len(is_in_area):
        return [
            place_record("villages", use.name, len(part), int(part.sum()), [use])
            for use, part in zip(uses, np.split(is_in_area, ends[:-1]), strict=True)
        ]
    source = " + ".join(use.name for use in uses) or OSM
    return [place_record("villages", source, len(is_in_area), int(is_in_area.sum()), uses)]


def service_records(
    sources: Iterable[ServiceSource], merged: MergedServices
) -> list[SourceRecord]:
    """Return one record for each source and category of it, in the order of the catalogue.

    What a narrow category gives to its wider one is a row of the wider one too.
    """
    return [
        record
        for source in sources
        for key in ("", *catalogue())
        if (record := _record(source, key, merged)).read
    ]


def _record(source: ServiceSource, key: str, merged: MergedServices) -> SourceRecord:
    of_it = source.name, key
    entries, used = merged.entries.get(of_it, 0), merged.kept.get(of_it, 0)
    found, near = (Counter(part.category.tolist())[key] for part in (source.found, source.near))
    refused = source.refused.get(key, 0)
    days = _days(source.uses)
    reasons = [reason for use in source.uses for reason in use.reasons]
    if key == "":
        reasons += [f"{word}: {count}" for word, count in sorted(source.others.items())]
    return SourceRecord(
        "services",
        source.name,
        category=key,
        read=entries + found - near + refused,
        used=used,
        merged=entries - used,
        outside=found - near,
        refused=refused,
        reasons=tuple(reasons) if refused else (),
        oldest=min(days, default=""),
        newest=max(days, default=""),
    )


def _days(uses: Iterable[TableUse]) -> list[str]:
    return [day for use in uses for day in (use.oldest, use.newest) if day]
