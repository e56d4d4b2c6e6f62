"""Journeys whose time can be computed by hand: an answer key for whoever checks the program.

Each goes along straight roads with a signed speed, without access legs: its ends lie on the road.
"""

from typing import NamedTuple

from example_kommun.canvas import to_lonlat
from example_kommun.curves import Point
from example_kommun.places import BY_NAME
from example_kommun.roads import FERRY_MINUTES
from example_kommun.tables import Row, decimal
from example_kommun.towns import ALVNAS, ONE_WAY


class Leg(NamedTuple):
    """So many km at so many km/h."""

    km: float
    speed_kph: float


class Journey(NamedTuple):
    """A journey by car; no legs means that there is no way."""

    key: str
    origin: str | Point
    destination: str | Point
    legs: tuple[Leg, ...]
    explanation: str
    ferry_km: float = 0.0


ONE_WAY_START, ONE_WAY_END = (ALVNAS.at(*point) for point in ONE_WAY)

JOURNEYS = (
    Journey("rakstrackan", "Rakmyran", "Långträsk", (Leg(12, 90),),
            "12 km i 90 km/h till Långträsks Handelsbod"),
    Journey("privat_vag_hemifran", "Herrskogen", "Långträsk", (Leg(2, 30), Leg(9, 90)),
            "2 km privat väg i 30, 9 km i 90: den som bor där får köra"),
    Journey("enda_bron", "Norrstrand", "Söderstrand", (Leg(9, 90), Leg(0.5, 30), Leg(9, 60)),
            "9 km i 90 till bron, 0,5 km bro i 30, 9 km i 60; fågelvägen är 0,5 km"),
    Journey("bilfarjan", "Sundbyn", "Sundnäs", (Leg(3, 60), Leg(4, 80)),
            "3 km i 60, 12 min färja (1,6 km; väntan ej räknad), 4 km i 80", ferry_km=1.6),
    Journey("privat_genvag", "Nybyn", "Abborrberg", (Leg(9, 60),),
            "1 + 3 + 4 + 1 km i 60; genvägen (5 km) är privat och skulle ge 420 s"),
    Journey("over_gransen", "Gränsliden", "Västerliden", (Leg(6, 60),),
            "6 km i 60 till Västerlidens Livs i grannkommunen"),
    Journey("enkelriktat_med", ONE_WAY_START, ONE_WAY_END, (Leg(0.2, 30),),
            "ett kvarter, 200 m i 30, i körriktningen"),
    Journey("enkelriktat_mot", ONE_WAY_END, ONE_WAY_START, (Leg(0.4, 30),),
            "runt kvarteret, 100 + 200 + 100 m i 30"),
    Journey("svangforbud", ALVNAS.at(-0.8, 0.05), ALVNAS.at(-0.6, 0), (Leg(0.35, 30),),
            "50 m norrut, 200 m österut, 100 m söderut i 30; med vänstersväng 20,4 s"),
    Journey("on", "Storöbyn", "Norrvik", (), "ingen bilfärja: ingen vägförbindelse"),
    Journey("vaglost", "Fjällnäset", "Öndby", (), "ingen väg inom 1 000 m"),
)  # fmt: skip


def journey_rows() -> list[Row]:
    """Return the table of journeys, header first; times and lengths empty where no way leads."""
    header = ("resa", "fran", "fran_lon", "fran_lat", "till", "till_lon", "till_lat",
              "restid_s", "avstand_km", "forklaring")  # fmt: skip
    rows: list[Row] = [header]
    for journey in JOURNEYS:
        ends = [
            cell for end in (journey.origin, journey.destination) for cell in _name_and_lonlat(end)
        ]
        rows.append((journey.key, *ends, *_time_and_length(journey), journey.explanation))
    return rows


def _name_and_lonlat(end: str | Point) -> tuple[str, str, str]:
    name, at = (end, BY_NAME[end].at) if isinstance(end, str) else ("Älvnäs, gatukorsning", end)
    lon, lat = to_lonlat(at)
    return name, decimal(lon, 7), decimal(lat, 7)


def _time_and_length(journey: Journey) -> tuple[str, str]:
    if not journey.legs:
        return "", ""
    seconds = sum(leg.km / leg.speed_kph * 3600 for leg in journey.legs)
    if journey.ferry_km:
        seconds += FERRY_MINUTES * 60
    length = sum(leg.km for leg in journey.legs) + journey.ferry_km
    return decimal(seconds, 1), decimal(length, 2)
