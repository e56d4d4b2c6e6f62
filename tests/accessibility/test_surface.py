"""A surface: squares of SCB, and in each what a village in its middle would be told."""

import numpy as np
import pytest
import shapely

from tillganglighet.accessibility.areas.surface import Grid, grid_over
from tillganglighet.accessibility.travel.measure import offered_by_id
from tillganglighet.accessibility.travel.metric import travel_time
from tillganglighet.accessibility.travel.nearest import nearest_services
from tillganglighet.errors import UsageError
from tillganglighet.network.snapping import Snapper
from tillganglighet.pipeline.region import Region
from tillganglighet.pipeline.surface import surface
from tillganglighet.units import UNREACHED


def test_squares_begin_at_whole_multiples_of_their_side() -> None:
    #  501 300 lies in the square from 501 250, 502 100 in the one that ends at 502 250.
    grid = grid_over(np.array([501_300.0, 6_700_100.0, 502_100.0, 6_700_600.0]), 250.0)
    assert grid == Grid(501_250.0, 6_700_750.0, 250.0, column_count=4, row_count=3)
    x, y = grid.middles(range(1, 3))
    assert x[:4].tolist() == [501_375.0, 501_625.0, 501_875.0, 502_125.0]
    assert np.unique(y).tolist() == [6_700_125.0, 6_700_375.0]


def test_a_box_on_the_lines_of_the_grid_takes_no_square_more() -> None:
    grid = grid_over(np.array([1_000.0, 2_000.0, 3_000.0, 4_000.0]), 1_000.0)
    assert (grid.west, grid.north, grid.column_count, grid.row_count) == (1_000.0, 4_000.0, 2, 2)


def test_each_square_tells_what_a_village_in_its_middle_would_be_told(
    example_region: Region,
) -> None:
    _, measured = surface(example_region, "dagligvaror", side_m=1_000)
    rows = range(measured.grid.row_count)
    minutes = measured.minutes(rows)
    x, y = measured.grid.middles(rows)

    network, services = example_region.network, example_region.services
    villages = Snapper(network).snap(x, y, max_access_distance_m=1_000.0)
    shops = example_region.service_snapping.chosen(offered_by_id(services, "dagligvaror"))
    told = nearest_services(travel_time(network), villages, shops, k=1).impedance[:, 0]
    expected = np.where(told < UNREACHED, told / 1_000 / 60, np.nan)
    np.testing.assert_array_equal(minutes.ravel(), expected)
    assert np.isfinite(minutes).sum() > 100
    # A row does not depend on which others are asked for.
    np.testing.assert_array_equal(minutes[3:5], measured.minutes(range(3, 5)))


def test_outside_the_measured_area_there_are_no_minutes(example_region: Region) -> None:
    _, measured = surface(example_region, "dagligvaror", side_m=1_000)
    rows = range(measured.grid.row_count)
    x, _ = measured.grid.middles(rows)
    half = shapely.box(0, 0, float(np.median(x)), 1e7)
    inside = type(measured)(
        measured.grid, measured.journeys, measured.snapper, measured.max_access_m, half
    ).minutes(rows)
    everywhere = measured.minutes(rows)
    is_west = (x < np.median(x)).reshape(inside.shape)
    assert np.isnan(inside[~is_west]).all()
    np.testing.assert_array_equal(inside[is_west], everywhere[is_west])


def test_other_squares_than_those_of_scb_are_refused(example_region: Region) -> None:
    with pytest.raises(UsageError, match="expected 1000, 250, 100"):
        surface(example_region, "dagligvaror", side_m=300)
