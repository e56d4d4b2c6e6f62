"""One service that several sources know becomes one, and the doubtful pairs are listed."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.catalogue import Category
from tillganglighet.domain.places import UNSAID, Services
from tillganglighet.domain.service_review import MERGED, QUESTION, ReviewItem
from tillganglighet.network.findings import Findings
from tillganglighet.sources.services.pairs import IntArray, Pair, near_pairs
from tillganglighet.sources.services.selection import chosen, joined, widened

# Between the sources of one service, in its own `source`.
SOURCE_SEPARATOR = " + "
# What the first source may leave unsaid and a later one tell.
_TOLD = ("name", "operator", "kommun_code", "opening_hours", "grades", "staffed", "capacity")
_TYPES = {"staffed": np.int8, "capacity": np.float64}
_OSM_ID = re.compile(r"[nwr]\d+")


@dataclass(frozen=True)
class MergedServices:
    """The services of all sources, each once.

    Parameters
    ----------
    services : Services
    merged_into : mapping of str to str
        The ids that are gone, and the ids that stand for them now.
    review : tuple of ReviewItem
        The pairs that were merged, and those that may be one, the nearest first.
    entries, kept : mapping of (str, str) to int
        How many entries each source had in each category, and how many of them stand for
        themselves: the others were merged into one before them.
    """

    services: Services
    merged_into: Mapping[str, str]
    review: tuple[ReviewItem, ...]
    entries: Mapping[tuple[str, str], int]
    kept: Mapping[tuple[str, str], int]


def merge_services(
    parts: Sequence[Services], categories: Sequence[Category], findings: Findings
) -> MergedServices:
    """Make one of what several sources say of the same service.

    Two services of different sources are one when both offer a category within 75 m of each other
    and their names are alike or one has none; a service takes the nearest of each source. The
    earlier keeps its id and its place. What a narrow category holds its wider one holds too.

    Parameters
    ----------
    parts : sequence of Services
        One a file, the one whose ids shall stay (OSM) first. An id such as `n123` in a later
        file means the object of OSM.
    categories : sequence of Category
    findings : Findings
        Takes what was merged (`service_merged`) and what may be one (`service_perhaps_same`).
    """
    services = widened(joined(_with_distinct_ids(parts)), categories)
    _, source = np.unique(services.source, return_inverse=True)
    _, first, place = np.unique(services.id, return_index=True, return_inverse=True)
    pairs = near_pairs(services, source, {category.key: category for category in categories})
    places = _joined_places(pairs, place, first, source)
    root = first[[places.root(each) for each in range(len(first))]]
    merged_into = {
        str(services.id[one]): str(services.id[other])
        for one, other in zip(first, root, strict=True)
        if one != other
    }
    # A question is about what stayed: the ids of the others are gone.
    questions = tuple(
        replace(
            _item(services, QUESTION, int(root[place[pair.first]]), int(root[place[pair.second]])),
            category=str(services.category[pair.first]),
        )
        for pair in _doubtful(pairs, place, places)
    )
    moved = np.flatnonzero(first != root)
    merged = [_item(services, MERGED, int(root[at]), int(first[at])) for at in moved.tolist()]
    findings.add("service_merged", [f"{gone} = {kept}" for gone, kept in merged_into.items()])
    findings.add(
        "service_perhaps_same",
        [f"{q.id} ~ {q.other_id} ({q.category}, {q.distance_m:.0f} m)" for q in questions],
    )
    each_once, stays = _each_once(services, root[place])
    return MergedServices(
        each_once,
        merged_into,
        (*questions, *sorted(merged, key=lambda item: item.distance_m)),
        _by_source(services),
        _by_source(chosen(services, stays)),
    )


def _by_source(services: Services) -> Mapping[tuple[str, str], int]:
    files = [source.partition("/")[0] for source in services.source.tolist()]
    return Counter(zip(files, services.category.tolist(), strict=True))


def _item(services: Services, kind: str, one: int, other: int) -> ReviewItem:
    distance_m = np.hypot(services.x[one] - services.x[other], services.y[one] - services.y[other])
    return ReviewItem(
        kind=kind,
        id=str(services.id[one]),
        name=str(services.name[one]),
        other_id=str(services.id[other]),
        other_name=str(services.name[other]),
        category=str(services.category[other]),
        distance_m=float(distance_m),
        x=float(services.x[one]),
        y=float(services.y[one]),
        reason="",
    )


class _Places:
    """Which places are one: a place joins at most one place of each other source."""

    def __init__(self, order: IntArray, source: IntArray) -> None:
        self._order = order.tolist()
        self._parent = list(range(len(order)))
        self._sources = [{each} for each in source.tolist()]

    def root(self, place: int) -> int:
        while self._parent[place] != place:
            place = self._parent[place]
        return place

    def share_source(self, place: int, other: int) -> bool:
        """Tell whether one source knows both, or they are already one."""
        return not self._sources[self.root(place)].isdisjoint(self._sources[self.root(other)])

    def join(self, place: int, other: int) -> None:
        one, two = sorted((self.root(place), self.root(other)), key=self._order.__getitem__)
        self._parent[two] = one
        self._sources[one] |= self._sources[two]


def _joined_places(
    pairs: Sequence[Pair], place: IntArray, first: IntArray, source: IntArray
) -> _Places:
    places = _Places(first, source[first])
    for pair in pairs:
        one, two = int(place[pair.first]), int(place[pair.second])
        is_one_source = source[pair.first] == source[pair.second]
        if pair.is_same and (is_one_source or not places.share_source(one, two)):
            places.join(one, two)
    return places


def _doubtful(pairs: Sequence[Pair], place: IntArray, places: _Places) -> Iterator[Pair]:
    """Yield each doubtful pair of places once, if neither has its match in the other's source."""
    asked: set[int] = set()
    for pair in pairs:
        one, two = int(place[pair.first]), int(place[pair.second])
        if pair.is_same or places.share_source(one, two) or places.root(two) in asked:
            continue
        asked.add(places.root(two))
        yield pair


def _with_distinct_ids(parts: Sequence[Services]) -> list[Services]:
    """Put the file's name before ids that an earlier file has used for something else."""
    used: set[str] = set()
    distinct = []
    for part in parts:
        own = set(part.id.tolist())
        taken = {each for each in own & used if not _OSM_ID.fullmatch(each)}
        distinct.append(_renamed(part, taken) if taken else part)
        used |= own
    return distinct


def _renamed(part: Services, taken: Collection[str]) -> Services:
    file = part.source[0].partition("/")[0]
    ids = np.array([f"{file}:{each}" if each in taken else each for each in part.id.tolist()])
    place_key = np.where(part.place_key == part.id, ids, part.place_key)
    return replace(part, id=ids, place_key=place_key)


def _each_once(services: Services, root: IntArray) -> tuple[Services, IntArray]:
    """Return one entry for each place and category, at the place of its root, and which stay."""
    services = replace(services, id=services.id[root], x=services.x[root], y=services.y[root])
    pairs = np.array([services.id, services.category])
    _, first, entry = np.unique(pairs, axis=1, return_index=True, return_inverse=True)
    repeated = np.flatnonzero(first[entry] != np.arange(len(services)))
    told = {name: getattr(services, name).astype(object) for name in _TOLD}
    is_unsaid = {name: _is_unsaid(getattr(services, name)) for name in _TOLD}
    source, is_restricted = services.source.astype(object), services.is_restricted.copy()
    for at in repeated.tolist():
        kept = first[entry[at]]
        for name, values in told.items():
            if is_unsaid[name][kept]:
                values[kept] = values[at]
                is_unsaid[name][kept] = is_unsaid[name][at]
        known = source[kept].split(SOURCE_SEPARATOR)
        if services.source[at] not in known:
            source[kept] = SOURCE_SEPARATOR.join([*known, services.source[at]])
        is_restricted[kept] |= is_restricted[at]
    merged = replace(
        services,
        source=source.astype(np.str_),
        is_restricted=is_restricted,
        **{
            name: np.array(each.tolist(), dtype=_TYPES.get(name, np.str_))
            for name, each in told.items()
        },
    )
    return chosen(merged, np.sort(first)), np.sort(first)


def _is_unsaid(values: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Tell which values of an attribute are none."""
    match values.dtype.kind:
        case "f":
            return np.asarray(np.isnan(values))
        case "i":
            return np.asarray(values == UNSAID)
        case _:
            return np.asarray(values == "")
