"""The program that commands hang on, and the arguments that they share."""

from pathlib import Path
from typing import Annotated, Literal

import typer

app = typer.Typer(
    name="tillganglighet",
    help="Which villages reach which services, how fast, and what happens when one closes.",
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
Language = Annotated[Literal["sv", "en"], typer.Option("--lang", help="Language of the output.")]
