"""Services out of OSM: what they are, what twins are, and where they come from."""

import shapely

from tillganglighet.domain.catalogue import chosen_categories
from tillganglighet.network.crs import SWEREF99_TM
from tillganglighet.network.findings import Findings
from tillganglighet.sources.osm.places import OsmPlace
from tillganglighet.sources.osm.services import services_from_osm

CATEGORIES = chosen_categories(["dagligvaror", "apotek"])


def place(id_: str, lon: float, *, is_area: bool = False, **tags: str) -> OsmPlace:
    area = shapely.box(lon - 0.001, 59.999, lon + 0.001, 60.001) if is_area else None
    return OsmPlace(id_, tags, lon, 60.0, area)


def test_a_service_keeps_its_identity_and_source() -> None:
    shops = [place("n1", 15.0, shop="supermarket", name="Konsum", operator="Coop")]
    services = services_from_osm(shops, CATEGORIES, SWEREF99_TM, Findings())
    assert services.id.tolist() == ["n1"]
    assert services.category.tolist() == ["dagligvaror"]
    assert services.source.tolist() == ["osm"]
    assert services.operator.tolist() == ["Coop"]


def test_a_shop_drawn_as_node_and_area_counts_once() -> None:
    findings = Findings()
    shops = [
        place("n1", 15.0, shop="supermarket", name="Konsum"),
        place("w1", 15.0, is_area=True, shop="supermarket", name="konsum"),
        place("w2", 15.5, is_area=True, shop="supermarket", name="ICA"),
    ]
    services = services_from_osm(shops, CATEGORIES, SWEREF99_TM, findings)
    assert services.id.tolist() == ["n1", "w2"]
    assert findings.frozen()["service_twice"].examples == ("w1",)


def test_closed_and_private_services_are_left_out_and_counted_once() -> None:
    findings = Findings()
    shops = [
        place("n1", 15.0, shop="supermarket", disused="yes", amenity="pharmacy"),
        place("n2", 15.1, shop="supermarket", access="private"),
    ]
    assert len(services_from_osm(shops, CATEGORIES, SWEREF99_TM, findings)) == 0
    assert findings.frozen()["service_closed"].count == 1
    assert findings.frozen()["service_private"].examples == ("n2",)
