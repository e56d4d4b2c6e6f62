"""Command: the minutes to a category from every square, as a raster."""
# ruff: noqa: PLC0415 (imports wait until the command runs, so that `--help` answers at once)

from pathlib import Path
from typing import Annotated

import typer

from tillganglighet.cli.app import Language, RegionFolder, app
from tillganglighet.cli.progress import steps


@app.command()
def surface(
    region: RegionFolder,
    *,
    category: Annotated[str, typer.Option(metavar="C", help="A category, such as dagligvaror.")],
    out: Annotated[Path, typer.Option(metavar="FILE", help=".tif, a Cloud Optimized GeoTIFF.")],
    cell: Annotated[
        int, typer.Option(metavar="1000|250|100", help="Side of the squares in metres.")
    ] = 250,
    exact: Annotated[
        bool,
        typer.Option(
            "--exact",
            help="Minutes with decimals, without colours; else whole minutes begun, coloured.",
        ),
    ] = False,
    lang: Language = "sv",
) -> None:
    """Map the travel time to a category, square by square."""
    from tillganglighet.publish.product.files import check_outputs

    check_outputs([out], (".tif", ".tiff"))
    with steps() as on_step:
        from tillganglighet.pipeline.surface import surface as surface_of
        from tillganglighet.publish.formats.raster import write_surface
        from tillganglighet.store.region import open_region

        opened = open_region(region)
        chosen, measured = surface_of(opened, category, side_m=cell)
        write_surface(
            measured,
            out,
            chosen,
            opened.provenance,
            exact=exact,
            language=lang,
            on_share=lambda share: on_step(f"{chosen.name(lang)}: {share:.0%}"),
        )
    grid = measured.grid
    print(f"{out}: {grid.column_count} x {grid.row_count} squares of {grid.side_m:g} m")
