"""The structure map on the terminal, or in a pipe or log file."""

from rich.console import Console

from tillganglighet.publish.formats.terminal_text import print_table, say
from tillganglighet.publish.product.origin import dates_text
from tillganglighet.publish.product.product import Product
from tillganglighet.publish.structure.texts import level_lines, sums_rows
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.words import words
from tillganglighet.structure.structure_map import StructureMap

_MOST_NAMES = 6


def print_structure(
    structure: StructureMap, product: Product, console: Console, language: Language = "sv"
) -> None:
    """Print the findings, the nodes by level and the catchments that sum to everybody."""
    text = words(language)
    note = structure.report.provenance.note
    say(console, product.title, style="bold")
    if note:
        say(console, note)
    say(console, "")
    for sentence in product.sentences:
        say(console, f"* {sentence}")
    say(console, "")
    lines = level_lines(structure, _MOST_NAMES, language)
    if lines:
        say(console, text["s_h_nodes"], style="bold")
        for line in lines:
            say(console, ": ".join(filter(None, line.values())))
        say(console, "")
    say(
        console,
        text["s_h_catchments" if structure.people.counts_persons else "s_h_villages"],
        style="bold",
    )
    print_table(sums_rows(structure, language), console)
    say(console, "")
    source = text["map_source"].format(
        attribution="; ".join(structure.report.provenance.attribution),
        dates=dates_text(product.origin.provenance, language),
        program=structure.report.provenance.program,
    )
    say(console, source)
