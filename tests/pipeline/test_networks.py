"""Travel times between points: what may be asked, and what is told when it may not."""

import numpy as np
import pytest

from support.shared import EXAMPLE
from tillganglighet.errors import UsageError
from tillganglighet.network.network import Network
from tillganglighet.pipeline.networks import build_network, travel_times

# The two ends of the car ferry of the example.
SOUTH, NORTH = (15.7027148, 63.4866117), (15.7046155, 63.5637876)


@pytest.fixture(scope="module")
def network() -> Network:
    return build_network(EXAMPLE / "exempel.osm.pbf")


@pytest.mark.parametrize("none", [[], np.empty((0, 2)), ()])
def test_nobody_goes_nowhere(network: Network, none: object) -> None:
    assert travel_times(network, none, [SOUTH, NORTH]).shape == (0, 2)
    assert travel_times(network, [SOUTH], none).shape == (1, 0)


def test_a_cutoff_of_0_reaches_only_where_one_stands(network: Network) -> None:
    seconds = travel_times(network, [SOUTH, NORTH], [SOUTH, NORTH], cutoff=0)
    assert np.isinf(seconds).tolist() == [[False, True], [True, False]]


@pytest.mark.parametrize(
    ("origins", "how", "message"),
    [
        ([SOUTH], {"cutoff": float("nan")}, "cutoff is nan; must be seconds, 0 or more"),
        ([SOUTH], {"cutoff": -1}, "cutoff is -1; must be"),
        ([SOUTH], {"cutoff": "60"}, "cutoff is '60'; must be"),
        ([SOUTH], {"max_access_distance": 0}, "max_access_distance is 0; must be metres, above 0"),
        ([SOUTH], {"max_access_distance": float("nan")}, "max_access_distance is nan; must be"),
        (SOUTH, {}, r"origins has shape \(2,\)"),
        (["here"], {}, r"origins must be \(n, 2\) numbers"),
        ([(float("nan"), 63.5)], {}, "origins must be lon, lat in degrees"),
    ],
)
def test_what_cannot_be_asked_is_told(
    network: Network, origins: object, how: dict[str, float], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        travel_times(network, origins, [NORTH], **how)
