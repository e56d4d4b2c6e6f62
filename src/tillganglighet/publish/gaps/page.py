"""The report as one page of HTML that needs nothing else: no outside reference."""

import base64

from markupsafe import Markup

from tillganglighet.publish.gaps.bars import BAR_WIDTH, stacked_bars
from tillganglighet.publish.gaps.document import GapDocument
from tillganglighet.publish.gaps.facts import days_text, standards_text
from tillganglighet.publish.maps.sheet import default_category
from tillganglighet.publish.product.page import page_environment
from tillganglighet.publish.wording.classes import outcomes
from tillganglighet.publish.wording.mode_text import mode_text
from tillganglighet.publish.wording.words import words


def render_page(document: GapDocument, *, is_sortable: bool = True) -> bytes:
    """Return the page as UTF-8.

    Its tables can be sorted by the one script that it holds; without it, as a server that allows
    no scripts wants it, they are whole all the same.
    """
    report, numbers, language = document.report, document.numbers, document.language
    text, maps = words(language), document.maps
    page = (
        page_environment()
        .get_template("gap_report.html.jinja")
        .render(
            language=language,
            is_sortable=is_sortable,
            t=text,
            d=document,
            report=report,
            unit=document.unit,
            weighted=text["weighted"] if numbers.summary.counts_persons else "",
            mode=mode_text(report.provenance, language),
            dates=days_text(report.provenance, language),
            standards=standards_text(report, language),
            ground=_data_address(maps.ground, "image/png"),
            large=_data_address(maps.large, "image/svg+xml"),
            small={key: _data_address(png, "image/png") for key, png in maps.small.items()},
            map_category=default_category(report).name(language).lower(),
            map_ratio=maps.width_per_height,
            map_legend=maps.shown,
            outcomes=outcomes(),
            legend=[head.look for head in document.people.heads if head.look is not None],
            bars=stacked_bars(numbers, language),
            bar_width=BAR_WIDTH,
        )
    )
    return page.encode("utf-8")


def _data_address(content: bytes, media_type: str) -> Markup:
    """Return the picture as an address of its own."""
    return Markup(f"data:{media_type};base64,{base64.b64encode(content).decode('ascii')}")  # noqa: S704 (base64 holds no markup)
