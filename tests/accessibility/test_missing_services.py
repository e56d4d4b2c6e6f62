"""N of M by hand: two basic services, groceries within 20 minutes and fuel within 20."""

from dataclasses import replace

import numpy as np

from support.counted import people, villages
from tillganglighet.accessibility.levels.counted_people import CountedPeople
from tillganglighet.accessibility.levels.divisions import divided
from tillganglighet.accessibility.levels.missing_services import (
    MissingServices,
    missing_services,
    most_lacked,
)
from tillganglighet.domain.areas import no_areas
from tillganglighet.domain.basic_services import basic_services
from tillganglighet.domain.catalogue import catalogue
from tillganglighet.domain.status import Coverage, Level

CATEGORIES = ("dagligvaror", "drivmedel", "bibliotek")
# 5 persons have both near, 3 have fuel at 30 minutes, 2 have no road to either.
MINUTES = [[5.0, 15.0, 99.0], [5.0, 30.0, 1.0], [np.inf, np.inf, 1.0]]


def found(coverage: Coverage) -> MissingServices:
    who = people([[5.0], [3.0], [2.0]], MINUTES, categories=CATEGORIES, coverage=coverage)
    return missing_services(who, whole(who), who.gaps)


def whole(who: CountedPeople):  # noqa: ANN201 (a Division)
    return divided("hela", who, villages(["2039"]), no_areas("EPSG:3006"))


def test_persons_by_how_many_they_lack() -> None:
    missing = found(Coverage.COMPLETE)

    assert missing.categories == ("dagligvaror", "drivmedel")  # a library is no basic service
    # Those without a road may have one that the data lack: they are in doubt.
    assert missing.surely[0, 0].tolist() == [7, 3, 0]
    assert missing.perhaps[0, 0].tolist() == [5, 3, 2]
    assert missing.lacking_surely[0].tolist() == [0, 3]
    assert missing.lacking_found[0].tolist() == [2, 5]
    assert most_lacked(missing.lacking_surely).tolist() == [[False, True]]


def test_beyond_the_acceptable_in_incomplete_data_is_in_doubt() -> None:
    missing = found(Coverage.INCOMPLETE)

    # Fuel at 30 minutes may be nearer than the data know.
    assert missing.surely[0, 0].tolist() == [10, 0, 0]
    assert missing.perhaps[0, 0].tolist() == [5, 3, 2]
    assert not most_lacked(missing.lacking_surely).any()
    assert most_lacked(missing.lacking_found).tolist() == [[False, True]]


def test_a_village_lacks_what_lies_beyond_from_its_point() -> None:
    who = people([[5.0], [3.0]], MINUTES[:2], categories=CATEGORIES, village=[0, -1])
    places = divided("ort", who, villages(["2039"]), no_areas("EPSG:3006"))
    point = people([[1.0]], [[25.0, 30.0, 1.0]], categories=CATEGORIES).gaps

    missing = missing_services(who, places, point)

    assert missing.village_surely.tolist() == [2, -1]
    assert missing.surely[:, 0].tolist() == [[5, 0, 0], [0, 3, 0]]


def test_what_equally_many_lack_is_most_lacked_together_and_what_nobody_lacks_is_not() -> None:
    assert most_lacked(np.array([[2.0, 2.0, 1.0], [0.0, 0.0, 0.0]])).tolist() == [
        [True, True, False],
        [False, False, False],
    ]


def test_what_the_data_say_nothing_of_is_perhaps_lacked_but_not_found_lacking() -> None:
    who = people([[4.0]], [[1.0, 1.0, 1.0]], categories=CATEGORIES)
    unknown = np.array([[Level.GOOD, Level.UNKNOWN, Level.GOOD]], dtype=np.int8)
    who = replace(who, gaps=replace(who.gaps, level=unknown))

    missing = missing_services(who, whole(who), who.gaps)

    assert missing.perhaps[0, 0].tolist() == [0, 4, 0]
    assert missing.lacking_found[0].tolist() == [0, 0]


def test_the_basic_services_are_in_the_catalogue() -> None:
    assert set(basic_services()) <= set(catalogue())
    assert len(basic_services()) == 6
