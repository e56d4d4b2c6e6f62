"""Reports by level of the embedded example, against pandas and against each other."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from support.shared import EXAMPLE
from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.levels.divisions import LEVELS, OUTSIDE_AREAS
from tillganglighet.accessibility.levels.report import LevelReport
from tillganglighet.accessibility.levels.rule_outcomes import ShareOutcomes
from tillganglighet.domain.rules import RuleOutcome
from tillganglighet.errors import UsageError
from tillganglighet.pipeline.levels import level_report
from tillganglighet.pipeline.region import Region
from tillganglighet.pipeline.reports import gap_report
from tillganglighet.publish.gaps.result_table import resultat
from tillganglighet.publish.gaps.tables import restider
from tillganglighet.publish.levels.product import level_product
from tillganglighet.publish.levels.tables import indikatorer

CATEGORIES = ("dagligvaror", "apotek", "drivmedel", "kontantuttag")


@pytest.fixture(scope="module")
def report(example_region: Region) -> GapReport:
    return gap_report(example_region, CATEGORIES)


@pytest.fixture(scope="module")
def levels(example_region: Region, report: GapReport) -> dict[str, LevelReport]:
    return {level: level_report(example_region, report, level) for level in LEVELS}


def test_everybody_is_counted_once_at_every_level(
    levels: dict[str, LevelReport], example_region: Region
) -> None:
    people = pd.read_csv(EXAMPLE / "befolkning_1km.csv", sep=";", encoding="utf-8-sig")
    assert example_region.cells is not None
    total = example_region.cells.population.sum()
    assert total == people["befolkning"].sum()

    for level in levels.values():
        assert level.indicators.persons[:, 0].sum() == total
        assert (level.indicators.by_status.sum(axis=(0, 3))[:, 0] == total).all()
        assert (level.indicators.by_level.sum(axis=(0, 3))[:, 0] == total).all()
        assert level.by_area_class.sum() == total
        assert level.missing.surely[:, 0].sum() == total
        assert np.array_equal(
            level.service_counts.sum(axis=0), levels["hela"].service_counts.sum(axis=0)
        )


def test_the_numbers_of_a_kommun_are_those_that_pandas_finds(
    levels: dict[str, LevelReport], report: GapReport
) -> None:
    assert report.cells is not None
    assert report.cell_access is not None
    assert report.cell_gaps is not None
    cells, column = report.cells, CATEGORIES.index("dagligvaror")
    category = [each.key for each in report.categories].index(CATEGORIES[column])
    frame = pd.DataFrame(
        {
            "kommun": cells.kommun_code,
            "persons": cells.population,
            "old": cells.group_population[:, cells.groups.index("65+")],
            "minutes": report.cell_access.travel_time_s[:, category, 0] / 60,
            "km": report.cell_access.shortest_m[:, category] / 1_000,
        }
    )
    found = levels["kommun"].indicators
    old = found.groups.index("65+")
    for number, code in enumerate(found.division.id.tolist()):
        here = frame[frame["kommun"] == code]
        # The unreached are in no class: pandas leaves nan out.
        minutes = here["minutes"].replace(np.inf, np.nan)
        by_class = pd.cut(minutes, [-1, 5, 10, 30, np.inf], right=True)
        for group, name in ((0, "persons"), (old, "old")):
            sums = here.groupby(by_class, observed=False)[name].sum()
            assert found.by_time_class[number, category, group].tolist() == sums.tolist()
        is_far = (here["km"] > 20) & np.isfinite(here["km"])  # groceries: 2, 5, 10, 20 km
        far = here[is_far]["persons"].sum()
        assert found.by_km_class[category][number, 0, -1] == far
        persons = here.loc[here.index.repeat(here["persons"].astype(int)), "minutes"]
        alone = np.sort(persons[np.isfinite(persons)])
        assert found.averages.mean_min[number, category, 0] == pytest.approx(alone.mean())
        assert found.averages.p90_min[number, category, 0] == alone[-(-9 * len(alone) // 10) - 1]


def test_rules_are_comparisons_in_less_than_the_country(levels: dict[str, LevelReport]) -> None:
    for shares in levels["kommun"].shares:
        assert shares.is_comparison.all()
        assert (shares.beyond <= shares.persons).all()
        assert (shares.in_doubt <= shares.persons).all()


def test_the_example_is_not_complete_so_no_condition_is_met_far_from_a_shop(
    levels: dict[str, LevelReport],
) -> None:
    (shops,) = [each for each in levels["hela"].services if each.rule.key == "driftstod_10km"]

    far = shops.other_m > 10_000
    assert far.any()
    assert (shops.outcome[far & ~shops.is_island] == RuleOutcome.UNKNOWN).all()


def test_areas_that_are_given(example_region: Region, report: GapReport, tmp_path: Path) -> None:
    import geopandas as gpd  # noqa: PLC0415 (half a second that the other tests do without)
    import shapely  # noqa: PLC0415 (as above)

    assert report.cells is not None
    x, y = report.cells.x, report.cells.y
    middle = float(np.median(x)) + 100.0  # between two columns of squares
    west = shapely.box(x.min() - 100, y.min() - 100, middle, y.max() + 100)
    frame = gpd.GeoDataFrame(
        {"kod": ["V"], "namn": ["Väster"]}, geometry=[west], crs=example_region.network.crs
    )
    path = tmp_path / "platser.gpkg"
    frame.to_file(path)

    found = level_report(example_region, report, "", path)

    assert found.division.id.tolist() == ["V", OUTSIDE_AREAS]
    inside = report.cells.population[x <= middle].sum()
    assert found.indicators.persons[0, 0] == inside
    assert found.indicators.persons[:, 0].sum() == report.cells.population.sum()


def test_an_unknown_level_is_told(example_region: Region, report: GapReport) -> None:
    with pytest.raises(UsageError, match="level by: the region knows no such areas"):
        level_report(example_region, report, "by")


@pytest.fixture(scope="module")
def protected(example_region: Region, report: GapReport) -> dict[str, LevelReport]:
    return {
        level: level_report(example_region, report, level, protect_below=5) for level in LEVELS
    }


def test_no_small_count_is_shown(protected: dict[str, LevelReport]) -> None:
    for level in protected.values():
        assert level.hidden is not None
        found, hidden = level.indicators, level.hidden
        for name in ("by_time_class", "by_status", "by_level"):
            counts = getattr(found, name)[~hidden.by_category]
            assert not ((counts > 0) & (counts < 5)).any()
        for column, by_class in enumerate(found.by_km_class):
            counts = by_class[~hidden.by_category[:, column]]
            assert not ((counts > 0) & (counts < 5)).any()
        lacking = level.missing.surely[~hidden.missing]
        assert not ((lacking > 0) & (lacking < 5)).any()
        for shares, mask in zip(level.shares, hidden.shares, strict=True):
            _assert_safe(shares, mask)


def _assert_safe(shares: ShareOutcomes, hidden: np.ndarray) -> None:
    for counts in (shares.beyond, shares.in_doubt, shares.persons - shares.beyond):
        assert not ((counts[~hidden] > 0) & (counts[~hidden] < 5)).any()


def test_what_is_left_of_a_shown_kommun_is_no_small_count(
    protected: dict[str, LevelReport],
) -> None:
    places, kommuner = protected["ort"], protected["kommun"]
    assert places.hidden is not None
    assert kommuner.hidden is not None
    for column in range(len(CATEGORIES)):
        for number, code in enumerate(kommuner.division.id.tolist()):
            if kommuner.hidden.by_category[number, column, 0]:
                continue
            inside = places.division.kommun_code == code
            shown = inside & ~places.hidden.by_category[:, column, 0]
            rest = kommuner.indicators.by_level[number, column, 0] - places.indicators.by_level[
                shown, column, 0
            ].sum(axis=0)
            assert not ((rest > 0) & (rest < 5)).any()


def test_differences_between_shown_groups_are_no_small_counts(
    protected: dict[str, LevelReport],
) -> None:
    level = protected["ort"]
    assert level.hidden is not None
    older, oldest = (level.indicators.groups.index(group) for group in ("65+", "80+"))
    shown = ~level.hidden.by_category[:, :, older]
    assert np.array_equal(shown, ~level.hidden.by_category[:, :, oldest])
    between = level.indicators.by_level[:, :, older] - level.indicators.by_level[:, :, oldest]
    assert not ((between[shown] > 0) & (between[shown] < 5)).any()


def test_areas_that_overlap_say_that_they_do_not_sum(
    example_region: Region, report: GapReport, tmp_path: Path
) -> None:
    import geopandas as gpd  # noqa: PLC0415 (as above)
    import shapely  # noqa: PLC0415 (as above)

    assert report.cells is not None
    x, y = report.cells.x, report.cells.y
    everything = shapely.box(x.min() - 1, y.min() - 1, x.max() + 1, y.max() + 1)
    frame = gpd.GeoDataFrame(
        {"kod": ["A", "B"]}, geometry=[everything] * 2, crs=example_region.network.crs
    )
    path = tmp_path / "platser.gpkg"
    frame.to_file(path)

    found = level_report(example_region, report, "", path)

    assert found.repeated == report.cells.population.sum()
    (warning,) = level_product(found).notices
    assert "överlappar" in warning
    assert "Summera inte" in warning


def test_a_village_has_one_number_of_people_in_every_table(
    levels: dict[str, LevelReport], report: GapReport
) -> None:
    places = (
        indikatorer(levels["ort"]).query("grupp == 'alla'").set_index(["omrade_id", "kategori"])
    )
    times = restider(report).set_index(["ort_id", "kategori"])
    # No kommun border divides a village of the example.
    here = places.loc[times.index]

    assert times["befolkning"].tolist() == here["antal"].tolist()
    pd.testing.assert_series_equal(
        times["boende_utan_restid"], here["antal_utan_restid"], check_names=False
    )
    whole = resultat(report).set_index("kategori")
    columns = ["antal", "antal_0_5", "antal_utan_restid", "antal_uppgift_saknas"]
    summed = places.groupby("kategori")[columns].sum(min_count=1)
    pd.testing.assert_frame_equal(summed.loc[whole.index], whole[columns])
