"""The roads behind the answers, and the problems beside them, for an analyst with QGIS."""

import re

import geopandas as gpd
import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.network.network import Network
from tillganglighet.publish.network.frames import network_frames
from tillganglighet.publish.product.frames import Values, framed, objects, texts, with_points
from tillganglighet.publish.wording.classes import codes, published_classes
from tillganglighet.publish.wording.columns import Language, problem_columns, vagnat_columns
from tillganglighet.publish.wording.finding_texts import finding_text
from tillganglighet.units import M_PER_KM

_OSM_OBJECTS = {"n": "node", "w": "way", "r": "relation"}


def problem(report: GapReport, language: Language = "sv") -> gpd.GeoDataFrame:
    """Return what is in doubt as points in the region's CRS, one row an example.

    What lies nowhere known has no geometry.
    """
    problems = report.problems
    values: dict[str, Values] = {
        "typ": texts(problems.kind),
        "beskrivning": objects([finding_text(kind, language) for kind in problems.kind.tolist()]),
        "osm_id": texts(problems.osm_id),
        "personer": problems.persons,
        "osm_lank": objects([_osm_link(each) for each in problems.osm_id.tolist()]),
    }
    frame = framed(values, problem_columns(), language)
    points = with_points(frame, problems.x, problems.y, report.provenance.crs)
    points.loc[~np.isfinite(problems.x), "geometry"] = None
    return points


def vagnat(network: Network, language: Language = "sv") -> gpd.GeoDataFrame:
    """Return the roads as lines in the region's CRS; the gates of private barriers have none."""
    _, roads = network_frames(network)
    roads = roads[roads.geometry.notna()]
    number = roads["network"].to_numpy(np.float64)
    values: dict[str, Values] = {
        "vag_id": objects([f"w{way}" for way in roads["way_id"]]),
        "vagklass": roads["highway"].to_numpy(),
        "framat": _passages(roads, "forward", language),
        "bakat": _passages(roads, "backward", language),
        "framat_kmh": roads["forward_kph"].to_numpy(),
        "bakat_kmh": roads["backward_kph"].to_numpy(),
        "hastighetsregel": roads["speed_rule"].to_numpy(),
        "langd_km": roads["length_m"].to_numpy() / M_PER_KM,
        "farja": _answers(roads, "is_ferry", language),
        "nat_nr": np.where(number < 0, np.nan, number + 1),
        "lost": _answers(roads, "is_fragment", language),
    }
    frame = framed(values, vagnat_columns(), language)
    return gpd.GeoDataFrame(frame, geometry=roads.geometry.to_numpy(), crs=roads.crs)


def _passages(roads: gpd.GeoDataFrame, direction: str, language: Language) -> Values:
    code = {entry.code_en: entry.code(language) for entry in published_classes("passage")}
    return objects([code[passage] for passage in roads[direction]])


def _answers(roads: gpd.GeoDataFrame, column: str, language: Language) -> Values:
    said: npt.NDArray[np.intp] = roads[column].to_numpy().astype(np.intp)
    return codes("answer", language)[said]


def _osm_link(osm_id: str) -> str | None:
    """Return the page of an object; None where the id is a file's own."""
    match = re.fullmatch(r"([nwr])(\d+)", osm_id)
    return match and f"https://www.openstreetmap.org/{_OSM_OBJECTS[match[1]]}/{match[2]}"
