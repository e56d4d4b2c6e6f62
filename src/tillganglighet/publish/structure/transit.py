"""Public transport in the structure map: its stops, and what is said of the timetable."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from tillganglighet.publish.product.frames import Values, framed, objects, texts, with_points
from tillganglighet.publish.product.origin import OriginRow
from tillganglighet.publish.structure.texts import between
from tillganglighet.publish.wording.columns import Language, table_columns
from tillganglighet.publish.wording.numbers import number_text
from tillganglighet.publish.wording.words import names_text, villages_text, words
from tillganglighet.structure.flows import FlowKind
from tillganglighet.structure.structure_map import StructureMap
from tillganglighet.structure.transit import Transit

if TYPE_CHECKING:
    import geopandas as gpd

_NOBODY = np.array([None], dtype=object)
_MOST_NAMES = 10


def hallplatser(
    structure: StructureMap, transit: Transit, language: Language
) -> "gpd.GeoDataFrame":
    """Return the stops of the timetable in the places of the region, the busiest first."""
    villages = structure.report.villages
    inside = np.flatnonzero(transit.village >= 0)
    stops, village = transit.stops.chosen(inside), transit.village[inside]
    values: dict[str, Values] = {
        "hallplats_id": texts(stops.id),
        "hallplatsnamn": texts(stops.name),
        "linjer": texts(stops.lines),
        "turer_vardag": stops.weekday,
        "turer_minsta_riktning": stops.least_direction,
        "turer_kvall": stops.evening,
        "turer_lordag": stops.saturday,
        "turer_sondag": stops.sunday,
        "ort_id": texts(villages.id)[village],
        "ortnamn": texts(villages.name)[village],
        "kommunkod": texts(villages.kommun_code)[village],
    }
    frame = framed(values, table_columns("hallplatser"), language)
    points = with_points(frame, stops.x, stops.y, structure.report.provenance.crs)
    order = np.lexsort((np.arange(len(stops)), -stops.weekday))
    return points.iloc[order].reset_index(drop=True)


def transit_values(structure: StructureMap, language: Language) -> dict[str, Values]:
    """Return what the table of nodes says of public transport: (village_count,) each."""
    transit, count = structure.transit, len(structure.levels)
    if transit is None:
        unknown = objects([words(language)["s_timetable"]] * count)
        nothing = np.full(count, np.nan)
        return {
            "kollektivtrafik_saknar": objects([None] * count),
            "kollektivtrafik_okant": unknown,
            "hallplats_namn": objects([None] * count),
            "turer_vardag": nothing,
        }
    stop_names = np.concatenate([texts(transit.stops.name), _NOBODY])
    return {
        "kollektivtrafik_saknar": objects(_missing(structure, transit, language)),
        "kollektivtrafik_okant": objects(_unknown(structure, transit, language)),
        "hallplats_namn": stop_names[transit.busiest],
        "turer_vardag": np.append(transit.stops.weekday, np.nan)[transit.busiest],
    }


def _missing(structure: StructureMap, transit: Transit, language: Language) -> list[str | None]:
    """Return which conditions each village is known to fail."""
    said = _conditions(structure, language)
    failed = {key: verdict.failed for key, verdict in transit.conditions.items()}
    return [
        words(language)["s_no_stop"]
        if stop < 0 and failed["trips"][place]
        else "; ".join(said[key] for key in said if failed[key][place]) or None
        for place, stop in enumerate(transit.busiest.tolist())
    ]


def _unknown(structure: StructureMap, transit: Transit, language: Language) -> list[str | None]:
    """Return what nobody knows of each village; of one the timetable leaves out, just that."""
    said = _conditions(structure, language)
    unknown = {key: verdict.unknown for key, verdict in transit.conditions.items()}
    return [
        words(language)["s_timetable"]
        if unknown["trips"][place]
        else "; ".join(said[key] for key in said if unknown[key][place]) or None
        for place in range(len(transit.busiest))
    ]


def _conditions(structure: StructureMap, language: Language) -> dict[str, str]:
    """Return what is asked of a node, by the keys of the conditions."""
    rule, text = structure.levels.rules.transit, words(language)
    return {
        "trips": text["s_transit_trips"].format(
            double=f"{rule.double_trips:g}", one_way=f"{rule.one_way_trips:g}"
        ),
        "evening": text["s_transit_evening"].format(
            least=f"{rule.evening_trips:g}", hour=f"{rule.evening_from_hour:g}"
        ),
        "weekend": text["s_transit_weekend"].format(least=f"{rule.weekend_trips:g}"),
    }


def timetable_findings(structure: StructureMap, language: Language) -> list[str]:
    """Return which places are nodes of public transport, and the strongest corridor of trips."""
    transit, text = structure.transit, words(language)
    if transit is None or (transit.busiest < 0).all():
        return []
    node, found = transit.node, []
    maybe = np.flatnonzero(node.unknown & transit.conditions["trips"].met)
    names = _names(structure, np.flatnonzero(node.met), language)
    if node.met.any() or len(maybe) == 0:
        count = villages_text(int(node.met.sum()), language)
        found.append(text["s_transit"].format(villages=count, names=names))
    if len(maybe):
        count, names = villages_text(len(maybe), language), _names(structure, maybe, language)
        found.append(text["s_transit_maybe"].format(villages=count, names=names))
    strongest = structure.corridors
    if structure.flow_kind == FlowKind.TIMETABLE and len(strongest):
        name = between(str(strongest.name_from[0]), str(strongest.name_to[0]))
        trips = number_text(float(strongest.amount[0]), 0, language)
        found.append(text["s_strongest_timetable"].format(name=name, trips=trips))
    return found


def _names(structure: StructureMap, place: npt.NDArray[np.intp], language: Language) -> str:
    """Return ": Falun, Borlänge och 3 till", those with most trips first; empty for none."""
    transit, villages = structure.transit, structure.report.villages
    if transit is None or len(place) == 0:
        return ""
    trips = transit.stops.weekday[transit.busiest[place]]
    names = villages.name[place[np.lexsort((place, -trips))]].tolist()
    return f": {names_text(names, _MOST_NAMES, language)}"


def timetable_notes(structure: StructureMap, language: Language) -> Sequence[tuple[bool, str]]:
    """Return what a reader must know of the timetable, each with whether it holds."""
    timetable, transit, text = structure.timetable, structure.transit, words(language)
    if timetable is None or transit is None:
        return ()
    stops, hour = timetable.stops, f"{structure.levels.rules.transit.evening_from_hour:g}"
    files = ", ".join(f"{each.name} {each.date}".strip() for each in timetable.files[:2])
    more = ", …" if len(timetable.files) > 2 else ""  # noqa: PLR2004 (two are named)
    share = number_text(100 * structure.unplaced, 1, language)
    bad = number_text(float(len(timetable.bad_rows)), 0, language)
    carries = structure.flow_kind == FlowKind.TIMETABLE
    return (
        (carries, text["s_trips"].format(files=files + more)),
        (not carries, text["s_no_trips"]),
        (bool((transit.busiest < 0).all()), text["s_no_stops_here"]),
        (carries and structure.unplaced > 0, text["s_trips_unplaced"].format(share=share)),
        (bool(np.isnan(stops.evening).any()), text["s_no_hours"].format(hour=hour)),
        (
            bool(np.isnan(stops.least_direction).any()),
            text["s_no_directions"].format(
                trips=f"{structure.levels.rules.transit.one_way_trips:g}"
            ),
        ),
        (
            len(timetable.bad_rows) > 0,
            text["s_timetable_bad"].format(rows=bad, first="".join(timetable.bad_rows[:1])),
        ),
    )


def timetable_origin(structure: StructureMap, language: Language) -> list[OriginRow]:
    """Return a line for each file of the timetable."""
    timetable, topic = structure.timetable, words(language)["s_timetable"]
    files = () if timetable is None else timetable.files
    return [OriginRow(topic, each.name, "", each.date, each.sha256) for each in files]
