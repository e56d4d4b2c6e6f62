"""Where people live: every place of the drawing with its population. All names are invented."""

from typing import NamedTuple

from example_kommun.curves import Point


class Place(NamedTuple):
    """A place node of OSM.

    Attributes
    ----------
    name : str
        Invented; another place of that name is chance.
    at : (x, y)
        The point of the road network where the place lies, in km.
    kind : {"town", "village", "hamlet"}
        The value of the tag `place`.
    population : int
        The value of the tag `population`; the cells say almost the same.
    beside_road : bool
        The place node stands a little beside the road, as most do; not so in the journeys of
        `facit.csv`, which are to be computed by hand.
    """

    name: str
    at: Point
    kind: str
    population: int
    beside_road: bool = True


# Places along the drawn roads (roads.py).
ALONG_ROADS = (
    Place("Älvnäs", (44.11, 20.82), "town", 3780),
    Place("Björkfors", (57.0, 42.0), "town", 1890),
    Place("Västansjö", (3.0, 50.0), "village", 142),
    Place("Norrvik", (10.0, 50.4), "hamlet", 61),
    Place("Öndby", (15.5, 46.4), "village", 436),
    Place("Sundnäs", (20.0, 38.6), "village", 128, beside_road=False),
    Place("Vattnäset", (31.6, 33.2), "hamlet", 74),
    Place("Norrstrand", (53.64, 17.78), "hamlet", 56, beside_road=False),
    Place("Söderstrand", (53.5, 17.3), "hamlet", 38, beside_road=False),
    Place("Forsbacka", (61.0, 14.5), "village", 874),
    Place("Gränsforsen", (67.4, 11.3), "hamlet", 83),
    Place("Sörbyn", (38.0, 21.2), "village", 118),
    Place("Sundbyn", (20.0, 30.0), "village", 94, beside_road=False),
    Place("Klockarviken", (9.6, 36.6), "hamlet", 67),
    Place("Hästnäset", (4.2, 42.4), "hamlet", 31),
    Place("Norrhedan", (46.0, 28.0), "hamlet", 88),
    Place("Långträsk", (50.0, 35.0), "village", 262, beside_road=False),
    Place("Bäckliden", (63.0, 48.0), "village", 151),
    Place("Kvarnberget", (47.0, 46.4), "hamlet", 79),
    Place("Storliden", (36.0, 49.5), "village", 318),
    Place("Avan", (26.0, 48.6), "hamlet", 64),
    Place("Tjärnmyran", (63.4, 36.0), "hamlet", 52),
    Place("Rödingsele", (66.0, 26.6), "village", 135),
    Place("Rakmyran", (38.0, 35.0), "hamlet", 33, beside_road=False),
    Place("Herrskogen", (41.0, 37.0), "hamlet", 24, beside_road=False),
    Place("Mossavattnet", (38.0, 7.0), "village", 392),
    Place("Gäddträsk", (22.6, 9.6), "hamlet", 85),
    Place("Lillselet", (13.0, 14.6), "village", 112),
    Place("Gränsliden", (2.5, 12.6), "hamlet", 48, beside_road=False),
    Place("Abborrberg", (50.0, 9.0), "village", 146, beside_road=False),
    Place("Nybyn", (54.0, 4.0), "hamlet", 29, beside_road=False),
    Place("Ytterselet", (61.6, 10.4), "hamlet", 43),
)

# Places at the end of a small road, which leaves the nearest road drawn before.
ON_SIDE_ROADS = (
    Place("Nordanåker", (21.6, 52.8), "hamlet", 47),
    Place("Björnliden", (31.0, 55.6), "hamlet", 26),
    Place("Råberget", (41.6, 53.4), "hamlet", 41),
    Place("Fäbodliden", (44.6, 50.4), "hamlet", 22),
    Place("Grubbviken", (52.4, 50.6), "hamlet", 36),
    Place("Flarkåsen", (67.2, 53.0), "hamlet", 24),
    Place("Hällbäcken", (65.6, 43.6), "hamlet", 57),
    Place("Gropheden", (59.0, 34.0), "hamlet", 45),
    Place("Älgberget", (58.4, 28.6), "hamlet", 32),
    Place("Kallkällan", (52.6, 24.8), "hamlet", 66),
    Place("Övre Rödingsele", (61.2, 23.0), "hamlet", 28),
    Place("Tallåsen", (40.0, 29.4), "hamlet", 71),
    Place("Mellansjö", (33.4, 40.4), "hamlet", 39),
    Place("Hundberget", (28.4, 43.2), "hamlet", 34),
    Place("Kälen", (42.4, 41.8), "hamlet", 23),
    Place("Svedjeviken", (28.0, 20.8), "hamlet", 62),
    Place("Sörmyran", (31.6, 16.6), "hamlet", 30),
    Place("Bursjön", (44.8, 13.8), "hamlet", 58),
    Place("Knaften", (43.6, 3.2), "hamlet", 46),
    Place("Granåträsk", (29.0, 4.4), "hamlet", 37),
    Place("Bastuliden", (17.4, 21.6), "hamlet", 40),
    Place("Tväråliden", (8.0, 22.8), "hamlet", 27),
    Place("Stensjönäs", (9.0, 7.0), "hamlet", 35),
    Place("Klippmyran", (16.6, 4.6), "hamlet", 20),
    Place("Storkläppen", (63.4, 4.6), "hamlet", 25),
    Place("Östansele", (67.4, 18.6), "hamlet", 49),
)

# Places that no car reaches: an island without a fixed link, and land without a road.
OFF_THE_NETWORK = (
    Place("Storöbyn", (11.2, 43.0), "hamlet", 44, beside_road=False),
    Place("Fjällnäset", (9.0, 57.2), "hamlet", 21, beside_road=False),
)

# Places in the strip of neighbouring kommuner.
ABROAD = (
    Place("Västerliden", (-3.5, 12.6), "village", 641, beside_road=False),
    Place("Fjällsele", (-6.6, 51.0), "village", 212),
    Place("Norrmark", (35.4, 66.0), "village", 353),
    Place("Rislandet", (76.0, 58.6), "hamlet", 63),
    Place("Tvärå", (75.4, 9.4), "village", 718),
    Place("Myrheden", (36.4, -6.0), "village", 208),
)

ALL = (*ALONG_ROADS, *ON_SIDE_ROADS, *OFF_THE_NETWORK, *ABROAD)
BY_NAME = {place.name: place for place in ALL}
