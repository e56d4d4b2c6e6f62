"""Symbols as QGIS writes them in XML."""

from xml.etree.ElementTree import Element, SubElement

from tillganglighet.publish.maps.style import HOLLOW_COLOUR, HOLLOW_SHARE, Symbol, hollow_down
from tillganglighet.publish.product.product import Geometry

# matplotlib's letter -> QGIS's name of the same shape, and degrees to turn it.
_MARKERS = {
    "o": ("circle", 0),
    "^": ("triangle", 0),
    "v": ("triangle", 180),
    "D": ("diamond", 0),
    "s": ("square", 0),
    "X": ("cross_fill", 45),
    "P": ("cross_fill", 0),
    "h": ("hexagon", 0),
    "8": ("octagon", 0),
    "*": ("star", 0),
    "$?$": ("pentagon", 0),
    "_": ("line", 90),
}
_BRUSHES = {
    "dots": "dense6",
    "diagonal": "b_diagonal",
    "cross": "diagonal_x",
    "vertical": "vertical",
    "horizontal": "horizontal",
    "grid": "cross",
}
_OUTLINE_MM = 0.2
_LARGEST = 2.5  # times the size of the smallest


def symbol(
    sign: Symbol, geometry: Geometry, name: str, *, grows_with: str = "", largest: float = 0.0
) -> Element:
    """Return the `symbol` element of a sign for this type of geometry.

    Parameters
    ----------
    name : str
        By which a renderer finds it: the number of its class.
    grows_with, largest : str, float
        The column that the size grows with, and its largest number; empty for one size.
    """
    kind, parts = _parts(sign, geometry)
    element = Element("symbol", type=kind, name=name, alpha="1", clip_to_extent="1")
    for simple, options in parts:
        layer = SubElement(element, "layer", {"class": simple, "enabled": "1", "pass": "0"})
        layer.append(option_map(options))
        if grows_with and largest > 0:
            key = "outlineWidth" if kind == "line" else "size"
            least = float(options.get(key, sign.size_mm))
            layer.append(_growing(key, grows_with, largest, least))
    return element


def option_map(options: dict[str, str]) -> Element:
    """Return options as the map of texts that QGIS 3.22 and later read."""
    element = Element("Option", type="Map")
    for key, value in options.items():
        SubElement(element, "Option", name=key, type="QString", value=value)
    return element


def colour_text(colour: str) -> str:
    """Return `#rrggbb` as `r,g,b,255`."""
    return ",".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5)) + ",255"


def _parts(sign: Symbol, geometry: Geometry) -> tuple[str, list[tuple[str, dict[str, str]]]]:
    """Return the type of the symbol, and its layers from the lowest."""
    if geometry.endswith("LineString"):
        return "line", [("SimpleLine", _line(sign))]
    if geometry.endswith("Polygon"):
        layers = [("SimpleFill", _fill(sign, "solid", sign.colour))]
        if sign.pattern in _BRUSHES:
            layers.append(("SimpleFill", _fill(sign, _BRUSHES[sign.pattern], sign.ink)))
        return "fill", layers
    layers = [("SimpleMarker", _marker(sign))]
    if sign.is_hollow:
        hollow = {
            "size": f"{HOLLOW_SHARE * sign.size_mm:g}",
            "color": colour_text(HOLLOW_COLOUR),
            "outline_style": "no",
            "offset": f"0,{hollow_down(sign.marker) * sign.size_mm:g}",
            "offset_unit": "MM",
        }
        layers.append(("SimpleMarker", _marker(sign) | hollow))
    return "marker", layers


def _marker(sign: Symbol) -> dict[str, str]:
    shape, angle = _MARKERS.get(sign.marker, _MARKERS["o"])
    return {
        "name": shape,
        "angle": str(angle),
        "color": colour_text(sign.colour),
        "outline_color": colour_text(sign.ink),
        "outline_width": str(_OUTLINE_MM),
        "outline_width_unit": "MM",
        "size": f"{sign.size_mm:g}",
        "size_unit": "MM",
    }


def _line(sign: Symbol) -> dict[str, str]:
    return {
        "line_color": colour_text(sign.colour),
        "line_width": f"{sign.size_mm:g}",
        "line_width_unit": "MM",
        "line_style": "dash" if sign.is_dashed else "solid",
        "capstyle": "round",
        "joinstyle": "round",
    }


def _fill(sign: Symbol, brush: str, colour: str) -> dict[str, str]:
    return {
        "style": brush,
        "color": colour_text(colour),
        "outline_style": "solid" if sign.size_mm else "no",
        "outline_color": colour_text(sign.ink),
        "outline_width": f"{sign.size_mm:g}",
        "outline_width_unit": "MM",
        "joinstyle": "round",
    }


def _growing(key: str, column: str, largest: float, size_mm: float) -> Element:
    """Return the definition of a size that grows with the root of a column."""
    expression = (
        f'coalesce(scale_exp("{column}", 0, {largest:g}, {size_mm:g}, {_LARGEST * size_mm:g}, 0.5)'
        f", {size_mm:g})"
    )
    element = Element("data_defined_properties")
    whole = SubElement(element, "Option", type="Map")
    SubElement(whole, "Option", name="name", type="QString", value="")
    properties = SubElement(whole, "Option", name="properties", type="Map")
    defined = SubElement(properties, "Option", name=key, type="Map")
    SubElement(defined, "Option", name="active", type="bool", value="true")
    SubElement(defined, "Option", name="expression", type="QString", value=expression)
    SubElement(defined, "Option", name="type", type="int", value="3")
    SubElement(whole, "Option", name="type", type="QString", value="collection")
    return element
