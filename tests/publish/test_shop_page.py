"""The sheet of a shop is one page, whatever it must hold; paper and screen say the same."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.levels.shop_sheet import ShopSheet
from tillganglighet.pipeline.region import Region
from tillganglighet.pipeline.shop import shop_sheet
from tillganglighet.publish.shop.page import render_shop_page, render_shop_pdf
from tillganglighet.publish.shop.page_tables import closing_table, customers_table, rules_table
from tillganglighet.publish.shop.sheet import shop_page
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import number_text

LONG = "Föreningen Östra Norrlandskustens Kooperativa Handels- och Byautvecklingssällskap u.p.a."


@pytest.fixture(scope="module")
def known(example_region: Region) -> tuple[ShopSheet, GapReport]:
    return shop_sheet(example_region, "Öndby Lanthandel")


def told(pdf: bytes, folder: Path, tool: str, *more: str) -> str:
    if shutil.which(tool) is None:
        pytest.skip(f"needs {tool} of poppler-utils")
    path = folder / "blad.pdf"
    path.write_bytes(pdf)
    command = [tool, str(path), *more]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def test_it_is_one_tagged_page(known: tuple[ShopSheet, GapReport], tmp_path: Path) -> None:
    pdf = render_shop_pdf(shop_page(*known))
    facts = told(pdf, tmp_path, "pdfinfo")
    assert "Pages:           1\n" in facts
    assert "Tagged:          yes" in facts
    text = told(pdf, tmp_path, "pdftotext", "-")
    for said in ("Butiksblad: Öndby Lanthandel", "Underlag, ej beslut", "Snabbaste vägen"):
        assert said in text
    assert pdf == render_shop_pdf(shop_page(*known))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_long_names_and_many_rules_find_room(
    known: tuple[ShopSheet, GapReport], language: Language, tmp_path: Path
) -> None:
    sheet, report = known
    names = np.full(len(sheet.services), LONG)
    crowded = replace(
        sheet,
        services=replace(sheet.services, name=names),
        rules=sheet.rules * 12,
        losses=sheet.losses * 4,
    )
    pdf = render_shop_pdf(shop_page(crowded, report, language))
    assert "Pages:           1\n" in told(pdf, tmp_path, "pdfinfo")


def test_the_tables_add_up(known: tuple[ShopSheet, GapReport]) -> None:
    sheet, _ = known
    customers = customers_table(sheet, "sv")
    persons = [int(cells[0].text.replace("\u202f", "")) for _, cells in customers.rows]
    assert sum(persons[:3]) == persons[3] == round(sheet.places.persons.sum())
    # By the road the sum of the places is the sum of the bands.
    km = (sheet.places.persons * sheet.places.km).sum()
    assert km == pytest.approx(sheet.customers.person_km[:, 0].sum())

    for loss in sheet.losses:
        going_on = loss.persons[0] - loss.left_without[0]
        assert loss.taken.sum() == pytest.approx(going_on)
        assert (np.diff(loss.taken) <= 0).all()


def test_the_own_category_comes_first_and_the_next_shop_takes_over(
    known: tuple[ShopSheet, GapReport],
) -> None:
    sheet, _ = known
    first, *_ = closing_table(sheet, "sv").rows
    assert first[0] == "Dagligvaror"
    assert first[1][-1].text.startswith("Sundnäs Livs")


def test_a_rule_has_limit_measure_margin_and_outcome(
    known: tuple[ShopSheet, GapReport],
) -> None:
    sheet, _ = known
    ((name, cells),) = rules_table(sheet, "sv").rows
    assert name.startswith("Särskilt driftstöd")
    # 10 km is asked for, and Sundnäs Livs lies nearer: whether it counts nobody has said.
    metres = sheet.rules[0].other_m[0]
    assert cells[1].text == f"{number_text(metres / 1_000, 2, 'sv')} km"
    assert cells[2].text == f"{number_text(metres / 1_000 - 10, 2, 'sv')} km"
    assert cells[3].text == "Okänt"
    assert cells[3].below


def test_the_screen_says_what_the_paper_says(known: tuple[ShopSheet, GapReport]) -> None:
    page = shop_page(*known)
    screen = render_shop_page(page).decode()
    for said in (page.where, *page.findings, *page.unknowns):
        assert said in screen
    for section in page.sections:
        assert f">{section.heading}</h2>" in screen
        assert all(f'<th scope="row">{name}</th>' in screen for name, _ in section.table.rows)
