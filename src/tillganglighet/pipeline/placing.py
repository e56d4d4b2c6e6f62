"""Give places the kommun that they lie in, and keep those that an area is about."""

from dataclasses import fields, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.areas import Areas
from tillganglighet.domain.locating import Located, locate, locate_others
from tillganglighet.domain.places import NO_VILLAGE, Cells, Services, Villages
from tillganglighet.network.crs import unproject
from tillganglighet.network.findings import Findings
from tillganglighet.pipeline.study_area import StudyArea

Mask = npt.NDArray[np.bool_]
Places = TypeVar("Places", Villages, Services, Cells)


def villages_located(
    villages: Villages, areas: Areas, study: StudyArea | None, findings: Findings
) -> tuple[Villages, Mask]:
    """Return the villages in the study area (all if there is none) with kommun and län codes.

    And which of the given ones they are: (village_count,) bool.
    """
    located = locate(areas, villages.x, villages.y)
    inside = np.ones(len(villages), dtype=bool) if study is None else study.holds(located)
    for kind, found in _doubts(located).items():
        told = found & inside
        findings.add(kind, villages.id[told].tolist(), persons=villages.population[told])
    known = replace(
        villages,
        kommun_code=located.kommun_code,
        lan_code=located.lan_code,
        area_codes=locate_others(areas, villages.x, villages.y),
    )
    return _chosen(known, inside), inside


def villages_round(
    villages: Villages, is_outside: Mask, areas: Areas, study: StudyArea
) -> Villages:
    """Return those outside the study area that it reaches, with kommun and län codes."""
    near = study.reaches(*unproject(villages.x, villages.y, areas.crs))
    return villages_located(_chosen(villages, is_outside & near), areas, None, Findings())[0]


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


def cells_located(cells: Cells, areas: Areas, study: StudyArea | None) -> Cells:
    """Return the cells in the study area (all if there is none) with kommun and län codes."""
    located = locate(areas, cells.x, cells.y)
    known = replace(
        cells,
        kommun_code=located.kommun_code,
        lan_code=located.lan_code,
        area_codes=locate_others(areas, cells.x, cells.y),
    )
    return known if study is None else _chosen(known, study.holds(located))


def cells_of_villages(cells: Cells, is_left: Mask) -> Cells:
    """Return the cells when of their villages only these are left: (village_count,) bool."""
    number = np.append(np.where(is_left, np.cumsum(is_left) - 1, NO_VILLAGE), NO_VILLAGE)
    return replace(cells, village=number[cells.village].astype(np.int32))


def _doubts(located: Located) -> dict[str, Mask]:
    return {
        "kommun_nearest": located.is_nearest,
        "kommun_unknown": np.asarray(located.kommun_code == ""),
    }


def _chosen(places: Places, which: Mask) -> Places:
    arrays = {
        each.name: getattr(places, each.name)[which]
        for each in fields(places)
        if each.name not in {"groups", "area_codes"}
    }
    if not isinstance(places, Services):
        arrays["area_codes"] = {kind: each[which] for kind, each in places.area_codes.items()}
    return replace(places, **arrays)
