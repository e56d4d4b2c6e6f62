"""Use cases between our networks and those of networkx, OSMnx and GeoPandas."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tillganglighet.errors import InputError
from tillganglighet.network.build import network_of
from tillganglighet.network.findings import Findings
from tillganglighet.network.network import Network
from tillganglighet.network.rules.profile import Profile
from tillganglighet.pipeline.networks import profile_named

if TYPE_CHECKING:
    import geopandas as gpd
    import networkx as nx


def network_from_osmnx(
    graph: "nx.MultiDiGraph[Any]",
    profile: str | Path | Profile = "car",
    *,
    country: str | None = None,
) -> Network:
    """Build a network from an OSMnx graph, by the same rules as from a file.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        As OSMnx makes it, simplified or not, in degrees or projected. What it does not hold, such
        as turn restrictions, is lost: `sources.osmnx_graph.graph_roads` tells all of it.
    profile : str, Path or Profile
        A shipped profile by name, or a TOML file of your own.
    country : str, optional
        ISO code of the country whose law limits roads without a sign, since no graph tells it;
        the profile's own if not given.

    Raises
    ------
    InputError
        The graph is not as OSMnx makes it, or holds no road that the profile may use.
    UsageError
        The profile or the country is unknown.
    """
    from tillganglighet.sources.osm.osmnx_graph import graph_roads  # noqa: PLC0415 (slow to load)

    chosen = profile_named(profile).replace(country=country)
    network = network_of(graph_roads(graph), chosen, Findings())
    if not network.is_target.any():
        raise InputError(
            f"graph: no road that a {chosen.mode} may use; expected edges with highway: download "
            "another network_type"
        )
    return network


def network_to_networkx(
    network: Network, *, as_search_graph: bool = False
) -> "nx.MultiDiGraph[int]":
    """Return a network as a networkx graph.

    Parameters
    ----------
    network : Network
    as_search_graph : bool
        False gives the roads as OSMnx would draw them, which forgets turn restrictions and lets
        private roads through; true gives the graph that our searches walk, exact, with copies of
        nodes. `publish.network_graph` tells the attributes of both.
    """
    from tillganglighet.publish.network.graph import (  # noqa: PLC0415 (slow to load)
        road_graph,
        search_graph,
    )

    return search_graph(network) if as_search_graph else road_graph(network)


def network_to_geodataframes(network: Network) -> "tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]":
    """Return the nodes and the roads of a network as GeoDataFrames in its metric CRS.

    `publish.network_frames` tells the columns.
    """
    from tillganglighet.publish.network.frames import network_frames  # noqa: PLC0415 (slow)

    return network_frames(network)
