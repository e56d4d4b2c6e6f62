"""Give places the kommun that they lie in, and keep those that an area is about."""

from dataclasses import fields, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.areas import Areas
from tillganglighet.domain.locating import Located, locate
from tillganglighet.domain.places import Cells, Services, Villages
from tillganglighet.network.crs import unproject
from tillganglighet.network.findings import Findings
from tillganglighet.pipeline.study_area import StudyArea

Places = TypeVar("Places", Villages, Services, Cells)


def villages_located(
    villages: Villages, areas: Areas, study: StudyArea | None, findings: Findings
) -> Villages:
    """Return the villages in the study area (all if there is none) with kommun and län codes."""
    located = locate(areas, villages.x, villages.y)
    inside = np.ones(len(villages), dtype=bool) if study is None else study.holds(located)
    for kind, found in _doubts(located).items():
        told = found & inside
        findings.add(kind, villages.id[told].tolist(), persons=villages.population[told])
    known = replace(villages, kommun_code=located.kommun_code, lan_code=located.lan_code)
    return _chosen(known, inside)


def services_located(services: Services, areas: Areas, findings: Findings) -> Services:
    """Return services with the code of the kommun in which they lie."""
    located = locate(areas, services.x, services.y)
    for kind, found in _doubts(located).items():
        findings.add(kind, np.unique(services.id[found]).tolist())
    return replace(services, kommun_code=located.kommun_code)


def within_reach(services: Services, study: StudyArea | None, crs: str) -> Services:
    """Return the services in the study area and round it; all if there is none."""
    if study is None:
        return services
    return _chosen(services, study.reaches(*unproject(services.x, services.y, crs)))


def cells_in(study: StudyArea, cells: Cells, areas: Areas) -> Cells:
    """Return the cells in the study area."""
    return _chosen(cells, study.holds(locate(areas, cells.x, cells.y)))


def _doubts(located: Located) -> dict[str, npt.NDArray[np.bool_]]:
    return {
        "kommun_nearest": located.is_nearest,
        "kommun_unknown": np.asarray(located.kommun_code == ""),
    }


def _chosen(places: Places, which: npt.NDArray[np.bool_]) -> Places:
    arrays = {
        each.name: getattr(places, each.name)[which]
        for each in fields(places)
        if each.name != "groups"
    }
    return replace(places, **arrays)
