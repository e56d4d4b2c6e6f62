"""The page about a shop set on paper, as a tagged PDF, and on the screen, as HTML."""

from typing import Any

from tillganglighet.publish.formats.typst_pdf import page_furniture, pdf_table, render_pdf
from tillganglighet.publish.maps.view_signs import sign_picture
from tillganglighet.publish.product.page import page_environment, page_map
from tillganglighet.publish.shop.sheet import ShopPage
from tillganglighet.publish.wording.words import words


def render_shop_pdf(page: ShopPage) -> bytes:
    """Return one A4 page; same page, same bytes."""
    pictures = {} if page.map is None else {"map.svg": page.map.picture}
    legend: list[dict[str, Any]] = []
    for part in page.map.legend if page.map else ():
        for each in part.classes:
            name = f"sign{len(legend)}.svg"
            pictures[name] = sign_picture(each.symbol, part.geometry)
            legend.append({"sign": name, "label": each.label})
    furniture = page_furniture(page.title, page.provenance, page.language)
    data = furniture | {
        "where": page.where,
        "facts": page.facts,
        "findings": page.findings,
        "sections": [
            {"heading": each.heading, "note": each.note, "table": pdf_table(each.table)}
            for each in page.sections
        ],
        "unknown_heading": page.unknown_heading,
        "unknowns": page.unknowns,
        "sources_heading": page.sources_heading,
        "sources": page.sources,
        "map_alt": page.map_alt if page.map else "",
        "legend": legend,
    }
    return render_pdf("shop.typ", data, pictures)


def render_shop_page(page: ShopPage) -> bytes:
    """Return the page as UTF-8 that needs nothing else."""
    content = (
        page_environment()
        .get_template("shop.html.jinja")
        .render(
            language=page.language,
            t=words(page.language),
            page=page,
            map=page_map(page.map, page.map_alt),
        )
    )
    return content.encode("utf-8")
