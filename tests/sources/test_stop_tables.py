"""Tables of stops and lines, as regions publish them."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from tillganglighet.domain.timetable import Timetable
from tillganglighet.errors import InputError
from tillganglighet.sources.timetables.files import read_timetable

DALARNA = Path(__file__).parents[2] / "../shared/data/dalarna"
HEADER = "hallplats_id;namn;x;y;turer_vardag;turer_kvall;turer_lordag;turer_sondag\n"


def read(*paths: Path) -> Timetable:
    return read_timetable(paths, "EPSG:3006", evening_from_hour=18)


def table(folder: Path, rows: str, name: str = "hpl.csv", header: str = HEADER) -> Path:
    path = folder / name
    path.write_text(header + rows, encoding="utf-8")
    return path


def test_rows_of_a_stop_add_up_and_empty_means_unknown(tmp_path: Path) -> None:
    rows = "1;Torget;500000;6650000;7,5;2;3;1\n1;Torget;500010;6650000;7;1;3;1\n"
    rows += "2;Byn;510000;6650000;4;;2;\n"
    stops = read(table(tmp_path, rows)).stops
    assert stops.name.tolist() == ["Torget", "Byn"]
    assert stops.weekday.tolist() == [14.5, 4]
    assert stops.evening.tolist()[0] == 3
    assert np.isnan(stops.evening[1])
    assert stops.saturday.tolist() == [6, 2]
    assert np.isnan(stops.weekend[1])
    assert np.isnan(stops.least_direction).all()


def test_a_table_without_hours_does_not_know_the_evening(tmp_path: Path) -> None:
    path = table(tmp_path, "1;500000;6650000;7\n", header="hpl_id;x;y;vardag\n")
    found = read(path)
    assert np.isnan(found.stops.evening).all()
    assert not found.has_routes


def test_every_fault_is_told(tmp_path: Path) -> None:
    rows = "1;Torget;500000;6650000;många;2;3;1\n2;Byn;510000;6650000;4;-1;2;0\n"
    with pytest.raises(InputError, match="2 of 2 rows are bad") as caught:
        read(table(tmp_path, rows))
    assert "hpl.csv:2: turer_vardag=många: expected trips a day" in str(caught.value)
    assert "hpl.csv:3: turer_kvall=-1" in str(caught.value)


def test_a_table_of_something_else_is_refused(tmp_path: Path) -> None:
    path = table(tmp_path, "Torget;15;60\n", header="namn;lon;lat\n")
    with pytest.raises(InputError, match="no column holds trips a weekday; expected a GTFS feed"):
        read(path)


def test_lines_and_stops_that_neighbours_share_count_once(tmp_path: Path) -> None:
    stops = gpd.GeoDataFrame(
        {"stop_id": ["a", "b"], "hpl_id": ["1", "1"], "stop_name": ["Torget"] * 2,
         "genomsnitt_veckodag_avgangar": [3.0, 4.0], "linjer": ["12,2", "3"]},
        geometry=shapely.points([[500000, 6650000], [500020, 6650000]]), crs="EPSG:3006",
    )  # fmt: skip
    lines = gpd.GeoDataFrame(
        {"shape_id": ["s"], "genomsnitt_veckodag_avgangar": [5.0]},
        geometry=[shapely.LineString([[500000, 6650000], [501000, 6650000]])], crs="EPSG:3006",
    )  # fmt: skip
    paths = [tmp_path / "en.gpkg", tmp_path / "två.gpkg"]
    for path in paths:
        stops.to_file(path, layer="hallplatslagen")
        lines.to_file(path, layer="linjer")
    found = read(*paths)
    assert found.stops.weekday.tolist() == [7]
    assert found.stops.lines.tolist() == ["2, 3, 12"]
    assert found.lines.trips.tolist() == [5]
    assert found.lines.line[0].length == 1000


@pytest.mark.skipif(not DALARNA.exists(), reason="the shared stops of Dalarna are not here")
def test_dalarna() -> None:
    found = read(DALARNA / "Kollektivtrafik_Mora.gpkg", DALARNA / "Kollektivtrafik_Orsa.gpkg")
    mora = found.stops.chosen(found.stops.name == "Mora resecentrum")
    # Its platforms 2 to 6 have 25, 28, 30, 22 and 21 departures, and there are others.
    assert mora.weekday[0] >= 126
    assert found.has_routes
    assert [each.date for each in found.files] == ["2025-02-27", "2025-04-24"]
