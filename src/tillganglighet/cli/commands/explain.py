"""Command: one number with its way and its inputs."""
# ruff: noqa: PLC0415 (imports wait until the command runs, so that `--help` answers at once)

from typing import Annotated

import typer

from tillganglighet.cli.app import Language, RegionFolder, app


@app.command()
def explain(
    region: RegionFolder,
    *,
    village: Annotated[str, typer.Option(metavar="ID|NAME", help="Id of a village, or its name.")],
    category: Annotated[str, typer.Option(metavar="C", help="A category, such as dagligvaror.")],
    out: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE",
            help=".geojson .gpkg .fgb .html .xlsx .csv .parquet; may be repeated.",
        ),
    ] = None,
    lang: Language = "sv",
) -> None:
    """Take one travel time apart: its way, every leg, the rules and the inputs."""
    from tillganglighet.publish.product.files import check_outputs

    check_outputs(out or ())
    from rich.console import Console

    from tillganglighet.pipeline.explain import explained_number
    from tillganglighet.publish.explanation.product import explanation_product
    from tillganglighet.publish.explanation.terminal import print_explanation
    from tillganglighet.publish.product.files import write_product
    from tillganglighet.store.region import open_region

    number = explained_number(open_region(region), village, category)
    product = explanation_product(number, lang)
    for path in out or ():
        write_product(product, path)
    print_explanation(number, product, Console(highlight=False), lang)
