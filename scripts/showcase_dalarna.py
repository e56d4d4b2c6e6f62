"""Build Dalarna from test data only, its gaps and its structure, in `showcase/dalarna`.

Usage: `.venv/bin/python scripts/showcase_dalarna.py [FOLDER]`. Villages are the places of GeoNames
above 500 inhabitants; services are agents, groceries, pharmacies, cash machines, and care out of
OSM; the roads are those of the bus lines alone, all at one assumed speed. Every page and file says
so.

The data lie beside the checkout, in `../shared/data`: see SOURCE.md there.
"""

import sys
from pathlib import Path

from rich.console import Console

from tillganglighet.pipeline.regions import build_region
from tillganglighet.pipeline.reports import gap_report
from tillganglighet.pipeline.structure import structure_map
from tillganglighet.pipeline.structure_timetable import read_timetable_for
from tillganglighet.publish.gaps.report import write_gap_report
from tillganglighet.publish.gaps.terminal import print_summary
from tillganglighet.publish.structure.files import write_structure
from tillganglighet.publish.structure.product import structure_product

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "../shared/data"
NOTE = "testdata, endast bussvägar, antagen hastighet (test data, bus roads only, assumed speed)"
# The bus roads bear no class; outside towns the law's 70 km/h is a fair guess.
PROFILE = 'base = "car"\nname = "bussvagar"\n[class_kph]\nroad = 70\n'
OWNERS = (
    "Orter: GeoNames, CC BY 4.0",
    "Vägar och hållplatser: Region Dalarna / Trafiklab",
    "Vård: © OpenStreetMap contributors, ODbL 1.0",
)
CATEGORIES = ("dagligvaror", "posttjanster", "apotek", "kontantuttag")
SUFFIXES = (".html", ".pdf", ".gpkg", ".xlsx")
BUFFER_M = 40_000.0  # farther away the bus roads of Dalarna do not lead


def main() -> None:
    """Build the region, write its gap report and print its summary."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "showcase" / "dalarna"
    folder.mkdir(parents=True, exist_ok=True)
    profile = folder / "bussvagar.toml"
    profile.write_text(PROFILE, encoding="utf-8")
    region = build_region(
        DATA / "dalarna" / "dalarna-busvagnat-derived.osm.pbf",
        folder / "region",
        villages=DATA / "sverige-orter" / "geonames-se-500.tsv",
        services=[
            f"posttjanster={DATA / 'sverige-ombud' / 'ombud.csv'}",
            DATA / "sverige-poi" / "sverige-poi.csv",
            DATA / "sverige-poi" / "osm-halso-2020.csv",
        ],
        area="20",
        area_buffer_m=BUFFER_M,
        profile=profile,
        attribution=OWNERS,
        note=NOTE,
        on_step=print,
    )
    report = gap_report(region, CATEGORIES)
    for suffix in SUFFIXES:
        write_gap_report(report, folder / f"luckor{suffix}")
    stops = sorted((DATA / "dalarna").glob("Kollektivtrafik_*.gpkg"))
    structure = structure_map(region, timetable=read_timetable_for(region, stops))
    layers = structure_product(structure, "sv")
    for suffix in (".pdf", ".gpkg"):
        write_structure(structure, layers, str(folder / f"strukturbild{suffix}"))
    print_summary(report, Console(highlight=False))


if __name__ == "__main__":
    main()
