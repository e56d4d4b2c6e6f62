"""Command: the ground within some minutes of a point or a category."""
# ruff: noqa: PLC0415 (imports wait until the command runs, so that `--help` answers at once)

from typing import Annotated, Literal

import typer

from tillganglighet.cli.app import Language, Outputs, RegionFolder, app
from tillganglighet.cli.progress import steps


@app.command()
def isochrone(
    region: RegionFolder,
    *,
    point: Annotated[
        str, typer.Option("--from", metavar="LON,LAT", help="A point in degrees, as 14.54,61.0.")
    ] = "",
    category: Annotated[
        str, typer.Option(metavar="C", help="All services of a category, in place of a point.")
    ] = "",
    minutes: Annotated[
        str, typer.Option(metavar="M,M,...", help="Ends of the bands, rising.")
    ] = "10,20,30",
    out: Outputs = None,
    direction: Annotated[
        Literal["to", "from"],
        typer.Option(help="Travel towards the point, or from it as an ambulance drives."),
    ] = "to",
    lang: Language = "sv",
) -> None:
    """Draw what lies within some minutes of a point or of a service, and count who lives there."""
    from tillganglighet.cli.numbers import numbers_in, point_in
    from tillganglighet.publish.product.files import check_outputs

    check_outputs(out or ())
    limits, at = numbers_in(minutes, "--minutes"), point_in(point, "--from")
    with steps() as on_step:
        from tillganglighet.domain.database import shown_address
        from tillganglighet.pipeline.isochrones import isochrone_report
        from tillganglighet.publish.isochrone.product import isochrone_product
        from tillganglighet.publish.product.files import write_product
        from tillganglighet.store.region import open_region

        report = isochrone_report(
            open_region(region),
            limits,
            point=at,
            category=category,
            direction=direction,
            on_step=on_step,
        )
        product = isochrone_product(report, lang)
        for path in out or ():
            on_step(shown_address(path))
            write_product(product, path)
    for line in (*product.notices, product.title, *product.sentences):
        print(line)
