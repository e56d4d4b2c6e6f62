"""Whether two names name the same shop."""

from difflib import SequenceMatcher
from functools import lru_cache

from tillganglighet.sources.tabular.mapping import column_key

# Spelling alone: "Hemkop Falun" and "Hemköps Falun". Below it other shops of the street come in.
_LIKE_SPELLING = 0.85
# Words that say nothing of which shop it is.
_EMPTY_WORDS = frozenset({"ab", "hb", "i", "och", "the", "de", "en", "ett", "pa", "vid"})
_BEGINNING = 3


def are_like(name: str, other: str) -> bool:
    """Tell whether one name is the other, a part of it, or nearly spelt so.

    "ICA Nära" is like "ICA Nära Särna", and unlike "Coop Särna".
    """
    words, others = _words(name), _words(other)
    if not words or not others:
        return False
    if words <= others or others <= words:
        return True
    if _beginnings(words).isdisjoint(_beginnings(others)):  # spares most pairs the slow comparison
        return False
    one, two = (" ".join(sorted(each)) for each in (words, others))
    return SequenceMatcher(None, one, two).ratio() >= _LIKE_SPELLING


@lru_cache(maxsize=100_000)
def _words(name: str) -> frozenset[str]:
    return frozenset(column_key(name).split("_")) - _EMPTY_WORDS - {""}


@lru_cache(maxsize=100_000)
def _beginnings(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word[:_BEGINNING] for word in words)
