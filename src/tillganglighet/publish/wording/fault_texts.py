"""Faults in Swedish: the program tells them in English, and clauses are known by their words."""

import re
import tomllib
from functools import cache
from importlib.resources import files

_PARTING = "; "
# Characters; who sends a longer value gets it back as it is, so that no text takes long to match.
_LONGEST = 1_000
_HOLE = re.compile(r"\\\{(\w+)\\\}")
_NUMBERED = re.compile(r"\bchange (\d+)")


def swedish_fault(fault: str) -> str:
    """Return a fault in Swedish; a clause that `faults.toml` lacks stays as it is.

    Where in the file it stands, and which key it is about, goes before the clause: `stangs.toml:4:
    close_service: service n1: unknown`.
    """
    return _PARTING.join(_swedish(clause) for clause in fault.split(_PARTING))


def _swedish(clause: str) -> str:
    if len(clause) > _LONGEST:
        return clause
    for pattern, swedish in _clauses():
        found = pattern.fullmatch(clause)
        if found:
            holes = found.groupdict("").items()
            told = {name: each.replace(" or ", " eller ") for name, each in holes}
            return _NUMBERED.sub(r"ändring \1", told["before"] + swedish.format_map(told))
    return clause


@cache
def _clauses() -> tuple[tuple[re.Pattern[str], str], ...]:
    text = files(__package__).joinpath("faults.toml").read_text(encoding="utf-8")
    return tuple((_pattern(each["en"]), each["sv"]) for each in tomllib.loads(text)["clause"])


def _pattern(english: str) -> re.Pattern[str]:
    """Return what matches the words, whatever stands in their holes and goes before them."""
    holes = _HOLE.sub(r"(?P<\1>.+?)", re.escape(english))
    return re.compile(rf"(?P<before>(?:.+?: )?){holes}", re.DOTALL)
