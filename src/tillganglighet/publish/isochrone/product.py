"""Isochrones as a product: bands, the places in them, and the goals."""

from functools import partial
from itertools import pairwise

import geopandas as gpd
import numpy as np

from tillganglighet.accessibility.areas.isochrone_report import IsochroneReport
from tillganglighet.publish.maps.roads_layer import roads_layer
from tillganglighet.publish.maps.style import DrawnClass, Symbol, View, bands
from tillganglighet.publish.product.frames import Values, framed, objects, texts, with_points
from tillganglighet.publish.product.origin import Origin
from tillganglighet.publish.product.product import Product, Table
from tillganglighet.publish.product.settings import parameter_settings
from tillganglighet.publish.wording.columns import (
    Language,
    column_name,
    table_columns,
    table_title,
)
from tillganglighet.publish.wording.numbers import number_text, percent_text
from tillganglighet.publish.wording.words import persons_text, villages_text, words

_M2_PER_KM2 = 1_000_000
_BAND = Symbol("#ffffff", size_mm=0.0)
_VILLAGE = Symbol("#ffffff", size_mm=1.5)
_OUTSIDE = Symbol("#9a9a9a", "#6a6a6a", size_mm=1.0)
_GOAL = Symbol("#000000", "#ffffff", marker="s", size_mm=1.6)


def isochrone_product(report: IsochroneReport, language: Language = "sv") -> Product:
    """Return the tables isokroner, isokron_orter and isokron_mal."""
    text = words(language)
    title = text[f"isochrone_title_{report.direction}"].format(goal=goal_name(report, language))
    name = partial(column_name, "isokron_orter", language=language)
    villages, goal = table_title("isokron_orter", language), text["isochrone_goal"]
    return Product(
        title=f"{title[0].upper()}{title[1:]}",
        sentences=(*_findings(report, language), text["isochrone_method"]),
        tables=(
            Table(
                "isokroner",
                table_columns("isokroner"),
                partial(_band_rows, report, language),
                geometry="MultiPolygon",
                identity=("restid_intervall",),
                views=(View(title, _drawn_bands(report, language), by=name("restid_intervall")),),
            ),
            Table(
                "isokron_orter",
                table_columns("isokron_orter"),
                partial(_village_rows, report, language),
                geometry="Point",
                identity=("ort_id",),
                views=(
                    View(
                        villages,
                        _drawn_villages(report, language),
                        by=name("restid_intervall"),
                        label_by=name("ortnamn"),
                        grows_with=name("befolkning"),
                    ),
                ),
            ),
            Table(
                "isokron_mal",
                table_columns("isokron_mal"),
                partial(_goal_rows, report, language),
                geometry="Point",
                views=(View(goal, (DrawnClass(goal, _GOAL, is_faint=True),)),),
            ),
        ),
        origin=_origin(report),
        language=language,
        background=(roads_layer(report.network, language),),
        backdrop=report,
    )


def goal_name(report: IsochroneReport, language: Language) -> str:
    """Return what the isochrone is about: a point, or the nearest of a category."""
    name = report.goal[language == "en"]
    if not report.is_category:
        return name
    return words(language)["isochrone_nearest"].format(category=name.lower())


def _findings(report: IsochroneReport, language: Language) -> list[str]:
    text = words(language)
    to_goal = text[f"isochrone_{report.direction}"].format(goal=goal_name(report, language))
    counts_persons = report.residents.counts_persons
    counts = report.persons if counts_persons else report.village_count
    said = persons_text if counts_persons else villages_text
    within = text["isochrone_within" if counts_persons else "isochrone_within_villages"]
    sentences = [
        within.format(
            persons=persons_text(upto, language),
            villages=villages_text(upto, language),
            share=percent_text(upto, counts.sum(), language),
            minutes=number_text(limit, 0 if limit.is_integer() else 1, language),
            direction=to_goal,
        )
        for limit, upto in zip(
            map(float, report.limits_min), np.cumsum(counts).tolist(), strict=False
        )
    ]
    beyond, without = counts[len(report.limits_min) :]
    rest = text["isochrone_rest"].format(
        beyond=said(beyond, language), without=said(without, language)
    )
    return [*sentences, rest]


def _labels(report: IsochroneReport, language: Language) -> list[str]:
    """Return the words of the bands, and of the two rows after them."""
    text = words(language)
    edges = pairwise((0.0, *report.limits_min))
    return [
        *(text["isochrone_range"].format(above=f"{a:g}", upto=f"{b:g}") for a, b in edges),
        text["isochrone_beyond"].format(upto=f"{report.limits_min[-1]:g}"),
        text["isochrone_no_way"],
    ]


def _drawn_bands(report: IsochroneReport, language: Language) -> tuple[DrawnClass, ...]:
    labels = _labels(report, language)[: len(report.limits_min)]
    ranges = bands(report.limits_min, labels, like=_BAND)
    return tuple(DrawnClass(each.label, each.symbol, codes=(each.label,)) for each in ranges)


def _drawn_villages(report: IsochroneReport, language: Language) -> tuple[DrawnClass, ...]:
    text, labels = words(language), _labels(report, language)
    count = len(report.limits_min)
    return (
        DrawnClass(text["isochrone_inside"], _VILLAGE, codes=tuple(labels[:count])),
        DrawnClass(text["isochrone_outside"], _OUTSIDE, tuple(labels[count:]), is_faint=True),
    )


def _band_rows(report: IsochroneReport, language: Language) -> gpd.GeoDataFrame:
    """Return one row a band, then who lives beyond, and who has no way; these have no area."""
    count = len(report.limits_min)
    persons = report.persons if report.residents.counts_persons else np.full(count + 2, np.nan)
    lower = np.array([0.0, *report.limits_min, np.nan])
    upper = np.array([*report.limits_min, np.nan, np.nan])
    area = np.full(count + 2, None, dtype=object)
    area[:count] = [each if not each.is_empty else None for each in report.area]
    values: dict[str, Values] = {
        "restid_intervall": objects(_labels(report, language)),
        "fran_min": lower,
        "till_min": upper,
        "areal_km2": np.array([*(each.area / _M2_PER_KM2 for each in report.area), *[np.nan] * 2]),
        "orter": report.village_count,
        "personer": persons,
        "andel_procent": 100 * persons / persons.sum(),
    }
    frame = framed(values, table_columns("isokroner"), language)
    return gpd.GeoDataFrame(frame, geometry=area, crs=report.provenance.crs)


def _village_rows(report: IsochroneReport, language: Language) -> gpd.GeoDataFrame:
    villages = report.villages
    labels = objects(_labels(report, language))
    values: dict[str, Values] = {
        "ort_id": texts(villages.id),
        "ortnamn": texts(villages.name),
        "kommunkod": texts(villages.kommun_code),
        "befolkning": report.village_persons,
        "restid_min": np.where(np.isinf(report.village_min), np.nan, report.village_min),
        "restid_intervall": labels[report.bands_of(report.village_min)],
    }
    frame = framed(values, table_columns("isokron_orter"), language)
    return with_points(frame, villages.x, villages.y, report.provenance.crs)


def _goal_rows(report: IsochroneReport, language: Language) -> gpd.GeoDataFrame:
    name = np.full(len(report.goal_x), report.goal[language == "en"], dtype=object)
    frame = framed({"namn": name}, table_columns("isokron_mal"), language)
    return with_points(frame, report.goal_x, report.goal_y, report.provenance.crs)


def _origin(report: IsochroneReport) -> Origin:
    minutes = ",".join(f"{each:g}" for each in report.limits_min)
    record = {
        "goal": report.goal[1],
        "direction": report.direction,
        "minutes": list(report.limits_min),
    }
    asked = {"minutes": minutes, "direction": report.direction, "goal": report.goal[1]}
    return Origin(report.provenance, record, settings=parameter_settings(asked))
