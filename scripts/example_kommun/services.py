"""The services: those that OpenStreetMap would know, and the list that a kommun keeps itself."""

from typing import NamedTuple

from example_kommun.canvas import Canvas, Tags, to_lonlat
from example_kommun.curves import Point
from example_kommun.places import BY_NAME
from example_kommun.tables import Row, decimal
from example_kommun.towns import ALVNAS, BJORKFORS

FIRST_SERVICE_ID = 2_001  # of nodes and of building ways


class MappedService(NamedTuple):
    """A service that the OSM file holds, as a node or as the outline of its building."""

    at: Point
    name: str
    tags: Tags
    building: bool = False


class ListedService(NamedTuple):
    """A service that only the table holds.

    `host` is the name of the mapped service whose building it shares, None if it stands alone.
    """

    category: str
    name: str
    host: str | None
    at: Point | None = None
    opening: str = ""


def near(place: str, east_m: float = 0, north_m: float = 0) -> Point:
    """Return a point some metres east and north of a place's point of the road."""
    x, y = BY_NAME[place].at
    return round(x + east_m / 1000, 4), round(y + north_m / 1000, 4)


GROCER = {"shop": "convenience"}
SUPERMARKET = {"shop": "supermarket"}
FUEL = {"amenity": "fuel"}
POST = {"amenity": "post_office", "post_office": "post_partner"}
SCHOOL = {"amenity": "school"}
PRESCHOOL = {"amenity": "kindergarten"}
CARE = {"amenity": "clinic", "healthcare": "centre"}
MEETING_PLACE = {"amenity": "community_centre"}
FIRE = {"amenity": "fire_station"}
CHARGING = {"amenity": "charging_station"}
LIBRARY = {"amenity": "library"}

# The lanthandel: one building with groceries and post (OSM) and three services of the list.
LANTHANDEL = MappedService(near("Öndby", 40, 30), "Öndby Lanthandel", GROCER | POST)

MAPPED = (
    LANTHANDEL,
    MappedService(ALVNAS.at(-1.06, 0.04), "Torghallen", SUPERMARKET, building=True),
    MappedService(ALVNAS.at(-1.70, 0.05), "Älvköp", SUPERMARKET, building=True),
    MappedService(ALVNAS.at(-1.94, 0.03), "Älvmacken", FUEL),
    MappedService(ALVNAS.at(-0.94, 0.03), "Paketdisken", {"amenity": "post_office"}),
    MappedService(ALVNAS.at(-1.00, 0.12), "Apoteket Lärkan", {"amenity": "pharmacy"}),
    MappedService(ALVNAS.at(-1.03, 0.08), "Uttagsautomaten vid torget", {"amenity": "atm"}),
    MappedService(ALVNAS.at(-0.50, 0.35), "Älvnäs hälsocentral", CARE, building=True),
    MappedService(ALVNAS.at(-0.66, 0.25), "Tandhuset i Älvnäs", {"amenity": "dentist"}),
    MappedService(ALVNAS.at(-1.30, 0.45), "Förskolan Björkungen", PRESCHOOL),
    MappedService(ALVNAS.at(-0.30, 0.55), "Förskolan Lillstugan", PRESCHOOL),
    MappedService(ALVNAS.at(-1.50, 0.35), "Älvnässkolan", SCHOOL, building=True),
    MappedService(ALVNAS.at(-1.70, 0.45), "Älvnäs gymnasium",
                  SCHOOL | {"isced:level": "3"}, building=True),
    MappedService(ALVNAS.at(-1.10, 0.26), "Älvnäs bibliotek", LIBRARY, building=True),
    MappedService(ALVNAS.at(-1.28, 0.15), "Folkets hus i Älvnäs", MEETING_PLACE),
    MappedService(ALVNAS.at(-0.10, 0.15), "Älvnäs brandstation", FIRE, building=True),
    MappedService(ALVNAS.at(-0.16, 0.22), "Ambulansen i Älvnäs",
                  {"emergency": "ambulance_station"}),
    MappedService(ALVNAS.at(-1.96, 0.05), "Laddplatsen vid rondellen", CHARGING),
    MappedService(ALVNAS.at(-0.85, 0.02), "Älvnäs resecentrum", {"highway": "bus_stop"}),
    MappedService(BJORKFORS.at(-0.10, 0.04), "Bruksköp", SUPERMARKET, building=True),
    MappedService(BJORKFORS.at(-0.52, -0.03), "Björkfors bensin", FUEL),
    MappedService(BJORKFORS.at(0.06, 0.03), "Posten hos Papperstrollet", POST),
    MappedService(BJORKFORS.at(0.12, -0.03), "Apoteket Björken", {"amenity": "pharmacy"}),
    MappedService(BJORKFORS.at(0.03, -0.03), "Brukets uttagsautomat", {"amenity": "atm"}),
    MappedService(BJORKFORS.at(0.30, 0.10), "Björkfors hälsocentral", CARE, building=True),
    MappedService(BJORKFORS.at(-0.30, 0.20), "Bruksskolan", SCHOOL, building=True),
    MappedService(BJORKFORS.at(-0.16, 0.24), "Förskolan Gläntan", PRESCHOOL),
    MappedService(BJORKFORS.at(0.30, -0.08), "Björkfors bibliotek", LIBRARY),
    MappedService(BJORKFORS.at(0.50, 0.10), "Björkfors brandvärn", FIRE),
    MappedService(BJORKFORS.at(-0.44, 0.04), "Bruksladdaren", CHARGING),
    MappedService(near("Öndby", -120, 90), "Öndby skola", SCHOOL, building=True),
    MappedService(near("Öndby", -60, 120), "Förskolan Myran", PRESCHOOL),
    MappedService(near("Sundnäs"), "Sundnäs Livs", GROCER),
    MappedService(near("Sundnäs", 60, 80), "Sundnäs bygdegård", MEETING_PLACE),
    MappedService(near("Långträsk"), "Långträsks Handelsbod", GROCER),
    MappedService(near("Långträsk", 30, -40), "Långträsk drivmedel", FUEL),
    MappedService(near("Storliden", 30, 30), "Storlidens Byabutik", GROCER),
    MappedService(near("Storliden", -90, 60), "Storlidens skola", SCHOOL),
    MappedService(near("Forsbacka", 40, 40), "Forsbacka Livs", SUPERMARKET, building=True),
    MappedService(near("Forsbacka", -90, 40), "Forsbacka skola", SCHOOL, building=True),
    MappedService(near("Forsbacka", -30, 90), "Förskolan Forsen", PRESCHOOL),
    MappedService(near("Mossavattnet", -40, 30), "Mossavattnets Handel", GROCER),
    MappedService(near("Mossavattnet", -20, 60), "Mossavattnets bensin", FUEL),
    MappedService(near("Mossavattnet", 90, 60), "Mossavattnets skola", SCHOOL),
    MappedService(near("Abborrberg"), "Abborrbergs Byköp", GROCER),
    MappedService(near("Rödingsele", 50, 40), "Rödingsele gårdsbutik", {"shop": "farm"}),
    MappedService(near("Lillselet", 40, 50), "Lillselets bygdegård", MEETING_PLACE),
    # across the border
    MappedService(near("Västerliden"), "Västerlidens Livs", SUPERMARKET),
    MappedService(near("Västerliden", 60, 40), "Västerlidens bensin", FUEL),
    MappedService(near("Tvärå", 50, 40), "Tvärå Köp", SUPERMARKET),
    MappedService(near("Tvärå", -60, 60), "Tvärå hälsocentral", CARE),
    MappedService(near("Norrmark", 50, 30), "Norrmarks Handel", GROCER),
)  # fmt: skip

LISTED = (
    ListedService("apoteksvaror", "Apoteksombud Öndby Lanthandel", "Öndby Lanthandel",
                  opening="må-lö 9-18"),
    ListedService("kontantuttag", "Uttag i kassan, Öndby Lanthandel", "Öndby Lanthandel",
                  opening="må-lö 9-18"),
    ListedService("betalningsformedling", "Räkningar i kassan, Öndby Lanthandel",
                  "Öndby Lanthandel", opening="må-fr 9-17"),
    ListedService("apoteksvaror", "Apoteksombud Storliden", "Storlidens Byabutik"),
    ListedService("paketautomat", "Paketboxen i Storliden", "Storlidens Byabutik"),
    ListedService("apoteksvaror", "Apoteksombud Mossavattnet", "Mossavattnets Handel"),
    ListedService("posttjanster", "Paketutlämning Mossavattnet", "Mossavattnets Handel"),
    ListedService("kontantuttag", "Uttag i kassan, Mossavattnet", "Mossavattnets Handel"),
    ListedService("servicepunkt", "Servicepunkt Abborrberg", "Abborrbergs Byköp",
                  opening="må-fr 10-16"),
    ListedService("digitalhjalp", "Digital hjälp i Abborrberg", "Abborrbergs Byköp",
                  opening="on 13-16"),
    ListedService("dagskasseinsattning", "Serviceboxen i Älvnäs", "Torghallen", opening="dygnet"),
    ListedService("betalningsformedling", "Kassan i Torghallen", "Torghallen",
                  opening="må-fr 10-18"),
    ListedService("paketautomat", "Paketboxen vid Älvköp", "Älvköp", opening="dygnet"),
    ListedService("digitalhjalp", "Digidel på biblioteket", "Älvnäs bibliotek",
                  opening="ti, to 10-15"),
    ListedService("matnod", "Matringen på torget", None, ALVNAS.at(-1.02, 0.06), "fr 17-18"),
    ListedService("servicepunkt", "Servicepunkt Rödingsele", None, near("Rödingsele", -40, 30)),
)  # fmt: skip

IDS = {service.name: FIRST_SERVICE_ID + i for i, service in enumerate(MAPPED)}


def draw_services(canvas: Canvas) -> None:
    """Draw the mapped services, ids in the order of the table."""
    for service in MAPPED:
        tags = {"name": service.name, **service.tags}
        if service.building:
            outline = _outline(service.at)
            canvas.add_way(outline, tags | {"building": "yes"}, way_id=IDS[service.name])
        else:
            canvas.add_node(service.at, tags, node_id=IDS[service.name])


def service_rows() -> list[Row]:
    """Return the table of listed services, header first."""
    header = ("id", "kategori", "namn", "lon", "lat", "plats_id", "operator", "oppet")
    by_name = {service.name: service for service in MAPPED}
    rows: list[Row] = [header]
    for number, service in enumerate(LISTED, start=1):
        host = by_name[service.host] if service.host else None
        at = host.at if host else service.at
        if at is None:
            raise ValueError(f"{service.name}: has neither a host nor a point of its own")
        lon, lat = to_lonlat(at)
        rows.append(
            (
                f"alv-{number:02d}",
                service.category,
                service.name,
                decimal(lon, 7),
                decimal(lat, 7),
                osm_key(host) if host else "",
                host.name if host else "",
                service.opening,
            )
        )
    return rows


def osm_key(service: MappedService) -> str:
    """Return the identity a mapped service has in OSM, such as `n2001`."""
    return f"{'w' if service.building else 'n'}{IDS[service.name]}"


def _outline(at: Point) -> list[Point]:
    """Return the closed outline of a building of 30 m by 20 m."""
    x, y = at
    corners = [(-0.015, -0.01), (0.015, -0.01), (0.015, 0.01), (-0.015, 0.01), (-0.015, -0.01)]
    return [(x + east, y + north) for east, north in corners]
