"""Who is served where: persons by their own kommun and that of what they use."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.levels.counted_people import CountedPeople
from tillganglighet.domain.areas import AreaKind, Areas, StrArray
from tillganglighet.domain.places import FloatArray, Services

# What stands in the matrix instead of a kommun where no service is reached.
NOWHERE = "-"


@dataclass(frozen=True)
class Served:
    """The matrix of kommuner in long form: one row a category, kommun of origin and of service.

    Parameters
    ----------
    category : (row_count,) int32
        Column of the access table.
    home, there : (row_count,) str
        Codes of the kommuner; empty when unknown, `NOWHERE` where no service is reached.
    persons : (row_count,) float64
        They sum to the total in each category that is measured.
    """

    category: npt.NDArray[np.int32]
    home: StrArray
    there: StrArray
    persons: FloatArray

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.persons)


@dataclass(frozen=True)
class Crossings:
    """Persons of each category whose nearest service lies beyond some border; arrays of persons.

    Each is (category_count,) float64, and they sum to the total in each category.
    """

    own_kommun: FloatArray
    other_kommun: FloatArray
    other_lan: FloatArray
    other_country: FloatArray
    unknown: FloatArray
    unreached: FloatArray


def served(people: CountedPeople, services: Services, measured: npt.NDArray[np.intp]) -> Served:
    """Count who of which kommun has the nearest service of each category in which kommun.

    Parameters
    ----------
    people : CountedPeople
    services : Services
    measured : (n,) intp
        Columns of the access table to count.
    """
    parts = []
    for column in measured.tolist():
        service = people.access.service[:, column, 0]
        there = np.where(service < 0, NOWHERE, np.append(services.kommun_code, "")[service])
        pairs, number = np.unique(
            np.stack([people.kommun_code.astype(there.dtype), there]), axis=1, return_inverse=True
        )
        persons = np.bincount(number.ravel(), people.persons[:, 0], pairs.shape[1])
        some = persons > 0
        parts.append((np.full(some.sum(), column), *pairs[:, some], persons[some]))
    if not parts:
        text = np.empty(0, dtype="U1")
        return Served(np.empty(0, np.int32), text, text, np.empty(0))
    category, home, there, persons = (np.concatenate(each) for each in zip(*parts, strict=True))
    return Served(category.astype(np.int32), home, there, persons.astype(np.float64))


def crossings(table: Served, areas: Areas, category_count: int) -> Crossings:
    """Sum the matrix by the border that lies between: of the kommun, the län or the country."""
    far = table.there == NOWHERE
    unknown = ~far & ((table.home == "") | (table.there == ""))
    known = ~far & ~unknown
    own = known & (table.home == table.there)
    lan = [areas.lan_codes_of(each) for each in (table.home, table.there)]
    land = [areas.countries_of(AreaKind.KOMMUN, each) for each in (table.home, table.there)]
    abroad = known & ~own & (land[0] != land[1])
    beyond = known & ~own & ~abroad & (lan[0] != lan[1])

    def counted(rows: npt.NDArray[np.bool_]) -> FloatArray:
        sums = np.bincount(table.category[rows], table.persons[rows], category_count)
        return sums.astype(np.float64)

    return Crossings(
        own_kommun=counted(own),
        other_kommun=counted(known & ~own & ~abroad & ~beyond),
        other_lan=counted(beyond),
        other_country=counted(abroad),
        unknown=counted(unknown),
        unreached=counted(far),
    )


@dataclass(frozen=True)
class Roles:
    """What each kommun does for its own people and for others, by category.

    Parameters
    ----------
    kommun_code : (kommun_count,) str
        Every kommun that people live in or are served in, ascending.
    has_people : (kommun_count,) bool
        Whether it is one of those that are measured.
    persons : (kommun_count, category_count) float64
        Who live there.
    at_home : (kommun_count, category_count) float64
        Of these, who have the nearest service in the kommun itself.
    outward : (kommun_count, category_count) float64
        Of these, who have it in another kommun, or in none that is known.
    unreached : (kommun_count, category_count) float64
        Of these, who reach none. The three sum to `persons`.
    inward : (kommun_count, category_count) float64
        Who live in another kommun and have the nearest service here. Over all kommuner, with
        those beyond the border, it sums to `outward`.
    """

    kommun_code: StrArray
    has_people: npt.NDArray[np.bool_]
    persons: FloatArray
    at_home: FloatArray
    outward: FloatArray
    unreached: FloatArray
    inward: FloatArray

    @property
    def balance(self) -> FloatArray:
        """(kommun_count, category_count) float64: served here less living here and served."""
        return self.inward - self.outward


def roles(table: Served, category_count: int) -> Roles:
    """Return the roles of the kommuner in the matrix; an unknown kommun is one too, of code ""."""
    far = table.there == NOWHERE
    codes = np.unique(np.concatenate([table.home, table.there[~far]]))
    shape = (len(codes), category_count)
    home = np.searchsorted(codes, table.home)
    there = np.searchsorted(codes, np.where(far, table.home, table.there))
    own = ~far & (table.home == table.there)

    def summed(place: npt.NDArray[np.intp], rows: npt.NDArray[np.bool_]) -> FloatArray:
        sums = np.zeros(shape)
        np.add.at(sums, (place[rows], table.category[rows]), table.persons[rows])
        return sums

    everybody = np.ones(len(table), dtype=bool)
    return Roles(
        kommun_code=codes,
        has_people=np.isin(codes, table.home),
        persons=summed(home, everybody),
        at_home=summed(home, own),
        outward=summed(home, ~own & ~far),
        unreached=summed(home, far),
        inward=summed(there, ~own & ~far),
    )
