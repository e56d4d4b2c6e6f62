"""The places of a scenario before and after, and its changes as they are written."""

import json
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from tillganglighet.accessibility.gaps.gaps import Gaps
from tillganglighet.domain.standards import TIME_CLASSES
from tillganglighet.domain.status import Status
from tillganglighet.publish.product.frames import Values, framed, objects, texts, with_points
from tillganglighet.publish.wording.classes import codes
from tillganglighet.publish.wording.columns import Language, table_columns
from tillganglighet.scenarios.changes.scenario import scenario_mapping
from tillganglighet.scenarios.effects.report import ScenarioReport
from tillganglighet.units import M_PER_KM, S_PER_MIN

if TYPE_CHECKING:
    import geopandas as gpd

IntArray = npt.NDArray[np.intp]

# One missing text, so that index -1 into texts plus this one finds it.
MISSING = np.array([None], dtype=object)
_MOST_MIN = 1e6  # more minutes than any journey takes
UNCHANGED, WORSE, BETTER, LEFT_WITHOUT = range(4)  # as in classes.toml


def scenario_places(report: ScenarioReport, language: Language = "sv") -> "gpd.GeoDataFrame":
    """Return one row a village and category as points, the most affected first.

    First those left without, then losers, then winners, then all others.
    """
    village, category = places_by_effect(report)
    world = report.outcome.baseline.world
    villages = world.villages
    values: dict[str, Values] = {
        "ort_id": texts(villages.id)[village],
        "ortnamn": texts(villages.name)[village],
        "kommunkod": texts(villages.kommun_code)[village],
        "befolkning": world.village_persons[village],
        "kategori": objects([each.key for each in report.outcome.categories])[category],
    }
    for key, answers in _answers(report, language).items():
        values[key] = answers[village, category]
    frame = framed(values, table_columns("scenario"), language)
    crs = report.provenance.crs
    return with_points(frame, villages.x[village], villages.y[village], crs)


def places_by_effect(report: ScenarioReport) -> tuple[IntArray, IntArray]:
    """Return village and category of every row, by effect."""
    changes, minutes = place_changes(report), place_minutes(report)
    world = report.outcome.baseline.world
    population = np.nan_to_num(world.village_persons)
    village, category = (index.ravel() for index in np.indices(changes.shape))
    change = changes.ravel()
    rank = np.array([3, 1, 2, 0])[change]
    # Who loses or gains the service itself is no number of minutes: the larger place first.
    by_size = np.abs(minutes.ravel())
    by_size = np.where(np.isnan(by_size), _MOST_MIN + population[village], by_size)
    order = np.lexsort((village, category, -by_size, rank))
    return village[order], category[order]


def place_changes(report: ScenarioReport) -> npt.NDArray[np.intp]:
    """Return (village_count, category_count) what becomes of each village's travel time."""
    found = report.outcome
    before, after = (
        table.rows(found.villages) for table in (found.answers.before, found.answers.after)
    )
    had, has = before.status == Status.REACHED, after.status == Status.REACHED
    minutes = place_minutes(report)
    return np.select(
        [had & ~has, has & ~had, minutes > 0, minutes < 0],
        [LEFT_WITHOUT, BETTER, WORSE, BETTER],
        default=UNCHANGED,
    )


def place_times(
    report: ScenarioReport,
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return minutes before and after, (village_count, category_count) each; inf without a way."""
    answers, own = report.outcome.answers, report.outcome.villages
    before, after = (each.travel_time_s[own, :, 0] for each in (answers.before, answers.after))
    return before / S_PER_MIN, after / S_PER_MIN


def place_minutes(report: ScenarioReport) -> npt.NDArray[np.float64]:
    """Return (village_count, category_count) minutes after less before; nan without either."""
    before, after = place_times(report)
    both = np.isfinite(before) & np.isfinite(after)
    difference = np.full(before.shape, np.nan)
    np.subtract(after, before, out=difference, where=both)
    return difference


def _answers(report: ScenarioReport, language: Language) -> dict[str, Values]:
    """Return arrays of shape (village_count, category_count)."""
    found, own = report.outcome, report.outcome.villages
    values: dict[str, Values] = {"skillnad_min": place_minutes(report)}
    for word, access, gaps, services in (
        ("fore", found.answers.before, found.before, report.services_before),
        ("efter", found.answers.after, found.after, report.services_after),
    ):
        seconds, metres = access.travel_time_s[own, :, 0], access.length_m[own, :, 0]
        nearest = access.service[own, :, 0]
        values[f"restid_{word}_min"] = finite(seconds / S_PER_MIN)
        values[f"avstand_{word}_km"] = finite(metres / M_PER_KM)
        values[f"narmaste_{word}_id"] = looked_up(services.id, nearest)
        values[f"narmaste_{word}_namn"] = looked_up(services.name, nearest)
        values[f"niva_{word}"] = codes("level", language)[gaps.level[own]]
        values[f"status_{word}"] = codes("status", language)[access.status[own]]
    step = _class_step(found.before)[own], _class_step(found.after)[own]
    change = np.select([step[1] > step[0], step[1] < step[0]], [WORSE, BETTER], UNCHANGED)
    values["klassbyte"] = codes("scenario_change", language)[change]
    return values


def _class_step(gaps: Gaps) -> npt.NDArray[np.int8]:
    """Return the time class, that of no travel time the last."""
    return np.where(gaps.time_class < 0, np.int8(len(TIME_CLASSES)), gaps.time_class)


def scenario_changes(report: ScenarioReport, language: Language = "sv") -> pd.DataFrame:
    """Return the changes as they are written, one row each."""
    changes = scenario_mapping(report.outcome.scenario)["change"]
    kinds = [each.pop("type") for each in changes]
    values: dict[str, Values] = {
        "nummer": np.arange(1, len(changes) + 1, dtype=np.float64),
        "andring": objects(kinds),
        "innehall": objects([json.dumps(each, ensure_ascii=False) for each in changes]),
    }
    return framed(values, table_columns("scenario_andringar"), language)


def looked_up(values: npt.NDArray[np.str_], index: npt.NDArray[np.int32]) -> Values:
    """Return the text of each index, None for -1 and for empty text."""
    return np.concatenate([texts(values), MISSING])[index]


def finite(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the numbers, nan for those that are not finite."""
    return np.where(np.isfinite(values), values, np.nan)
