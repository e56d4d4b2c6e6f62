"""Ferries and car trains: whom they carry, how long they take, how long one waits.

References
----------
https://wiki.openstreetmap.org/wiki/Tag:route=ferry, Key:duration, Key:interval
"""

from collections.abc import Mapping

from tillganglighet.network.rules.access import AccessRules, Tags, permission
from tillganglighet.network.rules.oneway import ferry_directions
from tillganglighet.network.rules.passage import Passage
from tillganglighet.network.rules.profile import Profile
from tillganglighet.network.rules.values import parse_duration, parse_interval
from tillganglighet.network.rules.way_use import Dropped, WayUse
from tillganglighet.units import KPH_PER_MPS, M_PER_KM

_KINDS = ("ferry", "shuttle_train")
_YES = frozenset({"yes", "designated", "permissive", "official"})
# Everybody on a ferry is its customer: such words bar nobody from travelling through.
_TICKET = frozenset({"customers", "permit", "destination"})
_NOMINAL_LENGTH_M = 10_000.0
_TRAVELLERS = frozenset(
    {"access", "vehicle", "motor_vehicle", "motorcar", "bicycle", "foot", "hgv"}
)
_INHERITED_KEYS = _TRAVELLERS | {"duration", "interval", "seasonal"}


def is_ferry(tags: Tags) -> bool:
    """Return whether the way is a ferry line or a car train."""
    route = tags.get("route")
    if route is None:
        return False
    return any(kind in route.split(";") and tags.get(kind) != "no" for kind in _KINDS)


def with_relation_tags(way_tags: Tags, relation_tags: Tags) -> dict[str, str]:
    """Return the way's tags with what its route relation adds where the way itself is silent.

    A duration that comes from the relation (`"duration" not in way_tags`) belongs to all its ways
    together.
    """
    route = relation_tags.get("route")
    if route not in _KINDS or "highway" in way_tags:
        return dict(way_tags)  # the road to the quay may be a member too, and stays a road
    lent = _INHERITED_KEYS
    if any(key in way_tags for key in _TRAVELLERS):
        lent -= _TRAVELLERS  # the way says who travels; two halves of two opinions say nothing
    added = {key: value for key, value in relation_tags.items() if key in lent}
    return {"route": route, **added, **way_tags}


def ferry_kph(length_m: float, profile: Profile) -> float:
    """Return the speed of a crossing without duration, by its length."""
    lengths_and_speeds = zip(
        profile.ferry["speed_up_to_km"], profile.ferry["speed_kph"], strict=False
    )
    for up_to_km, kph in lengths_and_speeds:
        if length_m <= up_to_km * M_PER_KM:
            return float(kph)
    return float(profile.ferry["speed_kph"][-1])


def ferry_seconds(
    length_m: float, duration_s: float | None, profile: Profile
) -> tuple[float, str | None]:
    """Return the time of a crossing and a doubt.

    Parameters
    ----------
    length_m : float
        Of everything that carries the duration: the way before it was split, or the relation.
    duration_s : float or None
        What the tag says. One that would need an impossible speed is a slip of the pen
        (`5:00` for five minutes) and gives the doubt `ferry_duration_absurd`.

    Returns
    -------
    tuple of float and (str or None)
        Seconds without the wait, and the doubt if there is one.
    """
    by_length = length_m / (ferry_kph(length_m, profile) / KPH_PER_MPS)
    if duration_s is None:
        return by_length, "ferry_no_duration"
    kph = length_m / duration_s * KPH_PER_MPS
    if profile.ferry["slowest_kph"] <= kph <= profile.ferry["fastest_kph"]:
        return duration_s, None
    # The shortest crossings spend their minutes at the quays: no speed is too low for them.
    if kph < profile.ferry["slowest_kph"] and length_m <= M_PER_KM:
        return duration_s, None
    return by_length, "ferry_duration_absurd"


def interpret_ferry(
    tags: Tags, profile: Profile, rules: AccessRules, doubts: list[str]
) -> WayUse | Dropped:
    """Return the use of a ferry line, or why it carries nobody of this mode."""
    carried = _carried(tags, profile.mode, rules, doubts)
    if isinstance(carried, Dropped):
        return carried
    along, against = ferry_directions(tags)
    duration_s = parse_duration(tags["duration"]) if "duration" in tags else None
    if duration_s is None:
        doubts.append("ferry_no_duration")
        if "duration" in tags:
            doubts.append("duration_unparsed")
    nominal = ferry_kph(_NOMINAL_LENGTH_M, profile)
    return WayUse(
        highway="ferry",
        forward=carried if along else Passage.BARRED,
        backward=carried if against else Passage.BARRED,
        forward_kph=nominal if along else 0.0,
        backward_kph=nominal if against else 0.0,
        speed_rule="ferry:length" if duration_s is None else "ferry:duration",
        is_ferry=True,
        duration_s=duration_s,
        wait_s=_wait(tags, profile.ferry, doubts),
        snappable=False,
    )


def _carried(tags: Tags, mode: str, rules: AccessRules, doubts: list[str]) -> Passage | Dropped:
    """Return whether the boat takes a traveller of this mode aboard."""
    keys = rules.own_forward + rules.any_forward
    said = permission(
        {key: value for key, value in tags.items() if value not in _TICKET}, keys, rules.values
    )
    if said is None and any(tags.get(key) in _TICKET for key in keys):
        said = Passage.PUBLIC
    if said is not None:
        return said if said is not Passage.BARRED else Dropped("ferry_access")
    if mode == "foot":
        return Passage.PUBLIC
    if mode == "car" and tags.get("hgv") in _YES:
        return Passage.PUBLIC
    others = ("foot", "bicycle") if mode == "car" else ("foot",) if tags.get("bicycle") else ()
    doubts.append("ferry_access_guessed")
    if any(tags.get(key) in _YES for key in others):
        return Dropped("ferry_for_foot_guessed", "no tag for motor vehicles")
    return Passage.PUBLIC


def _wait(tags: Tags, ferry: Mapping[str, float], doubts: list[str]) -> float:
    if "interval" not in tags:
        return float(ferry["wait_without_interval_s"])
    interval_s = parse_interval(tags["interval"])
    if interval_s is None:
        doubts.append("interval_unparsed")
        return float(ferry["wait_without_interval_s"])
    return float(min(interval_s * ferry["wait_share"], ferry["wait_cap_s"]))
