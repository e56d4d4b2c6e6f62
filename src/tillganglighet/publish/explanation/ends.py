"""Start and goal of an explained number, as points on its map."""

from functools import partial

import geopandas as gpd
import numpy as np

from tillganglighet.accessibility.explanation.explained_number import ExplainedNumber
from tillganglighet.publish.explanation.texts import service_name, village_name
from tillganglighet.publish.maps.style import DrawnClass, Symbol, View
from tillganglighet.publish.product.frames import Values, framed, objects, with_points
from tillganglighet.publish.product.product import Table
from tillganglighet.publish.wording.columns import (
    Language,
    column_name,
    table_columns,
    table_title,
)
from tillganglighet.publish.wording.words import words

_KEY = "fardvag_punkter"
_START = Symbol("#ffffff", size_mm=2.8)
_GOAL = Symbol("#000000", "#ffffff", marker="s", size_mm=2.6)


def ends_table(number: ExplainedNumber, language: Language) -> Table:
    """Return the table fardvag_punkter."""
    return Table(
        _KEY,
        table_columns(_KEY),
        partial(end_rows, number, language),
        geometry="Point",
        identity=("punkt",),
        views=(_view(language),),
    )


def end_rows(number: ExplainedNumber, language: Language = "sv") -> gpd.GeoDataFrame:
    """Return the village, and the nearest service; as the crow flies where there is no way."""
    text, villages, services = words(language), number.villages, number.services
    ends = [(text["explain_start"], village_name(number))]
    goals = _goals(number)
    ends += [(text[key], service_name(number, at, language)) for key, at in goals.items()]
    values: dict[str, Values] = {
        "punkt": objects([point for point, _ in ends]),
        "namn": objects([name for _, name in ends]),
    }
    x, y = (
        np.append(
            getattr(villages, axis)[number.village], getattr(services, axis)[list(goals.values())]
        )
        for axis in ("x", "y")
    )
    return with_points(framed(values, table_columns(_KEY), language), x, y, number.provenance.crs)


def _goals(number: ExplainedNumber) -> dict[str, int]:
    """Return the service, by the word for what it is; none where nothing is known."""
    nearest = int(number.access.service[0, 0, 0])
    if nearest >= 0:
        return {"explain_goal": nearest}
    if number.no_way is None or number.no_way.nearest_at < 0:
        return {}
    return {"explain_nearest": number.no_way.nearest_at}


def _view(language: Language) -> View:
    text = words(language)
    classes = tuple(
        DrawnClass(text[key], symbol, codes=(text[key],))
        for key, symbol in (
            ("explain_start", _START),
            ("explain_goal", _GOAL),
            ("explain_nearest", _GOAL),
        )
    )
    by, name = (column_name(_KEY, key, language) for key in ("punkt", "namn"))
    return View(table_title(_KEY, language), classes, by=by, label_by=name, is_above=True)
