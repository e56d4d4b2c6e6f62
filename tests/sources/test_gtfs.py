"""GTFS feeds, good and bad: trips counted by hand."""

import zipfile
from pathlib import Path

import numpy as np
import pytest

from support.gtfs import CALENDAR, STOP_TIMES, STOPS, TRIPS, feed
from tillganglighet.domain.timetable import Timetable
from tillganglighet.errors import InputError
from tillganglighet.sources.timetables.files import read_timetable

NORRBOTTEN = Path(__file__).parents[2] / "../shared/data/norrbotten-gtfs/norrbotten.zip"
SWEREF = "EPSG:3006"


def read(*paths: Path) -> Timetable:
    return read_timetable(paths, SWEREF, evening_from_hour=18)


def test_platforms_of_a_stop_are_counted_together(tmp_path: Path) -> None:
    stops = read(feed(tmp_path / "f.zip")).stops
    assert stops.id.tolist() == ["A", "B1", "C1"]
    assert stops.name.tolist() == ["Torget", "Kyrkan", "Byn"]
    assert stops.lines.tolist() == ["21", "21", "21"]
    # One trip out and one home, to the end of the line too; the one home goes after midnight.
    assert stops.weekday.tolist() == [2, 2, 2]
    assert stops.least_direction.tolist() == [1, 1, 1]
    assert stops.evening.tolist() == [1, 1, 1]
    assert stops.saturday.tolist() == [1, 0, 1]
    assert stops.sunday.tolist() == [0, 0, 0]


def test_legs_join_stops_in_a_row_on_weekdays(tmp_path: Path) -> None:
    legs = read(feed(tmp_path / "f.zip")).legs
    assert legs.trips.tolist() == [1, 1, 1, 1]
    # Eastwards A-B and B-C, home C-B and B-A; the leg A-C is driven on Saturdays only.
    assert sorted(np.sign(legs.end[:, 0] - legs.start[:, 0]).tolist()) == [-1, -1, 1, 1]
    assert np.hypot(*(legs.end - legs.start).T) == pytest.approx([1115] * 4, rel=0.01)


def test_trains_call_at_stops_but_drive_no_road(tmp_path: Path) -> None:
    trips = TRIPS.replace("r,vardag,in", "t,vardag,in")
    found = read(feed(tmp_path / "f.zip", trips=trips))
    assert found.stops.weekday.tolist() == [2, 2, 2]
    assert found.stops.lines.tolist() == ["21, Tåg"] * 3
    assert found.legs.trips.tolist() == [1, 1]


def test_a_trip_that_calls_twice_counts_once_and_goes_one_way(tmp_path: Path) -> None:
    loop = "trip_id,departure_time,stop_id,stop_sequence\nut,07:00:00,A1,1\nut,07:10:00,B1,2\n"
    loop += "ut,07:20:00,A1,3\n"
    stops = read(feed(tmp_path / "f.zip", stop_times=loop)).stops
    assert stops.weekday.tolist() == [1, 1]
    assert stops.least_direction.tolist() == [0, 0]


def test_calls_where_nobody_gets_on_or_off_do_not_count(tmp_path: Path) -> None:
    rows = STOP_TIMES.strip().splitlines()
    barred = [rows[0] + ",pickup_type,drop_off_type", *(f"{row},0,0" for row in rows[1:])]
    barred[2] = f"{rows[2]},1,1"
    stops = read(feed(tmp_path / "f.zip", stop_times="\n".join(barred))).stops
    assert stops.weekday.tolist() == [2, 1, 2]


def test_without_directions_nobody_knows_double_trips(tmp_path: Path) -> None:
    trips = "\n".join(row.rsplit(",", 1)[0] for row in TRIPS.strip().splitlines())
    assert np.isnan(read(feed(tmp_path / "f.zip", trips=trips)).stops.least_direction).all()


def test_trips_at_a_headway_go_many_times(tmp_path: Path) -> None:
    # Every half hour from 16:00, the last at 18:30: six trips of twenty minutes. At the end of
    # the line those of 18:00 and 18:30 arrive in the evening, and that of 17:45 not; so do two.
    rows = "trip_id,start_time,end_time,headway_secs\nut,16:00:00,19:00:00,1800\n"
    found = read(feed(tmp_path / "f.zip", frequencies=rows))
    assert found.stops.weekday.tolist() == [7, 7, 7]
    assert found.stops.evening.tolist() == [3, 3, 3]
    assert sorted(found.legs.trips.tolist()) == [1, 1, 6, 6]


def test_dates_alone_make_a_calendar(tmp_path: Path) -> None:
    # Every second weekday of one week: 3 of 5 days.
    days = "".join(f"vardag,202701{day:02},1\n" for day in (4, 6, 8))
    days += "helg,20270110,1\n"
    dates = "service_id,date,exception_type\n" + days
    found = read(feed(tmp_path / "f.zip", calendar="", calendar_dates=dates))
    assert found.stops.weekday == pytest.approx([1.2, 1.2, 1.2])
    assert found.stops.sunday.tolist() == [1, 0, 1]
    assert found.files[0].date == "2027-01-04"


def test_a_removed_day_goes_before_an_added_one(tmp_path: Path) -> None:
    rows = "service_id,date,exception_type\nvardag,20270104,2\nvardag,20270104,1\n"
    short = CALENDAR.replace("20270131", "20270110")
    found = read(feed(tmp_path / "f.zip", calendar=short, calendar_dates=rows))
    # The Monday is no longer in the feed: the mean is that of the other four days.
    assert found.stops.weekday.tolist() == [2, 2, 2]


def test_the_usual_week_is_no_holiday_and_no_edge(tmp_path: Path) -> None:
    # Four weeks, the second without its Wednesday; then thirteen with only the Saturdays.
    rows = "service_id,date,exception_type\nvardag,20270113,2\n"
    long = CALENDAR.replace("helg,0,0,0,0,0,1,0,20270104,20270131",
                            "helg,0,0,0,0,0,1,0,20270104,20270502")  # fmt: skip
    found = read(feed(tmp_path / "f.zip", calendar=long, calendar_dates=rows))
    assert found.files[0].date == "2027-01-04"
    assert found.stops.weekday.tolist() == [2, 2, 2]


def test_two_periods_are_not_added_up(tmp_path: Path) -> None:
    # Three weeks of winter with both trips, two of summer with the one out: the median is winter.
    trips = TRIPS.replace("r,vardag,in", "r,vinter,in")
    calendar = CALENDAR.replace("20270131", "20270207") + (
        "vinter,1,1,1,1,1,0,0,20270104,20270124\n"
    )
    found = read(feed(tmp_path / "f.zip", trips=trips, calendar=calendar))
    assert found.stops.weekday.tolist() == [2, 2, 2]


def test_a_feed_without_weekends_does_not_know_them(tmp_path: Path) -> None:
    days = CALENDAR.replace("20270131", "20270106")
    stops = read(feed(tmp_path / "f.zip", calendar=days)).stops
    assert stops.weekday.tolist() == [2, 2, 2]
    assert np.isnan(stops.saturday).all()


def test_a_folder_and_a_folder_in_a_zip(tmp_path: Path) -> None:
    whole = read(feed(tmp_path / "f.zip", inside="gtfs/")).stops
    with zipfile.ZipFile(tmp_path / "f.zip") as archive:
        archive.extractall(tmp_path / "å")
    folder = read(tmp_path / "å" / "gtfs").stops
    assert folder.weekday.tolist() == whole.weekday.tolist() == [2, 2, 2]


def test_several_feeds_add_up(tmp_path: Path) -> None:
    path = feed(tmp_path / "f.zip")
    found = read(path, path)
    assert found.stops.weekday.tolist() == [4, 4, 4]
    assert len(found.files) == 2


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ({"stop_times": ""}, r"stop_times\.txt missing or empty"),
        ({"calendar": ""}, "calendar.txt or calendar_dates.txt missing"),
        ({"stops": STOPS.replace("stop_lat", "latitud")}, "has no column stop_lat"),
        ({"stops": STOPS.replace("60.00,15.02", "91,15.02")}, r"stops\.txt:5: stop_lat=91"),
        ({"stop_times": STOP_TIMES.replace("B1", "X9")}, r"stop_times\.txt:3: stop_id=X9"),
        ({"stop_times": STOP_TIMES.replace("07:20:00,C1", "7.20,C1")}, "departure_time=7.20"),
        ({"calendar": CALENDAR.replace("20270131", "2027-01-31")}, "end_date=2027-01-31"),
        ({"calendar": CALENDAR.replace("20270131", "20260131")}, "not before start_date"),
        ({"calendar": CALENDAR.replace("vardag,1,1", "vardag,ja,1")}, "monday=ja: expected 0"),
        ({"trips": TRIPS.replace("vardag,", "x,").replace("helg,", "x,")}, "no trip runs"),
    ],
)
def test_faults_name_file_row_and_value(tmp_path: Path, tables: dict[str, str], said: str) -> None:
    with pytest.raises(InputError, match=said):
        read(feed(tmp_path / "f.zip", **tables))


def test_a_bad_row_among_many_is_left_out_and_told(tmp_path: Path) -> None:
    many = "".join(f"S{at},Hpl,60.1,15.{at:02},0,\n" for at in range(40))
    found = read(feed(tmp_path / "f.zip", stops=STOPS + many + "Z,Hpl,north,15.0,0,\n"))
    assert len(found.bad_rows) == 1
    assert "stops.txt:47: stop_lat=north" in found.bad_rows[0]


def test_what_is_no_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "f.zip"
    path.write_bytes(b"PK no")
    with pytest.raises(InputError, match="not a whole zip file"):
        read(path)
    with pytest.raises(InputError, match="no such file"):
        read(tmp_path / "annan.zip")


def test_a_zip_that_grows_beyond_measure_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="which no timetable does"):
        read(feed(tmp_path / "f.zip", stops=STOPS + " " * 30_000_000))


def test_two_feeds_in_one_zip_are_refused(tmp_path: Path) -> None:
    path = feed(tmp_path / "f.zip")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("annan/stops.txt", STOPS.lstrip())
    with pytest.raises(InputError, match="one feed"):
        read(path)


@pytest.mark.skipif(not NORRBOTTEN.exists(), reason="the shared feed of Norrbotten is not here")
def test_norrbotten() -> None:
    found = read(NORRBOTTEN)
    # Of its 17 whole weeks eight have 7 213 trips, which is the median; the first is this one.
    assert found.files[0].date == "2022-09-19"
    assert len(found.stops) == 1683
    assert found.bad_rows == ()
    busiest = found.stops.chosen(found.stops.weekday == found.stops.weekday.max())
    assert busiest.name.tolist() == ["Luleå Busstation."]
    # Counted day by day without this program: four days of 277 trips, 53 of them from 18 on, and
    # a Friday of 278 and 54; a Saturday of 84, a Sunday of 77.
    assert busiest.weekday.tolist() == pytest.approx([277.2])
    assert busiest.evening.tolist() == pytest.approx([53.2])
    assert [*busiest.saturday, *busiest.sunday] == [84, 77]
