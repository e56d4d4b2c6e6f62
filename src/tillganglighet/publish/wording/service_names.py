"""What people call services, also those without a name: by what they offer and where they lie."""

from typing import Protocol

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.travel.service_villages import villages_of_points
from tillganglighet.domain.areas import AreaKind, Areas
from tillganglighet.domain.catalogue import catalogue
from tillganglighet.domain.places import Cells, Services, Villages
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.words import words


class Whereabouts(Protocol):
    """What places are called by: a region, a world or a report with areas has it."""

    @property
    def villages(self) -> Villages:
        """Return the villages."""

    @property
    def cells(self) -> Cells | None:
        """Return the cells, by which villages reach out."""

    @property
    def areas(self) -> Areas:
        """Return the kommuner."""


def service_names(
    services: Services, where: Whereabouts, language: Language
) -> npt.NDArray[np.object_]:
    """Return (service_count,) texts: the name, else such as "dagligvaror utan namn i Idre".

    The place is the service's village, else its kommun, else its id stands there; of a service
    that may not be told only the category and its number.
    """
    names, text = services.name.astype(object), words(language)
    nameless = np.flatnonzero(services.name == "")
    places = _places(services, nameless, where)
    for at, place in zip(nameless.tolist(), places, strict=True):
        category = catalogue()[str(services.category[at])].name(language).lower()
        key = "service_without_name_in" if place else "service_without_name"
        names[at] = text[key].format(category=category, place=place, id=services.id[at])
    return names


def _places(services: Services, which: npt.NDArray[np.intp], where: Whereabouts) -> list[str]:
    """Return the village or kommun of some services; empty where there is none to tell."""
    villages, cells = where.villages, where.cells
    kommuner = where.areas.names_of(AreaKind.KOMMUN, services.kommun_code[which]).tolist()
    x, y = services.x[which], services.y[which]
    told = np.isfinite(x)
    village = np.full(len(which), -1, dtype=np.int32)
    village[told] = villages_of_points(x[told], y[told], villages, cells)
    return [
        str(villages.name[at]) if at >= 0 else kommun
        for at, kommun in zip(village.tolist(), kommuner, strict=True)
    ]
