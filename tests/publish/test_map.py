"""The map is a picture that hides nobody."""

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from support.reports import small_network, small_report
from tillganglighet.domain.catalogue import catalogue
from tillganglighet.publish.map import default_category, render_map
from tillganglighet.publish.map_frame import Extent, add_scale_bar, map_extent
from tillganglighet.publish.map_names import add_names
from tillganglighet.publish.map_roads import add_roads


def axes_of_100_km() -> tuple[Extent, Axes]:
    figure = Figure()
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, 100_000)
    axes.set_ylim(0, 100_000)
    return Extent(0, 0, 100_000, 100_000), axes


def test_the_picture_is_reproducible() -> None:
    assert render_map(small_report()) == render_map(small_report())


def test_dagligvaror_is_the_default_and_another_category_may_be_named() -> None:
    report = small_report()
    assert default_category(report).key == "dagligvaror"
    assert render_map(report, category=catalogue()["apotek"]) != render_map(report)


def test_roads_outside_the_extent_are_not_drawn() -> None:
    _, axes = axes_of_100_km()
    roads = small_network().roads
    add_roads(axes, roads, Extent(490_000, 6_790_000, 540_000, 6_840_000))
    # One path of main roads and one of ferries; the street in Tvilling is 10 km to the west.
    assert [len(patch.get_path().vertices) for patch in axes.patches] == [3, 2]
    add_roads(axes, roads, Extent(0, 0, 9_000, 9_000))
    assert len(axes.patches) == 2


def test_a_wide_map_shows_no_street() -> None:
    _, axes = axes_of_100_km()
    add_roads(axes, small_network().roads, Extent(400_000, 6_700_000, 600_000, 6_900_000))
    assert [len(patch.get_path().vertices) for patch in axes.patches] == [3, 2]


@pytest.mark.parametrize(("x", "y"), [([], []), ([500.0], [700.0]), ([0.0, 90_000.0], [0.0, 0.0])])
def test_an_extent_is_never_empty_and_never_a_strip(x: list[float], y: list[float]) -> None:
    extent = map_extent(np.array(x), np.array(y))
    assert min(extent.width, extent.height) >= 2_000
    assert extent.height >= 0.45 * extent.width
    for one, other in zip(x, y, strict=True):
        assert extent.west <= one <= extent.east
        assert extent.south <= other <= extent.north


def test_the_scale_bar_has_a_round_length() -> None:
    extent, axes = axes_of_100_km()
    add_scale_bar(axes, extent)
    # A fifth of 100 km.
    assert axes.texts[0].get_text() == "20 km"
    left, right = axes.lines[0].get_xdata()
    assert right - left == 20_000


def test_names_of_the_largest_places_never_overlap() -> None:
    _, axes = axes_of_100_km()
    villages = small_report().villages
    villages.x[:] = 50_000 + np.arange(8)  # all in one spot, and two beside
    villages.y[:] = 50_000
    villages.x[0], villages.x[3] = 20_000, 80_000
    add_names(axes, villages, np.full(8, 3.0))
    names = [text.get_text() for text in axes.texts]
    assert "Ånäs" in names
    assert "Ärla" in names
    boxes = [text.get_window_extent() for text in axes.texts]
    for index, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[index + 1 :])
