"""How people are divided: into places, kommuner, län and the whole, or into areas that are given.

Places lie in kommuner, kommuner in län and län in the whole, and everybody is in exactly one of
each, so that the numbers of every level add up to those of the next. Who lives outside all
places is counted in the place `utanfor_ort` of the kommun; a place that a kommun border divides
is counted in parts, one a kommun.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from tillganglighet.accessibility.levels.counted_people import CountedPeople
from tillganglighet.accessibility.levels.counted_places import OUTSIDE_KIND
from tillganglighet.domain.areas import AreaKind, Areas
from tillganglighet.domain.places import StrArray, Villages
from tillganglighet.errors import UsageError

Int32Array = npt.NDArray[np.int32]

LEVELS = ("ort", "kommun", "lan", "hela")
WHOLE = "hela"
OUTSIDE_AREAS = "utanfor"
FREE_AREAS = "omrade"


@dataclass(frozen=True)
class Division:
    """One way to divide everybody into units.

    Parameters
    ----------
    level : str
        One of `LEVELS`, another kind of area such as "deso", or "omrade".
    id : (unit_count,) str
        Of a village its own, with `@` and the kommun code behind for the smaller parts of one
        that a border divides; `utanfor_ort:2039`; the code of a kommun or län, empty for those
        that nobody knows the kommun of; "hela".
    name : (unit_count,) str
        Empty where there is none.
    kind : (unit_count,) str
        Of a place its kind, else the level.
    kommun_code, lan_code : (unit_count,) str
        What the unit lies in; empty when unknown or not in one.
    village : (unit_count,) int32
        Index of the unit's village; -1 for all that is no village.
    origin, unit : (pair_count,) int32
        Who is in which unit. Areas that are given may overlap, and then origins are repeated.
    is_part : (unit_count,) bool
        The smaller part of a village that a kommun border divides.
    """

    level: str
    id: StrArray
    name: StrArray
    kind: StrArray
    kommun_code: StrArray
    lan_code: StrArray
    village: Int32Array
    origin: Int32Array
    unit: Int32Array
    is_part: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        """Return the number of units."""
        return len(self.id)


def divided(level: str, people: CountedPeople, villages: Villages, areas: Areas) -> Division:
    """Return the division of everybody at one of the nested levels, or by another kind of area.

    Places come in the order of the villages, each before its parts in other kommuner, then what
    lies outside all of them by kommun; kommuner, län and other areas ascend by code.

    Raises
    ------
    UsageError
        The region knows no areas of that kind.
    """
    match level:
        case "ort":
            return _places(people, villages)
        case "kommun":
            pairs = _pairs(people, villages)
            codes, unit = np.unique(pairs, axis=0, return_inverse=True)
            names = areas.names_of(AreaKind.KOMMUN, codes[:, 1])
            return _coded(level, names, codes, unit.ravel()[len(villages) :])
        case "lan":
            lan = _pairs(people, villages)[:, 0]
            codes, unit = np.unique(lan, return_inverse=True)
            both = np.column_stack([codes, np.full(len(codes), "")])
            return _coded(level, areas.names_of(AreaKind.LAN, codes), both, unit[len(villages) :])
        case "hela":
            return _whole(people)
        case _:
            return _by_kind(level, people, areas)


def divided_by_areas(
    ids: StrArray,
    names: StrArray,
    polygons: npt.NDArray[np.object_],
    people: CountedPeople,
) -> Division:
    """Return the division by areas that are given as polygons, in the CRS of the people.

    An origin is in every area that holds its point; who is in none is in the last unit,
    `OUTSIDE_AREAS`, so that nobody is lost.
    """
    points = np.asarray(shapely.points(people.x, people.y))
    unit, origin = shapely.STRtree(points).query(polygons, predicate="covers")
    outside = np.setdiff1d(np.arange(len(people)), origin)
    order = np.lexsort((origin, unit))
    return _of_areas(
        FREE_AREAS,
        ids,
        names,
        np.concatenate([origin[order], outside]),
        np.concatenate([unit[order], np.full(len(outside), len(ids))]),
    )


def _of_areas(
    level: str,
    ids: StrArray,
    names: StrArray,
    origin: npt.NDArray[np.integer],
    unit: npt.NDArray[np.integer],
) -> Division:
    """Return a division by areas; the unit behind the last of them is outside all."""
    count = len(ids) + 1
    return Division(
        level=level,
        id=np.append(ids, OUTSIDE_AREAS),
        name=np.append(names, ""),
        kind=np.full(count, level),
        kommun_code=np.full(count, ""),
        lan_code=np.full(count, ""),
        village=np.full(count, -1, dtype=np.int32),
        origin=origin.astype(np.int32),
        unit=unit.astype(np.int32),
        is_part=np.zeros(count, dtype=bool),
    )


def check_level_is_known(level: str, kinds: Iterable[str]) -> None:
    """Raise UsageError unless the level is of every region, or one of its own kinds of area."""
    known = [*LEVELS, *kinds]
    if level not in known:
        raise UsageError(
            f"level {level}: the region knows no such areas; expected one of {', '.join(known)}, "
            "or build it with a file of them as --boundaries"
        )


def _by_kind(kind: str, people: CountedPeople, areas: Areas) -> Division:
    check_level_is_known(kind, people.area_codes)
    held = people.area_codes[kind]
    codes = np.unique(np.concatenate([areas.of_kind(kind).code, held[held != ""]]))
    unit = np.where(held == "", len(codes), np.searchsorted(codes, held))
    origin = np.arange(len(people), dtype=np.int32)
    return _of_areas(kind, codes, areas.names_of(kind, codes), origin, unit)


def _whole(people: CountedPeople) -> Division:
    return Division(
        level=WHOLE,
        id=np.array([WHOLE]),
        name=np.array([""]),
        kind=np.array([WHOLE]),
        kommun_code=np.array([""]),
        lan_code=np.array([""]),
        village=np.array([-1], dtype=np.int32),
        origin=np.arange(len(people), dtype=np.int32),
        unit=np.zeros(len(people), dtype=np.int32),
        is_part=np.zeros(1, dtype=bool),
    )


def _pairs(people: CountedPeople, villages: Villages) -> StrArray:
    """Return (village_count + origin_count, 2) the län and kommun of villages, then of people."""
    return np.column_stack(
        [
            np.concatenate([villages.lan_code, people.lan_code]),
            np.concatenate([villages.kommun_code, people.kommun_code]),
        ]
    )


def _coded(level: str, names: StrArray, codes: StrArray, unit: npt.NDArray[np.intp]) -> Division:
    """Return a division by the codes of län and kommun; (unit_count, 2)."""
    return Division(
        level=level,
        id=codes[:, 1] if level == "kommun" else codes[:, 0],
        name=names,
        kind=np.full(len(codes), level),
        kommun_code=codes[:, 1],
        lan_code=codes[:, 0],
        village=np.full(len(codes), -1, dtype=np.int32),
        origin=np.arange(len(unit), dtype=np.int32),
        unit=unit.astype(np.int32),
        is_part=np.zeros(len(codes), dtype=bool),
    )


def _places(people: CountedPeople, villages: Villages) -> Division:
    """Return villages with all their parts, and what lies outside them by kommun."""
    count, pairs = len(villages), _pairs(people, villages)
    known, pair = np.unique(pairs, axis=0, return_inverse=True)
    # Every village has a unit of its own and every kommun one outside them, people or not; what
    # is outside sorts behind all villages.
    village = np.concatenate(
        [
            np.arange(count),
            np.where(people.village < 0, count, people.village),
            np.full(len(known), count),
        ]
    )
    pair = np.append(pair.ravel(), np.arange(len(known)))
    lan, kommun = known[pair].T
    own = np.append(villages.kommun_code, "")[village]
    is_part = (village < count) & (kommun != own)
    key = np.column_stack([village, is_part, pair])
    _, first, number = np.unique(key, axis=0, return_index=True, return_inverse=True)
    at, kommun, lan, is_part = village[first], kommun[first], lan[first], is_part[first]
    outside = at == count
    ids, names, kinds = (
        np.append(each, "")[at] for each in (villages.id, villages.name, villages.kind)
    )
    texts = [
        f"{OUTSIDE_KIND}:{code}" if is_outside else f"{own_id}@{code}" if part else own_id
        for own_id, code, is_outside, part in zip(
            ids.tolist(), kommun.tolist(), outside, is_part, strict=True
        )
    ]
    return Division(
        level="ort",
        id=np.array(texts, dtype=np.str_),
        name=names,
        kind=np.where(outside, OUTSIDE_KIND, kinds),
        kommun_code=kommun,
        lan_code=lan,
        village=np.where(outside, -1, at).astype(np.int32),
        origin=np.arange(len(people), dtype=np.int32),
        unit=number.ravel()[count : count + len(people)].astype(np.int32),
        is_part=is_part,
    )
