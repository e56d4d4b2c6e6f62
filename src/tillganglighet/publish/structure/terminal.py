"""The structure map on the terminal, or in a pipe or log file."""

import numpy as np
from rich.console import Console

from tillganglighet.publish.formats.terminal_text import print_table, say
from tillganglighet.publish.product.origin import dates_text
from tillganglighet.publish.product.product import Product
from tillganglighet.publish.wording.classes import published_classes
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import number_text
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
    say(console, text["s_h_nodes"], style="bold")
    for line in _nodes(structure, language):
        say(console, line)
    say(console, "")
    say(
        console,
        text["s_h_catchments" if structure.people.counts_persons else "s_h_villages"],
        style="bold",
    )
    print_table(_catchments(structure, language), console)
    say(console, "")
    source = text["map_source"].format(
        attribution="; ".join(structure.report.provenance.attribution),
        dates=dates_text(product.origin.provenance, language),
        program=structure.report.provenance.program,
    )
    say(console, source)


def _nodes(structure: StructureMap, language: Language) -> list[str]:
    """Return a line a level with its largest places; a sign behind those that are preliminary."""
    levels, villages = structure.levels, structure.report.villages
    lines = []
    for at, each in enumerate(published_classes("node_level")[:-1], start=1):
        here = np.flatnonzero(levels.level == at)
        here = here[np.lexsort((villages.id[here], -np.nan_to_num(villages.population[here])))]
        if len(here) == 0:
            continue
        names = [
            f"{villages.name[place]}{'*' if levels.is_preliminary[place] else ''}"
            for place in here[:_MOST_NAMES].tolist()
        ]
        more = f" … ({len(here)})" if len(here) > _MOST_NAMES else ""
        lines.append(f"{at} {each.label(language)}: {', '.join(names)}{more}")
    return [*lines, *([words(language)["s_star"]] if levels.is_preliminary.any() else [])]


def _catchments(structure: StructureMap, language: Language) -> list[list[str]]:
    text, persons = words(language), structure.persons
    labels = published_classes("node_level")
    heads = ("s_c_level", "s_c_nodes", "s_c_persons", "s_c_contested", "s_c_none")
    rows = [[text[head] for head in heads]]
    for each in structure.catchments.people:
        reached = each.node[:, 0] >= 0
        counts = (
            float(len(structure.nodes.of_level(each.level))),
            persons[reached].sum(),
            persons[each.is_contested].sum(),
            persons[~reached].sum(),
        )
        rows.append(
            [
                f"{each.level} {labels[each.level - 1].label(language)}",
                *(number_text(count, 0, language) for count in counts),
            ]
        )
    return rows
