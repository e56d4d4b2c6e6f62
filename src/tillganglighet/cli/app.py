"""The program that commands hang on, and the arguments that they share."""

from pathlib import Path
from typing import Annotated, Literal

import typer

app = typer.Typer(
    name="tillganglighet",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # rich help costs a third of a second at every start
    context_settings={"help_option_names": ["-h", "--help"]},
)

RegionFolder = Annotated[Path, typer.Argument(metavar="REGION", help="A folder made by `build`.")]
Categories = Annotated[
    list[str] | None,
    typer.Option("--category", metavar="C", help="Only this category; may be repeated."),
]
Outputs = Annotated[
    list[str] | None,
    typer.Option(
        "--out",
        metavar="FILE",
        help=".html .csv .xlsx .geojson .gpkg .fgb .parquet, or postgresql://host/db#schema; "
        "may be repeated.",
    ),
]
Language = Annotated[Literal["sv", "en"], typer.Option("--lang", help="Language of the output.")]


def _print_version(asked: bool) -> None:  # noqa: FBT001 (as typer calls it)
    if asked:
        from importlib.metadata import version  # noqa: PLC0415 (only here)

        print(f"tillganglighet {version('tillganglighet')}")
        raise typer.Exit


@app.callback()
def program(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Which villages reach which services, how fast, and what happens when one closes."""


Contact = Annotated[
    str, typer.Option("--contact", metavar="TEXT", help="Whom to ask; on reports in .pdf, .html.")
]
