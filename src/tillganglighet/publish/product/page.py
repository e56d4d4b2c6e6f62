"""A product as one page of HTML that needs nothing else: its sentences, tables and origin."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from tillganglighet.publish.product.product import Product, Table
from tillganglighet.publish.product.reference_tables import reference_tables
from tillganglighet.publish.wording.columns import Column, Language
from tillganglighet.publish.wording.numbers import number_text
from tillganglighet.publish.wording.words import words


def render_product_page(product: Product) -> bytes:
    """Return the page as UTF-8."""
    columns, origin = reference_tables(product, with_background=False)
    environment = Environment(
        loader=PackageLoader("tillganglighet.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template("product.html.jinja").render(
        language=product.language,
        t=words(product.language),
        product=product,
        tables=[_page_table(table, product.language) for table in product.tables],
        references=[_page_table(table, product.language) for table in (columns, origin)],
    )
    return page.encode("utf-8")


def _page_table(table: Table, language: Language) -> dict[str, object]:
    """Return what the template sets: heads with whether they are text, and rows of text."""
    shown = [
        [_cell(value, column, language) for value in table.frame[column.name(language)]]
        for column in table.columns
    ]
    return {
        "id": table.key,
        "title": table.title(language),
        "heads": [
            (each.label(language), each.name(language), each.is_number) for each in table.columns
        ],
        "rows": list(zip(*shown, strict=True)),
    }


def _cell(value: str | float | None, column: Column, language: Language) -> str:
    if column.display_decimals is None:
        return str(value or "")
    number = float(value) if value is not None else float("nan")
    return number_text(number, column.display_decimals, language)
