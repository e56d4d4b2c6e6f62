"""A table as CSV, for Swedish Excel or for programs."""

import csv
import io
import math

import pandas as pd

from tillganglighet.publish.formats.spreadsheet_text import spreadsheet_text
from tillganglighet.publish.product.product import Product
from tillganglighet.publish.wording.columns import Column, table_columns


def render_csv(product: Product) -> bytes:
    """Return the first table; lines end with CRLF (RFC 4180).

    For Swedish Excel: UTF-8 with BOM, semicolon, decimal comma, and the decimals of the display.
    Plain, for programs: UTF-8, comma, decimal point, and every digit.

    A CSV has no other place for what every reader must know first, such as that the data are for
    testing: where there is something, a last column says it in every row.
    """
    table, language, is_plain = product.tables[0], product.language, product.csv == "plain"
    texts = {
        each.name(language): _texts(table.frame[each.name(language)], each, is_plain=is_plain)
        for each in table.columns
    }
    if product.notices:
        (notice,) = table_columns("csv_slut")
        said = spreadsheet_text(" ".join(product.notices))
        texts[notice.name(language)] = [said] * len(table.frame)
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, delimiter="," if is_plain else ";", lineterminator="\r\n")
    writer.writerow(texts)
    writer.writerows(zip(*texts.values(), strict=True))
    return lines.getvalue().encode("utf-8" if is_plain else "utf-8-sig")


def _texts(values: pd.Series, column: Column, *, is_plain: bool) -> list[str]:
    decimals = column.display_decimals
    if decimals is None:
        return [spreadsheet_text(text) for text in values]
    if is_plain:
        return ["" if math.isnan(number) else f"{number:.15g}" for number in values]
    return [_decimal_comma(number, decimals) for number in values]


def _decimal_comma(number: float, decimals: int) -> str:
    return "" if math.isnan(number) else f"{number:.{decimals}f}".replace(".", ",")
