"""Toy feeds: tables as text in, a zip out."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

STOPS = """
stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station
A,Torget,60.00,15.00,1,
A1,Torget,60.00,15.00,0,A
A2,Torget,60.00,15.00,0,A
B1,Kyrkan,60.00,15.02,0,
C1,Byn,60.00,15.04,0,
"""
ROUTES = """
route_id,route_short_name,route_type
r,21,700
t,Tåg,100
"""
TRIPS = """
route_id,service_id,trip_id,direction_id
r,vardag,ut,0
r,vardag,in,1
r,helg,helgtur,0
"""
STOP_TIMES = """
trip_id,arrival_time,departure_time,stop_id,stop_sequence
ut,07:00:00,07:00:00,A1,1
ut,,,B1,2
ut,07:20:00,07:20:00,C1,3
in,24:10:00,24:10:00,C1,1
in,24:20:00,24:20:00,B1,2
in,24:30:00,24:30:00,A2,3
helgtur,12:00:00,12:00:00,A1,1
helgtur,12:20:00,12:20:00,C1,2
"""
# 2027-01-04 is a Monday.
CALENDAR = """
service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date
vardag,1,1,1,1,1,0,0,20270104,20270131
helg,0,0,0,0,0,1,0,20270104,20270131
"""
TOY: Mapping[str, str] = {
    "stops": STOPS,
    "routes": ROUTES,
    "trips": TRIPS,
    "stop_times": STOP_TIMES,
    "calendar": CALENDAR,
}


def feed(path: Path, inside: str = "", **tables: str) -> Path:
    """Write the toy feed with some tables changed, or left out where empty; return the path."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (dict(TOY) | tables).items():
            if text:
                archive.writestr(f"{inside}{name}.txt", text.lstrip())
    return path
