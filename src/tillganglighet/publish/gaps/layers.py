"""Layers of a gap report that only a map wants: the cells, and kommuner and län with shares."""

from functools import partial

import geopandas as gpd
import numpy as np
import pandas as pd

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.levels.counted_people import counted_people
from tillganglighet.accessibility.levels.divisions import divided
from tillganglighet.accessibility.levels.indicators import measure_indicators
from tillganglighet.domain.areas import AreaKind
from tillganglighet.domain.status import Status
from tillganglighet.publish.gaps.views import area_views, cell_views
from tillganglighet.publish.product.frames import Values, framed, objects, texts, with_points
from tillganglighet.publish.product.product import Table
from tillganglighet.publish.wording.classes import codes
from tillganglighet.publish.wording.columns import (
    Column,
    Language,
    category_columns,
    table_columns,
)
from tillganglighet.publish.wording.words import words
from tillganglighet.units import M_PER_KM, S_PER_MIN


def cells_layer(report: GapReport, language: Language) -> tuple[Table, ...]:
    """Return the cells with their answers; none where the report has no cells."""
    if report.cells is None:
        return ()
    columns = _columns("rutor", "rutor_kategori", report)
    return (
        Table(
            "rutor",
            columns,
            partial(_cell_rows, report, columns, language),
            geometry="Point",
            identity=("ruta_id",),
            views=cell_views(report, language),
        ),
    )


def areas_layer(report: GapReport, language: Language) -> Table:
    """Return the kommuner and län that the report measures, with who lacks what."""
    columns = _columns("omraden_karta", "omraden_andelar", report)
    return Table(
        "omraden",
        columns,
        partial(_area_rows, report, columns, language),
        geometry="MultiPolygon",
        identity=("indelning", "omrade_id"),
        views=area_views(report, language),
    )


def _columns(table: str, of_category: str, report: GapReport) -> tuple[Column, ...]:
    keys = [category.key for category in report.categories]
    return (*table_columns(table), *category_columns(of_category, keys))


def _cell_rows(
    report: GapReport, columns: tuple[Column, ...], language: Language
) -> gpd.GeoDataFrame:
    cells, access, gaps = report.cells, report.cell_access, report.cell_gaps
    assert cells is not None  # noqa: S101 (the layer exists only then)
    assert access is not None  # noqa: S101
    assert gaps is not None  # noqa: S101
    villages = np.append(report.villages.id, "")
    values: dict[str, Values] = {
        "ruta_id": texts(cells.id),
        "ort_id": texts(villages[cells.village]),
        "kommunkod": texts(cells.kommun_code),
        "lanskod": texts(cells.lan_code),
        "befolkning": cells.population,
    }
    reached = access.status == Status.REACHED
    minutes = np.where(reached, access.travel_time_s[:, :, 0] / S_PER_MIN, np.nan)
    km = np.where(reached, access.length_m[:, :, 0] / M_PER_KM, np.nan)
    for at, category in enumerate(report.categories):
        values |= {
            f"{category.key}_restid_min": minutes[:, at],
            f"{category.key}_avstand_km": km[:, at],
            f"{category.key}_niva": codes("level", language)[gaps.level[:, at]],
            f"{category.key}_status": codes("status", language)[access.status[:, at]],
        }
    frame = framed(values, columns, language)
    return with_points(frame, cells.x, cells.y, report.provenance.crs)


def _area_rows(
    report: GapReport, columns: tuple[Column, ...], language: Language
) -> gpd.GeoDataFrame:
    # In the order in which they are drawn where all are shown: kommuner above their län.
    levels = (AreaKind.LAN, AreaKind.KOMMUN)
    frames = [_of_level(report, level, columns, language) for level in levels]
    joined = pd.concat(frames, ignore_index=True)
    return gpd.GeoDataFrame(joined, geometry="geometry", crs=report.provenance.crs)


def _of_level(
    report: GapReport, level: AreaKind, columns: tuple[Column, ...], language: Language
) -> gpd.GeoDataFrame:
    """Return the areas of one level whose outline is known, where anybody is counted."""
    people, areas = counted_people(report), report.areas.of_kind(level)
    found = measure_indicators(
        people, divided(level, people, report.villages, report.areas), report.categories
    )
    division = found.division
    outline = dict(zip(areas.code.tolist(), areas.polygon.tolist(), strict=True))
    everybody = found.persons[:, 0]
    shown = np.array(
        [
            code in outline and count > 0
            for code, count in zip(division.id, everybody, strict=True)
        ],
        dtype=bool,
    )
    counted = words(language)["persons" if people.counts_persons else "villages"]
    values: dict[str, Values] = {
        "indelning": objects([words(language)[f"level_{level}"]] * int(shown.sum())),
        "omrade_id": texts(division.id[shown]),
        "omrade_namn": texts(division.name[shown]),
        "lanskod": texts(division.lan_code[shown]),
        "raknas": objects([counted] * int(shown.sum())),
        "antal": everybody[shown],
    }
    share = 100 * found.beyond_acceptable[..., 0][shown] / everybody[shown][:, None]
    for at, category in enumerate(report.categories):
        values |= {
            f"{category.key}_andel_bortom_acceptabel_procent": share[:, at],
            f"{category.key}_medel_min": found.averages.mean_min[shown, at, 0],
        }
    polygons = np.array([outline[code] for code in division.id[shown].tolist()], dtype=object)
    frame = framed(values, columns, language)
    return gpd.GeoDataFrame(frame, geometry=polygons, crs=report.provenance.crs)
