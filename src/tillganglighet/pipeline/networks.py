"""Use cases on a bare network: build one from a file, and travel times between points."""

from numbers import Real
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.travel.metric import arriving, direct, leaving, travel_time
from tillganglighet.errors import InputError, UsageError
from tillganglighet.network.build import network_of
from tillganglighet.network.clip import clipped
from tillganglighet.network.crs import project
from tillganglighet.network.findings import Findings
from tillganglighet.network.network import Network
from tillganglighet.network.rules.limits import countries
from tillganglighet.network.rules.profile import Profile, profile_from_toml, shipped_profile
from tillganglighet.network.snapping import Snapper, Snapping
from tillganglighet.network.whereabouts import whereabouts
from tillganglighet.pipeline.study_area import StudyArea
from tillganglighet.routing.od import od_matrix
from tillganglighet.sources.osm.country import country_of
from tillganglighet.sources.osm.file import osm_file
from tillganglighet.sources.osm.roads import read_roads
from tillganglighet.units import MS_PER_S, UNREACHED

FloatArray = npt.NDArray[np.float64]

COORDINATE_COLUMNS = 2


def build_network(
    path: str | Path, profile: str | Path | Profile = "car", *, season: str | None = None
) -> Network:
    """Build the road network of an OSM file.

    Parameters
    ----------
    path : str or Path
        `.osm.pbf`, `.osm`, `.osm.gz` or `.osm.bz2`.
    profile : str, Path or Profile
        A shipped profile by name, or a TOML file of your own.
    season : "summer" or "winter", optional
        Ice roads and closures, and in winter its factors; the profile's own if not given.

    Raises
    ------
    InputError
        The file cannot be read, or holds no road that the profile may use.
    UsageError
        The suffix, the profile or the season is unknown.
    """
    osm = osm_file(Path(path))
    return network_with_findings(osm, profile_for(osm, profile, season), Findings())


def network_with_findings(
    path: Path, profile: Profile, findings: Findings, *, within: StudyArea | None = None
) -> Network:
    """Build the road network of an OSM file and collect every doubt on the way.

    Only the ways in the study area and its surroundings are built, if one is given.
    """
    extract = read_roads(path)
    if within is not None:
        extract = clipped(extract, within.reaches(extract.lon, extract.lat))
    network = network_of(extract, profile, findings)
    findings.locate(whereabouts(extract, findings.examples()))
    if not network.is_target.any() and within is not None:
        raise InputError(
            f"{path}: no road that a {profile.mode} may use in {within.name} ({within.code}) or "
            "near it; take an extract that covers the area"
        )
    if not network.is_target.any():
        raise InputError(
            f"{path}: no road that a {profile.mode} may use; expected ways with highway=*: "
            "take an extract that holds roads"
        )
    return network


def profile_for(osm: Path, profile: str | Path | Profile, season: str | None = None) -> Profile:
    """Return a profile: as it is, from a TOML file, or a shipped one by name; in a season.

    A shipped profile takes on the country that the OSM file is about, so that roads without a
    speed sign have the limits of its law. Where the file does not tell it keeps its own; in a
    country whose law we do not know it takes the usual limits.
    """
    named = profile_named(profile).replace(season=season)
    if isinstance(profile, Profile) or str(profile).endswith(".toml"):
        return named
    country = country_of(osm)
    if country is None:
        return named
    return named.replace(country=country if country in countries() else "")


def profile_named(profile: str | Path | Profile) -> Profile:
    """Return a profile: as it is, from a TOML file, or a shipped one by name."""
    if isinstance(profile, Profile):
        return profile
    if str(profile).endswith(".toml"):
        return _own_profile(Path(profile))
    return shipped_profile(str(profile))


def _own_profile(path: Path) -> Profile:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as cause:
        raise InputError(f"{path}: cannot be read ({cause.strerror}); check the path") from cause
    except UnicodeDecodeError as cause:
        raise InputError(f"{path}: not UTF-8 text; save it as UTF-8") from cause
    return profile_from_toml(text, str(path))


def travel_times(
    network: Network,
    origins: npt.ArrayLike,
    destinations: npt.ArrayLike,
    cutoff: float | None = None,
    max_access_distance: float = 100.0,
) -> FloatArray:
    """Return the travel times in seconds from every origin to every destination.

    Parameters
    ----------
    network : Network
    origins, destinations : (n, 2) array_like of float
        lon, lat in degrees.
    cutoff : float, optional
        The longest travel time in seconds that counts as reached.
    max_access_distance : float
        Points farther than so many metres from any road reach nothing.

    Returns
    -------
    (origin_count, destination_count) float64
        Seconds, access legs at both ends included; inf where unreachable.

    Raises
    ------
    UsageError
        Points that are no pairs of degrees, or a limit that is no number above 0.
    """
    _check_limit("max_access_distance", max_access_distance, "metres, above 0")
    if cutoff is not None and cutoff != 0:
        _check_limit("cutoff", cutoff, "seconds, 0 or more")
    snapper = Snapper(network)
    start = _snapped(snapper, origins, "origins", max_access_distance)
    end = _snapped(snapper, destinations, "destinations", max_access_distance)
    metric = travel_time(network)
    matrix = od_matrix(
        metric.graph,
        leaving(metric, start).as_ends(len(start)),
        arriving(metric, end).as_ends(len(end)),
    )
    onward = direct(metric, start, end)
    np.minimum.at(matrix, (onward.origin, onward.destination), onward.impedance)
    seconds = np.where(matrix >= UNREACHED, np.inf, matrix / MS_PER_S)
    return seconds if cutoff is None else np.where(seconds > cutoff, np.inf, seconds)


def _check_limit(name: str, value: object, expected: str) -> None:
    if isinstance(value, bool) or not isinstance(value, Real) or not float(value) > 0:
        raise UsageError(f"{name} is {value!r}; must be {expected}")


def _snapped(snapper: Snapper, points: npt.ArrayLike, name: str, limit_m: float) -> Snapping:
    try:
        coordinates = np.asarray(points, dtype=np.float64)
    except (TypeError, ValueError) as cause:
        raise UsageError(f"{name} must be (n, 2) numbers: lon, lat ({cause})") from cause
    if coordinates.shape == (0,):
        coordinates = coordinates.reshape(0, COORDINATE_COLUMNS)
    if coordinates.ndim != COORDINATE_COLUMNS or coordinates.shape[1] != COORDINATE_COLUMNS:
        raise UsageError(f"{name} has shape {coordinates.shape}; must be (n, 2): lon, lat")
    lon, lat = coordinates.T
    if not (np.abs(lon) <= 180).all() or not (np.abs(lat) <= 90).all():  # noqa: PLR2004 (degrees)
        raise UsageError(f"{name} must be lon, lat in degrees, -180 to 180 and -90 to 90")
    x, y = project(lon, lat, snapper.network.crs)
    return snapper.snap(x, y, max_access_distance_m=limit_m)
