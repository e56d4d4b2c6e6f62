"""Area classes: town, between, rural and remote, by the minutes to a town without a ferry."""

import tomllib
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.travel.metric import Metric, travel_time
from tillganglighet.accessibility.travel.nearest import nearest_services
from tillganglighet.accessibility.travel.prepared import Prepared
from tillganglighet.domain.places import Cells, FloatArray, Villages
from tillganglighet.network.network import Network
from tillganglighet.network.snapping import Snapping
from tillganglighet.routing.graph import Graph
from tillganglighet.units import MS_PER_S, S_PER_MIN, UNREACHED


class AreaClass(IntEnum):
    """How near a town somebody lives (`area_classes.toml`); everybody is in exactly one.

    Unknown is who lives off all roads, and everybody where no town is known.
    """

    TOWN = 0
    BETWEEN = 1
    RURAL = 2
    REMOTE = 3
    UNKNOWN = 4


@dataclass(frozen=True)
class AreaClasses:
    """The `AreaClass` of villages, (village_count,) int8, and of cells where there are any."""

    villages: npt.NDArray[np.int8]
    cells: npt.NDArray[np.int8] | None


def find_area_classes(
    network: Network,
    villages: Villages,
    village_snapping: Snapping,
    *,
    cells: Cells | None = None,
    cell_snapping: Snapping | None = None,
    prepared: Prepared | None = None,
) -> AreaClasses:
    """Return the class of every village and cell.

    Towns beyond what the region measures are not known to it: near the border of a study area a
    place may be nearer a town than its class says.
    """
    is_town = villages.population > area_class_limits()["town_population"]
    if not is_town.any():
        unknown = np.int8(AreaClass.UNKNOWN)
        return AreaClasses(
            np.full(len(villages), unknown),
            None if cells is None else np.full(len(cells), unknown),
        )
    metric = _without_ferries(travel_time(network, prepared.time if prepared else None))
    towns = village_snapping.chosen(np.flatnonzero(is_town))
    if cells is None or cell_snapping is None:
        minutes = _minutes(metric, village_snapping, towns)
        return AreaClasses(_classes(minutes, village_snapping, is_town), None)
    in_town = np.append(is_town, False)[cells.village]
    origins = village_snapping.followed_by(cell_snapping)
    towns = towns.followed_by(cell_snapping.chosen(np.flatnonzero(in_town)))
    classes = _classes(
        _minutes(metric, origins, towns), origins, np.concatenate([is_town, in_town])
    )
    return AreaClasses(classes[: len(villages)], classes[len(villages) :])


@cache
def area_class_limits() -> dict[str, float]:
    """Return the population of a town, and the minutes that end the classes."""
    text = files(__package__).joinpath("area_classes.toml")
    return tomllib.loads(text.read_text(encoding="utf-8"))


def _without_ferries(metric: Metric) -> Metric:
    impedance = np.where(metric.network.edge_is_ferry, np.int32(UNREACHED), metric.graph.impedance)
    graph = Graph(metric.graph.first_out, metric.graph.head, impedance)
    search = graph if isinstance(metric.search, Graph) else metric.search.with_impedance(impedance)
    return Metric(metric.network, graph, search, metric.lane, is_time=True)


def _minutes(metric: Metric, origins: Snapping, towns: Snapping) -> FloatArray:
    """Return (origin_count,) minutes to the nearest town; inf where no road leads to one."""
    impedance = nearest_services(metric, origins, towns, k=1).impedance[:, 0]
    return np.where(impedance < UNREACHED, impedance / (MS_PER_S * S_PER_MIN), np.inf)


def _classes(
    minutes: FloatArray, origins: Snapping, is_town: npt.NDArray[np.bool_]
) -> npt.NDArray[np.int8]:
    limits = area_class_limits()
    ends = [limits["town_min"], limits["between_min"], limits["rural_min"]]
    # side="left": at most 5 minutes is still the town, at most 45 is not yet remote.
    classes = np.searchsorted(ends, minutes, side="left").astype(np.int8)
    classes[origins.road < 0] = AreaClass.UNKNOWN
    classes[is_town] = AreaClass.TOWN
    return classes
