"""The published tables, in full precision; every file format is a rendering of them."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.gaps.summary import UNREACHED
from tillganglighet.domain.areas import AreaKind
from tillganglighet.domain.catalogue import Category
from tillganglighet.domain.status import Level, Status
from tillganglighet.publish.product.frames import Values, framed, objects, texts, with_points
from tillganglighet.publish.wording.classes import codes, published_classes
from tillganglighet.publish.wording.columns import (
    Language,
    orter_columns,
    restider_columns,
    service_columns,
)
from tillganglighet.units import M_PER_KM, S_PER_MIN

if TYPE_CHECKING:
    import geopandas as gpd

Mask = npt.NDArray[np.bool_]

_UNKNOWN = (Status.UNKNOWN, Status.NOT_APPLICABLE)
# One missing text, so that index -1 into texts plus this one finds it.
_MISSING = np.array([None], dtype=object)


def restider(report: GapReport, language: Language = "sv") -> pd.DataFrame:
    """Return the long form: one row a village and category, in the report's order.

    Numbers are float64 with nan where there is none; text is None where there is none.
    """
    village, category = (index.ravel() for index in np.indices(report.access.status.shape))
    values: dict[str, Values] = {}
    for key, of_village in _village_values(report, language).items():
        values[key] = of_village[village]
    for key, of_category in _category_values(report, language).items():
        values[key] = of_category[category]
    for key, answers in _answer_values(report, language).items():
        values[key] = answers.ravel()
    return framed(values, restider_columns(), language)


def orter_table(report: GapReport, language: Language = "sv") -> pd.DataFrame:
    """Return the wide form without geometry: one row a village, in the report's order."""
    answers = _answer_values(report, language)
    values = dict(_village_values(report, language))
    for index, category in enumerate(report.categories):
        for key in ("restid_min", "avstand_km", "niva", "status", "narmaste"):
            values[f"{category.key}_{key}"] = answers[key][:, index]
    values["antal_brist"] = (report.gaps.level == Level.GAP).sum(axis=1).astype(np.float64)
    return framed(values, orter_columns(c.key for c in report.categories), language)


def orter(report: GapReport, language: Language = "sv") -> "gpd.GeoDataFrame":
    """Return the wide form with points in the region's CRS."""
    return with_points(
        orter_table(report, language), report.villages.x, report.villages.y, report.provenance.crs
    )


def service(report: GapReport, language: Language = "sv") -> "gpd.GeoDataFrame":
    """Return the services of the report's categories as points in the region's CRS."""
    names = {category.key: category.name(language) for category in report.categories}
    shown = is_offered(report, *report.categories)
    services, areas = report.services, report.areas
    kommun = services.kommun_code[shown]
    values: dict[str, Values] = {
        "service_id": texts(services.id[shown]),
        "kategori": texts(services.category[shown]),
        "kategorinamn": texts(
            np.array([names.get(key, key) for key in services.category[shown]], dtype=np.str_)
        ),
        "namn": texts(services.name[shown]),
        "plats_id": texts(services.place_key[shown]),
        "operator": texts(services.operator[shown]),
        "kalla": texts(services.source[shown]),
        "kommunkod": texts(kommun),
        "kommunnamn": texts(areas.names_of(AreaKind.KOMMUN, kommun)),
        "land": texts(areas.countries_of(AreaKind.KOMMUN, kommun)),
        "utanfor_omradet": _outside(report, kommun, language),
        "bemannad": np.concatenate([codes("answer", language), _MISSING])[services.staffed[shown]],
        "oppettider": texts(services.opening_hours[shown]),
        "arskurser": texts(services.grades[shown]),
        "kapacitet": services.capacity[shown],
        "besok_per_manad": services.visits_per_month[shown],
    }
    frame = framed(values, service_columns(), language)
    return with_points(frame, services.x[shown], services.y[shown], report.provenance.crs)


def _outside(report: GapReport, kommun_code: npt.NDArray[np.str_], language: Language) -> Values:
    """Return whether places lie outside the kommun or län that is measured; None if all is."""
    area = report.provenance.area.partition(" ")[0]
    if not area:
        return np.full(len(kommun_code), None, dtype=object)
    inside: Mask = (kommun_code == area) | (report.areas.lan_codes_of(kommun_code) == area)
    answers: Values = codes("answer", language)[(~inside).astype(np.intp)]
    return answers


def is_offered(report: GapReport, *categories: Category) -> Mask:
    """Return which services count in any of the categories, included categories too."""
    keys = {key for category in categories for key in (category.key, *category.includes)}
    return np.isin(report.services.category, sorted(keys))


def _village_values(report: GapReport, language: Language) -> dict[str, Values]:
    villages = report.villages
    return {
        "ort_id": texts(villages.id),
        "ortnamn": texts(villages.name),
        "orttyp": texts(villages.kind),
        "kommunkod": texts(villages.kommun_code),
        "kommunnamn": texts(report.areas.names_of(AreaKind.KOMMUN, villages.kommun_code)),
        "lanskod": texts(villages.lan_code),
        "lansnamn": texts(report.areas.names_of(AreaKind.LAN, villages.lan_code)),
        "befolkning": report.village_persons,
        "desokod": texts(villages.area_codes.get(AreaKind.DESO, np.full(len(villages), ""))),
        "omradesklass": codes("area_class", language)[report.area_classes.villages],
    }


def _category_values(report: GapReport, language: Language) -> dict[str, Values]:
    mode = {entry.code_en: entry.code(language) for entry in published_classes("mode")}
    return {
        "kategori": objects([category.key for category in report.categories]),
        "kategorinamn": objects([category.name(language) for category in report.categories]),
        "fardsatt": objects([mode[report.provenance.mode]] * len(report.categories)),
    }


def _answer_values(report: GapReport, language: Language) -> dict[str, Values]:
    """Return arrays of shape (village_count, category_count)."""
    access, gaps, services = report.access, report.gaps, report.services
    reached = access.status == Status.REACHED
    first, second = (np.where(reached, access.service[:, :, rank], -1) for rank in (0, 1))
    first_min, second_min = (
        _number(access.travel_time_s[:, :, rank] / S_PER_MIN, reached) for rank in (0, 1)
    )
    first_km, second_km = (
        _number(access.length_m[:, :, rank] / M_PER_KM, reached) for rank in (0, 1)
    )
    time_classes = np.concatenate([codes("time_class", language), _MISSING])
    via_ferry = codes("answer", language)[access.via_ferry[:, :, 0].astype(np.intp)]
    via_ferry[first < 0] = None
    names = np.where(services.name == "", services.id, services.name)
    kommuner = report.areas.names_of(AreaKind.KOMMUN, services.kommun_code)
    return {
        "status": codes("status", language)[access.status],
        "restid_min": first_min,
        "avstand_km": first_km,
        "narmaste_id": _looked_up(services.id, first),
        "narmaste_namn": _looked_up(services.name, first),
        "narmaste_kommunnamn": _looked_up(kommuner, first),
        "narmaste": _looked_up(names, first),
        "via_farja": via_ferry,
        "nast_narmaste_id": _looked_up(services.id, second),
        "nast_narmaste_namn": _looked_up(services.name, second),
        "nast_narmaste_restid_min": second_min,
        "nast_narmaste_avstand_km": second_km,
        "skillnad_nast_narmaste_min": second_min - first_min,
        "kortast_vag_km": _number(access.shortest_m / M_PER_KM, access.shortest_service >= 0),
        "kortast_vag_id": _looked_up(services.id, access.shortest_service),
        "tidsklass": time_classes[gaps.time_class],
        "niva": codes("level", language)[gaps.level],
        "tackning": codes("coverage", language)[access.coverage],
        "over_malniva_min": gaps.over_standard_min,
        "personminuter_over_malniva": _person_minutes(report),
        **_people_values(report),
    }


def _people_values(report: GapReport) -> dict[str, Values]:
    """Return the travel times of who live in the cells of each village, as arrays as above."""
    keys = ("restid_boende_medel_min", "restid_boende_p90_min", "boende_utan_restid")
    places, times, access = report.places, report.people_times_s, report.cell_access
    if places is None or times is None or access is None:
        return dict.fromkeys(keys, np.full(report.access.status.shape, np.nan))
    without = _of_cells(report, np.isin(access.status, UNREACHED))
    is_known = _of_cells(report, ~np.isin(access.status, _UNKNOWN)) > 0
    villages = slice(places.village_count)
    return {
        "restid_boende_medel_min": times.mean[villages] / S_PER_MIN,
        "restid_boende_p90_min": times.p90[villages] / S_PER_MIN,
        "boende_utan_restid": np.where(is_known, without, np.nan),
    }


def _person_minutes(report: GapReport) -> npt.NDArray[np.float64]:
    """Return the minutes beyond the acceptable of all who live in a village; nan of nobody."""
    if report.cell_gaps is None:
        return report.villages.population[:, None] * report.gaps.over_standard_min
    over = report.cell_gaps.over_standard_min
    has_time = np.isfinite(over)
    reached = _of_cells(report, has_time)
    return np.where(reached > 0, _of_cells(report, np.where(has_time, over, 0.0)), np.nan)


def _of_cells(report: GapReport, each: npt.NDArray[np.float64] | Mask) -> npt.NDArray[np.float64]:
    """Return (village_count, category_count) the persons of the cells times what is of each."""
    cells = report.cells
    assert cells is not None  # noqa: S101 (asked of reports with cells)
    inside = cells.village >= 0
    village, persons = cells.village[inside], cells.population[inside]
    columns = [
        np.bincount(village, persons * of_cell, len(report.villages)) for of_cell in each[inside].T
    ]
    return np.array(columns, dtype=np.float64).reshape(-1, len(report.villages)).T


def _looked_up(values: npt.NDArray[np.str_], index: npt.NDArray[np.int32]) -> Values:
    """Return the text of each index, None for -1 and for empty text."""
    return np.concatenate([texts(values), _MISSING])[index]


def _number(values: npt.NDArray[np.float64], exists: Mask) -> npt.NDArray[np.float64]:
    return np.where(exists & np.isfinite(values), values, np.nan)
