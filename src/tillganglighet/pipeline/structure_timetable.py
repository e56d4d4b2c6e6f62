"""What a timetable tells the structure map: the places of its stops, the roads of its trips."""

from collections.abc import Sequence
from pathlib import Path

from tillganglighet.accessibility.travel.metric import Metric
from tillganglighet.accessibility.travel.service_villages import villages_of_points
from tillganglighet.domain.places import FloatArray
from tillganglighet.domain.timetable import Timetable
from tillganglighet.network.snapping import Snapper, Snapping
from tillganglighet.sources.timetables.files import read_timetable
from tillganglighet.store.region import Region
from tillganglighet.structure.node_rules import NodeRules, shipped_rules
from tillganglighet.structure.settings import Settings
from tillganglighet.structure.timetable_flows import RoadTrips, trips_along_lines, trips_of_legs
from tillganglighet.structure.transit import Transit, transit_nodes


def read_timetable_for(
    region: Region, paths: Sequence[Path], rules: NodeRules | None = None
) -> Timetable:
    """Read the files of a timetable in the CRS of a region.

    Parameters
    ----------
    region : Region
    paths : sequence of Path
        GTFS feeds (zips or folders), tables of stops with trips a day, or both.
    rules : NodeRules, optional
        Tell when the evening begins; those of the package if not given.

    Raises
    ------
    InputError, UsageError
        As `sources.timetables.files.read_timetable`.
    """
    hour = (rules or shipped_rules()).transit.evening_from_hour
    return read_timetable(paths, region.provenance.crs, evening_from_hour=hour)


def transit_of(region: Region, timetable: Timetable, rules: NodeRules) -> Transit:
    """Return how the villages of a region stand to what is asked of a node."""
    stops, villages = timetable.stops, region.villages
    village = villages_of_points(stops.x, stops.y, villages, region.cells)
    return transit_nodes(stops, village, villages.kommun_code, rules.transit)


def trips_on_roads(times: Metric, timetable: Timetable, settings: Settings) -> RoadTrips:
    """Return the trips of a weekday on each road."""
    legs, snapper = timetable.legs, Snapper(times.network)

    def met(point: FloatArray) -> Snapping:
        within_m = settings.bus_stop_within_m
        return snapper.snap(*point.T, max_access_distance_m=within_m)

    found = trips_of_legs(times, legs, met(legs.start), met(legs.end), settings)
    along = trips_along_lines(times.network, timetable.lines, settings)
    return RoadTrips(found.trips + along, found.unplaced)
