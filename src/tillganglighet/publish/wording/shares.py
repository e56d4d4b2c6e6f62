"""Shares as people say them: "1 av 5", "alla", "färre än 1 av 100", "ingen", "2,2 %"."""

from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import percent_text
from tillganglighet.publish.wording.words import words

_LARGEST_PART = 10
_FEWEST = 1 / 200
_FEWEST_PERCENT = 1 / 2000  # 0.05 %: less would be written 0.0
# Halves to tenths by falling simplicity: of two that are as near, the simpler one is said.
_FRACTIONS = tuple((part, whole) for whole in (2, 3, 4, 5, 10, 6, 8) for part in range(1, whole))
_ROUND_TO = ((20, 1), (50, 5), (200, 10))  # "1 av 35" rather than 34: the number stands beside


def share_text(part: float, whole: float, language: Language) -> str:
    """Return a share of a whole in words; the whole is more than nothing."""
    text, share = words(language), part / whole
    if part == 0:
        return text["share_none"]
    if part == whole:
        return text["share_all"]
    if share < _FEWEST:
        return text["share_few"]
    if share > 1 - 1 / (2 * _LARGEST_PART):
        return text["share_nearly_all"]
    if share < 1 / _LARGEST_PART:
        return text["share_of"].format(part=1, whole=_rounded(1 / share))
    nearest = min(
        _FRACTIONS, key=lambda fraction: round(abs(fraction[0] / fraction[1] - share), 2)
    )
    return text["share_of"].format(part=nearest[0], whole=nearest[1])


def spoken_percent(part: float, whole: float, language: Language) -> str:
    """Return a share of a whole in per cent within a sentence, where 0,0 % would not be said."""
    text = words(language)
    if part == 0:
        return text["percent_none"]
    if part / whole < _FEWEST_PERCENT:
        return text["percent_few"]
    return percent_text(part, whole, language)


def _rounded(whole: float) -> int:
    step = next(step for upto, step in _ROUND_TO if whole <= upto)
    return step * round(whole / step)
