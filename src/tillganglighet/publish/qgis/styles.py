"""Views as styles of QGIS: renderer, labels, aliases of fields, and the legend they make."""

from xml.etree.ElementTree import Comment, Element, SubElement, indent, tostring

from tillganglighet.domain.standards import TIME_CLASS_ENDS_MIN
from tillganglighet.publish.maps.style import DrawnClass, Symbol, View, plain
from tillganglighet.publish.product.product import Geometry, Table
from tillganglighet.publish.qgis.symbols import colour_text, symbol
from tillganglighet.publish.wording.classes import published_classes
from tillganglighet.publish.wording.columns import Language

VERSION = "3.22.0"  # of QGIS, that newer ones read too
_GREY, _LIGHT = "#9a9a9a", "#e9e6df"
_TEXT_COLOUR = "#222222"


def views_of(table: Table, language: Language) -> tuple[View, ...]:
    """Return the views of a table; one plain view where it has none; none without geometry."""
    if not table.geometry or table.views:
        return table.views
    title = table.title(language)
    if table.geometry.endswith("LineString"):
        return (View(title, plain(title, Symbol(_GREY, size_mm=0.4))),)
    if table.geometry.endswith("Polygon"):
        return (View(title, plain(title, Symbol(_LIGHT, _GREY, size_mm=0.3))),)
    return (View(title, plain(title, Symbol(_GREY, size_mm=2.0))),)


def style_document(table: Table, view: View | None, language: Language) -> str:
    """Return a style (`.qml`) by itself, as the table of styles of a GeoPackage holds it."""
    element = Element("qgis", version=VERSION, styleCategories="AllStyleCategories")
    add_style(element, table, view, language)
    return document(element, "qgis")


def add_style(element: Element, table: Table, view: View | None, language: Language) -> None:
    """Add the style to the element of a layer, or of a style by itself."""
    element.set("labelsEnabled", "1" if view and view.label_by else "0")
    if view is not None:
        element.append(_renderer(table, view))
        if view.label_by:
            element.append(_labels(view.label_by, table.geometry))
    aliases = SubElement(element, "aliases")
    for index, column in enumerate(table.columns, start=1):  # 0 is the row's own number
        SubElement(
            aliases,
            "alias",
            index=str(index),
            field=column.name(language),
            name=column.label(language),
        )


def document(element: Element, kind: str) -> str:
    """Return the text of a document that QGIS reads, the same for the same element."""
    indent(element, " ")
    head = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" if kind == "qgis" else ""
    return head + tostring(element, encoding="unicode") + "\n"


def _renderer(table: Table, view: View) -> Element:
    if not view.by:
        renderer = Element("renderer-v2", type="singleSymbol", symbollevels="0")
    elif view.is_graduated:
        renderer = _graduated(view)
    else:
        renderer = _categorised(view)
    symbols = SubElement(renderer, "symbols")
    largest = float(table.frame[view.grows_with].max()) if view.grows_with else 0.0
    for number, each in enumerate(view.classes):
        symbols.append(
            symbol(
                each.symbol,
                table.geometry,
                str(number),
                grows_with=view.grows_with,
                largest=largest,
            )
        )
    return renderer


def _graduated(view: View) -> Element:
    """Return ranges; one that two of them share belongs to the first, so `a < x <= b` holds."""
    renderer = Element(
        "renderer-v2",
        type="graduatedSymbol",
        attr=view.by,
        graduatedMethod="GraduatedColor",
        symbollevels="0",
    )
    ranges = SubElement(renderer, "ranges")
    for number, each in enumerate(view.classes):
        SubElement(
            ranges,
            "range",
            lower=f"{each.above:.15g}",
            upper=f"{each.upto:.15g}",
            label=each.label,
            symbol=str(number),
            render="true",
        )
    return renderer


def _categorised(view: View) -> Element:
    renderer = Element("renderer-v2", type="categorizedSymbol", attr=view.by, symbollevels="0")
    categories = SubElement(renderer, "categories")
    for number, each in enumerate(view.classes):
        _add_category(categories, each, number)
    return renderer


def _add_category(categories: Element, each: DrawnClass, number: int) -> None:
    known = {"symbol": str(number), "label": each.label, "render": "true"}
    if len(each.codes) > 1:
        category = SubElement(categories, "category", known)
        for code in each.codes:
            SubElement(category, "val", value=code, type="QString")
        return
    SubElement(categories, "category", known, value="".join(each.codes), type="string")


def _labels(column: str, geometry: Geometry) -> Element:
    labeling = Element("labeling", type="simple")
    settings = SubElement(labeling, "settings", calloutType="simple")
    text = SubElement(
        settings,
        "text-style",
        fieldName=column,
        fontSize="8",
        fontSizeUnit="Point",
        textColor=colour_text(_TEXT_COLOUR),
        isExpression="0",
    )
    SubElement(
        text,
        "text-buffer",
        bufferDraw="1",
        bufferSize="0.8",
        bufferSizeUnits="MM",
        bufferColor=colour_text("#ffffff"),
        bufferOpacity="0.8",
    )
    # 6: cartographic, beside the point where there is room; 4: horizontal, inside an area.
    placement = "6" if geometry == "Point" else "4"
    # 1: the distance is from the sign's edge, or large signs would hide their names.
    known = {"dist": "0.6", "distUnits": "MM", "offsetType": "1", "priority": "5"}
    SubElement(settings, "placement", known, placement=placement)
    SubElement(settings, "rendering", drawLabels="1", obstacle="1")
    return labeling


def raster_style_document(language: Language) -> str:
    """Return a style (`.qml`) for a raster of minutes, with the time classes as its legend.

    Without it QGIS draws the same colours, and lists every minute.
    """
    looks = published_classes("time_class")
    ends = [f"{end:g}" for end in TIME_CLASS_ENDS_MIN] + ["inf"]
    element = Element("qgis", version=VERSION, styleCategories="AllStyleCategories")
    element.append(Comment("tillganglighet"))
    renderer = SubElement(
        SubElement(element, "pipe"),
        "rasterrenderer",
        type="singlebandpseudocolor",
        band="1",
        opacity="1",
    )
    shader = SubElement(
        SubElement(renderer, "rastershader"),
        "colorrampshader",
        colorRampType="DISCRETE",
        classificationMode="1",
        clip="0",
    )
    for look, end in zip(looks, ends, strict=True):
        known = {"value": end, "color": look.colour, "alpha": "255"}
        SubElement(shader, "item", known, label=look.label(language))
    return document(element, "qgis")
