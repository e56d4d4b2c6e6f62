"""What a cell says: numbers as Swedes and others write them, codes with their zeros."""

import re

import numpy as np
import numpy.typing as npt

from tillganglighet.sources.tabular.table import TEXT, TextArray

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]

# What says that there is no value; SCB writes two dots, R writes NA.
MISSING = ("", "NA", "N/A", "NaN", "nan", "NULL", "null", "None", "..", ".", "-", "\u2013")
# Space, no-break space, thin space and narrow no-break space stand between thousands.
_SPACES = (" ", "\u00a0", "\u2009", "\u202f")
_MARKS = (".", ",", "'", "\u2019")
_MINUS = "\u2212"
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}([.,'\u2019])\d{3}(\1\d{3})*")
_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?")


def is_missing(values: npt.NDArray[np.generic] | TextArray) -> BoolArray:
    """Tell which values are none."""
    if values.dtype.kind == "f":
        return np.isnan(values)
    missing = np.zeros(len(values), dtype=np.bool_)
    if values.dtype.kind != "i":
        bare = np.strings.strip(values.astype(TEXT))
        for word in MISSING:
            missing |= np.asarray(bare == word, dtype=np.bool_)
    return missing


def numbers(values: npt.NDArray[np.generic] | TextArray) -> FloatArray:
    """Return numbers, nan for what is none: "1 234,5", "1.234,5", "1234.5", "1e+05".

    Parameters
    ----------
    values : (value_count,) text or numbers
    """
    if values.dtype.kind in "fi":
        return values.astype(np.float64)
    plain = values.astype(TEXT)
    try:
        return _finite(plain.astype(np.float64))
    except ValueError:
        pass  # not as Python writes them; a clean column is a dozen times as fast
    for space in _SPACES:
        plain = np.strings.replace(plain, space, "")
    plain = np.strings.replace(plain, _MINUS, "-")
    if not (np.strings.find(plain, ".") >= 0).any():
        plain = np.strings.replace(plain, ",", ".")
    plain[is_missing(plain)] = "nan"
    try:
        found = plain.astype(np.float64)
    except ValueError:  # the odd value among them: one by one
        found = np.array([_number(each) for each in plain.tolist()], dtype=np.float64)
    return _finite(found)


def _finite(values: FloatArray) -> FloatArray:
    return np.where(np.isfinite(values), values, np.nan)


def has_doubtful_thousands(values: npt.NDArray[np.generic] | TextArray) -> bool:
    """Tell whether every mark could stand between thousands: 1,234 is 1234 or a bit over 1."""
    if values.dtype.kind in "fi":
        return False
    is_marked = np.zeros(len(values), dtype=np.bool_)
    for mark in _MARKS:
        is_marked |= np.strings.find(values.astype(TEXT), mark) >= 0
    marked = values[is_marked].tolist()
    return bool(marked) and all(_THOUSANDS.fullmatch(each) for each in marked)


def codes(text: TextArray, digits: int) -> TextArray:
    """Return codes with the zeros that Excel took: 180 is kommun 0180; others as they are."""
    return np.array([_code(each, digits) for each in text.tolist()], dtype=TEXT)


def is_code(text: TextArray, digits: int) -> BoolArray:
    """Tell which texts are codes of so many digits, or say nothing."""
    pattern = re.compile(rf"(\d{{{digits}}})?")
    return np.array([bool(pattern.fullmatch(each)) for each in text.tolist()], dtype=np.bool_)


def _code(text: str, digits: int) -> str:
    if text in MISSING:
        return ""
    whole = text.removesuffix(".0")
    return whole.zfill(digits) if whole.isdecimal() else text


def _number(text: str) -> float:
    """Return one number; of a comma and a dot the last is the decimal mark."""
    decimal = max(",.", key=text.rfind)
    thousands = "." if decimal == "," else ","
    plain = text.replace(thousands, "").replace(decimal, ".")
    return float(plain) if _NUMBER.fullmatch(plain) else np.nan
