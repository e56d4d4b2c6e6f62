"""Toy towns: a text drawing and tags in, an OSM file and the car's travel times out.

A drawing holds one character for each square of `metres` by `metres`. Letters are nodes, digits
are points that no road need touch, all else is there for the eye. Ways are named by their nodes:
`{"abc": road()}` draws a way from a over b to c. As in OSRM's feature tests, a reader sees the
town and can add up the seconds himself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from xml.sax.saxutils import quoteattr

import numpy as np
from pyproj import Geod

from tillganglighet.network.findings import Finding, Findings
from tillganglighet.network.network import Network
from tillganglighet.network.rules.profile import shipped_profile
from tillganglighet.pipeline.networks import network_with_findings, travel_times

Tags = Mapping[str, str]

# Within the area of SWEREF 99 TM and on its central meridian, where metres are metres but for
# 0.04 %.
MIDDLE_LON, MIDDLE_LAT = 15.0, 60.0
_ELLIPSOID = Geod(ellps="WGS84")


def road(**tags: str) -> Tags:
    """Return the tags of a road that cars drive at 36 km/h, 10 metres a second."""
    return {"highway": "primary", "maxspeed": "36", **_spelled(tags)}


def private(**tags: str) -> Tags:
    """Return the tags of such a road that is private."""
    return road(access="private", **tags)


def ferry(**tags: str) -> Tags:
    """Return the tags of a car ferry."""
    return {"route": "ferry", "motor_vehicle": "yes", **_spelled(tags)}


def _spelled(tags: Mapping[str, str]) -> dict[str, str]:
    """Turn `maxspeed__forward` into `maxspeed:forward`, and `except_` into `except`."""
    return {key.rstrip("_").replace("__", ":"): value for key, value in tags.items()}


@dataclass(frozen=True)
class Relation:
    """A relation: tags, and members as (role, letters): one letter a node, several a way."""

    tags: Tags
    members: Sequence[tuple[str, str]]


def restriction(kind: str, from_way: str, via: str, to_way: str, **tags: str) -> Relation:
    """Return a turn restriction; `via` is a node, or ways with a space between them."""
    vias = [("via", each) for each in via.split()]
    members = [("from", from_way), *vias, ("to", to_way)]
    return Relation({"type": "restriction", "restriction": kind, **_spelled(tags)}, members)


@dataclass(frozen=True)
class Town:
    """A drawn town.

    Parameters
    ----------
    drawing : str
    ways : mapping of str to Tags
        By the letters of their nodes; ids are 1, 2 ... in this order. Letters that the drawing
        lacks are references to nodes that the file lacks.
    nodes : mapping of str to Tags
    relations : sequence of Relation
    metres : float
        Side of the square that one character stands for.
    way_ids : mapping of str to int
        Ids other than by order.
    """

    drawing: str
    ways: Mapping[str, Tags]
    nodes: Mapping[str, Tags] = field(default_factory=dict)
    relations: Sequence[Relation] = ()
    metres: float = 100.0
    way_ids: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def places(self) -> dict[str, tuple[float, float]]:
        """Return lon and lat of every letter and digit."""
        return {
            sign: _placed(column * self.metres, -line * self.metres)
            for line, text in enumerate(self.drawing.splitlines())
            for column, sign in enumerate(text)
            if sign.isalnum()
        }

    def osm(self) -> str:
        """Return the town as OSM XML."""
        number = {way: self.way_ids.get(way, at) for at, way in enumerate(self.ways, start=1)}
        lines = ["<?xml version='1.0' encoding='UTF-8'?>", "<osm version='0.6'>"]
        for sign, (lon, lat) in sorted(self.places.items()):
            if sign.isalpha():
                head = f"<node id='{ord(sign)}' lon='{lon:.7f}' lat='{lat:.7f}'"
                lines += [f"{head}>", *_tags(self.nodes.get(sign, {})), "</node>"]
        for way, tags in self.ways.items():
            refs = [f"<nd ref='{ord(sign)}'/>" for sign in way]
            lines += [f"<way id='{number[way]}'>", *refs, *_tags(tags), "</way>"]
        for at, relation in enumerate(self.relations, start=1):
            lines += [f"<relation id='{at}'>"]
            for role, letters in relation.members:
                kind = "node" if len(letters) == 1 else "way"
                ref = ord(letters) if kind == "node" else number.get(letters, 999)
                lines += [f"<member type='{kind}' ref='{ref}' role='{role}'/>"]
            lines += [*_tags(relation.tags), "</relation>"]
        return "\n".join([*lines, "</osm>"])

    def built(self, folder: Path, profile: str = "car") -> "BuiltTown":
        """Write the town into a folder and build its network."""
        path = folder / "town.osm"
        path.write_text(self.osm(), encoding="utf-8")
        findings = Findings()
        network = network_with_findings(path, shipped_profile(profile), findings)
        return BuiltTown(self, network, dict(findings.frozen()))


@dataclass(frozen=True)
class BuiltTown:
    """A town and its network."""

    town: Town
    network: Network
    findings: Mapping[str, Finding]

    def seconds(self, origin: str, destination: str, limit_m: float = 50.0) -> float:
        """Return the travel time between two letters or digits; inf where there is no way."""
        matrix = travel_times(
            self.network,
            [self.town.places[origin]],
            [self.town.places[destination]],
            max_access_distance=limit_m,
        )
        return float(matrix[0, 0])

    def table(self, signs: str) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
        """Return the travel times between all of these letters and digits."""
        points = [self.town.places[sign] for sign in signs]
        return travel_times(self.network, points, points, max_access_distance=50.0)


def built_from(osm: str, folder: Path) -> Network:
    """Build the car network of OSM XML text."""
    path = folder / "text.osm"
    path.write_text(osm, encoding="utf-8")
    return network_with_findings(path, shipped_profile("car"), Findings())


def _placed(x: float, y: float) -> tuple[float, float]:
    _, lat, _ = _ELLIPSOID.fwd(MIDDLE_LON, MIDDLE_LAT, 0.0, y)
    lon, lat, _ = _ELLIPSOID.fwd(MIDDLE_LON, lat, 90.0, x)
    return float(lon), float(lat)


def _tags(tags: Tags) -> list[str]:
    return [f"<tag k={quoteattr(key)} v={quoteattr(value)}/>" for key, value in tags.items()]
