"""The printed structure map: an A3 sheet, and the same as tables on the pages after it."""

from typing import Any, Literal

from tillganglighet.publish.formats.typst_pdf import (
    page_furniture,
    pdf_table,
    render_pdf,
    render_sheet,
)
from tillganglighet.publish.product.origin import dates_text
from tillganglighet.publish.product.product import Product
from tillganglighet.publish.structure.changes import change_sentences
from tillganglighet.publish.structure.drawing import Drawing, drawing_of
from tillganglighet.publish.structure.four_fields import four_field_picture
from tillganglighet.publish.structure.legend import Legend
from tillganglighet.publish.structure.picture import structure_picture
from tillganglighet.publish.structure.printed import printed_tables, sums_table
from tillganglighet.publish.structure.texts import level_lines
from tillganglighet.publish.wording.words import words
from tillganglighet.structure.structure_map import StructureMap

SheetForm = Literal["pdf", "svg", "png"]
_TEMPLATE = "structure.typ"
_MOST_NAMES = 12  # of a level, listed in each column of the legend
_DIAGRAM = "fyrfalt.svg"


def render_structure_sheet(structure: StructureMap, product: Product, form: SheetForm) -> bytes:
    """Return the sheet: same map, same bytes.

    With a scenario it shows two maps, before and after.

    Parameters
    ----------
    structure : StructureMap
    product : Product
        Its sentences, tables and language.
    form : "pdf", "svg" or "png"
        A PDF has tables behind the map; a picture is the map alone.
    """
    drawing, language = drawing_of(structure), product.language
    legend = Legend(structure, drawing, language)
    shown = [each for each in (structure.before, structure) if each is not None]
    maps = {
        f"karta-{number}.svg": structure_picture(each, drawing, language)
        for number, each in enumerate(shown, start=1)
    }
    data = _texts(structure, product) | _arrangement(drawing, maps, product)
    data["levels"] = level_lines(structure, _MOST_NAMES * drawing.layout.columns, language)
    data["sums"] = pdf_table(sums_table(structure, language))
    data["changes"] = change_sentences(structure, language)
    data["sentences"] = product.sentences[len(data["changes"]) : -1]  # the last is the status
    data |= {"legend": legend.rows(), "tables": [], "diagram": ""}
    pictures = {**maps, **legend.pictures}
    if form != "pdf":
        return render_sheet(_TEMPLATE, data, pictures, form)
    data["tables"] = [pdf_table(table) for table in printed_tables(product)]
    diagram = four_field_picture(structure, product)
    if diagram is not None:
        data["diagram"] = _DIAGRAM
        pictures[_DIAGRAM] = diagram
    return render_pdf(_TEMPLATE, data, pictures)


def _texts(structure: StructureMap, product: Product) -> dict[str, Any]:
    language = product.language
    text, provenance = words(language), structure.report.provenance
    area = provenance.area.partition(" ")[2] or provenance.region
    title = text["structure_title"].format(area=area[:1].upper() + area[1:])
    return page_furniture(title, provenance, language) | {
        "subtitle": text["structure_subtitle"],
        "map_alt": text["structure_alt"].format(area=area),
        "dates": text["structure_dates"].format(dates=dates_text(provenance, language)),
        "status": text["s_not_decided"].removesuffix("."),
        "h_legend": text["structure_legend"],
        "h_reading": text["structure_reading"],
        "h_levels": text["s_h_nodes"],
        "h_sums": text["s_h_catchments" if structure.people.counts_persons else "s_h_villages"],
        "h_changes": text["structure_changes"],
        "h_tables": text["structure_tables"],
        "h_diagram": text["structure_diagram"],
        "diagram_alt": text["structure_diagram_alt"],
    }


def _arrangement(drawing: Drawing, maps: dict[str, bytes], product: Product) -> dict[str, Any]:
    text, layout = words(product.language), drawing.layout
    heads = [text["structure_before"], text["structure_after"]] if len(maps) > 1 else [""]
    return {
        "maps": [{"picture": name, "head": head} for name, head in zip(maps, heads, strict=True)],
        "map_width": layout.map_mm[0],
        "map_height": layout.map_mm[1],
        "panel": layout.panel,
        "panel_height": layout.panel_mm,
        "columns": layout.columns,
    }
