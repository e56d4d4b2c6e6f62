"""N of M by hand: two basic services, groceries within 20 minutes and fuel within 20."""

import numpy as np

from support.counted import people, villages
from tillganglighet.accessibility.levels.counted_people import CountedPeople
from tillganglighet.accessibility.levels.divisions import divided
from tillganglighet.accessibility.levels.missing_services import MissingServices, missing_services
from tillganglighet.domain.areas import no_areas
from tillganglighet.domain.basic_services import basic_services
from tillganglighet.domain.catalogue import catalogue
from tillganglighet.domain.status import Coverage

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
    assert missing.surely[0, 0].tolist() == [5, 3, 2]
    assert missing.perhaps[0, 0].tolist() == [5, 3, 2]
    assert missing.lacking_surely[0].tolist() == [2, 5]
    assert missing.categories[missing.most_lacking[0]] == "drivmedel"


def test_beyond_the_acceptable_in_incomplete_data_is_in_doubt() -> None:
    missing = found(Coverage.INCOMPLETE)

    # Fuel at 30 minutes may be nearer than the data know; no road is no road.
    assert missing.surely[0, 0].tolist() == [8, 0, 2]
    assert missing.perhaps[0, 0].tolist() == [5, 3, 2]


def test_a_village_lacks_what_lies_beyond_from_its_point() -> None:
    who = people([[5.0], [3.0]], MINUTES[:2], categories=CATEGORIES, village=[0, -1])
    places = divided("ort", who, villages(["2039"]), no_areas("EPSG:3006"))
    point = people([[1.0]], [MINUTES[2]], categories=CATEGORIES).gaps

    missing = missing_services(who, places, point)

    assert missing.village_surely.tolist() == [2, -1]
    assert missing.surely[:, 0].tolist() == [[5, 0, 0], [0, 3, 0]]


def test_nothing_lacked_is_most_lacked_nowhere() -> None:
    who = people([[5.0]], [[1.0, 1.0, 1.0]], categories=CATEGORIES)

    assert missing_services(who, whole(who), who.gaps).most_lacking.tolist() == [-1]


def test_the_basic_services_are_in_the_catalogue() -> None:
    assert set(basic_services()) <= set(catalogue())
    assert len(basic_services()) == 6
