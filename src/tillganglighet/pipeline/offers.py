"""What is offered where: the services of OSM and of tables, joined."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.catalogue import Category, catalogue
from tillganglighet.domain.places import Services
from tillganglighet.domain.status import Coverage
from tillganglighet.network.findings import Findings
from tillganglighet.sources.osm_places import OsmPlace
from tillganglighet.sources.osm_services import services_from_osm
from tillganglighet.sources.tables import read_services


def offered_services(
    places: Sequence[OsmPlace],
    tables: Sequence[Path],
    categories: Sequence[Category],
    crs: str,
    findings: Findings,
) -> Services:
    """Return what OSM and the tables offer; what a narrow category holds its wider one holds too.

    Raises
    ------
    InputError
        A table cannot be read.
    """
    parts = [services_from_osm(places, categories, crs, findings)]
    parts += [read_services(table, crs, findings) for table in tables]
    joined = _joined(parts)
    wider = [
        _called(_chosen(joined, joined.category == narrow), category.key)
        for category in categories
        for narrow in category.includes
    ]
    return _without_repeats(_joined([joined, *wider]))


def coverage_of(services: Services) -> Mapping[str, Coverage]:
    """Return how far the data cover each category: a file adds to OSM, but completes nothing."""
    offered = set(services.category.tolist())
    return {
        key: Coverage.INCOMPLETE if key in offered else category.osm_coverage
        for key, category in catalogue().items()
    }


def _joined(parts: Sequence[Services]) -> Services:
    return Services(
        **{
            field.name: np.concatenate([getattr(part, field.name) for part in parts])
            for field in fields(Services)
        }
    )


def _chosen(services: Services, which: npt.NDArray[np.bool_ | np.intp]) -> Services:
    return Services(
        **{field.name: getattr(services, field.name)[which] for field in fields(Services)}
    )


def _called(services: Services, key: str) -> Services:
    return replace(services, category=np.full(len(services), key))


def _without_repeats(services: Services) -> Services:
    """Keep the first entry of each id and category: wider categories repeat what tags gave."""
    pairs = np.array([services.id, services.category])
    _, first = np.unique(pairs, axis=1, return_index=True)
    return _chosen(services, np.sort(first))
