"""The real extracts beside the checkout all build, with a report that was read and found sane."""

import time
import tomllib
from importlib import resources

import numpy as np
import pytest

from support.shared import shared_data
from tillganglighet.network.findings import Findings
from tillganglighet.network.rules.profile import shipped_profile
from tillganglighet.pipeline.networks import network_with_findings, travel_times
from tillganglighet.sources.osm.places import read_places


def wordings() -> dict[str, dict[str, str]]:
    text = resources.files("tillganglighet.network").joinpath("findings.toml")
    return tomllib.loads(text.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "roads_at_least"),
    [
        ("andorra/andorra-2021.osm.pbf", 5_000),
        ("danmark-sma/anholt-2020.osm", 300),
        ("danmark-sma/kobenhavn.osm.pbf", 6_000),
        ("danmark-sma/sindal-2015.osm", 600),
        ("faroe-islands/faroe-islands-2017.osm.pbf", 5_000),
        ("helsinki/helsinki-centre-2019.osm.pbf", 1_000),
        ("liechtenstein/liechtenstein-2021.osm.pbf", 7_000),
        ("north-bayreuth/north-bayreuth-2014.osm.gz", 3_000),
        ("porto-alegre/poa_osm.pbf", 20_000),
        ("dalarna/dalarna-busvagnat-derived.osm.pbf", 25_000),
        ("goteborg-centrum/goteborg-centrum-derived.osm.pbf", 17_000),
        ("sverige-sma-osm/kallby-2023.osm", 10),
        ("sverige-sma-osm/lund-station-2023.osm.pbf", 10),
        ("sverige-sma-osm/stockholm-ostermalm-2020.osm", 10),
    ],
)
def test_a_real_extract_builds(name: str, roads_at_least: int) -> None:
    path, findings = shared_data(name), Findings()
    network = network_with_findings(path, shipped_profile("car"), findings)
    roads = network.roads
    assert len(roads) >= roads_at_least
    assert np.isfinite(roads.length_m).all()
    # Every edge leads on by at least a millisecond, and copies for turns and privacy stay few.
    assert (network.travel_time_ms >= 1).all()
    assert network.node_count < 2.5 * len(roads.node_id)
    # Fragments are a small part of the roads (a cut-out of one city block apart).
    fragments = roads.length_m[~network.is_target & roads.is_snappable].sum()
    assert fragments < 500 or fragments < 0.1 * roads.length_m.sum()
    assert roads.length_m[network.network_of_road == 0].sum() > 0.5 * roads.length_m.sum()
    assert findings.frozen().keys() <= wordings().keys()


def test_faroese_islands_without_a_car_ferry_have_no_way_to_the_capital() -> None:
    path = shared_data("faroe-islands/faroe-islands-2017.osm.pbf")
    network = network_with_findings(path, shipped_profile("car"), Findings())
    villages = read_places(path, ["place"], lambda tags: tags["place"] in {"town", "village"})
    places = {place.tags["name"]: (place.lon, place.lat) for place in villages}
    cut_off = ["Dímun", "Koltur", "Svínoy", "Kirkja", "Hattarvík"]
    tied = ["Klaksvík", "Tvøroyri", "Sandur", "Eiði", "Vestmanna"]
    seconds = travel_times(
        network,
        [places[name] for name in cut_off + tied if name in places],
        [places["Tórshavn"]],
        max_access_distance=1_000.0,
    )[:, 0]
    reached = [name for name in cut_off + tied if name in places]
    assert [name for name, time in zip(reached, seconds, strict=True) if np.isinf(time)] == [
        name for name in cut_off if name in places
    ]


def test_the_import_is_as_fast_as_promised() -> None:
    # Target 1.5 MB of pbf per second of quiet machine; here a third of it, on a busy one.
    path = shared_data("liechtenstein/liechtenstein-2021.osm.pbf")
    begin = time.process_time()
    network_with_findings(path, shipped_profile("car"), Findings())
    assert path.stat().st_size / 1e6 / (time.process_time() - begin) > 0.5
