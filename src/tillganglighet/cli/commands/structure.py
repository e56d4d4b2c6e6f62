"""Command: the structure map of a region."""
# ruff: noqa: PLC0415 (imports wait until the command runs, so that `--help` answers at once)

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from tillganglighet.cli.app import Language, RegionFolder, app
from tillganglighet.cli.progress import steps


@app.command()
def structure(
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
    scenario: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="S.toml",
            help="As this scenario leaves the region, with what changes; may be repeated.",
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
        from tillganglighet.pipeline.structure import read_commuting_table, structure_map
        from tillganglighet.publish.structure.product import structure_product
        from tillganglighet.store.region import open_region

        table = None if commuting is None else read_commuting_table(commuting)
        opened = open_region(region)
        made = structure_map(opened, commuting=table, on_step=on_step)
        product = structure_product(made, lang)
        if scenario:
            from tillganglighet.pipeline.scenarios import region_after
            from tillganglighet.publish.structure.changes import change_sentences

            before = made
            changed = region_after(opened, scenario)
            made = structure_map(changed, commuting=table, on_step=on_step)
            product = structure_product(made, lang)
            changes = change_sentences(before, made, lang)
            product = replace(product, sentences=(*changes, *product.sentences))
        for path in out or ():
            on_step(shown_address(path))
            write_structure(made, product, path)
    from rich.console import Console

    from tillganglighet.publish.structure.terminal import print_structure

    print_structure(made, product, Console(highlight=False), lang)
