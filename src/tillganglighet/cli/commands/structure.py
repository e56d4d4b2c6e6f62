"""Command: the structure map of a region."""
# ruff: noqa: PLC0415 (imports wait until the command runs, so that `--help` answers at once)

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from tillganglighet.cli.app import Language, RegionFolder, app
from tillganglighet.cli.progress import steps


@app.command()
def structure(  # noqa: PLR0917 (typer passes every option by name)
    region: RegionFolder,
    out: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE",
            help=".pdf .svg .png are the printed map (A3); "
            ".gpkg .xlsx .html hold all layers and tables, .geojson .fgb .csv .parquet give "
            "a file for each; or postgresql://host/db#schema; may be repeated.",
        ),
    ] = None,
    commuting: Annotated[
        Path | None,
        typer.Option(
            metavar="F",
            help="Table of who lives and works where (bostadskommun, arbetskommun, antal).",
        ),
    ] = None,
    timetable: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="F",
            help="GTFS feed (.zip or folder), or table of stops with trips a day "
            "(hallplats_id, namn, x, y, turer_vardag, turer_kvall, turer_lordag, turer_sondag); "
            "may be repeated.",
        ),
    ] = None,
    scenario: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="S.toml",
            help="Before and after this scenario, with what changes; may be repeated.",
        ),
    ] = None,
    lang: Language = "sv",
) -> None:
    """Describe how the places of a region hang together: nodes, catchments, corridors, roles."""
    from tillganglighet.domain.database import shown_address
    from tillganglighet.publish.product.files import check_outputs
    from tillganglighet.publish.structure.files import STRUCTURE_SUFFIXES, write_structure

    check_outputs(out or (), STRUCTURE_SUFFIXES)
    with steps() as on_step:
        from tillganglighet.pipeline.structure import structure_map
        from tillganglighet.pipeline.structure_timetable import read_timetable_for
        from tillganglighet.publish.structure.product import structure_product
        from tillganglighet.sources.commuting_files import read_commuting
        from tillganglighet.store.region import open_region

        opened = open_region(region)
        draw = partial(
            structure_map,
            commuting=None if commuting is None else read_commuting(commuting),
            timetable=read_timetable_for(opened, timetable) if timetable else None,
            on_step=on_step,
        )
        made = draw(opened)
        if scenario:
            from tillganglighet.pipeline.scenarios import region_after

            changed = region_after(opened, scenario)
            made = replace(draw(changed), before=made)
        product = structure_product(made, lang)
        for path in out or ():
            on_step(shown_address(path))
            write_structure(made, product, path)
    from rich.console import Console

    from tillganglighet.publish.structure.terminal import print_structure

    print_structure(made, product, Console(highlight=False), lang)
