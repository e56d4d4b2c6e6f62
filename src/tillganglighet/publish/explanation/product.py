"""An explained number as a product: its way leg by leg, and the facts beside it."""

from functools import partial
from itertools import groupby

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from tillganglighet.accessibility.explanation.explained_number import ExplainedNumber
from tillganglighet.accessibility.explanation.explanation import LegKind, Legs
from tillganglighet.publish.explanation.ends import ends_table
from tillganglighet.publish.explanation.texts import (
    sentences,
    service_name,
    title_text,
    village_name,
)
from tillganglighet.publish.maps.style import DrawnClass, Symbol, View
from tillganglighet.publish.product.frames import Values, framed, objects
from tillganglighet.publish.product.origin import Origin
from tillganglighet.publish.product.product import Product, Table
from tillganglighet.publish.product.settings import parameter_settings
from tillganglighet.publish.wording.classes import published_classes
from tillganglighet.publish.wording.columns import Language, column_name, table_columns
from tillganglighet.publish.wording.words import words
from tillganglighet.units import M_PER_KM, MS_PER_S, S_PER_MIN

FloatArray = npt.NDArray[np.float64]

_LEG_WORDS = {
    LegKind.ACCESS: "explain_access_leg",
    LegKind.ROAD: "explain_road_leg",
    LegKind.FERRY: "explain_ferry_leg",
    LegKind.GATE: "explain_gate_leg",
}
_SIGNS = {
    LegKind.ACCESS: Symbol("#222222", size_mm=0.6, is_dashed=True),
    LegKind.ROAD: Symbol("#c4500a", size_mm=1.0),
    LegKind.FERRY: Symbol("#3b6ea5", size_mm=1.0, is_dashed=True),
}


def explanation_product(number: ExplainedNumber, language: Language = "sv") -> Product:
    """Return the tables fardvag (if there is a way), forklaring and fardvag_punkter."""
    heading = title_text(number, language)
    facts = Table("forklaring", table_columns("forklaring"), partial(fact_rows, number, language))
    way = Table(
        "fardvag",
        table_columns("fardvag"),
        partial(route_rows, number, language),
        geometry="MultiLineString",
        identity=("nummer",),
        views=(_view(heading, language),),
    )
    ends = ends_table(number, language)
    record = {"village": str(number.villages.id[number.village]), "category": number.category.key}
    return Product(
        title=heading,
        sentences=sentences(number, language),
        tables=(facts, ends) if number.way is None else (way, ends, facts),
        origin=Origin(number.provenance, record, settings=parameter_settings(record)),
        language=language,
        backdrop=number,
    )


def _view(title: str, language: Language) -> View:
    text = words(language)
    classes = tuple(
        DrawnClass(text[_LEG_WORDS[kind]], sign, codes=(text[_LEG_WORDS[kind]],))
        for kind, sign in _SIGNS.items()
    )
    return View(title, classes, by=column_name("fardvag", "led", language), is_above=True)


def route_rows(number: ExplainedNumber, language: Language = "sv") -> gpd.GeoDataFrame:
    """Return one row for each stretch that goes by one name, class, speed and rule."""
    assert number.way is not None  # noqa: S101 (the product has this table only then)
    legs = number.way.legs
    stretches = _stretches(number, legs)
    first = np.array([each[0] for each in stretches])
    values: dict[str, Values] = {
        "nummer": np.arange(1.0, len(stretches) + 1),
        "led": objects([words(language)[_LEG_WORDS[LegKind(kind)]] for kind in legs.kind[first]]),
        "vagnamn": objects([_road_label(number, legs, at) or None for at in first]),
        "vag_ids": objects([_way_ids(number, legs, each) for each in stretches]),
        "vagklass": objects([_use_text(number, legs, at)[0] or None for at in first]),
        "langd_km": _sums(legs.length_m, stretches) / M_PER_KM,
        "hastighet_kmh": legs.speed_kph[first],
        "hastighetsregel": objects([_use_text(number, legs, at)[1] or None for at in first]),
        "restid_s": _sums(legs.time_ms, stretches) / MS_PER_S,
        "vantan_s": _waits_s(legs, stretches),
        "tillagg_s": _sums(legs.added_ms, stretches) / MS_PER_S,
        "framme_min": np.cumsum(_sums(legs.time_ms, stretches)) / MS_PER_S / S_PER_MIN,
    }
    lines = [[line for line in legs.line[each] if line is not None] for each in stretches]
    drawn = np.array([shapely.MultiLineString(each) if each else None for each in lines])
    frame = framed(values, table_columns("fardvag"), language)
    return gpd.GeoDataFrame(frame, geometry=drawn, crs=number.provenance.crs)


def _stretches(number: ExplainedNumber, legs: Legs) -> list[list[int]]:
    """Return the legs that follow on one another and are called and driven alike."""

    def alike(at: int) -> tuple[object, ...]:
        named = _road_label(number, legs, at)
        return (legs.kind[at], named, *_use_text(number, legs, at), str(legs.speed_kph[at]))

    return [list(group) for _, group in groupby(range(len(legs)), key=alike)]


def _road_label(number: ExplainedNumber, legs: Legs, at: int) -> str:
    if legs.lane[at] < 0:
        return ""
    return number.road_names.label(int(number.network.roads.way_id[legs.lane[at] >> 1]))


def _use_text(number: ExplainedNumber, legs: Legs, at: int) -> tuple[str, str]:
    """Return the class of a leg's road and the rule of its speed; empty off the road."""
    if legs.lane[at] < 0:
        return "", ""
    roads = number.network.roads
    use = roads.uses[roads.use[legs.lane[at] >> 1]]
    return use.highway, use.speed_rule


def _way_ids(number: ExplainedNumber, legs: Legs, stretch: list[int]) -> str | None:
    ways = [
        int(number.network.roads.way_id[lane >> 1]) for lane in legs.lane[stretch] if lane >= 0
    ]
    return ";".join(f"w{way}" for way, _ in groupby(ways)) or None


def _waits_s(legs: Legs, stretches: list[list[int]]) -> FloatArray:
    """Return the seconds of waiting by stretch; nan where no ferry tells its interval."""
    waits = _sums(legs.wait_ms, stretches) / MS_PER_S
    is_ferry = legs.kind[np.array([each[0] for each in stretches])] == LegKind.FERRY
    boards = is_ferry & ~np.append(False, is_ferry[:-1])
    return np.where(boards & (waits == 0), np.nan, waits)


def _sums(values: npt.NDArray[np.generic], stretches: list[list[int]]) -> FloatArray:
    return np.array([values[each].sum() for each in stretches], dtype=np.float64)


def fact_rows(number: ExplainedNumber, language: Language = "sv") -> pd.DataFrame:
    """Return what the number is made of as pairs, machines' decimals in seconds."""
    text, access = words(language), number.access
    villages, way = number.villages, number.way
    facts = [
        (text["explain_village"], f"{village_name(number)} ({villages.id[number.village]})"),
        (text["explain_category"], number.category.key),
        (text["explain_status"], published_classes("status")[number.status].code(language)),
    ]
    if way is not None:
        facts += [
            (
                text["explain_service"],
                service_name(number, int(access.service[0, 0, 0]), language),
            ),
            (text["explain_published"], f"{access.travel_time_s[0, 0, 0]:.3f}"),
            (text["explain_parts"], f"{way.legs.time_ms.sum() / MS_PER_S:.3f}"),
            (text["explain_alone"], f"{way.recomputed_ms / MS_PER_S:.3f}"),
            (text["explain_length"], f"{way.legs.length_m.sum() / M_PER_KM:.3f}"),
        ]
    if (second := int(access.service[0, 0, 1])) >= 0:
        facts += [
            (text["explain_second_service"], service_name(number, second, language)),
            (text["explain_second_time"], f"{access.travel_time_s[0, 0, 1]:.3f}"),
        ]
    values: dict[str, Values] = {
        "uppgift": objects([name for name, _ in facts]),
        "varde": objects([value for _, value in facts]),
    }
    return framed(values, table_columns("forklaring"), language)
