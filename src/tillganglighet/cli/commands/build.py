"""Command: a region from an OSM extract and tables."""
# ruff: noqa: PLC0415 (imports wait until the command runs, so that `--help` answers at once)

from pathlib import Path
from typing import Annotated, Literal

import typer

from tillganglighet.cli.app import app
from tillganglighet.cli.progress import steps
from tillganglighet.units import M_PER_KM


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
        str | None,
        typer.Option(metavar="F", help="Table of population cells, or raster (.tif) of persons."),
    ] = None,
    official_population: Annotated[
        str | None,
        typer.Option(metavar="F", help="Table of folkmängd by kommun, to hold the cells against."),
    ] = None,
    villages: Annotated[
        list[str] | None,
        typer.Option(
            metavar="[KIND=]F",
            help="Villages as points or areas, in place of those of OSM; KIND is tatort, smaort, "
            "fritidshusomrade or anlaggningsomrade; may be repeated.",
        ),
    ] = None,
    functional: Annotated[
        bool,
        typer.Option(
            "--functional",
            help="Join areas of villages within 600 m of each other to functional villages.",
        ),
    ] = False,
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
    crs: Annotated[
        list[str] | None,
        typer.Option(
            metavar="[F=]CODE",
            help="System of tables that do not tell theirs and are not in SWEREF 99 TM, such as "
            "EPSG:3021 or 'SWEREF99 18 00'; of all such, or of one; may be repeated.",
        ),
    ] = None,
    boundaries: Annotated[
        list[str] | None,
        typer.Option(
            metavar="[KIND=]F",
            help="Polygons of kommuner, län, DeSO, RegSO, or any KIND of areas; may be repeated.",
        ),
    ] = None,
    profile: Annotated[
        str, typer.Option(metavar="NAME|F", help="car, bicycle, foot, bil_verklig or a TOML file.")
    ] = "car",
    season: Annotated[
        Literal["summer", "winter"] | None,
        typer.Option(help="Of ice roads, closures and speeds; else the profile's own."),
    ] = None,
    attribution: Annotated[
        list[str] | None,
        typer.Option(metavar="TEXT", help="Whose data it is, beside OpenStreetMap's."),
    ] = None,
    note: Annotated[
        str, typer.Option(metavar="TEXT", help="What every page and file shall say first.")
    ] = "",
) -> None:
    """Build a region from an OSM extract and tables."""
    with steps() as on_step:
        from tillganglighet.pipeline.regions import OSM_ATTRIBUTION, build_region

        region = build_region(
            osm,
            out,
            services=services or (),
            population=population,
            official_population=official_population,
            villages=villages or (),
            functional=functional,
            corrections=corrections,
            boundaries=boundaries or (),
            area=area,
            area_buffer_m=buffer * M_PER_KM,
            profile=profile,
            season=season,
            crs=crs or (),
            attribution=(OSM_ATTRIBUTION, *(attribution or ())),
            note=note,
            on_step=on_step,
        )
    from tillganglighet.publish.build.import_report import print_import_report

    print_import_report(
        region.provenance,
        region.counts(),
        region.networks(),
        region.findings,
        data_report=region.data_report,
        coverage=region.coverage,
    )
    print(f"\n{out} is ready; next: tillganglighet gaps {out} --out luckor.html")
