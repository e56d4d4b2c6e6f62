"""A scenario as a file, whose suffix chooses the format, or as tables of a database."""

from pathlib import Path

from tillganglighet.publish.formats.whole_file import write_whole
from tillganglighet.publish.product.files import (
    PRODUCT_SUFFIXES,
    check_suffix,
    render_product,
    write_product,
)
from tillganglighet.publish.scenario.product import scenario_product
from tillganglighet.publish.wording.columns import Language
from tillganglighet.scenarios.effects.report import ScenarioReport

# Each format brings its library, some of them slow to start; a CSV must not wait for the map.
# ruff: noqa: PLC0415

SCENARIO_SUFFIXES = (*PRODUCT_SUFFIXES, ".png", ".pdf")
_OWN = (".png", ".pdf")


def write_scenario(report: ScenarioReport, path: str | Path, *, language: Language = "sv") -> None:
    """Write what a scenario does in the format that the suffix names, whole or not at all.

    Parameters
    ----------
    report : ScenarioReport
    path : str or Path
        An old file there is replaced. `.png` is a map before, after and of the difference,
        `.pdf` one page for those who decide. Or a text such as `postgresql://host/database`.
    language : "sv" or "en"

    Raises
    ------
    UsageError
        The suffix is not among `SCENARIO_SUFFIXES`, or the address cannot be read.
    OutputError
        The file or the tables cannot be written; what stood there before is untouched.
    """
    check_suffix(path, SCENARIO_SUFFIXES)
    suffix = Path(path).suffix.lower()
    if suffix in _OWN:
        write_whole(Path(path), render_scenario(report, suffix, language))
        return
    write_product(scenario_product(report, language), path)


def render_scenario(report: ScenarioReport, suffix: str, language: Language = "sv") -> bytes:
    """Return the content of the file with this suffix; same report, same bytes."""
    match suffix.lower():
        case ".png":
            from tillganglighet.publish.scenario.map import render_scenario_map

            content = render_scenario_map(report, language)
        case ".pdf":
            from tillganglighet.publish.scenario.sheet import render_scenario_sheet

            content = render_scenario_sheet(report, language)
        case _:
            content = render_product(scenario_product(report, language), suffix)
    return content
