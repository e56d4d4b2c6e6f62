"""What a scenario does to services: their customers before and after, and those on wheels."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from tillganglighet.domain.places import Services
from tillganglighet.publish.product.frames import Values, framed, objects, texts, with_points
from tillganglighet.publish.scenario.tables import MISSING, finite, looked_up
from tillganglighet.publish.wording.classes import codes
from tillganglighet.publish.wording.columns import Language, table_columns
from tillganglighet.scenarios.effects.report import ScenarioReport
from tillganglighet.units import S_PER_MIN

if TYPE_CHECKING:
    import geopandas as gpd

IntArray = npt.NDArray[np.intp]

_STAYS, _CHANGES, _OPENS, _CLOSES = range(4)  # as in classes.toml


def scenario_services(report: ScenarioReport, language: Language = "sv") -> "gpd.GeoDataFrame":
    """Return the services that gain or lose customers, close or open, as points."""
    found, rows = report.outcome, report.customers
    before, after = report.services_before, report.services_after
    event = events(report)
    over = codes("answer", language)[(rows.after > rows.capacity).astype(np.intp)]
    over[np.isnan(rows.capacity)] = None
    values: dict[str, Values] = {
        "service_id": _of_both(before, after, "id", rows.before_row, rows.after_row),
        "namn": _of_both(before, after, "name", rows.before_row, rows.after_row),
        "kategori": objects([found.categories[at].key for at in rows.category]),
        "kategorinamn": objects([found.categories[at].name(language) for at in rows.category]),
        "kommunkod": _of_both(before, after, "kommun_code", rows.before_row, rows.after_row),
        "handelse": codes("scenario_event", language)[event],
        "personer_fore": rows.before,
        "personer_efter": rows.after,
        "skillnad_personer": rows.after - rows.before,
        "kapacitet": rows.capacity,
        "over_kapacitet": over,
    }
    frame = framed(values, table_columns("scenario_service"), language)
    now = rows.after_row >= 0
    x, y = (
        np.where(now, getattr(after, name)[rows.after_row], getattr(before, name)[rows.before_row])
        for name in ("x", "y")
    )
    return with_points(frame, x, y, report.provenance.crs)


def events(report: ScenarioReport) -> IntArray:
    """Return what becomes of each service whose customers change, as in classes.toml."""
    rows, offer = report.customers, report.outcome.resolved.offer
    was = report.outcome.baseline.world.services
    services, both = offer.services, (rows.before_row >= 0) & (rows.after_row >= 0)
    same = np.ones(len(both), dtype=bool)
    for name in ("x", "y", "operator", "place_key"):
        same &= getattr(services, name)[rows.after_row] == getattr(was, name)[rows.before_row]
    return np.select(
        [rows.after_row < 0, rows.before_row < 0, both & ~same],
        [_CLOSES, _OPENS, _CHANGES],
        default=_STAYS,
    )


def _of_both(
    before: Services,
    after: Services,
    name: str,
    before_row: npt.NDArray[np.int32],
    after_row: npt.NDArray[np.int32],
) -> Values:
    """Return an attribute after the scenario; before it, of a service that has closed."""
    now = looked_up(getattr(after, name), after_row)
    return np.where(after_row >= 0, now, looked_up(getattr(before, name), before_row))


def scenario_mobile(report: ScenarioReport, language: Language = "sv") -> "gpd.GeoDataFrame":
    """Return one row a village and category of a mobile service, as points."""
    found = report.outcome
    world, own = found.baseline.world, found.villages
    villages = world.villages
    keys = [each.key for each in found.categories]
    parts = []
    for each in report.mobile:
        stop = each.access.service[:, 0, 0]
        fixed = found.answers.after.travel_time_s[own, keys.index(each.category), 0]
        visits = np.append(each.stops.visits_per_month, np.nan)
        values: dict[str, Values] = {
            "ort_id": texts(villages.id),
            "ortnamn": texts(villages.name),
            "kommunkod": texts(villages.kommun_code),
            "befolkning": world.village_persons,
            "kategori": objects([each.category] * len(villages)),
            "restid_fast_min": finite(fixed / S_PER_MIN),
            "restid_hallplats_min": finite(each.access.travel_time_s[:, 0, 0] / S_PER_MIN),
            "mobil_service": looked_up(each.stops.name, stop),
            "tider": np.concatenate([objects(list(each.times)), MISSING])[stop],
            "besok_per_manad": visits[stop],
        }
        parts.append(framed(values, table_columns("scenario_mobil"), language))
    times = len(parts)
    frame = pd.concat(parts, ignore_index=True)
    crs = report.provenance.crs
    return with_points(frame, np.tile(villages.x, times), np.tile(villages.y, times), crs)
