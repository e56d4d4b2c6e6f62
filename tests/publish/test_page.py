"""The page stands alone, can be read by everybody and says what is not known."""

import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import ClassVar

import pytest

from support.reports import small_report
from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.publish.gaps.document import gap_document
from tillganglighet.publish.gaps.page import render_page
from tillganglighet.publish.wording.columns import Language

Tags = list[tuple[str, dict[str, str | None]]]


def page_of(report: GapReport, language: Language = "sv") -> str:
    return render_page(gap_document(report, language)).decode()


PAGE = page_of(small_report())


class Reader(HTMLParser):
    """Collects tags, and checks that each is closed by its own."""

    VOID: ClassVar = {"meta", "img"}

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: Tags = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag; a void one is never closed."""
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag of SVG that closes itself."""
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened last."""
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def tags() -> Tags:
    reader = Reader()
    reader.feed(PAGE)
    reader.close()
    assert reader.open == []
    return reader.tags


def test_it_refers_to_nothing_outside(tags: Tags) -> None:
    assert not {"link", "iframe"} & {tag for tag, _ in tags}
    assert [attributes for tag, attributes in tags if tag == "script"] == [{}]
    for _, attributes in tags:
        for name in ("src", "href"):
            value = attributes.get(name)
            assert value is None or value.startswith(("#", "data:"))
    assert "url(http" not in PAGE
    assert "@import" not in PAGE


def test_it_has_a_language_a_title_and_a_skip_link(tags: Tags) -> None:
    assert ("html", {"lang": "sv"}) in tags
    assert "<title>Restid till service: Påhittade kommunen</title>" in PAGE
    links = [attributes for tag, attributes in tags if tag == "a"]
    assert links[0] == {"class": "skip", "href": "#main"}
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(set(ids)) == len(ids)
    assert {f"#{one}" for one in ids} >= {link["href"] for link in links}


def test_headings_skip_no_level(tags: Tags) -> None:
    levels = [int(tag[1]) for tag, _ in tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_head_has_a_scope_and_every_picture_a_text(tags: Tags) -> None:
    assert all("scope" in attributes for tag, attributes in tags if tag == "th")
    assert all(attributes["alt"] for tag, attributes in tags if tag == "img")
    tables = sum(tag == "table" for tag, _ in tags)
    assert sum(tag == "caption" for tag, _ in tags) == tables


def test_every_row_adds_up_to_the_population() -> None:
    table = PAGE.split('id="caption-people"')[1].split("</table>")[0]
    for row in table.split("<tbody>")[1].split("</tr>")[:-1]:
        cells = re.findall(r"<td>([^<]*)", row)
        numbers = [int(cell.replace("\u202f", "")) for cell in cells]
        assert sum(numbers[:-1]) == numbers[-1] == 1340


def test_it_says_what_is_asked_of_it() -> None:
    for text in (
        "Rapporten gäller 8 orter med sammanlagt 1\u202f340 personer.",
        (
            "2 orter saknar väg till minst hälften av den service som andra når: Holmen, Fjället. "
            "Vägen kan saknas i underlaget."
        ),
        "Uppgift saknas helt om: Dagskasseinsättning.",
        "=SUMMA(A1), Fjället",  # without population
        "motorway",  # the speeds assumed
        "village_snapping_limit_m",
        "© OpenStreetMap contributors, ODbL",
        "2026-03-01T12:00:00Z",
        "ab" * 32,
        "Exempel som följer med programmet; ingen har beslutat dem",
    ):
        assert text in PAGE


def test_the_worst_are_the_unreachable() -> None:
    table = PAGE.split('id="caption-worst"')[1].split("</table>")[0]
    places = re.findall(r'<th scope="row">([^<]*)', table)
    assert places[:3] == ["Holmen, Fjället", "+Bortom", "Ärla"]


def test_english_without_population_counts_villages() -> None:
    page = page_of(small_report(with_population=False), "en")
    assert '<html lang="en">' in page
    assert "There is no population at all, so villages are counted, not persons." in page
    assert "Villages by travel time" in page


def test_a_name_is_never_markup() -> None:
    report = small_report()
    report.villages.name[3] = "<i>"  # an array of its own in each report
    page = page_of(report)
    assert "<i>" not in page
    assert "&lt;i&gt;" in page


def test_a_server_that_allows_no_scripts_gets_none() -> None:
    page = render_page(gap_document(small_report()), is_sortable=False).decode()
    assert "<script" not in page
