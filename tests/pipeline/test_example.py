"""The main job on the embedded example, whose special places are known by name."""

import numpy as np
import pandas as pd
import pytest

from tillganglighet.pipeline.region import Region
from tillganglighet.pipeline.reports import gap_report


@pytest.fixture(scope="module")
def grocery(example_region: Region) -> pd.DataFrame:
    return example_region.access(["dagligvaror"]).set_index("ortnamn")


def test_the_village_without_a_road_and_the_island_say_why(grocery: pd.DataFrame) -> None:
    assert grocery.loc["Fjällnäset", "status"] == "ingen_vag"
    assert grocery.loc["Storöbyn", "status"] == "ingen_vagforbindelse"
    assert set(grocery.loc[["Fjällnäset", "Storöbyn"], "niva"]) == {"ej_nabar"}


def test_the_nearest_shop_may_lie_across_the_border(grocery: pd.DataFrame) -> None:
    # 6 km at 60 km/h is 6 minutes; the village and the shop lie a few metres off the road.
    assert grocery.loc["Gränsliden", "narmaste_namn"] == "Västerlidens Livs"
    assert grocery.loc["Gränsliden", "restid_min"] == pytest.approx(6, abs=0.1)
    assert grocery.loc["Gränsliden", "avstand_km"] == pytest.approx(6, abs=0.1)


def test_the_ferry_is_told(grocery: pd.DataFrame) -> None:
    assert grocery.loc["Sundbyn", "via_farja"] == "ja"
    assert grocery.loc["Rakmyran", "via_farja"] == "nej"


def test_a_lanthandel_is_one_place_with_many_services(example_region: Region) -> None:
    services = example_region.services
    here = services.place_key == "n2001"
    assert {"dagligvaror", "posttjanster", "apoteksvaror", "kontantuttag"} <= set(
        services.category[here]
    )


def test_persons_of_the_cells_are_counted_once_in_every_category(example_region: Region) -> None:
    report = gap_report(example_region)
    assert report.cells is not None
    assert report.cell_access is not None
    for column in range(len(report.categories)):
        by_status = np.bincount(
            report.cell_access.status[:, column], weights=report.cells.population
        )
        assert by_status.sum() == pytest.approx(report.cells.population.sum())
