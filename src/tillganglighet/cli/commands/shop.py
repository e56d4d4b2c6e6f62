"""Command: the sheet of one shop (butiksblad)."""
# ruff: noqa: PLC0415 (imports wait until the command runs, so that `--help` answers at once)

from pathlib import Path
from typing import Annotated

import typer

from tillganglighet.cli.app import Language, RegionFolder, app
from tillganglighet.cli.progress import steps


@app.command()
def shop(
    region: RegionFolder,
    name: Annotated[str, typer.Argument(metavar="SHOP", help="Id or name of the shop.")],
    *,
    out: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE",
            help=".pdf .html .csv .xlsx .geojson .gpkg .fgb .parquet, or "
            "postgresql://host/db#schema; may be repeated.",
        ),
    ] = None,
    kommun: Annotated[
        str, typer.Option(metavar="CODE|NAME", help="Where several go by the name.")
    ] = "",
    category: Annotated[
        str, typer.Option(metavar="C", help="What it is a shop of.")
    ] = "dagligvaror",
    standards: Annotated[
        Path | None, typer.Option(metavar="F", help="TOML file of god and acceptabel.")
    ] = None,
    lang: Language = "sv",
) -> None:
    """Tell of one shop: its customers, the next shop, and what its closing would do."""
    from tillganglighet.domain.database import shown_address
    from tillganglighet.publish.product.files import check_outputs
    from tillganglighet.publish.shop.files import SHOP_SUFFIXES, write_shop

    check_outputs(out or (), SHOP_SUFFIXES)
    with steps() as on_step:
        from tillganglighet.domain.catalogue import chosen_categories
        from tillganglighet.pipeline.shop import shop_sheet
        from tillganglighet.publish.shop.texts import shop_sentences, shop_title
        from tillganglighet.sources.standards_file import read_standards
        from tillganglighet.store.region import open_region

        opened = open_region(region)
        decided = (
            None
            if standards is None
            else read_standards(standards, chosen_categories(()), opened.areas, opened.villages)
        )
        on_step(name)
        sheet, report = shop_sheet(
            opened, name, kommun=kommun, category=category, standards=decided
        )
        for path in out or ():
            on_step(shown_address(path))
            write_shop(sheet, report, path, language=lang)
    from rich.console import Console

    from tillganglighet.publish.formats.terminal_text import say

    console = Console(highlight=False)
    say(console, shop_title(sheet, report, lang), style="bold")
    for sentence in shop_sentences(sheet, report, lang):
        say(console, f"* {sentence}")
