"""The structure map of whole regions: what must hold of every one of them."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest
import shapely

from support.shared import EXAMPLE
from support.toy import Town, road
from tillganglighet.domain.commuting import Commuting
from tillganglighet.pipeline.region import Region, open_region
from tillganglighet.pipeline.regions import build_region
from tillganglighet.pipeline.scenarios import region_after
from tillganglighet.pipeline.structure import structure_map
from tillganglighet.pipeline.structure_facts import home_area
from tillganglighet.publish.product.files import render_product
from tillganglighet.publish.structure.drawing import drawing_of
from tillganglighet.publish.structure.files import write_structure
from tillganglighet.publish.structure.picture import structure_picture
from tillganglighet.publish.structure.product import structure_product
from tillganglighet.structure.flows import FlowKind
from tillganglighet.structure.node_rules import rules_of, shipped_rules
from tillganglighet.structure.structure_map import StructureMap


@pytest.fixture(scope="module")
def kommun(tmp_path_factory: pytest.TempPathFactory) -> Region:
    """Build Älvnäs kommun with 30 km round it."""
    folder = tmp_path_factory.mktemp("structure") / "älvnäs"
    build_region(
        EXAMPLE / "exempel.osm.pbf",
        folder,
        services=[EXAMPLE / "tjanster.csv"],
        population=EXAMPLE / "befolkning_1km.csv",
        area="2901",
        area_buffer_m=30_000,
    )
    return open_region(folder)


@pytest.fixture(scope="module")
def made(kommun: Region) -> StructureMap:
    return structure_map(kommun)


# Two shops make a node: so there are some beyond the border.
EASY = rules_of(
    {
        "source": "test",
        "least_known_share": 0.6,
        "lowest_node_level": 5,
        "classes": {"handel": {"categories": ["dagligvaror"], "sv": "handel", "en": "trade"}},
        "level": [
            {"key": "storregional_nod", "class": {"handel": 9}},
            {"key": "regional_nod", "class": {"handel": 3}},
            {"key": "delregional_nod", "class": {"handel": 1}},
            {"key": "nargeografisk_nod", "class": {"handel": 1}, "day_per_night": 0.2},
            {"key": "boendeort_med_service", "class": {"handel": 1}, "day_population": 200},
            {"key": "boendeort", "population": 100},
        ],
        "theme": {
            "kommersiell": {"one_of_each": [["dagligvaror"]]},
            "arbete": {"day_population": 100},
            "kollektivtrafik": {
                "double_trips": 7,
                "one_way_trips": 14,
                "evening_from_hour": 18,
                "evening_trips": 1,
                "weekend_trips": 1,
            },
        },
    }
)


def test_catchments_and_the_unreached_sum_to_everybody_at_each_level(made: StructureMap) -> None:
    table = next(t for t in structure_product(made).tables if t.key == "omland_summa").frame
    # Nobody is supra-regional in the example: no catchments, and the table says why.
    exists = table["noder"] > 0
    assert exists.tolist() == [False, True, True, True, True]
    assert table["anmarkning"].notna().tolist() == [True, False, False, False, False]
    table = table[exists]
    assert (table["personer"] + table["personer_utan"] == table["personer_totalt"]).all()
    rows = next(t for t in structure_product(made).tables if t.key == "omland").frame
    by_level = rows.groupby("niva")["personer"].sum()
    in_some = table.set_index("niva")["personer"]
    np.testing.assert_allclose(by_level, in_some[by_level.index])
    assert made.persons.sum() == in_some.iloc[-1] + table["personer_utan"].iloc[-1]


# Where Björkfors hälsocentral moves to, and what becomes of the levels. Björkfors has a pharmacy
# besides, so it falls from 3 (two of health care) to 4 (one). Forsbacka has trade and a school but
# no health care and rises to 4; Öndby has its agent for medicines and stays at 4; Sörbyn has
# nothing else and stays.
MOVES = {
    "Forsbacka": {"Björkfors": (3, 4), "Forsbacka": (5, 4)},
    "Öndby": {"Björkfors": (3, 4)},
    "Sörbyn": {"Björkfors": (3, 4)},
}


@pytest.mark.parametrize("goal", sorted(MOVES))
def test_moving_one_health_centre_changes_the_level_of_the_right_places_only(
    kommun: Region, made: StructureMap, goal: str
) -> None:
    village = str(kommun.villages.id[kommun.villages.name == goal][0])
    move = {"type": "move_service", "service": "w2025", "to": {"village": village}}
    after = structure_map(region_after(kommun, {"name": "Flytten", "change": [move]}))
    changed = np.flatnonzero(made.levels.level != after.levels.level)
    assert {
        str(kommun.villages.name[at]): (int(made.levels.level[at]), int(after.levels.level[at]))
        for at in changed
    } == MOVES[goal]
    # Nowhere else has any place more or fewer services.
    touched = np.isin(kommun.villages.name, ["Björkfors", goal])
    same = made.facts.services.count == after.facts.services.count
    assert same[~touched].all()


def test_a_border_changes_no_travel_time(kommun: Region, example_region: Region) -> None:
    inside, whole = structure_map(kommun, rules=EASY), structure_map(example_region, rules=EASY)
    index = {each: at for at, each in enumerate(whole.report.villages.id.tolist())}
    same = [index[each] for each in inside.report.villages.id.tolist()]
    for part, all_of_it in zip(inside.catchments.villages, whole.catchments.villages, strict=True):
        here, there = part.travel_time_s[:, 0], all_of_it.travel_time_s[same, 0]
        own = ~inside.nodes.is_outside[part.node[:, 0]] & (part.node[:, 0] >= 0)
        to_same = own & (
            inside.nodes.id[part.node[:, 0]] == whole.nodes.id[all_of_it.node[same, 0]]
        )
        np.testing.assert_array_equal(here[to_same], there[to_same])


def test_nodes_beyond_the_border_are_told_with_the_way_there(kommun: Region) -> None:
    made = structure_map(kommun, rules=EASY)
    links, home = made.outside.links, home_area(kommun)
    assert home is not None
    assert len(links) > 0
    assert (np.diff(links.travel_time_s) >= 0).all()
    outer = made.nodes.is_outside
    assert not shapely.contains_xy(home, made.nodes.x[outer], made.nodes.y[outer]).any()
    crossed = links.road >= 0
    points = shapely.points(links.crossing[crossed])
    assert (shapely.distance(shapely.boundary(home), points) < 1.0).all()
    assert (shapely.get_type_id(links.line) == shapely.GeometryType.LINESTRING).all()
    # They are villages of the neighbours, under their own names; none of them is measured here.
    beyond = kommun.outer_villages
    assert beyond is not None
    assert set(made.nodes.id[outer]) <= set(beyond.id)
    assert not set(beyond.id) & set(kommun.villages.id)
    told = next(t for t in structure_product(made).tables if t.key == "samband_ut").frame
    assert set(told["nodnamn"]) <= set(beyond.name)
    assert (told["kommunkod"] != "2901").all()
    # The map names each of the arrows that it draws, with its minutes.
    drawn = structure_picture(made, drawing_of(made), "sv").decode("utf-8")
    nearest = told.iloc[0]
    assert f"{nearest['nodnamn']}, {nearest['restid_min']:.0f} min" in drawn
    layer = next(t for t in structure_product(made).tables if t.key == "gransovergangar").frame
    assert layer["antal_noder"].sum() == crossed.sum()


def test_without_an_area_nothing_is_outside_and_it_is_said(example_region: Region) -> None:
    made = structure_map(example_region)
    assert len(made.outside.links) == 0
    said = " ".join(structure_product(made).sentences)
    assert "utan område" in said
    assert "ej beslut" in said


def test_the_same_region_gives_the_same_bytes(kommun: Region, made: StructureMap) -> None:
    again = structure_map(kommun)
    for suffix in (".xlsx", ".gpkg"):
        first, second = (render_product(structure_product(each), suffix) for each in (made, again))
        assert first == second, suffix


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_table_has_its_columns_its_geometry_and_its_identity(
    made: StructureMap, language: str
) -> None:
    product = structure_product(made, language)  # type: ignore[arg-type]
    for table in product.tables:
        names = [column.name(product.language) for column in table.columns]
        found = [name for name in table.frame.columns if name != "geometry"]
        assert found == names, table.key
        for column in table.columns:
            if not column.is_number:
                texts = table.frame[column.name(product.language)]
                assert all(each is None or isinstance(each, str) for each in texts), column
        keys = [c.name(product.language) for c in table.columns if c.key in table.identity]
        assert not table.frame.duplicated(keys).any(), table.key
        if table.geometry:
            kinds = set(table.shapes.geometry.dropna().geom_type)
            assert kinds <= {table.geometry, table.geometry.removeprefix("Multi")}, table.key
            assert table.shapes.geometry.dropna().is_valid.all()


def test_one_file_a_layer(made: StructureMap, tmp_path: Path) -> None:
    files = write_structure(made, structure_product(made), str(tmp_path / "å karta.geojson"))
    assert files[0].endswith("å karta.geojson")
    assert str(tmp_path / "å karta_strak.geojson") in files
    assert all(Path(each).exists() for each in files)
    assert len(write_structure(made, structure_product(made), str(tmp_path / "allt.xlsx"))) == 1


def test_a_commuting_table_makes_the_corridors_and_the_labour_markets(kommun: Region) -> None:
    codes = np.unique(kommun.villages.kommun_code).tolist() * 2
    table = Commuting(np.array(codes[:2]), np.array(codes[:2]), np.array([10.0, 10.0]))
    made = structure_map(kommun, commuting=table)
    assert made.flow_kind == FlowKind.COMMUTING
    assert made.labour_markets is not None
    tables = {each.key: each.frame for each in structure_product(made).tables}
    assert tables["lokala_arbetsmarknader"]["ar_centrum"].tolist() == ["ja"]
    # The kommun is its own market, and everybody lives in it.
    market = tables["funktionella_regioner"]
    assert market["slag"].tolist() == ["la"]
    assert market["personer"].tolist() == [made.persons.sum()]


@cache
def _village(*, shop: bool, people: bool) -> str:
    place = {"place": "village", "name": "Ensamby"} | ({"population": "120"} if people else {})
    offer = {"shop": "supermarket", "name": "Handeln"} if shop else {"amenity": "library"}
    return Town("a b c", {"abc": road()}, {"a": place, "b": offer}, metres=500.0).osm()


@pytest.mark.parametrize("shop", [True, False])
@pytest.mark.parametrize("people", [True, False])
def test_one_village_alone(tmp_path: Path, *, shop: bool, people: bool) -> None:
    path = tmp_path / "by.osm"
    path.write_text(_village(shop=shop, people=people), encoding="utf-8")
    build_region(path, tmp_path / "by")
    made = structure_map(open_region(tmp_path / "by"))
    # A shop and unknown day population: residential with services, preliminarily. Without a shop
    # anywhere, nobody knows whether there is one.
    expected = 5 if shop else (6 if people else 7)
    assert made.levels.level.tolist() == [expected]
    product = structure_product(made)
    assert render_product(product, ".html" if shop else ".gpkg")
    said = " ".join(product.sentences)
    assert "Inga grannorter" in said
    assert ("Ingen ort är nod" in said) == (not shop)
    assert ("orter räknas" in said) == (not people)


def test_places_off_the_network_are_counted_as_unreached(tmp_path: Path) -> None:
    # b lies 16 km from the road that a and its shop lie on.
    town = Town(
        "a c" + " " * 40 + "b",
        {"ac": road()},
        {
            "a": {"place": "village", "population": "300", "name": "A"},
            "c": {"shop": "supermarket"},
            "b": {"place": "village", "population": "200", "name": "B"},
        },
        metres=400.0,
    )
    path = tmp_path / "by.osm"
    path.write_text(town.osm(), encoding="utf-8")
    build_region(path, tmp_path / "by")
    made = structure_map(open_region(tmp_path / "by"), rules=EASY)
    lowest = made.catchments.people[-1]
    assert made.persons[lowest.node[:, 0] < 0].sum() == 200
    assert "200 personer av 500 når ingen nod" in " ".join(
        structure_product(made).sentences
    ).replace("\u202f", " ")


def test_the_rules_of_the_package_are_those_of_dalarna() -> None:
    assert "Region Dalarna" in shipped_rules().source


def test_catchments_of_the_faroes_cover_their_land_once(faroes_folder: Path) -> None:
    made = structure_map(open_region(faroes_folder))
    least_m2 = made.settings.catchment_least_km2 * 1e6
    by_level = zip(made.catchments.patches, made.catchments.contested, strict=True)
    drawn = [(own, contested) for own, contested in by_level if len(own.label)]
    assert len(drawn) >= 3
    for own, contested in drawn:
        assert shapely.is_valid(own.polygon).all()
        land = shapely.union_all(own.polygon)
        # Once: what overlaps or leaves a crack would be more or less than the whole.
        assert shapely.area(land) == pytest.approx(shapely.area(own.polygon).sum())
        holes = shapely.get_rings(shapely.get_parts(land))
        assert not any(0 < shapely.area(shapely.Polygon(ring)) < 1e4 for ring in holes)
        # A small piece is an island: one that touched another catchment would be its part. The
        # outlines are cut afterwards, so that a piece may lose some of the least area.
        parts, of = shapely.get_parts(own.polygon, return_index=True)
        for part, owner in zip(parts, of, strict=True):
            if shapely.area(part) < least_m2 / 2:
                others = own.polygon[np.arange(len(own.polygon)) != owner]
                shared = shapely.length(shapely.intersection(part, others))
                assert shared.sum() < 0.5 * shapely.length(part)
        if len(own.label) > 1:
            assert len(contested.label) > 0
            assert shapely.area(contested.polygon).sum() < shapely.area(land)
