"""Villages out of OSM: each once, with the people that any drawing of it tells."""

import shapely

from tillganglighet.network.findings import Findings
from tillganglighet.sources.osm.places import OsmPlace
from tillganglighet.sources.osm.villages import villages_from_osm

AROUND = shapely.box(14, 60, 15, 61)


def node(**tags: str) -> OsmPlace:
    return OsmPlace("n1", {"place": "village", **tags}, 14.5, 60.5, None)


def area(**tags: str) -> OsmPlace:
    return OsmPlace("r2", {"place": "village", **tags}, 14.6, 60.6, AROUND)


def test_a_village_drawn_as_node_and_area_counts_once_with_its_people() -> None:
    # Mappers put the population now on the one, now on the other; the node's own goes first.
    for of_node, of_area, people in (({}, "500", 500), ({"population": "70"}, "500", 70)):
        findings = Findings()
        places = [node(name="Byn", **of_node), area(name="Byn", population=of_area)]
        villages = villages_from_osm(places, "EPSG:3006", findings)
        assert villages.id.tolist() == ["n1"]
        assert villages.population.tolist() == [people]
        assert findings.frozen()["village_twice"].examples == ("r2",)


def test_an_area_of_another_name_is_another_village() -> None:
    villages = villages_from_osm(
        [node(name="Byn"), area(name="Socknen", population="9")], "EPSG:3006", Findings()
    )
    assert villages.id.tolist() == ["n1", "r2"]
