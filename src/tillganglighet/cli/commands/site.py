"""Command: the best place for something new, or what may close with least harm."""
# ruff: noqa: PLC0415 (imports wait until the command runs, so that `--help` answers at once)

from typing import Annotated, Literal

import typer

from tillganglighet.cli.app import Language, Outputs, RegionFolder, app
from tillganglighet.cli.progress import steps


@app.command()
def site(  # noqa: PLR0917 (typer passes every option by name)
    region: RegionFolder,
    category: Annotated[str, typer.Option(metavar="C", help="A category of service.")],
    out: Outputs = None,
    count: Annotated[int, typer.Option(metavar="N", help="How many to open.")] = 1,
    close: Annotated[
        int, typer.Option(metavar="N", help="How many of today's to close, with least harm.")
    ] = 0,
    goal: Annotated[
        Literal["p-median", "cover", "p-center"],
        typer.Option(
            help="Least person-minutes, most within the acceptable, or shortest longest time."
        ),
    ] = "p-median",
    candidates: Annotated[
        str,
        typer.Option(
            metavar="F", help="A table of empty premises, or `noder` for all nodes; else villages."
        ),
    ] = "",
    must_open: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Opens, or stays open, in any case; may be repeated."),
    ] = None,
    must_close: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="A service that closes in any case; may be repeated."),
    ] = None,
    capacity: Annotated[
        float | None, typer.Option(metavar="PERSONS", help="What each new one can take.")
    ] = None,
    alternatives: Annotated[
        int, typer.Option(metavar="K", help="How many of the best choices to show.")
    ] = 3,
    seconds: Annotated[
        float, typer.Option(metavar="S", help="The longest search for each choice.")
    ] = 60.0,
    lang: Language = "sv",
) -> None:
    """Find the best places for a service, or which of today's may close with least harm."""
    from tillganglighet.domain.database import shown_address
    from tillganglighet.publish.product.files import check_outputs, write_product

    check_outputs(out or ())
    with steps() as on_step:
        from tillganglighet.pipeline.siting import site as find_sites
        from tillganglighet.pipeline.siting_question import SitingQuestion
        from tillganglighet.publish.siting.product import print_siting, siting_product
        from tillganglighet.store.region import open_region

        question = SitingQuestion(
            category=category,
            count=close or count,
            goal=goal,
            closes=close != 0,
            candidates=candidates,
            must_open=must_open or (),
            must_close=must_close or (),
            capacity=capacity,
            alternatives=alternatives,
            seconds=seconds,
        )
        found = find_sites(open_region(region), question, on_step=on_step)
        product = siting_product(found, lang)
        for path in out or ():
            on_step(shown_address(path))
            write_product(product, path)
    from rich.console import Console

    print_siting(found, product, Console(highlight=False))
