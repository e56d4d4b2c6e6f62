"""The map is a picture that hides nobody."""

import io

import numpy as np
import pytest
import shapely
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.image import imread as read_png

from support.reports import small_network, small_report
from tillganglighet.domain.catalogue import catalogue
from tillganglighet.domain.ground import Ground
from tillganglighet.publish.maps.frame import Extent, add_scale_bar, map_extent
from tillganglighet.publish.maps.ground import report_extent
from tillganglighet.publish.maps.names import add_names, village_names
from tillganglighet.publish.maps.pictures import WIDTH_PER_HEIGHT, answers_picture, ground_picture
from tillganglighet.publish.maps.roads import add_roads
from tillganglighet.publish.maps.sheet import default_category, render_map
from tillganglighet.publish.maps.text import add_lines
from tillganglighet.publish.maps.water import WATER, add_water


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


def test_a_scale_bar_below_one_kilometre_is_in_metres() -> None:
    _, axes = axes_of_100_km()
    add_scale_bar(axes, Extent(0.0, 0.0, 2_000.0, 2_000.0))
    # A fifth is 400 m; "0.2 km" would be English in a Swedish map.
    assert axes.texts[0].get_text() == "200 m"


def test_names_of_the_largest_places_never_overlap() -> None:
    _, axes = axes_of_100_km()
    villages = small_report().villages
    villages.x[:] = 50_000 + np.arange(8)  # all in one spot, and two beside
    villages.y[:] = 50_000
    villages.x[0], villages.x[3] = 20_000, 80_000
    add_names(axes, village_names(villages, np.full(8, 3.0)))
    names = [text.get_text() for text in axes.texts]
    assert "Ånäs" in names
    assert "Ärla" in names
    boxes = [text.get_window_extent() for text in axes.texts]
    for index, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[index + 1 :])


def test_an_svg_is_reproducible_and_its_names_are_text() -> None:
    svg = render_map(small_report(), form="svg")
    assert svg == render_map(small_report(), form="svg")
    assert ">Ånäs<" in svg.decode()


def test_a_long_text_is_broken_and_not_cut() -> None:
    figure = Figure(figsize=(3, 3))
    FigureCanvasAgg(figure)
    add_lines(figure, "Dagligvaror " * 9, (0, 1), 2.5, fontsize=12, va="top")
    text = figure.texts[0]
    assert text.get_text().count("\n") >= 3
    assert text.get_window_extent().width <= 2.5 * figure.dpi


def test_a_ground_fills_its_extent_and_answers_are_upon_nothing() -> None:
    report = small_report()
    extent = report_extent(report).widened(WIDTH_PER_HEIGHT)
    assert extent.width == pytest.approx(WIDTH_PER_HEIGHT * extent.height)
    ground = image(ground_picture(report, extent))
    answers = image(answers_picture(report, catalogue()["dagligvaror"], extent))
    assert ground[..., 3].min() == 1.0
    assert answers[0, 0, 3] == 0.0
    assert answers[..., 3].max() == 1.0


def test_water_has_islands() -> None:
    # A lake of 80 km with an island of 40 km in it: its middle is land, its shore is water.
    island = shapely.box(30_000, 30_000, 70_000, 70_000)
    lake = shapely.box(10_000, 10_000, 90_000, 90_000) - island
    extent, axes = axes_of_100_km()
    shapes = np.array([lake, shapely.LineString([(0, 0), (9, 9)])], dtype=object)
    add_water(axes, Ground(np.array(["lake", "river"]), shapes), extent)
    axes.set_axis_off()
    content = io.BytesIO()
    axes.figure.savefig(content, dpi=20)
    drawn = image(content.getvalue())
    height, width, _ = drawn.shape
    assert np.allclose(drawn[height // 2, width // 2], 1.0)
    assert drawn[height // 5, width // 5, :3] == pytest.approx(to_rgb(WATER), abs=0.01)
    assert len(axes.collections) == 1


def image(content: bytes) -> np.ndarray:
    picture: np.ndarray = read_png(io.BytesIO(content), format="png")
    return picture
