"""The places of a search for servicepunkter, as one value that products are made from."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.gaps.residents import Residents
from tillganglighet.accessibility.travel.access import AccessTable
from tillganglighet.domain.catalogue import Category
from tillganglighet.domain.places import FloatArray
from tillganglighet.scenarios.siting.report import Sites
from tillganglighet.scenarios.siting.servicepunkt import ServicePoints


@dataclass(frozen=True)
class ServicePointReport:
    """The answer of `servicepunkt` with its places and people.

    Parameters
    ----------
    report : GapReport
        Everybody as of today.
    residents : Residents
    categories : tuple of Category
        The services that a servicepunkt may have; columns of `access` and `is_uncertain`.
    sites : Sites
        The places, those that fulfil the condition.
    population : (site_count,) float64
        nan where the place is no village, or nobody has counted.
    access : AccessTable
        The answers at the places themselves.
    is_missing, is_uncertain : (site_count, category_count) bool
        Beyond the acceptable, or no way at all; and that in data that may lack a nearer one.
    shortest_km : (site_count,) float64
        Shortest road to the nearest service of `far_from`; inf where there is none.
    far_from : Category
    least_km : float
        Places have farther than this to it; 0 for all places.
    points : ServicePoints
    considered : int
        How many places there are in all.
    """

    report: GapReport
    residents: Residents
    categories: tuple[Category, ...]
    sites: Sites
    population: FloatArray
    access: AccessTable
    is_missing: npt.NDArray[np.bool_]
    is_uncertain: npt.NDArray[np.bool_]
    shortest_km: FloatArray
    far_from: Category
    least_km: float
    points: ServicePoints
    considered: int
