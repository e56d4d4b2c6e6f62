"""Tables of the structure map: who is served where, over which borders."""

import numpy as np
import pandas as pd

from tillganglighet.domain.areas import AreaKind
from tillganglighet.publish.product.frames import Values, framed, objects, texts
from tillganglighet.publish.wording.columns import Language, table_columns
from tillganglighet.structure.served import NOWHERE
from tillganglighet.structure.structure_map import StructureMap


def betjanad_var(structure: StructureMap, language: Language) -> pd.DataFrame:
    """Return the matrix of kommuner in long form, category by category."""
    table, areas, categories = (
        structure.outside.served,
        structure.report.areas,
        _names(structure, language),
    )
    there = np.where(table.there == NOWHERE, "", table.there)
    order = np.lexsort((table.there, table.home, table.category))
    values: dict[str, Values] = {
        "kategori": categories[0][table.category],
        "kategorinamn": categories[1][table.category],
        "kommunkod": texts(table.home),
        "kommunnamn": texts(areas.names_of(AreaKind.KOMMUN, table.home)),
        "betjanad_kommunkod": texts(table.there),
        "betjanad_kommunnamn": texts(areas.names_of(AreaKind.KOMMUN, there)),
        "land": texts(areas.countries_of(AreaKind.KOMMUN, there)),
        "personer": table.persons,
    }
    frame = framed(values, table_columns("betjanad_var"), language)
    return frame.iloc[order].reset_index(drop=True)


def over_granser(structure: StructureMap, language: Language) -> pd.DataFrame:
    """Return the persons of each category by the border between them and the nearest service."""
    found, at = structure.outside.crossings, structure.measured
    categories = _names(structure, language)
    total = np.full(len(at), structure.persons.sum())
    values: dict[str, Values] = {
        "kategori": categories[0][at],
        "kategorinamn": categories[1][at],
        "egen_kommun": found.own_kommun[at],
        "annan_kommun": found.other_kommun[at],
        "annat_lan": found.other_lan[at],
        "annat_land": found.other_country[at],
        "okand_kommun": found.unknown[at],
        "utan_restid": found.unreached[at],
        "personer_totalt": total,
    }
    return framed(values, table_columns("over_granser"), language)


def _names(structure: StructureMap, language: Language) -> tuple[Values, Values]:
    """Return keys and names of the categories of the report."""
    categories = structure.report.categories
    return (
        objects([each.key for each in categories]),
        objects([each.name(language) for each in categories]),
    )
