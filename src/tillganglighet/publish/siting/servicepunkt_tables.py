"""Possible servicepunkter, and what each could add, as published tables; the best first."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from tillganglighet.publish.product.frames import Values, framed, objects, texts, with_points
from tillganglighet.publish.wording.classes import codes
from tillganglighet.publish.wording.columns import Language, table_columns
from tillganglighet.scenarios.siting.servicepunkt import ServicePointGains
from tillganglighet.scenarios.siting.servicepunkt_report import ServicePointReport
from tillganglighet.units import S_PER_MIN

if TYPE_CHECKING:
    import geopandas as gpd

IntArray = npt.NDArray[np.intp]


def servicepunkter(found: ServicePointReport, language: Language = "sv") -> "gpd.GeoDataFrame":
    """Return one row a place as points."""
    order, sites = found.points.order, found.sites
    doubted = found.is_missing & found.is_uncertain
    values: dict[str, Values] = {
        "plats_id": texts(sites.id[order]),
        "namn": texts(sites.name[order]),
        "kommunkod": texts(sites.kommun_code[order]),
        "befolkning": found.population[order],
        "kortast_vag_km": _finite(found.shortest_km[order]),
        "antal_saknas": found.is_missing[order].sum(axis=1).astype(np.float64),
        "saknas": objects([" ".join(_keys(found, place)) or None for place in order]),
        "saknas_osakert": objects(
            [
                " ".join(
                    key for key in _keys(found, place) if key in _marked(found, doubted[place])
                )
                or None
                for place in order
            ]
        ),
        **_of_gains(found, found.points.together, order),
        "rang": np.arange(1.0, len(order) + 1),
    }
    frame = framed(values, table_columns("servicepunkter"), language)
    return with_points(frame, sites.x[order], sites.y[order], found.report.provenance.crs)


def servicepunkt_kategorier(
    found: ServicePointReport, language: Language = "sv"
) -> "gpd.GeoDataFrame":
    """Return one row a place and service that it lacks as points."""
    pairs = [
        (place, category)
        for place in found.points.order
        for category in missing_by_use(found, place)
    ]
    at = tuple(np.array(pairs, dtype=np.intp).reshape(-1, 2).T)
    place, category = at
    sites, gains = found.sites, found.points.of_category
    saving = gains.saving[at]
    mean = gains.gain[at] / np.where(saving > 0, saving, np.nan)
    values: dict[str, Values] = {
        "plats_id": texts(sites.id[place]),
        "namn": texts(sites.name[place]),
        "kategori": objects([each.key for each in found.categories])[category],
        "kategorinamn": objects([each.name(language) for each in found.categories])[category],
        "restid_min": _finite(found.access.travel_time_s[..., 0][at] / S_PER_MIN),
        "status": codes("status", language)[found.access.status[at]],
        "tackning": codes("coverage", language)[found.access.coverage[at]],
        "medelvinst_min": mean,
        **_of_gains(found, gains, at),
    }
    frame = framed(values, table_columns("servicepunkt_kategorier"), language)
    return with_points(frame, sites.x[place], sites.y[place], found.report.provenance.crs)


def missing_by_use(found: ServicePointReport, place: np.intp) -> IntArray:
    """Return the services that a place lacks, the one of most use first."""
    gains, missing = found.points.of_category, np.flatnonzero(found.is_missing[place])
    falling = (-gains.gain[place, missing], -gains.newly_served[place, missing])
    return missing[np.lexsort([missing, *falling])]


def _keys(found: ServicePointReport, place: np.intp) -> list[str]:
    return [found.categories[at].key for at in missing_by_use(found, place)]


def _marked(found: ServicePointReport, which: npt.NDArray[np.bool_]) -> set[str]:
    return {found.categories[at].key for at in np.flatnonzero(which)}


def _of_gains(
    found: ServicePointReport, gains: ServicePointGains, at: IntArray | tuple[IntArray, ...]
) -> dict[str, Values]:
    counts_persons = found.residents.counts_persons
    return {
        "personer_som_vinner": gains.persons[at],
        "vinst_personminuter": gains.gain[at] if counts_persons else gains.gain[at] * np.nan,
        "nya_inom_malniva": gains.newly_within[at],
        "fick_service": gains.newly_served[at],
    }


def _finite(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.where(np.isfinite(values), values, np.nan)
