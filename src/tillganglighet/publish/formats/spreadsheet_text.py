"""Text for spreadsheets: what looks like a formula gets an apostrophe before it.

In CSV a spreadsheet would compute it at once. In a workbook the cell is text and does nothing, but
a copy that somebody saves as CSV would: so both write the same, and nobody need think of it.
Source of the signs: OWASP, "CSV Injection"; the last four are the wide ones of East Asian Excel.
"""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def spreadsheet_text(text: str | None) -> str:
    """Return text that no spreadsheet computes; empty for none."""
    if not text:
        return ""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
