"""The demo: the main job on the embedded example, with what to try next."""

from importlib.resources import files
from pathlib import Path

from rich.console import Console

from tillganglighet.cli.progress import steps
from tillganglighet.pipeline.region import open_region
from tillganglighet.pipeline.regions import build_region
from tillganglighet.pipeline.reports import gap_report
from tillganglighet.publish.gap_report import write_gap_report
from tillganglighet.publish.terminal import print_summary

ATTRIBUTION = "Påhittad exempelkommun ur tillganglighet, fri att använda (CC0)"
REGION = "alvnas"
KOMMUN = "2901"  # Älvnäs, invented; the neighbours' services count too
FILES = ("luckor.html", "luckor.csv", "luckor.xlsx", "luckor.geojson", "luckor.gpkg", "karta.png")


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
        for name in FILES:
            on_step(name)
            write_gap_report(report, out / name)
    print_summary(report, Console(highlight=False))
    print(f"""
Written in {out}: {", ".join(FILES)}
Look at    {out / "karta.png"} and {out / "luckor.html"}

Try next, with the program at .venv/bin/tillganglighet:
  tillganglighet serve {out / REGION}                      the report and the tables over HTTP
  tillganglighet info {out / REGION}                       what was read, dropped and assumed
  tillganglighet gaps {out / REGION} --category apotek --out apotek.html
  tillganglighet build YOUR.osm.pbf --out region         a region of your own""")
