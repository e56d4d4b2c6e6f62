"""Pick services, put them together, and let wider categories hold what narrow ones hold."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.catalogue import Category
from tillganglighet.domain.places import Services
from tillganglighet.sources.services.school_grades import STAGES, stages_of

SCHOOL = "grundskola"


def joined(parts: list[Services]) -> Services:
    """Return all services, in the order of the parts."""
    return Services(
        **{
            name: np.concatenate([getattr(part, name) for part in parts])
            for name in Services.__dataclass_fields__
        }
    )


def chosen(services: Services, which: npt.NDArray[np.bool_ | np.intp]) -> Services:
    """Return the entries that a mask or positions pick."""
    return Services(
        **{name: getattr(services, name)[which] for name in Services.__dataclass_fields__}
    )


def widened(services: Services, categories: Iterable[Category]) -> Services:
    """Let what a narrow category holds be held by its wider one too, and schools by stage."""
    wider = [
        replace(part, category=np.full(len(part), category.key))
        for category in categories
        for narrow in category.includes
        if len(part := chosen(services, np.flatnonzero(services.category == narrow)))
    ]
    return joined([services, *wider, *_stages(services)])


def _stages(services: Services) -> Iterator[Services]:
    """Yield the schools of each stage of compulsory school, of those whose grades are known."""
    is_school = (services.category == SCHOOL) & (services.grades != "")
    schools = chosen(services, np.flatnonzero(is_school))
    taught = [stages_of(grades) for grades in schools.grades.tolist()]
    for stage in STAGES:
        of_stage = chosen(schools, np.array([stage in each for each in taught], dtype=np.bool_))
        yield replace(of_stage, category=np.full(len(of_stage), stage))
