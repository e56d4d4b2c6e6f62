"""A profile: one way of travelling, with every number that the rules need."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from tillganglighet.errors import UsageError
from tillganglighet.network.rules.limits import countries, legal_limits
from tillganglighet.network.rules.settings import (
    Settings,
    merge,
    settings_from_toml,
    shipped_settings,
)

Numbers = Mapping[str, float]


@dataclass(frozen=True)
class Profile:
    """One way of travelling: mode, country, season and speeds.

    Parameters
    ----------
    name, mode, country, season : str
        `mode` is `car`, `bicycle` or `foot`; `country` an ISO code or empty; `season` is `summer`
        or `winter`.
    factor : float
        Multiplies every road speed.
    access_speed_kph : float
        From a house to the road.
    top_kph, slowest_kph, pushing_kph : float
        Speed without any limit, the lowest speed of an open road, and with a bicycle at hand.
    unsigned_unpaved_factor : float
        Multiplies the speed of an unpaved road whose limit is not mapped.
    class_kph, service_kph, surface_kph, tracktype_kph, track_kph, smoothness_kph : mapping
        Speeds by value of the tag, km/h.
    class_factor : mapping
        Multiplies the speed of a class of road.
    narrow, winter, delay, bend, size, ferry : mapping
        See the comments in `profiles/car.toml`.
    digest : str
        SHA-256 over all settings, hexadecimal: equal digests mean equal profiles.
    limits : mapping
        The legal limits of the country by kind of place, km/h.
    """

    name: str
    mode: str
    country: str
    season: str
    factor: float
    access_speed_kph: float
    top_kph: float
    slowest_kph: float
    pushing_kph: float
    unsigned_unpaved_factor: float
    class_kph: Numbers = field(compare=False, repr=False)
    service_kph: Numbers = field(compare=False, repr=False)
    surface_kph: Numbers = field(compare=False, repr=False)
    tracktype_kph: Numbers = field(compare=False, repr=False)
    track_kph: Numbers = field(compare=False, repr=False)
    smoothness_kph: Numbers = field(compare=False, repr=False)
    class_factor: Numbers = field(compare=False, repr=False)
    narrow: Numbers = field(compare=False, repr=False)
    winter: Numbers = field(compare=False, repr=False)
    delay: Numbers = field(compare=False, repr=False)
    bend: Numbers = field(compare=False, repr=False)
    size: Numbers = field(compare=False, repr=False)
    ferry: Mapping[str, Any] = field(compare=False, repr=False)
    digest: str = ""
    limits: Numbers = field(compare=False, repr=False, default_factory=dict)

    @property
    def is_winter(self) -> bool:
        """Return whether the season is winter."""
        return self.season == "winter"

    def settings(self) -> Settings:
        """Return the profile as the settings that a TOML file would hold."""
        own = {entry.name: getattr(self, entry.name) for entry in fields(self)}
        del own["digest"], own["limits"]
        return own

    def replace(self, *, season: str | None = None, country: str | None = None) -> "Profile":
        """Return the same profile in another season or country.

        Raises
        ------
        UsageError
            The season or the country is not known.
        """
        if season not in {None, "summer", "winter"}:
            raise UsageError(f"unknown season {season!r}: expected summer or winter")
        if country and country not in countries():
            known = ", ".join(sorted(countries()))
            raise UsageError(f"unknown country {country!r}: expected an ISO code of {known}")
        changes = {"season": season, "country": country}
        own = {key: value for key, value in changes.items() if value is not None}
        return _from_settings(merge(self.settings(), own))


def shipped_profile(name: str) -> Profile:
    """Return a profile of the package by its name, such as `car`.

    Raises
    ------
    UsageError
        No shipped profile goes by that name; the message lists those that do.
    """
    return _from_settings(shipped_settings(name))


def profile_from_toml(text: str, source: str) -> Profile:
    """Return a user's own profile, which says only what differs from its `base`.

    Raises
    ------
    InputError
        With every fault in the file, each with its line.
    """
    return _from_settings(settings_from_toml(text, source))


def _from_settings(settings: Settings) -> Profile:
    canonical = json.dumps(settings, sort_keys=True, ensure_ascii=False)
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    return Profile(**settings, digest=digest, limits=legal_limits(settings["country"]))
