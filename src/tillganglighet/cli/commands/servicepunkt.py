"""Command: where one building could host what is missing most."""
# ruff: noqa: PLC0415 (imports wait until the command runs, so that `--help` answers at once)

from typing import Annotated

import typer

from tillganglighet.cli.app import Categories, Language, Outputs, RegionFolder, app
from tillganglighet.cli.progress import steps


@app.command()
def servicepunkt(  # noqa: PLR0917 (typer passes every option by name)
    region: RegionFolder,
    out: Outputs = None,
    category: Categories = None,
    candidates: Annotated[
        str,
        typer.Option(
            metavar="F",
            help="A table of premises, `butiker` for today's shops or `noder`; else villages.",
        ),
    ] = "",
    min_km: Annotated[
        float,
        typer.Option(metavar="KM", help="Only places with farther than this by road to --km-to."),
    ] = 0.0,
    km_to: Annotated[
        str, typer.Option(metavar="C", help="The category that --min-km is about.")
    ] = "dagligvaror",
    lang: Language = "sv",
) -> None:
    """Find places where one building could host what is missing most."""
    from tillganglighet.domain.database import shown_address
    from tillganglighet.publish.product.files import check_outputs, write_product

    check_outputs(out or ())
    with steps() as on_step:
        from tillganglighet.pipeline.servicepunkt import ServicePointQuestion
        from tillganglighet.pipeline.servicepunkt import servicepunkt as find_points
        from tillganglighet.publish.siting.servicepunkt_product import (
            print_service_points,
            service_point_product,
        )
        from tillganglighet.store.region import open_region

        question = ServicePointQuestion(
            categories=category or (), candidates=candidates, least_km=min_km, far_from=km_to
        )
        found = find_points(
            open_region(region), question, on_category=lambda each: on_step(each.name(lang))
        )
        product = service_point_product(found, lang)
        for path in out or ():
            on_step(shown_address(path))
            write_product(product, path)
    from rich.console import Console

    print_service_points(found, product, Console(highlight=False))
