"""A QGIS project of a product, as a GeoPackage holds it beside the layers: it opens drawn.

Learnt by looking at pixels (QGIS 3.22), since a project can be read without complaint and still
draw nothing: the id of a layer must be longer than ten characters, the project must say that
projections are enabled and carry its CRS as WKT, and paths must be told to be relative.
"""

import io
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from pyproj import CRS

from tillganglighet.publish.maps.stacking import stacking
from tillganglighet.publish.maps.style import View
from tillganglighet.publish.product.product import Product, Table
from tillganglighet.publish.qgis.styles import VERSION, add_style, document, views_of
from tillganglighet.publish.wording.columns import Language

_MARGIN = 0.05  # of the map, round what is shown
_SMALLEST_SIDE_M = 1_000.0
_KINDS = {"Point": "Point", "LineString": "Line", "MultiLineString": "Line"}
_HIDDEN_TABLES = {"sv": "Tabeller", "en": "Tables"}
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the only date that a reproducible archive can bear


@dataclass(frozen=True)
class _Layer:
    """A layer of the project: a view of a table, or a table without geometry."""

    table: Table
    view: View | None
    number: int
    language: Language

    @property
    def id(self) -> str:
        return f"{self.table.name(self.language)}_layer_{self.number:04d}"

    @property
    def title(self) -> str:
        return self.view.title if self.view else self.table.title(self.language)


def project_archive(product: Product, tables: Sequence[Table], file_name: str) -> bytes:
    """Return the project as `.qgz`, with layers of a GeoPackage of this name in its own folder.

    Parameters
    ----------
    product : Product
    tables : sequence of Table
        What the GeoPackage holds.
    file_name : str
        Of the GeoPackage: should it be renamed, QGIS asks where its layers have gone.
    """
    text = _project_text(product, _layers(tables, product.language), file_name)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as parts:
        name = zipfile.ZipInfo("project.qgs", date_time=_EARLIEST)
        name.compress_type = zipfile.ZIP_DEFLATED
        name.create_system = 3  # the same on every system
        parts.writestr(name, text)
    return archive.getvalue()


def _layers(tables: Sequence[Table], language: Language) -> list[_Layer]:
    """Return the layers, uppermost first: points, lines, areas, and the small above the large."""
    drawn: list[tuple[Table, View | None]] = [
        (table, view) for table in tables for view in (views_of(table, language) or (None,))
    ]
    drawn.sort(key=lambda each: stacking(*each))
    return [_Layer(*each, number, language) for number, each in enumerate(drawn)]


def _project_text(product: Product, layers: Sequence[_Layer], file_name: str) -> str:
    crs = CRS.from_user_input(product.origin.provenance.crs)
    project = Element("qgis", projectname=product.title, version=VERSION)
    SubElement(project, "homePath", path="")
    SubElement(project, "title").text = product.title
    SubElement(project, "projectCrs").append(_spatial_reference(crs))
    project.append(_tree(layers))
    extent = _extent(product)
    project.append(_canvas(extent, crs))
    listed = SubElement(project, "projectlayers")
    for layer in layers:
        listed.append(_map_layer(layer, crs, file_name))
    properties = SubElement(project, "properties")
    enabled = SubElement(SubElement(properties, "SpatialRefSys"), "ProjectionsEnabled", type="int")
    enabled.text = "1"
    SubElement(SubElement(properties, "Paths"), "Absolute", type="bool").text = "false"
    settings = SubElement(project, "ProjectViewSettings", UseProjectScales="0")
    SubElement(settings, "DefaultViewExtent", extent).append(_spatial_reference(crs))
    return document(project, "qgis")


def _map_layer(layer: _Layer, crs: CRS, file_name: str) -> Element:
    table, view = layer.table, layer.view
    kind = _KINDS.get(table.geometry, "Polygon") if table.geometry else "No geometry"
    element = Element("maplayer", type="vector", geometry=kind, hasScaleBasedVisibilityFlag="0")
    SubElement(element, "id").text = layer.id
    where = f"|subset={view.where}" if view and view.where else ""
    name = table.name(layer.language)
    SubElement(element, "datasource").text = f"./{file_name}|layername={name}{where}"
    SubElement(element, "layername").text = layer.title
    if table.geometry:
        SubElement(element, "srs").append(_spatial_reference(crs))
    SubElement(element, "provider", encoding="UTF-8").text = "ogr"
    add_style(element, table, view, layer.language)
    return element


def _tree(layers: Sequence[_Layer]) -> Element:
    """Return the tree of layers; of groups that are a choice the first is the one shown."""
    root = Element("layer-tree-group")
    groups: dict[str, Element] = {}
    for layer in layers:
        choice, group = (layer.view.choice, layer.view.group) if layer.view else ("", "")
        if not layer.table.geometry:
            group = _HIDDEN_TABLES[layer.language]
        parent = root
        if choice:
            parent = groups.get(choice) or _group(parent, choice, is_choice=True)
            groups[choice] = parent
        if group:
            is_shown = not choice or not len(parent)
            path = f"{choice}/{group}"
            found = groups.get(path)
            parent = _group(parent, group, is_shown=is_shown) if found is None else found
            groups[path] = parent
        is_shown = layer.view.is_shown if layer.view else False
        SubElement(
            parent,
            "layer-tree-layer",
            id=layer.id,
            name=layer.title,
            checked="Qt::Checked" if is_shown else "Qt::Unchecked",
            expanded="1" if is_shown else "0",
            providerKey="ogr",
        )
    return root


def _group(
    parent: Element, name: str, *, is_shown: bool = True, is_choice: bool = False
) -> Element:
    group = SubElement(
        parent,
        "layer-tree-group",
        name=name,
        checked="Qt::Checked" if is_shown else "Qt::Unchecked",
        expanded="1" if is_shown else "0",
    )
    if is_choice:
        group.set("mutually-exclusive", "1")
        group.set("mutually-exclusive-child", "0")
    return group


def _canvas(extent: Mapping[str, str], crs: CRS) -> Element:
    """Return what the map shows at first, where the program on the desk looks for it."""
    canvas = Element("mapcanvas", name="theMapCanvas", annotationsVisible="1")
    SubElement(canvas, "units").text = "meters"
    corners = SubElement(canvas, "extent")
    for name, value in extent.items():
        SubElement(corners, name).text = value
    SubElement(canvas, "rotation").text = "0"
    SubElement(canvas, "destinationsrs").append(_spatial_reference(crs))
    return canvas


def _extent(product: Product) -> dict[str, str]:
    """Return the corners of the product's own map, with a margin."""
    names, table = ("xmin", "ymin", "xmax", "ymax"), product.on_map
    if table is None or table.shapes.geometry.isna().all():
        return dict.fromkeys(names, "0")
    west, south, east, north = table.shapes.total_bounds
    margin = _MARGIN * max(east - west, north - south, _SMALLEST_SIDE_M)
    box = (west - margin, south - margin, east + margin, north + margin)
    return {name: f"{value:.3f}" for name, value in zip(names, box, strict=True)}


def _spatial_reference(crs: CRS) -> Element:
    element = Element("spatialrefsys", nativeFormat="Wkt")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # PROJ's old words lose a detail, which is why WKT leads
        proj4 = crs.to_proj4()
    authority, code = crs.to_authority() or ("", "")
    for name, value in {
        "wkt": crs.to_wkt("WKT2_2019"),
        "proj4": proj4,
        "srsid": "0",
        "srid": code,
        "authid": f"{authority}:{code}",
        "description": crs.name,
        "projectionacronym": "",
        "ellipsoidacronym": "",
        "geographicflag": "false",
    }.items():
        SubElement(element, name).text = value
    return element
