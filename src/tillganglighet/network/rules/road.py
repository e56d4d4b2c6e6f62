"""A way while the rules look at it."""

from dataclasses import dataclass, field

from tillganglighet.network.rules.access import Tags
from tillganglighet.network.rules.profile import Profile


@dataclass(frozen=True, slots=True)
class Road:
    """One way, one traveller, and the doubts that have come up so far.

    Parameters
    ----------
    tags : mapping of str to str
        As they hold in the profile's season.
    highway : str
        The class of road.
    profile : Profile
        Whose journey it is.
    built_up : bool or None
        Whether it lies in a built-up area; None where nobody knows.
    doubts : list of str
        What was assumed or left out; the rules append to it.
    """

    tags: Tags
    highway: str
    profile: Profile
    built_up: bool | None = None
    doubts: list[str] = field(default_factory=list)

    @property
    def mode(self) -> str:
        """Return the traveller's mode."""
        return self.profile.mode
