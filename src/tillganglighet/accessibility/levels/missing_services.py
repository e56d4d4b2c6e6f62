"""N of M: how many of the basic services people lack, surely or perhaps."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.gaps.gaps import Gaps
from tillganglighet.accessibility.levels.counted_people import CountedPeople
from tillganglighet.accessibility.levels.divisions import Division
from tillganglighet.domain.basic_services import basic_services
from tillganglighet.domain.places import FloatArray
from tillganglighet.domain.status import Level

Int32Array = npt.NDArray[np.int32]

# Sure is who lies beyond the acceptable in complete data. In doubt: the data may lack a nearer
# one, or the road of a place that no road of theirs leads from.
SURELY_LACKING = (Level.GAP,)
FOUND_LACKING = (*SURELY_LACKING, Level.UNREACHABLE, Level.UNCERTAIN)
PERHAPS_LACKING = (*FOUND_LACKING, Level.UNKNOWN)


@dataclass(frozen=True)
class MissingServices:
    """How many of the M basic services the people of each unit lack.

    Parameters
    ----------
    categories : tuple of str
        The M that the report measures.
    surely, perhaps : (unit_count, group_count, M + 1) float64
        People by how many they lack: surely, and with those in doubt counted too. Each sums to
        the people of the unit.
    lacking_surely, lacking_found : (unit_count, M) float64
        Everybody who lacks each of them: surely, and by what the data hold, complete or not. Those
        of whom the data say nothing are in neither.
    village_surely, village_perhaps : (unit_count,) int32
        How many the point of the unit's village lacks; -1 for a unit that is no village.
    """

    categories: tuple[str, ...]
    surely: FloatArray
    perhaps: FloatArray
    lacking_surely: FloatArray
    lacking_found: FloatArray
    village_surely: Int32Array
    village_perhaps: Int32Array


def most_lacked(lacking: FloatArray) -> npt.NDArray[np.bool_]:
    """Return (unit_count, M) which are lacked by most, several of equally many; none by nobody."""
    most = lacking.max(axis=1, keepdims=True, initial=0.0)
    return np.asarray((lacking == most) & (lacking > 0))


def missing_services(
    people: CountedPeople, division: Division, village_gaps: Gaps
) -> MissingServices:
    """Count how many of the basic services of the report people lack, unit by unit.

    Parameters
    ----------
    people : CountedPeople
    division : Division
    village_gaps : Gaps
        Of the villages themselves, in the order of the report's villages and categories.
    """
    keys = people.access.categories
    columns = [keys.index(key) for key in basic_services() if key in keys]
    level, of_village = people.gaps.level[:, columns], village_gaps.level[:, columns]
    counted = {
        name: _by_count(people, division, np.isin(level, lacking).sum(axis=1), len(columns))
        for name, lacking in (("surely", SURELY_LACKING), ("perhaps", PERHAPS_LACKING))
    }
    return MissingServices(
        categories=tuple(keys[column] for column in columns),
        **counted,
        lacking_surely=_lacking(people, division, np.isin(level, SURELY_LACKING)),
        lacking_found=_lacking(people, division, np.isin(level, FOUND_LACKING)),
        village_surely=_of_villages(division, of_village, SURELY_LACKING),
        village_perhaps=_of_villages(division, of_village, PERHAPS_LACKING),
    )


def _by_count(
    people: CountedPeople, division: Division, count: npt.NDArray[np.intp], most: int
) -> FloatArray:
    slot = division.unit * (most + 1) + count[division.origin]
    weight = people.persons[division.origin]
    size = len(division) * (most + 1)
    sums: FloatArray = np.column_stack([np.bincount(slot, each, size) for each in weight.T])
    return sums.reshape(len(division), most + 1, -1).transpose(0, 2, 1)


def _lacking(
    people: CountedPeople, division: Division, is_lacking: npt.NDArray[np.bool_]
) -> FloatArray:
    everybody = people.persons[division.origin, 0]
    columns = [
        np.bincount(division.unit, everybody * lacking, len(division))
        for lacking in is_lacking[division.origin].T
    ]
    return np.array(columns, dtype=np.float64).reshape(-1, len(division)).T


def _of_villages(
    division: Division, level: npt.NDArray[np.int8], lacking: tuple[Level, ...]
) -> Int32Array:
    count = np.append(np.isin(level, lacking).sum(axis=1), -1)
    return np.where(division.village >= 0, count[division.village], -1).astype(np.int32)
