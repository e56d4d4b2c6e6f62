"""Run by QGIS's own Python: open a project or a layer, draw it, and say what was found as JSON.

    /usr/bin/python3 render.py FILE PICTURE.png [LAYER ...]

FILE is a GeoPackage; without layers its embedded project is opened, with layers these alone, in
the style that they open with. `chosen=GROUP` shows one group of a choice in place of the first.
"""
# ruff: noqa: FBT003, T201 (QGIS takes flags by position; the answer goes to standard output)

import json
import sqlite3
import sys

from qgis.core import (
    QgsApplication,
    QgsLayerTreeGroup,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor


def main(path: str, picture: str, wanted: list[str]) -> None:
    application = QgsApplication([], False)
    application.initQgis()
    chosen = [each.partition("=")[2] for each in wanted if each.startswith("chosen=")]
    layers = [each for each in wanted if not each.startswith("chosen=")]
    told = opened_project(path, chosen) if not layers else opened_layers(path, layers)
    told["colours"] = drawn(told.pop("shown"), told.pop("extent"), told.pop("crs"), picture)
    print(json.dumps(told))
    application.exitQgis()


def opened_project(path: str, chosen: list[str]) -> dict:
    with sqlite3.connect(path) as database:
        (name,) = database.execute("SELECT name FROM qgis_projects").fetchone()
    project = QgsProject.instance()
    read = project.read(f"geopackage:{path}?projectName={name}")
    root = project.layerTreeRoot()
    for name in chosen:
        root.findGroup(name).setItemVisibilityChecked(True)
    return {
        "read": read,
        "title": project.title(),
        "layers": [layer_record(each) for each in project.mapLayers().values()],
        "tree": tree_record(root),
        "shown": [each for each in root.layerOrder() if root.findLayer(each).isVisible()],
        "extent": project.viewSettings().defaultViewExtent(),
        "crs": project.crs(),
        "crs_id": project.crs().authid(),
    }


def opened_layers(path: str, names: list[str]) -> dict:
    if path.endswith(".tif"):
        layers = [QgsRasterLayer(path, "raster")]
    else:
        layers = [QgsVectorLayer(f"{path}|layername={name}", name) for name in names]
    for layer in layers:
        layer.loadDefaultStyle()
    QgsProject.instance().addMapLayers(layers, False)
    extent = QgsRectangle(layers[0].extent())
    for layer in layers[1:]:
        extent.combineExtentWith(layer.extent())
    records = [layer_record(each) for each in layers]
    return {"layers": records, "shown": layers, "extent": extent, "crs": layers[0].crs()}


def layer_record(layer: object) -> dict:
    known = {"name": layer.name(), "is_valid": layer.isValid(), "crs": layer.crs().authid()}
    if isinstance(layer, QgsRasterLayer):
        items = [[text, colour.name()] for text, colour in layer.legendSymbologyItems()]
        return {**known, "renderer": layer.renderer().type(), "legend": items}
    renderer = layer.renderer()
    return {
        **known,
        "features": layer.featureCount(),
        "renderer": renderer.type() if renderer else None,
        "legend": [item.label() for item in renderer.legendSymbolItems()] if renderer else [],
        "labels": layer.labelsEnabled(),
        "aliases": {
            field.name(): layer.attributeAlias(index) for index, field in enumerate(layer.fields())
        },
    }


def tree_record(group: object) -> list:
    return [
        [each.name(), each.itemVisibilityChecked(), tree_record(each)]
        if isinstance(each, QgsLayerTreeGroup)
        else [each.name(), each.itemVisibilityChecked()]
        for each in group.children()
    ]


def drawn(layers: list, extent: object, crs: object, picture: str) -> dict:
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(crs)
    settings.setExtent(extent)
    settings.setOutputSize(QSize(1000, 1000))
    settings.setBackgroundColor(QColor("#ffffff"))
    settings.setFlag(QgsMapSettings.Antialiasing, False)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    image.save(picture)
    counts: dict = {}
    for x in range(0, image.width(), 2):
        for y in range(0, image.height(), 2):
            name = image.pixelColor(x, y).name()
            counts[name] = counts.get(name, 0) + 1
    return counts


main(sys.argv[1], sys.argv[2], sys.argv[3:])
