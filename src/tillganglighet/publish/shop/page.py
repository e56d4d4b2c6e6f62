"""The page about a shop set on paper, as a tagged PDF, and on the screen, as HTML."""

from typing import Any

from tillganglighet.publish.formats.typst_pdf import page_furniture, pdf_table, render_pdf
from tillganglighet.publish.maps.view_signs import sign_picture
from tillganglighet.publish.maps.views_map import ViewsMap, views_map
from tillganglighet.publish.product.page import page_environment, page_map
from tillganglighet.publish.shop.sheet import ShopPage
from tillganglighet.publish.wording.words import words

_MAP_INCHES, _MAP_SHAPE = 3.1, 1.1  # of the map on paper


def render_shop_pdf(page: ShopPage) -> bytes:
    """Return one A4 page; same page, same bytes."""
    product = page.product
    drawn = views_map(product, inches=_MAP_INCHES, width_per_height=_MAP_SHAPE)
    pictures, legend = _pictures(drawn)
    furniture = page_furniture(page.title, product.origin.provenance, product.language)
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
        "map_alt": page.map_alt if drawn else "",
        "legend": legend,
    }
    return render_pdf("shop.typ", data, pictures)


def _pictures(drawn: ViewsMap | None) -> tuple[dict[str, bytes], list[dict[str, Any]]]:
    """Return map and signs by the names that the template knows, and the legend of them."""
    if drawn is None:
        return {}, []
    pictures, legend = {"map.svg": drawn.picture}, []
    for part in drawn.legend:
        signs = []
        for each in part.classes:
            name = f"sign{len(pictures)}.svg"
            pictures[name] = sign_picture(each.symbol, part.geometry)
            signs.append({"sign": name, "label": each.label})
        legend.append({"title": part.title, "signs": signs})
    return pictures, legend


def render_shop_page(page: ShopPage) -> bytes:
    """Return the page as UTF-8 that needs nothing else."""
    content = (
        page_environment()
        .get_template("shop.html.jinja")
        .render(
            language=page.product.language,
            t=words(page.product.language),
            page=page,
            map=page_map(views_map(page.product), page.map_alt),
        )
    )
    return content.encode("utf-8")
