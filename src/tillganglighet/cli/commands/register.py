"""Commands: the register of scenarios."""
# ruff: noqa: PLC0415 (imports wait until the command runs, so that `--help` answers at once)

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tillganglighet.cli.app import Language, RegionFolder, app

if TYPE_CHECKING:
    from tillganglighet.store.register import Register

register = typer.Typer(
    help="Keep scenarios with author, purpose and status: add, list, compare, export.",
    no_args_is_help=True,
)
app.add_typer(register, name="register")

Place = Annotated[
    str,
    typer.Option("--register", metavar="F", help="A file, or postgresql://HOST/DATABASE#SCHEMA."),
]
Name = Annotated[str, typer.Argument(metavar="NAME", help="Name of a scenario in the register.")]
Status = Annotated[str, typer.Option(metavar="S", help="ide, provas, genomford or avslutad.")]
IN_THIS_FOLDER = "scenarier.sqlite"


def _open(place: str, *, is_made: bool = False) -> "Register":
    """Open a register; only who adds to it makes a new one."""
    from tillganglighet.store.register import Register

    return Register(place, is_made=is_made)


@register.command()
def add(
    scenario: Annotated[Path, typer.Argument(metavar="SCENARIO", help="A .toml or .json file.")],
    place: Place = IN_THIS_FOLDER,
    status: Status = "ide",
    region: Annotated[str, typer.Option(help="The region that it was thought for.")] = "",
) -> None:
    """Add a scenario file under its name."""
    from tillganglighet.sources.scenario_files import read_scenario_file

    content = read_scenario_file(scenario).checked()
    added = _open(place, is_made=True).add(content, status=status, region=region)
    count = len(added.scenario.changes)
    print(f"{content.name}: {added.status}, {count} {'change' if count == 1 else 'changes'}")


@register.command("list")
def list_scenarios(
    place: Place = IN_THIS_FOLDER,
    status: Annotated[str | None, typer.Option(metavar="S", help="Only of this status.")] = None,
) -> None:
    """List the scenarios."""
    for each in _open(place).listed(status):
        told = (each.changed[:10], each.status, each.scenario.author, each.scenario.purpose)
        print("; ".join([each.scenario.name, *(part for part in told if part)]))


@register.command()
def show(name: Name, place: Place = IN_THIS_FOLDER) -> None:
    """Print a scenario as JSON, which `scenario` takes when saved as a file."""
    import json

    from tillganglighet.scenarios.changes.scenario import scenario_mapping

    found = _open(place).find(name)
    print(json.dumps(scenario_mapping(found.scenario), ensure_ascii=False, indent=1))


@register.command("status")
def set_status(name: Name, status: str, place: Place = IN_THIS_FOLDER) -> None:
    """Say how far a scenario has come: ide, provas, genomford or avslutad."""
    opened = _open(place)
    changed = opened.change(name, opened.find(name).version, status=status)
    print(f"{name}: {changed.status}")


@register.command()
def replace(
    scenario: Annotated[Path, typer.Argument(metavar="SCENARIO", help="A .toml or .json file.")],
    place: Place = IN_THIS_FOLDER,
) -> None:
    """Put a file in the place of the scenario of its name."""
    from tillganglighet.sources.scenario_files import read_scenario_file

    opened, content = _open(place), read_scenario_file(scenario).checked()
    changed = opened.change(content.name, opened.find(content.name).version, scenario=content)
    print(f"{content.name}: version {changed.version}")


@register.command()
def remove(name: Name, place: Place = IN_THIS_FOLDER) -> None:
    """Take a scenario out of the register."""
    _open(place).remove(name)


@register.command()
def compare(
    region: RegionFolder,
    first: Name,
    second: Name,
    *,
    place: Place = IN_THIS_FOLDER,
    out: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help=".csv .xlsx .html .parquet; may be repeated."),
    ] = None,
    lang: Language = "sv",
) -> None:
    """Compare what two scenarios do in a region."""
    from tillganglighet.pipeline.scenarios import compare_scenarios
    from tillganglighet.publish.product.files import TABLE_SUFFIXES, check_outputs, write_product
    from tillganglighet.publish.scenario.comparison import comparison_product
    from tillganglighet.store.region import open_region

    check_outputs(out or (), TABLE_SUFFIXES)
    opened = _open(place)
    scenarios = [opened.find(name).scenario for name in (first, second)]
    one, other = compare_scenarios(open_region(region), *scenarios)
    product = comparison_product(one, other, lang)
    for path in out or ():
        write_product(product, path)
    print("\n".join(product.sentences))


@register.command("export")
def export_all(
    out: Annotated[Path, typer.Option(metavar="F.json", help="The file to write.")],
    place: Place = IN_THIS_FOLDER,
) -> None:
    """Write the whole register as JSON, for another register."""
    from tillganglighet.publish.formats.whole_file import write_whole

    write_whole(out, _open(place).exported().encode("utf-8"))


@register.command("import")
def import_all(
    file: Annotated[Path, typer.Argument(metavar="F.json", help="Made by `register export`.")],
    place: Place = IN_THIS_FOLDER,
) -> None:
    """Add the scenarios that another register has exported."""
    from tillganglighet.sources.scenario_files import read_text

    text = read_text(file)
    count = _open(place, is_made=True).take_in(text, file.name)
    print(f"{count} {'scenario' if count == 1 else 'scenarios'} added")
