"""What makes drivers stop, and which road goes before which."""

import pytest

from support.tagging import tags
from tillganglighet.network.rules.stops import Stop, interpret_stop, road_rank


@pytest.mark.parametrize(
    ("line", "stop"),
    [
        ("highway=traffic_signals", Stop("traffic_signal", "")),
        ("highway=traffic_signals, direction=forward", Stop("traffic_signal", "forward")),
        # The special key goes before the general one.
        (
            "highway=traffic_signals, direction=forward, traffic_signals:direction=backward",
            Stop("traffic_signal", "backward"),
        ),
        ("highway=stop, direction=both", Stop("stop", "both")),
        ("highway=give_way, direction=NW", Stop("give_way", "")),  # a compass is no direction
        ("highway=crossing", None),
        ("barrier=gate", None),
        ("", None),
    ],
)
def test_stops(line: str, stop: Stop | None) -> None:
    assert interpret_stop(tags(line)) == stop


def test_the_order_of_roads() -> None:
    order = ["service", "residential", "tertiary", "secondary", "primary", "trunk"]
    ranks = [road_rank(highway) for highway in order]
    assert ranks == sorted(set(ranks))
    assert road_rank("track") == road_rank("driveway") == road_rank("service")
    assert road_rank("unclassified") == road_rank("residential")


def test_motorways_and_ramps_are_out_of_the_order() -> None:
    assert road_rank("motorway") == road_rank("motorway_link") == road_rank("primary_link") == 0
