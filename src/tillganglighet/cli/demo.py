"""The demo: the main job on the embedded example, with what to try next."""

from importlib.resources import files
from pathlib import Path

from rich.console import Console

from tillganglighet.cli.progress import steps
from tillganglighet.pipeline.region import open_region
from tillganglighet.pipeline.regions import build_region
from tillganglighet.pipeline.reports import gap_report
from tillganglighet.pipeline.structure import structure_map
from tillganglighet.publish.gaps.report import write_gap_report
from tillganglighet.publish.gaps.terminal import print_summary
from tillganglighet.publish.structure.files import write_structure
from tillganglighet.publish.structure.product import structure_product

ATTRIBUTION = "Påhittad exempelkommun ur tillganglighet, fri att använda (CC0)"
REGION = "alvnas"
KOMMUN = "2901"  # Älvnäs, invented; the neighbours' services count too
REPORT_FILES = (
    "luckor.html",
    "luckor.pdf",
    "luckor.csv",
    "luckor.xlsx",
    "luckor.geojson",
    "luckor.gpkg",
    "karta.png",
)
SCENARIO, SCENARIO_FILE = "lanthandeln_stanger.toml", "lanthandeln_stanger.pdf"
STRUCTURE_FILE = "strukturbild.pdf"


def example_folder() -> Path:
    """Return where the embedded example is: in the installed package, or in the checkout."""
    installed = Path(str(files("tillganglighet"))) / "example"
    checkout = Path(__file__).resolve().parents[3] / "data" / "example"
    return installed if installed.is_dir() else checkout


def run_demo(out: Path) -> None:
    """Build the example region in `out`, measure it, write every file and show the summary."""
    example = example_folder()
    with steps() as on_step:
        build_region(
            example / "exempel.osm.pbf",
            out / REGION,
            services=[example / "tjanster.csv"],
            population=example / "befolkning_1km.csv",
            area=KOMMUN,
            attribution=ATTRIBUTION,
            on_step=on_step,
        )
        region = open_region(out / REGION)
        report = gap_report(region, on_category=lambda category: on_step(category.name_sv))
        for name in REPORT_FILES:
            on_step(name)
            write_gap_report(report, out / name)
        on_step(SCENARIO_FILE)
        region.scenario(example / SCENARIO).write(out / SCENARIO_FILE)
        on_step(STRUCTURE_FILE)
        structure = structure_map(region)
        write_structure(structure, structure_product(structure), str(out / STRUCTURE_FILE))
    print_summary(report, Console(highlight=False))
    names = (*REPORT_FILES, SCENARIO_FILE, STRUCTURE_FILE)
    print(f"""
Written in {out}: {", ".join(names)}
Look at    {out / "luckor.pdf"}, {out / SCENARIO_FILE} and {out / STRUCTURE_FILE}

Try next, with the program at .venv/bin/tillganglighet:
  tillganglighet serve {out / REGION}                       report, tables, scenarios over HTTP
  tillganglighet vulnerability {out / REGION}               which single closure hurts most
  tillganglighet site {out / REGION} --category apotek --count 1     where one more does most good
  tillganglighet gaps {out / REGION} --level kommun --out kommun.xlsx
  tillganglighet build YOUR.osm.pbf --out region          a region of your own""")
