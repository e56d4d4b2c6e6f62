"""The tables behind the printed map: enough of each layer to read the map without seeing it."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from tillganglighet.publish.formats.page_table import Cell, PageTable
from tillganglighet.publish.product.page_tables import page_table
from tillganglighet.publish.product.product import Product, Table
from tillganglighet.publish.structure.texts import sums_rows
from tillganglighet.publish.wording.columns import Language
from tillganglighet.structure.structure_map import StructureMap

_PRINTED = (
    *("niva_andringar", "noder", "omland_summa", "strak", "samband_ut", "svaga_samband"),
    *("sarbara_vagar", "brist_n_av_m", "kommunroller", "indikatormatris"),
)
# Of villages that are no nodes at all nothing is printed in these.
_OF_NODES = ("noder", "indikatormatris")


def printed_tables(product: Product) -> Sequence[PageTable]:
    """Return the first rows of the tables, as pages show them; without those that are empty."""
    by_key = {table.key: table for table in product.tables}
    nodes = _nodes(by_key["noder"], product.language)
    shown = [_of(by_key[key], nodes, product.language) for key in _PRINTED if key in by_key]
    return [_printed(table, product.language) for table in shown if len(table.frame)]


def sums_table(structure: StructureMap, language: Language) -> PageTable:
    """Return in few columns who is in a catchment at each level that any place is of."""
    heads, *rows = ([*row[:3], row[-1]] for row in sums_rows(structure, language))
    cells = [(name, [Cell(each) for each in rest]) for name, *rest in rows if rest[0] != "0"]
    named = [Cell(head, is_text=not at) for at, head in enumerate(heads)]
    return PageTable("sums", "", named, cells)


def _nodes(table: Table, language: Language) -> "pd.Series[str]":
    """Return the ids of the villages that have a level, the highest first."""
    names = {column.key: column.name(language) for column in table.columns}
    return table.frame.loc[table.frame[names["niva"]].notna(), names["ort_id"]]


def _of(table: Table, nodes: "pd.Series[str]", language: Language) -> Table:
    if table.key not in _OF_NODES:
        return table
    name = next(column.name(language) for column in table.columns if column.key == "ort_id")
    by_id = pd.DataFrame(table.frame).set_index(name, drop=False)
    return replace(table, make=lambda: by_id.loc[nodes.to_list()])


def _printed(table: Table, language: Language) -> PageTable:
    shown = page_table(table, language)
    heads = [Cell(head.text, is_text=head.is_text) for head in shown.heads]
    rows = [(first.text, rest) for first, *rest in shown.rows]
    caption = f"{shown.title}. {shown.note}" if shown.note else shown.title
    return PageTable(shown.id, caption, heads, rows)
