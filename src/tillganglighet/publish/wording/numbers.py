"""Numbers as people write them: Swedish with decimal comma, English with decimal point."""

import math
from collections.abc import Sequence
from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal

from tillganglighet.publish.wording.columns import Language

NARROW_NO_BREAK_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"
NOTHING = "\u2013"
MINUS = "\u2212"


def number_text(value: float, decimals: int, language: Language) -> str:
    """Return the number with so many decimals, grouped by thousands; a dash for nan."""
    if math.isnan(value):
        return NOTHING
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    text: str = format_decimal(value, format=pattern, locale=language)
    return text.replace(NO_BREAK_SPACE, NARROW_NO_BREAK_SPACE).replace("-", MINUS)


def percent_text(part: float, whole: float, language: Language) -> str:
    """Return the share in per cent with one decimal; a dash of an empty whole."""
    if not whole:
        return NOTHING
    sign = "%" if language == "en" else NO_BREAK_SPACE + "%"
    return number_text(100 * part / whole, 1, language) + sign


def date_text(day: str, language: Language) -> str:
    """Return an ISO day or time as people write it, `3 mars 2026`; a dash for nothing.

    What is no date is returned as it is: a source may say "2025" and no more.
    """
    try:
        known = date.fromisoformat(day[:10])
    except ValueError:
        return day or NOTHING
    locale = "en_GB" if language == "en" else language
    return str(format_date(known, format="d MMMM y", locale=locale))


def rounded_to_total(values: Sequence[float]) -> list[int]:
    """Round to whole numbers whose sum is the rounded sum of the values.

    Cells may hold parts of persons. The values with the largest remainders are rounded up (the
    largest remainder method), so that a row of a printed table adds up to its total.
    """
    whole = [math.floor(value) for value in values]
    missing = round(math.fsum(values)) - sum(whole)
    by_remainder = sorted(range(len(whole)), key=lambda index: whole[index] - values[index])
    for index in by_remainder[:missing]:
        whole[index] += 1
    return whole
