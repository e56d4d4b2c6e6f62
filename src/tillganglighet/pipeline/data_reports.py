"""The data report of a region: what its sources gave, and which places lack what."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.data_report import DataReport, Lack, SourceRecord
from tillganglighet.domain.places import NO_VILLAGE, Cells, FloatArray, Services, Villages
from tillganglighet.domain.provenance import InputFile
from tillganglighet.network.snapping import Snapping
from tillganglighet.pipeline.source_records import OSM


def data_report(
    records: Sequence[SourceRecord], inputs: Iterable[InputFile], lacks: Sequence[Lack]
) -> DataReport:
    """Return the records, those of OSM with the days of its files, and the lacks."""
    days = sorted(each.date[:10] for each in inputs if each.role == "roads" and each.date)
    dated = [
        replace(each, oldest=days[0], newest=days[-1]) if days and each.source == OSM else each
        for each in records
    ]
    return DataReport(tuple(dated), tuple(each for each in lacks if each.places))


def dated_inputs(inputs: Iterable[InputFile], records: Sequence[SourceRecord]) -> list[InputFile]:
    """Return the inputs; a table without a date gets that of its newest row, where rows have one.

    A table with sheets or layers has a record each, `<file>/<sheet>`.
    """
    return [
        each if each.date else replace(each, date=max(_newest_days(each, records), default=""))
        for each in inputs
    ]


def _newest_days(entry: InputFile, records: Sequence[SourceRecord]) -> list[str]:
    sources = (entry.name, f"{entry.name}/")
    return [
        each.newest
        for each in records
        if each.source == sources[0] or each.source.startswith(sources[1])
    ]


def lacks_of(
    villages: tuple[Villages, Snapping],
    services: tuple[Services, Snapping],
    cells: tuple[Cells, Snapping] | None,
) -> list[Lack]:
    """Return what places lack: a population, a road, a village; each with where it meets the road.

    A service counts once, whatever it offers.
    """
    homes, at_home = villages
    offers, at_service = services
    lacks = [
        _lack("villages_without_population", np.isnan(homes.population), homes.population),
        _lack("villages_without_road", at_home.road < 0, homes.population),
        Lack("services_without_road", len(np.unique(offers.id[at_service.road < 0]))),
    ]
    if cells is not None:
        people, at_cell = cells
        outside = people.village == NO_VILLAGE
        lacks += [
            _lack("cells_without_road", at_cell.road < 0, people.population),
            _lack("cells_outside_villages", outside, people.population),
        ]
    return lacks


def _lack(kind: str, which: npt.NDArray[np.bool_], persons: FloatArray) -> Lack:
    return Lack(kind, int(which.sum()), float(np.nansum(persons[which])))
