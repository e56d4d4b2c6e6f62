"""A product as one page of HTML that needs nothing else: findings, map, tables and origin."""

import base64
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tillganglighet.publish.maps.view_signs import sign_picture
from tillganglighet.publish.maps.views_map import LegendPart, ViewsMap, views_map
from tillganglighet.publish.product.page_tables import page_table
from tillganglighet.publish.product.product import Product, Table
from tillganglighet.publish.product.reference_tables import reference_tables
from tillganglighet.publish.wording.columns import page_columns
from tillganglighet.publish.wording.words import words

_FIRST_SENTENCES = 6  # beside the map; the others come after the tables


def render_product_page(product: Product) -> bytes:
    """Return the page as UTF-8."""
    text = words(product.language)
    first = _first_sentences(product.sentences)
    references = reference_tables(_as_shown(product), with_background=False)
    page = (
        page_environment()
        .get_template("product.html.jinja")
        .render(
            language=product.language,
            t=text,
            product=product,
            findings=product.sentences[:first],
            more=product.sentences[first:],
            map=page_map(views_map(product), text["page_map_alt"].format(title=product.title)),
            tables=[
                page_table(table, product.language)
                for table in product.tables
                if page_columns(table.key, table.columns)
            ],
            references=[
                page_table(table, product.language, is_whole=True) for table in references
            ],
        )
    )
    return page.encode("utf-8")


def _first_sentences(sentences: Sequence[str]) -> int:
    """Return how many stand beside the map; one that leads to others stays with these."""
    leads = (at for at, each in enumerate(sentences[:_FIRST_SENTENCES]) if each.endswith(":"))
    return next(leads, _FIRST_SENTENCES)


def page_environment() -> Environment:
    """Return the templates of pages; what they set in is escaped."""
    return Environment(
        loader=PackageLoader("tillganglighet.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page_map(drawn: ViewsMap | None, alt: str) -> dict[str, Any] | None:
    """Return what the template sets of a map: picture, words for it, and legend."""
    if drawn is None:
        return None
    return {
        "picture": _data_address(drawn.picture, "image/png"),
        "alt": alt,
        "legend": [(part.title, _signs(part)) for part in drawn.legend],
    }


def _signs(part: LegendPart) -> list[tuple[Markup, str]]:
    return [
        (_data_address(sign_picture(each.symbol, part.geometry), "image/svg+xml"), each.label)
        for each in part.classes
    ]


def _as_shown(product: Product) -> Product:
    """Return the product with the columns that the page shows, for these to be explained."""

    def shown(tables: Sequence[Table]) -> tuple[Table, ...]:
        return tuple(
            replace(table, columns=page_columns(table.key, table.columns)) for table in tables
        )

    return replace(product, tables=shown(product.tables))


def _data_address(content: bytes, media_type: str) -> Markup:
    """Return the picture as an address of its own."""
    return Markup(f"data:{media_type};base64,{base64.b64encode(content).decode('ascii')}")  # noqa: S704 (base64 holds no markup)
