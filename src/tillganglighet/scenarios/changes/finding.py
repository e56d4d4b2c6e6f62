"""Find what a scenario names: one answer, or the reason why not with what was perhaps meant.

All of these raise `UsageError`; who resolves a scenario collects them.
"""

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.areas import AreaKind, Areas
from tillganglighet.domain.catalogue import catalogue
from tillganglighet.domain.places import Services, StrArray, Villages
from tillganglighet.errors import UsageError
from tillganglighet.scenarios.changes.which import WhichService, WhichVillage
from tillganglighet.scenarios.effects.offer import Rows, counted_as

FloatArray = npt.NDArray[np.float64]

Named = TypeVar("Named")
Found = TypeVar("Found")

MOST_LISTED = 8
# A point beside a service means that service; who points at a map hits within a house or two.
BESIDE_M = 100.0


def find_services(services: Services, areas: Areas, which: WhichService, xy: FloatArray) -> Rows:
    """Return the entries of the one service that is meant, of one category if one is named.

    Parameters
    ----------
    services : Services
        The open ones.
    areas : Areas
    which : WhichService
    xy : (2,) float64
        Its point in the region's CRS; nan where it has none.
    """
    offers = np.ones(len(services), dtype=bool)
    if which.category:
        offers = np.isin(services.category, sorted(counted_as(known_category(which.category))))
    if which.id:
        return _by_id(services, which, offers)
    if which.name:
        named = offers & _goes_by(services.name, which.name)
        named &= _in_kommun(services.kommun_code, areas, which.kommun)
        if not named.any():
            raise UsageError(_unknown_name(services, areas, which, offers))
    elif np.isfinite(xy).all():
        named = offers & (np.hypot(services.x - xy[0], services.y - xy[1]) <= BESIDE_M)
        if not named.any():
            raise UsageError(_nothing_near(services, areas, xy, offers))
    else:
        raise UsageError("names nothing; give an id, a name and a kommun, or lon and lat")
    ids = np.unique(services.id[named])
    if len(ids) > 1:
        first = [int(np.flatnonzero(named & (services.id == each))[0]) for each in ids]
        raise UsageError(
            f"{len(ids)} services fit: {_listed(services, areas, first)}; give the id"
        )
    return np.flatnonzero(offers & (services.id == ids[0]))


def find_village(villages: Villages, areas: Areas, which: WhichVillage) -> int:
    """Return the index of the one village that is meant."""
    if which.id:
        fits = villages.id == which.id
        if not fits.any():
            alike = get_close_matches(which.id, villages.id.tolist(), n=3)
            hint = f"; perhaps {' or '.join(alike)}" if alike else ""
            raise UsageError(f"village {which.id}: unknown{hint}")
        return int(np.flatnonzero(fits)[0])
    fits = _goes_by(villages.name, which.name)
    fits &= _in_kommun(villages.kommun_code, areas, which.kommun)
    found = np.flatnonzero(fits)
    if len(found) == 0:
        alike = get_close_matches(which.name, np.unique(villages.name).tolist(), n=3)
        hint = f"; perhaps {' or '.join(alike)}" if alike else ""
        raise UsageError(f"village {which.name!r}: none of that name{_there(which.kommun)}{hint}")
    if len(found) > 1:
        listed = ", ".join(
            f"{villages.id[at]} {villages.name[at]} ({villages.kommun_code[at] or 'no kommun'})"
            for at in found[:MOST_LISTED]
        )
        raise UsageError(f"{len(found)} villages fit: {listed}; give the id")
    return int(found[0])


def known_category(key: str) -> str:
    """Return the category, if the catalogue has it."""
    if key not in catalogue():
        alike = get_close_matches(key, list(catalogue()), n=3)
        expected = f"perhaps {' or '.join(alike)}" if alike else ", ".join(catalogue())
        raise UsageError(f"category {key!r}: unknown; expected {expected}")
    return key


def kommun_code(areas: Areas, wanted: str) -> str:
    """Return the code of a kommun, given by code or name."""
    at = areas.find(wanted)
    if areas.kind[at] != AreaKind.KOMMUN:
        raise UsageError(f"{wanted}: is no kommun; give the code of one")
    return str(areas.code[at])


def every_one(find: Callable[[Named], Found], named: Sequence[Named]) -> list[Found]:
    """Find all things that one change names.

    Raises
    ------
    UsageError
        With what is wrong with each of them.
    """
    found, faults = list[Found](), list[str]()
    for each in named:
        try:
            found.append(find(each))
        except UsageError as error:
            faults.append(str(error))
    if faults:
        raise UsageError("; ".join(faults))
    return found


def _by_id(services: Services, which: WhichService, offers: npt.NDArray[np.bool_]) -> Rows:
    own = services.id == which.id
    if not own.any():
        told = services.for_export()
        alike = get_close_matches(which.id, np.unique(told.id).tolist(), n=3)
        rows = [int(np.flatnonzero(told.id == each)[0]) for each in alike]
        hint = ", ".join(f"{told.id[at]} {told.name[at]}" for at in rows)
        raise UsageError(f"service {which.id}: unknown" + (f"; perhaps {hint}" if hint else ""))
    offered = np.flatnonzero(own & offers)
    if len(offered) == 0:
        has = ", ".join(services.category[own])
        raise UsageError(f"service {which.id}: does not offer {which.category}, but {has}")
    return offered


def _goes_by(names: StrArray, wanted: str) -> npt.NDArray[np.bool_]:
    asked = wanted.strip().casefold()
    return np.array([name.casefold() == asked for name in names.tolist()], dtype=bool)


def _in_kommun(codes: StrArray, areas: Areas, kommun: str) -> npt.NDArray[np.bool_]:
    if not kommun:
        return np.ones(len(codes), dtype=bool)
    return np.asarray(codes == kommun_code(areas, kommun))


def _unknown_name(
    services: Services, areas: Areas, which: WhichService, offers: npt.NDArray[np.bool_]
) -> str:
    services = services.for_export()
    named = np.unique(services.name[offers]).tolist()
    folded = {name.casefold(): name for name in named if name}
    asked = which.name.strip().casefold()
    alike = [folded[each] for each in get_close_matches(asked, list(folded), n=3)]
    alike += [name for each, name in folded.items() if asked in each and name not in alike]
    rows = [int(np.flatnonzero(offers & (services.name == each))[0]) for each in alike]
    hint = f"; perhaps {_listed(services, areas, rows)}" if rows else ""
    return f"service {which.name!r}: none of that name{_there(which.kommun)}{hint}"


def _nothing_near(
    services: Services, areas: Areas, xy: FloatArray, offers: npt.NDArray[np.bool_]
) -> str:
    distance = np.where(offers, np.hypot(services.x - xy[0], services.y - xy[1]), np.inf)
    if not np.isfinite(distance).any():
        return "no service of that category is open"
    nearest = int(np.argmin(distance))
    return (
        f"no service within {BESIDE_M:.0f} m of the point; the nearest is "
        f"{_listed(services, areas, [nearest])}, {distance[nearest]:.0f} m away: give its id"
    )


def _there(kommun: str) -> str:
    return f" in {kommun}" if kommun else ""


def _listed(services: Services, areas: Areas, rows: Sequence[int]) -> str:
    """Return services as people can tell them apart; what is withheld is not told here either."""
    services = services.for_export()
    kommuner = areas.names_of(AreaKind.KOMMUN, services.kommun_code[rows])
    listed = [
        f"{services.id[at]} {services.name[at] or '(no name)'} ({services.category[at]}, "
        f"{kommun or services.kommun_code[at] or 'no kommun'})"
        for at, kommun in zip(rows[:MOST_LISTED], kommuner.tolist(), strict=False)
    ]
    more = len(rows) - MOST_LISTED
    return ", ".join(listed) + (f" and {more} more" if more > 0 else "")
