"""A large network prepared for searches, once for the quickest way and once for the shortest."""

from dataclasses import dataclass

from tillganglighet.accessibility.travel.metric import length, travel_time
from tillganglighet.network.network import Network
from tillganglighet.routing.hierarchy import Hierarchy, prepare


@dataclass(frozen=True)
class Prepared:
    """The hierarchies of one network; both share the topology.

    Parameters
    ----------
    time : Hierarchy
        Impedance in milliseconds.
    length : Hierarchy
        Impedance in centimetres.
    """

    time: Hierarchy
    length: Hierarchy


def prepared_for(network: Network) -> Prepared | None:
    """Return the network prepared, or None where it is so small that plain searches do."""
    time = prepare(travel_time(network).graph, *network.places())
    if not isinstance(time, Hierarchy):
        return None
    return Prepared(time, time.with_impedance(length(network).graph.impedance))
