"""Styles come from the published classes alone, and say in XML what they say in words."""

import io
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from support.reports import small_report
from tillganglighet.publish.formats.geopackage import render_geopackage
from tillganglighet.publish.gaps.product import gap_product
from tillganglighet.publish.maps.style import Symbol, View, bands, coded, plain, ramp
from tillganglighet.publish.product.product import Table
from tillganglighet.publish.qgis.styles import raster_style_document, style_document, views_of
from tillganglighet.publish.qgis.symbols import symbol
from tillganglighet.publish.wording.classes import published_classes

COLOURS = [each.colour for each in published_classes("time_class")]


def test_few_bands_have_the_colours_of_time_classes_and_more_lie_between_them() -> None:
    assert ramp(2) == tuple(COLOURS[:2])
    assert ramp(4) == tuple(COLOURS)
    #  Seven: every second one is a colour of the classes.
    assert ramp(7)[::2] == tuple(COLOURS)
    #  Halfway from #c6e3f0 to #5aa9d6: (198 + 90) / 2, (227 + 169) / 2, (240 + 214) / 2.
    assert ramp(7)[1] == "#90c6e3"


def test_codes_become_classes_with_their_label_marker_and_pattern() -> None:
    classes = coded("status", "sv", skip=1)
    assert [each.codes for each in classes][:2] == [("ingen_vag",), ("ingen_vagforbindelse",)]
    assert classes[0].symbol.marker == "X"
    assert classes[0].symbol.pattern == "cross"
    assert len({each.symbol.marker for each in coded("level", "sv")}) == 7
    assert coded("level", "en")[2].label == "Gap"


def test_bands_begin_where_the_last_one_ended() -> None:
    drawn = bands([10, 20], ["a", "b"], like=Symbol("#000000"))
    assert [(each.above, each.upto) for each in drawn] == [(0, 10), (10, 20)]
    assert View("x", drawn, by="y").is_graduated
    assert not View("x", plain("a", Symbol("#000000"))).is_graduated


def parsed(document: str) -> Element:
    return fromstring(document.partition("\n")[2])  # noqa: S314 (our own text)


@pytest.mark.parametrize(
    ("geometry", "kind", "layers"),
    [("Point", "marker", 1), ("LineString", "line", 1), ("MultiPolygon", "fill", 2)],
)
def test_a_symbol_fits_the_geometry_and_a_pattern_is_a_second_layer(
    geometry: str, kind: str, layers: int
) -> None:
    element = symbol(Symbol("#c4500a", pattern="diagonal", marker="D"), geometry, "0")  # type: ignore[arg-type]
    assert element.get("type") == kind
    assert len(element.findall("layer")) == layers
    assert "196,80,10,255" in [each.get("value") for each in element.iter("Option")]


def test_markers_grow_with_a_column() -> None:
    element = symbol(Symbol("#000000", size_mm=2), "Point", "0", grows_with="folk", largest=900)
    expressions = [each.get("value", "") for each in element.iter("Option")]
    assert 'coalesce(scale_exp("folk", 0, 900, 2, 5, 0.5), 2)' in expressions


def table(key: str) -> Table:
    product = gap_product(small_report())
    return next(each for each in (*product.tables, *product.background) if each.key == key)


def test_a_style_holds_renderer_labels_and_aliases() -> None:
    villages = table("orter")
    style = parsed(style_document(villages, villages.views[0], "sv"))
    renderer = style.find("renderer-v2")
    assert renderer is not None
    assert renderer.get("type") == "categorizedSymbol"
    assert "\"dagligvaror_restid_min\" <= 5 THEN '0-5'" in renderer.get("attr", "")
    labels = [each.get("label") for each in renderer.iter("category")]
    assert labels[:4] == [each.label_sv for each in published_classes("time_class")]
    aliases = {each.get("field"): each.get("name") for each in style.iter("alias")}
    assert aliases["ortnamn"] == "Ortnamn"
    assert aliases["dagligvaror_avstand_km"] == "Dagligvaror: avstånd (km)"


def test_every_class_has_the_symbol_that_it_names() -> None:
    for key in ("orter", "service", "problem", "omraden", "vagnat"):
        for view in views_of(table(key), "sv"):
            style = parsed(style_document(table(key), view, "sv"))
            names = {each.get("name") for each in style.iter("symbol")}
            used = {
                each.get("symbol") for tag in ("category", "range") for each in style.iter(tag)
            }
            assert used <= names


def test_a_table_without_views_is_drawn_plainly() -> None:
    roads = table("vagnat")
    (view,) = views_of(Table("vagnat", roads.columns, roads.make, geometry="LineString"), "sv")
    assert (view.title, view.by, len(view.classes)) == ("Vägnät", "", 1)
    assert views_of(Table("restider", (), roads.make), "sv") == ()


def project_of(package: bytes, folder: Path) -> str:
    path = folder / "x.gpkg"
    path.write_bytes(package)
    with closing(sqlite3.connect(path)) as database:
        (content,) = database.execute("SELECT content FROM qgis_projects").fetchone()
    with zipfile.ZipFile(io.BytesIO(bytes.fromhex(content.decode()))) as archive:
        return archive.read("project.qgs").decode("utf-8")


def test_a_project_looks_for_its_layers_beside_itself(tmp_path: Path) -> None:
    package = render_geopackage(gap_product(small_report()), "luckor i län.gpkg")
    project = parsed(project_of(package, tmp_path))
    sources = [each.text or "" for each in project.iter("datasource")]
    assert all(each.startswith("./luckor i län.gpkg|layername=") for each in sources)
    ids = [each.text or "" for each in project.iter("id")]
    assert len(set(ids)) == len(ids)
    assert min(map(len, ids)) > 10
    assert {each.get("id") for each in project.iter("layer-tree-layer")} == set(ids)


def test_the_same_product_gives_the_same_bytes() -> None:
    first, second = (render_geopackage(gap_product(small_report())) for _ in range(2))
    assert first == second


def test_the_style_of_a_raster_is_that_of_the_classes() -> None:
    style = parsed(raster_style_document("en"))
    items = [(each.get("value"), each.get("color")) for each in style.iter("item")]
    assert items == list(zip(["5", "10", "30", "inf"], COLOURS, strict=True))


def test_what_is_not_proved_is_the_same_marker_with_white_inside() -> None:
    whole = symbol(Symbol("#08306b", marker="^", size_mm=4.0), "Point", "0")
    hollow = symbol(Symbol("#08306b", marker="^", size_mm=4.0, is_hollow=True), "Point", "0")
    assert len(whole.findall("layer")) == 1
    outer, inner = (
        {option.get("name"): option.get("value") for option in layer.iter("Option")}
        for layer in hollow.findall("layer")
    )
    assert (outer["name"], outer["size"]) == (inner["name"], "4")
    assert inner["color"] == "255,255,255,255"
    # 0.62 of 4 mm; its middle a sixth of the rest (1.52 mm) lower, as a triangle's is.
    assert inner["size"] == "2.48"
    assert float(inner["offset"].removeprefix("0,")) == pytest.approx(1.52 / 6, abs=1e-6)
