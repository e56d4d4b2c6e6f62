"""What a commuting table says on the structure map, and what a reader must know of it."""

from collections.abc import Sequence

from tillganglighet.publish.product.origin import OriginRow
from tillganglighet.publish.structure.texts import between
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import number_text
from tillganglighet.publish.wording.words import words
from tillganglighet.structure.flows import FlowKind
from tillganglighet.structure.structure_map import StructureMap


def commuting_findings(structure: StructureMap, language: Language) -> list[str]:
    """Return the strongest corridor of commuters, where the corridors carry them."""
    strongest = structure.corridors
    if structure.flow_kind != FlowKind.COMMUTING or len(strongest) == 0:
        return []
    name = between(str(strongest.name_from[0]), str(strongest.name_to[0]))
    count = number_text(float(strongest.amount[0]), 0, language)
    return [words(language)["s_strongest_commuting"].format(name=name, count=count)]


def commuting_notes(structure: StructureMap, language: Language) -> Sequence[tuple[bool, str]]:
    """Return what a reader must know of the table, each with whether it holds."""
    table, text = structure.commuting, words(language)
    if table is None:
        return ()
    carries = structure.flow_kind == FlowKind.COMMUTING
    file = "" if table.file is None else f" ({table.file.name})"
    share = number_text(100 * structure.unplaced, 1, language)
    rows = number_text(float(len(table.bad_rows)), 0, language)
    first = "".join(table.bad_rows[:1])
    return (
        (carries, text["s_commuters"].format(file=file)),
        (carries and structure.unplaced > 0, text["s_commuters_unplaced"].format(share=share)),
        (len(table.bad_rows) > 0, text["s_commuting_bad"].format(rows=rows, first=first)),
    )


def commuting_origin(structure: StructureMap, language: Language) -> list[OriginRow]:
    """Return a line for the file of the table, if there is one."""
    table = structure.commuting
    if table is None or table.file is None:
        return []
    topic = words(language)["s_commuting"]
    return [OriginRow(topic, table.file.name, "", table.file.date, table.file.sha256)]
