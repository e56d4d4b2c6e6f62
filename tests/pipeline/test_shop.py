"""The sheet of a shop of the embedded example."""

import numpy as np
import pytest

from tillganglighet.accessibility.levels.counted_people import counted_people
from tillganglighet.errors import UsageError
from tillganglighet.pipeline.region import Region
from tillganglighet.pipeline.shop import shop_sheet

SHOP = "Storlidens Byabutik"


def test_its_customers_and_what_they_lose(example_region: Region) -> None:
    sheet, report = shop_sheet(example_region, SHOP)
    people = counted_people(report)
    column = people.access.categories.index("dagligvaror")
    persons = people.persons[:, 0]

    nearest = people.access.shortest_service[:, column] == sheet.service
    km = people.access.shortest_m[nearest, column] / 1_000
    assert sheet.customers.persons[:, 0].tolist() == [
        persons[nearest][km <= 5].sum(),
        persons[nearest][(km > 5) & (km <= 10)].sum(),
        persons[nearest][km > 10].sum(),
    ]
    assert sheet.customers.person_km[:, 0].sum() == pytest.approx((km * persons[nearest]).sum())

    # No other grocery shop is in the building: what is left is the second nearest.
    (groceries,) = [each for each in sheet.losses if each.category == "dagligvaror"]
    loses = people.access.service[:, column, 0] == sheet.service
    first, second = people.access.travel_time_s[loses, column].T / 60
    assert groceries.persons[0] == persons[loses].sum()
    assert groceries.mean_extra_min[0] == pytest.approx(
        np.average(second - first, weights=persons[loses])
    )
    assert groceries.worst_extra_min[0] == pytest.approx((second - first).max())
    assert groceries.newly_over[0] == persons[loses][(first <= 20) & (second > 20)].sum()


def test_all_in_the_building_goes_with_it(example_region: Region) -> None:
    sheet, _ = shop_sheet(example_region, SHOP)
    services = example_region.services
    held = {str(services.category[each]) for each in sheet.in_building}

    assert held == {each.category for each in sheet.losses}
    assert "dagligvaror" in held
    assert len(held) > 1


def test_the_next_shop_is_another_place(example_region: Region) -> None:
    sheet, _ = shop_sheet(example_region, SHOP)
    services = example_region.services

    assert services.category[sheet.next_quickest.service] == "dagligvaror"
    assert services.id[sheet.next_quickest.service] != services.id[sheet.service]
    assert sheet.next_shortest.km <= sheet.next_quickest.km + 1e-9
    (support,) = [each for each in sheet.rules if each.rule.key == "driftstod_10km"]
    assert support.other_m[0] / 1_000 == pytest.approx(sheet.next_shortest.km)


def test_an_id_says_the_same_as_the_name(example_region: Region) -> None:
    by_name, _ = shop_sheet(example_region, SHOP)
    service_id = str(example_region.services.id[by_name.service])

    by_id, _ = shop_sheet(example_region, service_id)

    assert by_id.service == by_name.service


def test_a_wrong_name_is_told_with_what_may_be_meant(example_region: Region) -> None:
    with pytest.raises(UsageError, match=r"perhaps .*Storlidens Byabutik"):
        shop_sheet(example_region, "Storlidens Bybutik")


def test_a_shop_of_another_kind_is_told(example_region: Region) -> None:
    with pytest.raises(UsageError, match=r"does not offer vardcentral|none of that name"):
        shop_sheet(example_region, SHOP, category="vardcentral")
