"""Product pages show a map, few columns and words, and say what they leave out."""

import re
from functools import partial

import numpy as np
import pandas as pd
import pytest

from support.levels import small_level
from tillganglighet.pipeline.region import Region
from tillganglighet.pipeline.vulnerability import vulnerability
from tillganglighet.publish.levels.product import level_product
from tillganglighet.publish.maps.views_map import views_map
from tillganglighet.publish.product.frames import framed, objects
from tillganglighet.publish.product.page import render_product_page
from tillganglighet.publish.product.page_tables import MOST_ROWS, page_table
from tillganglighet.publish.product.product import Product, Table
from tillganglighet.publish.vulnerability.product import vulnerability_product
from tillganglighet.publish.wording.columns import table_columns


@pytest.fixture(scope="module")
def closures(example_region: Region) -> Product:
    return vulnerability_product(vulnerability(example_region, ["dagligvaror", "apotek"]))


def made_up_table(count: int) -> Table:
    columns = table_columns("scenario")
    values = {
        column.key: np.full(count, 1.5) if column.is_number else objects(["x"] * count)
        for column in columns
    }
    values |= {
        "ort_id": objects([f"n{number}" for number in range(count)]),
        "ortnamn": objects([None, *(["Ödby"] * (count - 1))]),
        "kategori": objects(["apotek"] * count),
        "niva_efter": objects(["brist"] * count),
    }
    make = partial(framed, values, columns, "sv")
    return Table("scenario", columns, make, identity=("ort_id", "kategori"))


def test_a_long_table_is_cut_and_says_so() -> None:
    shown = page_table(made_up_table(MOST_ROWS + 1), "sv")
    assert len(shown.rows) == MOST_ROWS
    assert shown.note == (
        "De första 50 av 51 rader. 9 av 19 kolumner. "
        "Allt finns i arbetsboken (.xlsx) och i GeoPackage (.gpkg)."
    )
    assert page_table(made_up_table(3), "sv").note.startswith("9 av 19 kolumner.")


def test_codes_are_words_and_no_row_is_without_a_name() -> None:
    shown = page_table(made_up_table(2), "sv")
    assert [row[0].text for row in shown.rows] == ["n0", "Ödby"]
    by_head = dict(zip([head.text for head in shown.heads], shown.rows[0], strict=True))
    assert by_head["Kategori"].text == "Apotek"
    assert by_head["Nivå efter"].text == "Brist"
    assert by_head["Nivå efter"].look is not None
    assert by_head["Skillnad (min)"].text == "1,5"


def test_the_map_shows_what_the_views_show_at_first(closures: Product) -> None:
    drawn = views_map(closures)
    assert drawn is not None
    titles = [part.title for part in drawn.legend]
    assert titles == ["Dagligvaror: Om stället stänger", "Kritiska vägar"]
    assert all(part.classes for part in drawn.legend)
    assert drawn.picture.startswith(b"\x89PNG")


def test_a_product_without_views_has_no_map() -> None:
    product = level_product(small_level("hela"), brief=True)
    assert views_map(product) is None
    assert "<figure" not in render_product_page(product).decode()


def test_the_page_stands_alone(closures: Product) -> None:
    page = render_product_page(closures).decode()
    addresses = re.findall(r'(?:src|href)="([^"]{5})', page)
    assert set(addresses) <= {"data:", *(each for each in addresses if each.startswith("#"))}
    assert "url(http" not in page
    assert '<html lang="sv">' in page
    assert "Underlag, ej beslut" in page
    assert page.count('class="sortable"') == page.count("<table")
    for head in ("Namn", "Merrestid medel (min)", "Sista i orten"):
        assert f">{head}</th>" in page
    assert "plats_id" not in page  # codes stay in files
    assert pd.notna(closures.tables[0].frame["namn"]).any()


def test_the_same_product_gives_the_same_page(closures: Product) -> None:
    assert render_product_page(closures) == render_product_page(closures)
