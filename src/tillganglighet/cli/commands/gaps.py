"""Command: measure a region and report its gaps, place by place or by larger areas."""
# ruff: noqa: PLC0415 (imports wait until the command runs, so that `--help` answers at once)

from pathlib import Path
from typing import Annotated, Literal

import typer

from tillganglighet.cli.app import Categories, Contact, Language, RegionFolder, app
from tillganglighet.cli.progress import steps


@app.command()
def gaps(
    region: RegionFolder,
    *,
    out: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE",
            help=".csv .xlsx .html .geojson .gpkg .fgb .parquet, or postgresql://host/db#schema; "
            "without --level and --areas also .pdf .png .svg. May be repeated.",
        ),
    ] = None,
    category: Categories = None,
    level: Annotated[
        str,
        typer.Option(
            metavar="ort|kommun|lan|hela",
            help="Tables of people by place, kommun, län, the whole, or deso where the region "
            "knows it; without it, of the places.",
        ),
    ] = "",
    areas: Annotated[
        str,
        typer.Option(
            metavar="[KIND=]F", help="Tables of people by the areas of this file of polygons."
        ),
    ] = "",
    standards: Annotated[
        Path | None,
        typer.Option(metavar="F", help="TOML file of god and acceptabel, and who decided them."),
    ] = None,
    mobile: Annotated[
        float | None,
        typer.Option(
            metavar="N",
            min=0,
            help="Count mobile services too, such as library buses, that stop at least N times a "
            "month; without it none counts.",
        ),
    ] = None,
    protect: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=2,
            help="For publication: hide counts below N in tables by level, and what reveals them.",
        ),
    ] = None,
    contact: Contact = "",
    csv: Annotated[
        Literal["excel", "plain"],
        typer.Option(help="A .csv for Swedish Excel, or with comma and decimal point."),
    ] = "excel",
    lang: Language = "sv",
) -> None:
    """Measure a region and report its gaps."""
    from tillganglighet.cli.gaps import Question, run_gaps

    with steps() as on_step:
        show = run_gaps(
            Question(
                region=region,
                outputs=tuple(out or ()),
                categories=tuple(category or ()),
                level=level,
                areas=areas,
                standards=standards,
                mobile=mobile,
                protect_below=protect,
                contact=contact,
                csv=csv,
                language=lang,
            ),
            on_step,
        )
    show()
