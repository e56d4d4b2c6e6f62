"""Services out of OSM places, by the tags of the catalogue."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import shapely

from tillganglighet.domain.catalogue import Category, TagFilter
from tillganglighet.domain.places import Services, StrArray
from tillganglighet.network.crs import project
from tillganglighet.network.extract import Tags
from tillganglighet.network.findings import Findings
from tillganglighet.sources.osm.places import OsmPlace
from tillganglighet.sources.services.school_grades import grades_text
from tillganglighet.sources.tabular.values import numbers

NEGATIVE = ("no", "none")
CLOSED_KEYS = ("disused", "abandoned", "demolished")  # =yes on the object itself
NOT_FOR_EVERYBODY = ("private", "no")


def service_keys(categories: Iterable[Category]) -> set[str]:
    """Return the tag keys that an object must have one of to be a service."""
    return {key for category in categories for filter_ in category.tags for key in filter_}


def services_from_osm(
    places: Sequence[OsmPlace], categories: Sequence[Category], crs: str, findings: Findings
) -> Services:
    """Return one service for each place and each category that it offers."""
    offers = [
        (place, category)
        for place in places
        if is_service(place.tags, categories) and _is_open(place, findings)
        for category in categories
        if is_service(place.tags, [category])
    ]
    offers = list(_without_twins(offers, findings))
    key_of = _place_keys({place.id: place for place, _ in offers})
    x, y = project(
        np.array([place.lon for place, _ in offers]),
        np.array([place.lat for place, _ in offers]),
        crs,
    )
    return Services(
        id=np.array([place.id for place, _ in offers], dtype=np.str_),
        category=np.array([category.key for _, category in offers], dtype=np.str_),
        name=np.array([_name(place.tags) for place, _ in offers], dtype=np.str_),
        x=x,
        y=y,
        place_key=np.array([key_of[place.id] for place, _ in offers], dtype=np.str_),
        operator=_texts(offers, "operator"),
        source=np.full(len(offers), "osm"),
        kommun_code=np.full(len(offers), "", dtype="U4"),
        opening_hours=_texts(offers, "opening_hours"),
        grades=np.array(
            [grades_text(each) for each in _texts(offers, "grades").tolist()], dtype=np.str_
        ),
        capacity=numbers(_texts(offers, "capacity")),
    )


def _texts(offers: Sequence[tuple[OsmPlace, Category]], key: str) -> StrArray:
    return np.array([place.tags.get(key, "") for place, _ in offers], dtype=np.str_)


def is_service(tags: Tags, categories: Iterable[Category]) -> bool:
    """Tell whether an object with these tags belongs to any of the categories."""
    return any(_fits(tags, each) for category in categories for each in category.tags)


def _fits(tags: Tags, wanted: TagFilter) -> bool:
    """Tell whether every key has a wanted value; `;` separates several values of one tag."""
    return all(
        any(
            value in values or ("*" in values and value not in NEGATIVE)
            for value in (part.strip() for part in tags[key].split(";"))
        )
        if key in tags
        else False
        for key, values in wanted.items()
    )


def _is_open(place: OsmPlace, findings: Findings) -> bool:
    if any(place.tags.get(key) == "yes" for key in CLOSED_KEYS):
        findings.add("service_closed", [place.id])
        return False
    if place.tags.get("access") in NOT_FOR_EVERYBODY:
        findings.add("service_private", [place.id])
        return False
    return True


def _name(tags: Tags) -> str:
    """Return what people call the place; empty where the map does not tell."""
    return tags.get("name") or tags.get("brand") or tags.get("operator") or ""


def _without_twins(
    offers: Sequence[tuple[OsmPlace, Category]], findings: Findings
) -> Iterator[tuple[OsmPlace, Category]]:
    """Leave out areas that hold a node of the same category and a like or missing name."""
    nodes: dict[str, list[OsmPlace]] = {}
    for place, category in offers:
        if place.area is None:
            nodes.setdefault(category.key, []).append(place)
    trees = {key: shapely.STRtree(_points(each)) for key, each in nodes.items()}
    for place, category in offers:
        tree = trees.get(category.key)
        inside: Iterable[int] = ()
        if place.area is not None and tree is not None:
            inside = tree.query(place.area, "covers")
        if any(_alike(place.tags, nodes[category.key][at].tags) for at in inside):
            findings.add("service_twice", [place.id])
        else:
            yield place, category


def _alike(tags: Tags, others: Tags) -> bool:
    name, other = tags.get("name", "").casefold(), others.get("name", "").casefold()
    return not name or not other or name == other


def _place_keys(places: Mapping[str, OsmPlace]) -> dict[str, str]:
    """Return what building each place belongs to: the service area around a node, else itself."""
    nodes = [place for place in places.values() if place.area is None]
    areas = [place for place in places.values() if place.area is not None]
    keys = {key: key for key in places}
    tree = shapely.STRtree(_points(nodes))
    for area in areas:
        for at in tree.query(area.area, "covers"):
            keys[nodes[at].id] = area.id
    return keys


def _points(places: Sequence[OsmPlace]) -> list[shapely.Point]:
    return [shapely.Point(place.lon, place.lat) for place in places]
