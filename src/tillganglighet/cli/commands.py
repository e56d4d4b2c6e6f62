"""The commands. Each imports what it needs when it runs, so that `--help` answers at once."""
# ruff: noqa: PLC0415 (see above)

from pathlib import Path
from typing import Annotated, Literal

import typer

from tillganglighet.cli.progress import steps
from tillganglighet.units import M_PER_KM

app = typer.Typer(
    name="tillganglighet",
    help="Which villages reach which services, how fast, and what happens when one closes.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # rich help costs a third of a second at every start
    context_settings={"help_option_names": ["-h", "--help"]},
)

RegionFolder = Annotated[Path, typer.Argument(metavar="REGION", help="A folder made by `build`.")]
Categories = Annotated[
    list[str] | None,
    typer.Option("--category", metavar="C", help="Only this category; may be repeated."),
]
Language = Annotated[Literal["sv", "en"], typer.Option("--lang", help="Language of the output.")]


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="Folder for the files.")] = Path("demo"),
) -> None:
    """Run the main job on the embedded example."""
    from tillganglighet.cli.demo import run_demo

    run_demo(out)


@app.command()
def fetch(
    area: Annotated[
        str, typer.Argument(metavar="AREA", help="sverige, färöarna, europe/poland, or a place.")
    ],
    out: Annotated[
        Path, typer.Option(metavar="FILE", help=".osm.pbf for an extract, .osm for a small place.")
    ],
    plan: Annotated[  # noqa: FBT002 (a flag, given by name)
        bool,
        typer.Option("--plan", "--offline", help="Use no network; print what to fetch by hand."),
    ] = False,
    server: Annotated[
        str, typer.Option(metavar="URL", help="A mirror of the extracts, with the same paths.")
    ] = "",
) -> None:
    """Fetch OSM data by name; goes on where an earlier try was cut."""
    from tillganglighet.cli.fetch import run_fetch

    run_fetch(area, out, plan=plan, server=server)


@app.command()
def build(
    osm: Annotated[
        list[Path],
        typer.Argument(
            metavar="OSM", help=".osm.pbf, .osm, .osm.gz, .osm.bz2; several are joined."
        ),
    ],
    *,
    out: Annotated[Path, typer.Option(metavar="REGION", help="The folder to write.")],
    services: Annotated[
        list[str] | None,
        typer.Option(
            metavar="[CATEGORY=]F",
            help="Table of services that OSM lacks, or postgresql://host/db#schema.table; "
            "may be repeated.",
        ),
    ] = None,
    population: Annotated[
        str | None, typer.Option(metavar="F", help="Table of population cells.")
    ] = None,
    villages: Annotated[
        str | None,
        typer.Option(metavar="F", help="Villages as points or areas, in place of those of OSM."),
    ] = None,
    corrections: Annotated[
        str | None,
        typer.Option(metavar="F", help="Services that are closed, moved, wrong or missing."),
    ] = None,
    area: Annotated[
        str | None,
        typer.Option(metavar="CODE|NAME", help="Measure the villages of this kommun or län."),
    ] = None,
    buffer: Annotated[
        float,
        typer.Option(metavar="KM", min=0, help="Roads and services count so far from the area."),
    ] = 100.0,
    boundaries: Annotated[
        str | None, typer.Option(metavar="F", help="File of kommuner and län, as polygons.")
    ] = None,
    profile: Annotated[
        str, typer.Option(metavar="NAME|F", help="car, bicycle, foot, bil_verklig or a TOML file.")
    ] = "car",
    season: Annotated[
        Literal["summer", "winter"] | None,
        typer.Option(help="Of ice roads, closures and speeds; else the profile's own."),
    ] = None,
) -> None:
    """Build a region from an OSM extract and tables."""
    with steps() as on_step:
        from tillganglighet.pipeline.regions import build_region

        region = build_region(
            osm,
            out,
            services=services or (),
            population=population,
            villages=villages,
            corrections=corrections,
            boundaries=boundaries,
            area=area,
            area_buffer_m=buffer * M_PER_KM,
            profile=profile,
            season=season,
            on_step=on_step,
        )
    from tillganglighet.publish.import_report import print_import_report

    print_import_report(region.provenance, region.counts(), region.networks(), region.findings)
    print(f"\n{out} is ready; next: tillganglighet gaps {out} --out luckor.html")


@app.command()
def gaps(
    region: RegionFolder,
    out: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE",
            help=".html .csv .xlsx .geojson .gpkg .parquet .png, or postgresql://host/db#schema; "
            "may be repeated.",
        ),
    ] = None,
    category: Categories = None,
    lang: Language = "sv",
) -> None:
    """Measure a region and report its gaps."""
    from tillganglighet.domain.database import shown_address
    from tillganglighet.publish.gap_report import check_outputs, write_gap_report

    check_outputs(out or ())
    with steps() as on_step:
        from tillganglighet.pipeline.reports import gap_report
        from tillganglighet.store.region import open_region

        opened = open_region(region)
        report = gap_report(
            opened, category or (), on_category=lambda each: on_step(each.name(lang))
        )
        for path in out or ():
            on_step(shown_address(path))
            write_gap_report(report, path, language=lang)
    from rich.console import Console

    from tillganglighet.publish.terminal import print_summary

    print_summary(report, Console(highlight=False), lang)


@app.command()
def info(region: RegionFolder, lang: Language = "sv") -> None:
    """Show what a region was made of, and every doubt."""
    from tillganglighet.publish.import_report import print_import_report
    from tillganglighet.store.region import open_region

    opened = open_region(region)
    print_import_report(
        opened.provenance,
        opened.counts(),
        opened.networks(),
        opened.findings,
        language=lang,
    )


@app.command()
def serve(
    region: RegionFolder,
    host: Annotated[str, typer.Option(help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen at.", min=1, max=65535)] = 8000,
) -> None:
    """Serve a region over HTTP."""
    from tillganglighet_api.server import serve as serve_region

    serve_region(region, host, port)
