"""The sites that a siting may open or close: places, premises, nodes of the roads, services."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.travel.measure import offered_by_id
from tillganglighet.domain.locating import locate
from tillganglighet.network.findings import Findings
from tillganglighet.network.snapping import Snapper, Snapping
from tillganglighet.scenarios.siting.report import Sites
from tillganglighet.sources.services.premises_files import read_premises
from tillganglighet.store.region import Region

# Every node where roads meet is a candidate, or every shop of today.
NODES, SHOPS = "noder", "butiker"
_SHOP = "dagligvaror"


@dataclass(frozen=True)
class Candidates:
    """Sites and where they meet the road.

    Parameters
    ----------
    sites : Sites
        As products may tell of them.
    asked_id : (site_count,) str
        By which users name them.
    snapping : Snapping
    left_out : int
        Candidates that lie off the road, and rows of their file that could not be used.
    service : (site_count,) int64 or None
        Index of each, where the sites are services.
    """

    sites: Sites
    asked_id: npt.NDArray[np.str_]
    snapping: Snapping
    left_out: int
    service: npt.NDArray[np.int64] | None = None

    def chosen(self, which: npt.NDArray[np.intp]) -> "Candidates":
        """Return some of the candidates, by index."""
        arrays = {name: values[which] for name, values in vars(self.sites).items()}
        return replace(
            self,
            sites=Sites(**arrays),
            asked_id=self.asked_id[which],
            snapping=self.snapping.chosen(which),
            service=None if self.service is None else self.service[which],
        )

    def on_road(self) -> "Candidates":
        """Return the candidates that the road reaches."""
        met = np.flatnonzero(self.snapping.road >= 0)
        return replace(self.chosen(met), left_out=self.left_out + len(self.asked_id) - len(met))


def candidates_of(region: Region, source: str | Path) -> Candidates:
    """Return the candidates for something new that the road reaches.

    Parameters
    ----------
    region : Region
    source : str or Path
        Empty for the villages, `NODES`, `SHOPS`, or a file of premises.
    """
    if source == "":
        return _villages(region).on_road()
    if str(source) == NODES:
        return _nodes(region)
    if str(source) == SHOPS:
        offered = offered_by_id(region.services, _SHOP)
        return _services(region, offered[_in_area(region, offered)])
    return _premises(region, Path(source)).on_road()


def services_to_close(region: Region, category: str) -> Candidates:
    """Return the services of a category in the measured area that the road reaches."""
    offered = offered_by_id(region.services, category)
    return _services(region, offered[_in_area(region, offered)])


def _in_area(region: Region, service: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Return which services lie in the area that is measured; all if there is none."""
    area = region.provenance.area.partition(" ")[0]
    kommun = region.services.kommun_code[service]
    inside = (kommun == area) | (region.areas.lan_codes_of(kommun) == area)
    return np.asarray(inside | (area == ""))


def _services(region: Region, service: npt.NDArray[np.int64]) -> Candidates:
    told = region.services.for_export()
    return Candidates(
        sites=_sites(
            told.id[service],
            told.name[service],
            told.kommun_code[service],
            told.x[service],
            told.y[service],
        ),
        asked_id=region.services.id[service],
        snapping=region.service_snapping.chosen(service),
        left_out=0,
        service=service,
    ).on_road()


def _villages(region: Region) -> Candidates:
    villages = region.villages
    order = np.argsort(villages.id, kind="stable")
    return Candidates(
        sites=_sites(
            villages.id[order],
            villages.name[order],
            villages.kommun_code[order],
            villages.x[order],
            villages.y[order],
        ),
        asked_id=villages.id[order],
        snapping=region.village_snapping.chosen(order),
        left_out=0,
    )


def _premises(region: Region, path: Path) -> Candidates:
    findings = Findings()
    premises = read_premises(path, region.network.crs, findings)
    limit_m = region.provenance.parameters["max_service_access_m"]
    snapping = Snapper(region.network).snap(premises.x, premises.y, max_access_distance_m=limit_m)
    bad = findings.frozen().get("table_row_bad")
    sites = _sites(
        premises.id,
        premises.name,
        locate(region.areas, premises.x, premises.y).kommun_code,
        premises.x,
        premises.y,
    )
    return Candidates(
        sites=replace(sites, cost_kr=premises.cost_kr, capacity=premises.capacity),
        asked_id=premises.id,
        snapping=snapping,
        left_out=0 if bad is None else bad.count,
    )


def _nodes(region: Region) -> Candidates:
    """Return the nodes of roads where journeys may end, each met by its first road."""
    roads = region.network.roads
    road = np.flatnonzero(region.network.is_target)
    node = np.concatenate([roads.from_node[road], roads.to_node[road]])
    ids = np.strings.add("n", roads.node_id[node].astype(np.str_))
    ids, first = np.unique(ids, return_index=True)
    own, is_last = np.tile(road, 2)[first], first >= len(road)
    point = np.where(is_last, roads.first_point[own + 1] - 1, roads.first_point[own])
    x, y = roads.x[point], roads.y[point]
    nothing = np.zeros(len(ids))
    return Candidates(
        sites=_sites(ids, np.full(len(ids), ""), locate(region.areas, x, y).kommun_code, x, y),
        asked_id=ids,
        snapping=Snapping(
            road=own.astype(np.int32),
            fraction=is_last.astype(np.float64),
            access_distance_m=nothing,
            access_ms=nothing.astype(np.int32),
        ),
        left_out=0,
    )


def _sites(
    ids: npt.NDArray[np.str_],
    name: npt.NDArray[np.str_],
    kommun_code: npt.NDArray[np.str_],
    x: npt.NDArray[np.float64],
    y: npt.NDArray[np.float64],
) -> Sites:
    """Return sites of which neither cost nor capacity is known."""
    return Sites(
        ids, name, kommun_code, x, y, np.full(len(ids), np.nan), np.full(len(ids), np.inf)
    )
