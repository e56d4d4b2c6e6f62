"""Draw the example region, the invented Älvnäs kommun, into `data/example`.

Usage: `.venv/bin/python scripts/draw_example.py [FOLDER]`. The same drawing gives the same files.
The tables of the drawing are in `scripts/example_kommun`; change them, run this, look at the map.
"""

import sys
from pathlib import Path

from example_kommun.canvas import Canvas
from example_kommun.journeys import journey_rows
from example_kommun.landscape import draw_borders, draw_water
from example_kommun.places import ABROAD, ALL, ALONG_ROADS, ON_SIDE_ROADS, Place
from example_kommun.population import population_rows
from example_kommun.roads import draw_roads, draw_village_streets
from example_kommun.services import draw_services, service_rows
from example_kommun.tables import write_table
from example_kommun.towns import draw_towns

FOLDER = Path(__file__).resolve().parent.parent / "data" / "example"
FIRST_PLACE_ID = 1_001
BESIDE_ROAD_KM = (0.02, 0.05)


def main() -> None:
    """Draw all files of the example into the folder given, else into `data/example`."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    canvas = Canvas()
    draw_towns(canvas)
    draw_roads(canvas)
    draw_village_streets(canvas, _with_streets())
    draw_places(canvas)
    draw_services(canvas)
    population = population_rows(canvas)
    draw_water(canvas)
    draw_borders(canvas)

    canvas.write(folder / "exempel.osm.pbf")
    write_table(folder / "tjanster.csv", service_rows())
    write_table(folder / "befolkning_1km.csv", population)
    write_table(folder / "facit.csv", journey_rows())


def draw_places(canvas: Canvas) -> None:
    """Draw the place nodes, ids in the order of the table."""
    for place_id, place in enumerate(ALL, start=FIRST_PLACE_ID):
        east, north = BESIDE_ROAD_KM if place.beside_road else (0, 0)
        tags = {
            "place": place.kind,
            "name": place.name,
            "population": str(place.population),
        }
        canvas.add_node((place.at[0] + east, place.at[1] + north), tags, node_id=place_id)


def _with_streets() -> tuple[Place, ...]:
    """Return the places that get streets of their own: not towns, not those off the roads."""
    return tuple(
        place for place in (*ALONG_ROADS, *ON_SIDE_ROADS, *ABROAD) if place.kind != "town"
    )


if __name__ == "__main__":
    main()
