"""Command: the main job on the embedded example."""
# ruff: noqa: PLC0415 (imports wait until the command runs, so that `--help` answers at once)

from pathlib import Path
from typing import Annotated

import typer

from tillganglighet.cli.app import app


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="Folder for the files.")] = Path("demo"),
) -> None:
    """Run the main job on the embedded example."""
    from tillganglighet.cli.demo import run_demo

    run_demo(out)
