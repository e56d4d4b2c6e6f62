"""Villages: points, areas with the people inside, functional villages, and who lives outside."""

from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from support.people import cells_at
from support.shared import shared_data
from tillganglighet.accessibility.levels.counted_places import counted_places
from tillganglighet.domain.places import NO_VILLAGE, Cells, Villages
from tillganglighet.errors import InputError, UsageError
from tillganglighet.network.crs import SWEREF99_TM
from tillganglighet.network.findings import Findings
from tillganglighet.sources.villages.files import (
    VillageFile,
    VillagesOfFile,
    joined_villages,
    read_village_file,
    village_file,
)
from tillganglighet.sources.villages.functional_villages import functional_villages
from tillganglighet.sources.villages.people import village_of_cells, villages_with_people

X, Y = 500_000.0, 6_650_000.0


def square(west: float, side: float) -> shapely.Polygon:
    """Return a square whose lower left corner lies so far east of X, Y."""
    return shapely.box(X + west, Y, X + west + side, Y + side)


def cells(*rows: tuple[float, float]) -> Cells:
    """Return cells along the line north of X, Y: metres east and persons."""
    along, persons = np.array(rows, dtype=np.float64).T
    return cells_at(X + along, np.full(len(rows), Y + 100), persons)


@pytest.fixture
def areas(tmp_path: Path) -> VillagesOfFile:
    #  0 ...... 1000   1500 .. 1900        5000 . 5200    5700 . 5800    9000 . 9100
    #  Storby (tätort) småort without name fritidshus     småort 60      sports ground
    path = tmp_path / "orter.gpkg"
    gpd.GeoDataFrame(
        {"tatort_kod": ["T1"], "tatort": ["Storby"], "bef": [900], "kommun": ["2039"]},
        geometry=[square(0, 1_000)],
        crs=3006,
    ).to_file(path, layer="To2020_SR99TM")
    gpd.GeoDataFrame(
        {"SMAORT": ["S1", "S2"], "BEF": [70, 60], "KOMMUN": ["2039", "2039"]},
        geometry=[square(1_500, 400), square(5_700, 100)],
        crs=3006,
    ).to_file(path, layer="So2020_SR99TM")
    gpd.GeoDataFrame(
        {"KOD": ["F1"], "KOMMUNKOD": ["2039"]}, geometry=[square(5_000, 200)], crs=3006
    ).to_file(path, layer="Fo2015_Swe99TM")
    gpd.GeoDataFrame(
        {"objekttyp": ["Idrottsplan"], "andamal": [""]}, geometry=[square(9_000, 100)], crs=3006
    ).to_file(path, layer="anlaggningsomrade")
    return read_village_file(VillageFile(path), SWEREF99_TM, Findings())


def test_every_layer_of_areas_is_read_by_its_kind(areas: VillagesOfFile) -> None:
    villages = areas.villages
    assert villages.id.tolist() == ["T1", "S1", "S2", "F1"]
    assert villages.name.tolist() == ["Storby", "S1", "S2", "F1"]
    assert villages.kind.tolist() == ["tatort", "smaort", "smaort", "fritidshusomrade"]
    assert villages.population.tolist()[:3] == [900, 70, 60]
    assert villages.kommun_code.tolist() == ["2039"] * 4
    assert villages.lan_code.tolist() == ["20"] * 4
    assert areas.uses[-1].other_count == 1  # the sports ground


def test_functional_villages_join_what_300_m_bring_together(areas: VillagesOfFile) -> None:
    found = functional_villages(areas)
    # Storby and S1 are 500 m apart: 300 + 300 joins them. F1 and S2 are 500 m apart too; the
    # småort names them before the holiday houses. 3100 m lie between the two.
    order = np.argsort(found.villages.x)
    assert found.villages.name[order].tolist() == ["Storby", "S2"]
    assert found.villages.population[order].tolist() == [970, 60]
    assert functional_villages(areas, buffer_m=200).villages.name.size == 4


def test_the_people_of_the_cells_are_the_people_of_the_village(areas: VillagesOfFile) -> None:
    #          in Storby          in S1     in none
    found = cells((100, 50), (900, 150), (1_600, 80), (3_000, 7), (20_000, 2))
    inside = village_of_cells(areas.villages, areas.areas, found)
    assert inside.tolist() == [0, 0, 1, NO_VILLAGE, NO_VILLAGE]

    peopled = villages_with_people(areas.villages, areas.areas, replace(found, village=inside))
    # S2 has no cell and keeps what the file says.
    assert peopled.population.tolist()[:3] == [200, 80, 60]
    # The middle of the people of Storby is (100 x 50 + 900 x 150) / 200 = 700: the cell at 900.
    assert peopled.x[0] == X + 900


def test_a_point_has_the_people_round_it() -> None:
    #   0 By      1400 Hamn      5000 Stad: 42 412 persons, as many as live on 28.27 km2, which is
    #                            a circle of 3 km
    villages = Villages(
        id=np.array(["n1", "n2", "n3"]),
        name=np.array(["By", "Hamn", "Stad"]),
        kind=np.array(["hamlet", "village", "town"]),
        x=X + np.array([0.0, 1_400, 5_000]),
        y=np.full(3, Y + 100),
        population=np.array([np.nan, 30, 42_412]),
        kommun_code=np.full(3, ""),
        lan_code=np.full(3, ""),
    )
    #              nearer to By      nearer to Hamn, and 2900 from Stad        in none
    found = cells((-1_000, 4), (600, 5), (800, 6), (2_100, 7), (2_500, 8), (-1_001, 9))
    points = np.full(3, None, dtype=np.object_)
    inside = village_of_cells(villages, points, found)
    assert inside.tolist() == [0, 0, 1, 1, 2, NO_VILLAGE]
    peopled = villages_with_people(villages, points, replace(found, village=inside))
    # What is said stands; By, of which nothing is said, has its cells'. No point moves.
    assert peopled.population.tolist() == [9, 30, 42_412]
    assert peopled.x.tolist() == villages.x.tolist()
    # An area comes before a point that lies nearer.
    points[0] = square(-2_000, 4_200)
    assert village_of_cells(villages, points, found).tolist() == [0, 0, 0, 0, 2, 0]


def test_where_areas_overlap_the_tatort_has_the_people(tmp_path: Path) -> None:
    path = tmp_path / "orter.geojson"
    gpd.GeoDataFrame(
        {"namn": ["Lilla", "Stora"], "orttyp": ["småort", "tätort"], "bef": [60, 300]},
        geometry=[square(0, 1_000), square(500, 1_000)],
        crs=3006,
    ).to_crs(4326).to_file(path)
    found = read_village_file(VillageFile(path), SWEREF99_TM, Findings())
    inside = village_of_cells(found.villages, found.areas, cells((100, 1), (700, 1), (1_200, 1)))
    assert inside.tolist() == [0, 1, 1]


def test_points_with_population_and_faults(tmp_path: Path) -> None:
    path = tmp_path / "byar.csv"
    rows = [f"By {at};500000;6650000;1 0{at:02}" for at in range(39)]
    path.write_text(
        "\n".join(["by;x;y;befolkning", *rows, "Sista;500000;6650000;många"]), encoding="utf-8"
    )
    findings = Findings()
    villages = read_village_file(VillageFile(path), SWEREF99_TM, findings).villages
    assert villages.population[:2].tolist() == [1_000, 1_001]
    assert villages.id[0] == "byar:2"
    assert findings.frozen()["table_row_bad"].examples == (
        f"{path}:41: befolkning=många: expected persons, 0 or more, such as 1234 or 1 234",
    )
    path.write_text("by;x;y;befolkning\nA;500000;6650000;1,234\n", encoding="utf-8")
    with pytest.raises(InputError, match="1,234: expected persons"):
        read_village_file(VillageFile(path), SWEREF99_TM, Findings())


def test_real_places() -> None:
    named = read_village_file(
        VillageFile(shared_data("sverige-orter/geonames-se-500.tsv")), SWEREF99_TM, Findings()
    ).villages
    assert len(named) == 1_315
    assert not np.isnan(named.population).any()
    # `lan` is a name there, not a code.
    north = read_village_file(
        VillageFile(shared_data("sverige-orter/norrbotten-orter.csv")), SWEREF99_TM, Findings()
    ).villages
    assert len(north) == 113
    assert set(north.lan_code.tolist()) == {""}
    # 401 sides of stops are 212 stops by hpl_id; the layer of lines is no layer of villages.
    findings = Findings()
    stops = read_village_file(
        VillageFile(shared_data("dalarna/Kollektivtrafik_Mora.gpkg")), SWEREF99_TM, findings
    )
    assert len(stops.villages) == 212
    assert findings.frozen()["village_row_repeated"].count == 401 - 212


def test_a_repeated_id_is_another_place_unless_its_name_repeats_too(tmp_path: Path) -> None:
    # `kod` may be the kommun's: A and B share it. The second A is a second post of the stop.
    path = tmp_path / "byar.csv"
    path.write_text(
        "kod;namn;x;y\n2039;A;500000;6650000\n2039;B;501000;6650000\n2039;A;500010;6650000\n",
        encoding="utf-8",
    )
    findings = Findings()
    villages = read_village_file(VillageFile(path), SWEREF99_TM, findings).villages
    assert villages.name.tolist() == ["A", "B"]
    assert villages.id.tolist() == ["2039", "byar:3"]
    assert findings.frozen()["village_row_repeated"].count == 1


def test_a_kind_may_be_said_for_a_file(tmp_path: Path) -> None:
    path = tmp_path / "ytor.csv"
    path.write_text("namn;x;y\nA;500000;6650000\n", encoding="utf-8")
    assert village_file(f"smaort={path}") == VillageFile(path, "smaort")
    assert village_file(str(path)) == VillageFile(path)
    with pytest.raises(UsageError, match=r"unknown kind of place 'by' .*tatort, smaort"):
        village_file(f"by={path}")
    found = read_village_file(VillageFile(path, "smaort"), SWEREF99_TM, Findings())
    assert found.villages.kind.tolist() == ["smaort"]


def test_ids_stay_unique_over_several_files(tmp_path: Path) -> None:
    parts = []
    for kind in ("tatort", "smaort", "smaort"):
        path = tmp_path / f"{kind}.csv"
        path.write_text("kod;namn;x;y\n1;A;500000;6650000\n", encoding="utf-8")
        parts.append(read_village_file(VillageFile(path), SWEREF99_TM, Findings()))
    joined = joined_villages(parts).villages
    assert joined.kind.tolist() == ["tatort", "smaort", "smaort"]
    assert joined.id.tolist() == ["1", "smaort:1", "smaort:1:3"]


PLACES = st.lists(st.tuples(*[st.integers(0, 60)] * 3, st.booleans()), min_size=1, max_size=6)
PEOPLE = st.lists(st.tuples(*[st.integers(0, 60)] * 2, st.integers(0, 40)), max_size=30)


@settings(max_examples=40, deadline=None)
@given(PLACES, PEOPLE)
def test_whoever_lives_somewhere_is_counted_once(
    places: list[tuple[int, int, int, bool]], people: list[tuple[int, int, int]]
) -> None:
    # Villages are squares of up to 6 km, or points, on 6 x 6 km; some overlap.
    x, y, side, is_area = (np.array(each) for each in zip(*places, strict=True))
    villages = Villages(
        id=np.array([f"v{at}" for at in range(len(places))]),
        name=np.full(len(places), "V"),
        kind=np.where(is_area, "tatort", "ort"),
        x=X + 100.0 * x,
        y=Y + 100.0 * y,
        population=np.full(len(places), np.nan),
        kommun_code=np.full(len(places), ""),
        lan_code=np.full(len(places), ""),
    )
    west, south = villages.x - 50.0 * side, villages.y - 50.0 * side
    boxes = shapely.box(west, south, west + 100.0 * side, south + 100.0 * side)
    polygons = np.where(is_area, boxes, None)
    rows = np.array(people, dtype=np.float64).reshape(-1, 3).T
    found = cells_at(X + 100 * rows[0], Y + 100 * rows[1], rows[2])
    found = replace(found, village=village_of_cells(villages, polygons, found))

    persons = villages_with_people(villages, polygons, found).population
    outside = found.population[found.village == NO_VILLAGE].sum()
    assert np.nansum(persons) + outside == found.population.sum()
    assert counted_places(villages, found).persons.sum() == found.population.sum()
    for at, cell in enumerate(shapely.points(found.x, found.y)):
        holders = [each for each in np.flatnonzero(is_area) if boxes[each].intersects(cell)]
        away = np.hypot(villages.x - found.x[at], villages.y - found.y[at])
        near = away[~is_area].min(initial=np.inf)
        if holders:
            assert found.village[at] in holders
        elif near <= 1_000:
            assert away[found.village[at]] == near
        else:
            assert found.village[at] == NO_VILLAGE
