"""The region: everything that measuring needs, as one folder."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from tillganglighet.accessibility.travel.prepared import Prepared
from tillganglighet.domain.areas import Areas
from tillganglighet.domain.coverage import CoverageByKommun
from tillganglighet.domain.data_report import DataReport, Lack, SourceRecord
from tillganglighet.domain.ground import Ground
from tillganglighet.domain.official_people import OfficialPeople
from tillganglighet.domain.places import Cells, Services, Villages
from tillganglighet.domain.provenance import InputFile, Provenance
from tillganglighet.domain.service_review import ServiceReview
from tillganglighet.domain.status import Coverage
from tillganglighet.errors import RegionError
from tillganglighet.network.findings import Finding, Problems
from tillganglighet.network.network import Network
from tillganglighet.network.network_sizes import NetworkSize, network_sizes
from tillganglighet.network.road_names import RoadNames, no_road_names
from tillganglighet.network.roads import Roads
from tillganglighet.network.rules.passage import Passage
from tillganglighet.network.rules.way_use import WayUse
from tillganglighet.network.snapping import Snapping
from tillganglighet.store.areas import read_areas, write_areas
from tillganglighet.store.arrays import read_arrays, write_arrays
from tillganglighet.store.folder import (
    FORMAT,
    FORMAT_VERSION,
    MANIFEST,
    read_manifest,
    replaced_folder,
)
from tillganglighet.store.ground import read_ground, write_ground
from tillganglighet.store.prepared import read_prepared, write_prepared
from tillganglighet.store.tables import (
    read_cells,
    read_problems,
    read_review,
    read_services,
    read_villages,
    write_places,
    write_problems,
    write_review,
)

ROAD_NAMES = "network/names"


@dataclass(frozen=True)
class Region:
    """A region in memory.

    Parameters
    ----------
    network : Network
    prepared : Prepared or None
        The network prepared for searches; None where it is small.
    villages, services, cells
        The places; cells are None where no population file was given.
    village_snapping, service_snapping, cell_snapping
        Where they meet the road.
    outer_villages, outer_snapping
        The villages round the area that is measured, which no measure counts; None where all of
        them are measured.
    areas : Areas
        The kommuner, län and countries in which any of them lie, in the region's CRS.
    ground : Ground
        Water for maps.
    road_names : RoadNames
    coverage : mapping of str to mapping of str to Coverage
        How far the data cover each category in each kommun, `ELSEWHERE` for all others.
    findings : mapping of str to Finding
        The import report: everything dropped or assumed.
    problems : Problems
        Where that is.
    provenance : Provenance
    review : ServiceReview
        What people may want to look at among the services.
    data_report : DataReport
        What became of the data.
    official_people : tuple of OfficialPeople
        The people of cells beside the official figures, by kommun, where those were given.
    """

    network: Network
    prepared: Prepared | None
    villages: Villages
    village_snapping: Snapping
    services: Services
    service_snapping: Snapping
    cells: Cells | None
    cell_snapping: Snapping | None
    areas: Areas
    ground: Ground
    road_names: RoadNames
    coverage: CoverageByKommun
    findings: Mapping[str, Finding]
    problems: Problems
    provenance: Provenance
    review: ServiceReview
    data_report: DataReport
    official_people: tuple[OfficialPeople, ...] = ()
    outer_villages: Villages | None = None
    outer_snapping: Snapping | None = None

    def counts(self) -> dict[str, int]:
        """Return how much of everything the region holds."""
        return {
            "nodes": self.network.node_count,
            "edges": len(self.network.head),
            "roads": len(self.network.roads),
            "villages": len(self.villages),
            "services": len(self.services),
            "cells": 0 if self.cells is None else len(self.cells),
        }

    def networks(self) -> tuple[NetworkSize, ...]:
        """Return the networks that the roads make, the longest first, with who lives there."""
        return network_sizes(self.network, self.villages, self.village_snapping)


def write_region(region: Region, folder: Path) -> None:
    """Write the region whole, in place of an older one.

    Raises
    ------
    OutputError
        The folder is not ours or cannot be written; what stood there is untouched.
    """
    network = region.network
    with replaced_folder(folder) as working:
        arrays = {
            "network": write_arrays(network, working / "network"),
            "network/roads": write_arrays(network.roads, working / "network" / "roads"),
            ROAD_NAMES: write_arrays(region.road_names, working / ROAD_NAMES),
            **write_prepared(region.prepared, working),
        }
        for name, places, snapping in (
            ("villages", region.villages, region.village_snapping),
            ("outer_villages", region.outer_villages, region.outer_snapping),
            ("services", region.services, region.service_snapping),
            ("cells", region.cells, region.cell_snapping),
        ):
            if places is not None and snapping is not None:
                write_places(places, snapping, network.crs, working / f"{name}.parquet")
        write_areas(region.areas, working / "boundaries.parquet")
        write_ground(region.ground, network.crs, working / "ground.parquet")
        write_problems(region.problems, network.crs, working / "problems.parquet")
        write_review(region.review, network.crs, working / "review.parquet")
        text = json.dumps(_manifest(region, arrays), ensure_ascii=False, indent=1)
        (working / MANIFEST).write_text(text, encoding="utf-8", newline="\n")


def _manifest(region: Region, arrays: dict[str, Any]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        **asdict(region.provenance),
        "access_speed_kph": region.network.access_speed_kph,
        "counts": region.counts(),
        "coverage": {
            key: {kommun: coverage.code for kommun, coverage in by_kommun.items()}
            for key, by_kommun in region.coverage.items()
        },
        "networks": [asdict(size) for size in region.networks()],
        "data_report": asdict(region.data_report),
        "import_report": [asdict(finding) for finding in region.findings.values()],
        "official_people": [asdict(each) for each in region.official_people],
        "uses": [asdict(use) for use in region.network.roads.uses],
        "arrays": arrays,
    }


def open_region(folder: Path) -> Region:
    """Open a region by memory mapping.

    Raises
    ------
    RegionError
        No region, another format version, or a file that is missing, cut off or altered.
    """
    manifest = read_manifest(folder)
    try:
        return _opened(folder, manifest)
    except (LookupError, TypeError, AttributeError) as cause:
        raise RegionError(
            f"{folder / MANIFEST}: lacks or misstates something ({cause}); the region is damaged: "
            "build it again"
        ) from cause


def _opened(folder: Path, manifest: dict[str, Any]) -> Region:
    villages, village_snapping = read_villages(folder / "villages.parquet")
    services, service_snapping = read_services(folder / "services.parquet")
    cells, cell_snapping = (
        read_cells(folder / "cells.parquet") if manifest["counts"]["cells"] else (None, None)
    )
    outer, outer_snapping = (
        read_villages(outer_file)
        if (outer_file := folder / "outer_villages.parquet").exists()
        else (None, None)
    )
    codes = {coverage.code: coverage for coverage in Coverage}
    network = _network(folder, manifest)
    return Region(
        network=network,
        prepared=read_prepared(network, folder, manifest["arrays"]),
        villages=villages,
        village_snapping=village_snapping,
        services=services,
        service_snapping=service_snapping,
        cells=cells,
        cell_snapping=cell_snapping,
        areas=read_areas(folder / "boundaries.parquet", manifest["crs"]),
        ground=read_ground(folder / "ground.parquet"),
        road_names=_road_names(folder, manifest["arrays"].get(ROAD_NAMES)),
        coverage={
            key: {kommun: codes[code] for kommun, code in by_kommun.items()}
            for key, by_kommun in manifest["coverage"].items()
        },
        findings={
            each["kind"]: Finding(**each | {"examples": tuple(each["examples"])})
            for each in manifest["import_report"]
        },
        problems=read_problems(folder / "problems.parquet"),
        provenance=_provenance(manifest),
        review=read_review(folder / "review.parquet"),
        data_report=_data_report(manifest["data_report"]),
        official_people=tuple(
            OfficialPeople(**each) for each in manifest.get("official_people", ())
        ),
        outer_villages=outer,
        outer_snapping=outer_snapping,
    )


def _network(folder: Path, manifest: dict[str, Any]) -> Network:
    described = manifest["arrays"]
    uses: dict[str, Any] = {"uses": tuple(_use(each) for each in manifest["uses"])}
    road_arrays = read_arrays(
        Roads, folder / "network" / "roads", described["network/roads"], beside=set(uses)
    )
    rest: dict[str, Any] = {
        "roads": Roads(**uses, **road_arrays),
        **{name: manifest[name] for name in ("crs", "mode", "access_speed_kph")},
    }
    arrays = read_arrays(Network, folder / "network", described["network"], beside=set(rest))
    return Network(**rest, **arrays)


def _road_names(folder: Path, described: dict[str, Any] | None) -> RoadNames:
    """Return what roads are called; a region that was built without names has none."""
    if described is None:
        return no_road_names()
    return RoadNames(**read_arrays(RoadNames, folder / ROAD_NAMES, described, beside=set()))


def _data_report(stored: dict[str, Any]) -> DataReport:
    return DataReport(
        sources=tuple(
            SourceRecord(**each | {"reasons": tuple(each["reasons"])})
            for each in stored["sources"]
        ),
        lacks=tuple(Lack(**each) for each in stored["lacks"]),
    )


def _use(stored: dict[str, Any]) -> WayUse:
    return WayUse(
        **stored
        | {
            "forward": Passage(stored["forward"]),
            "backward": Passage(stored["backward"]),
            "doubts": tuple(stored["doubts"]),
        }
    )


def _provenance(manifest: dict[str, Any]) -> Provenance:
    stored = {field.name: manifest[field.name] for field in fields(Provenance)}
    return Provenance(
        **stored
        | {
            "inputs": tuple(InputFile(**each) for each in stored["inputs"]),
            "attribution": tuple(stored["attribution"]),
        }
    )
