"""The sheet of a shop as a file: one page on paper or screen, or its tables."""

from pathlib import Path

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.levels.shop_sheet import ShopSheet
from tillganglighet.domain.database import is_database_address
from tillganglighet.publish.formats.whole_file import write_whole
from tillganglighet.publish.product.files import PRODUCT_SUFFIXES, write_product
from tillganglighet.publish.wording.columns import Language

# The page brings maps and a typesetter; a CSV must not wait for them.
# ruff: noqa: PLC0415

SHOP_SUFFIXES = (".pdf", *PRODUCT_SUFFIXES)


def write_shop(
    sheet: ShopSheet, report: GapReport, path: str | Path, *, language: Language = "sv"
) -> None:
    """Write the sheet in the format that the suffix names, whole or not at all.

    Parameters
    ----------
    sheet, report
        As `pipeline.shop.shop_sheet` returns them.
    path : str or Path
        An old file there is replaced. `.pdf` and `.html` are the one page, all else its tables.
    language : "sv" or "en"

    Raises
    ------
    UsageError
        The suffix is not among `SHOP_SUFFIXES`, or the address cannot be read.
    OutputError
        The file or the tables cannot be written; what stood there before is untouched.
    """
    suffix = "" if is_database_address(str(path)) else Path(path).suffix.lower()
    if suffix in {".pdf", ".html"}:
        from tillganglighet.publish.shop.page import render_shop_page, render_shop_pdf
        from tillganglighet.publish.shop.sheet import shop_page

        page = shop_page(sheet, report, language)
        render = render_shop_pdf if suffix == ".pdf" else render_shop_page
        write_whole(Path(path), render(page))
        return
    from tillganglighet.publish.shop.product import shop_product

    write_product(shop_product(sheet, report, language), path)
