"""Standards that somebody has decided: a TOML file of minutes by category, with who and when.

    name = "Serviceplan 2027"
    decided_by = "Regionfullmäktige i Dalarna"
    decided_on = 2026-06-15

    [dagligvaror]
    god = 10
    acceptabel = 20

    [kommun.2039]
    decided_by = "Kommunfullmäktige i Älvdalen"
    decided_on = 2026-09-01
    dagligvaror = { god = 15, acceptabel = 30 }

    [comparison.skolskjuts_f3_2km]
    km = 3

What a place does not say holds as in its kommun, then its län, then everywhere, then as in the
shipped example.
"""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tillganglighet.domain.areas import AreaKind, Areas
from tillganglighet.domain.catalogue import Category, catalogue, expected_category
from tillganglighet.domain.places import Villages
from tillganglighet.domain.rules import rules
from tillganglighet.domain.standards import (
    SCOPES,
    LocalStandards,
    Scope,
    Standards,
    example_standards,
)
from tillganglighet.errors import InputError

GOOD, ACCEPTABLE = "god", "acceptabel"
COMPARISON = "comparison"
_DECISION = ("decided_by", "decided_on")
_MOST_LISTED = 8
Minutes = tuple[dict[str, float], dict[str, float]]


def read_standards(
    path: Path, categories: Sequence[Category], areas: Areas, villages: Villages
) -> Standards:
    """Return the standards of a file, with the shipped example for what it does not say.

    Parameters
    ----------
    path : Path
    categories : sequence of Category
        Those that are measured; the file may tell of others.
    areas, villages
        The kommuner, län and places that local standards may be of.

    Raises
    ------
    InputError
        The file cannot be read, or anything in it is wrong: every fault at once, with the key, the
        value and what was expected.
    """
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{path}: cannot be read as TOML: {error}") from error
    reader = _Reader(path.name, areas, villages)
    standards = reader.standards(given, categories)
    if reader.faults:
        count = len(reader.faults)
        faults = f"{count} fault{'' if count == 1 else 's'}"
        raise InputError(f"{path}: {faults} in the standards", reader.faults)
    return standards


class _Reader:
    """Reads one file and collects its faults."""

    def __init__(self, name: str, areas: Areas, villages: Villages) -> None:
        self.name, self.areas, self.villages = name, areas, villages
        self.faults: list[str] = []

    def standards(self, given: Mapping[str, Any], categories: Sequence[Category]) -> Standards:
        """Return the standards, as far as they are right."""
        example = example_standards(catalogue().values())
        name = self._text(given, "name", "")
        by, on = self._decision(given, "", ("", ""))
        rest = {key: each for key, each in given.items() if key not in {"name", *_DECISION}}
        beside = {key: rest.pop(key) for key in (*SCOPES, COMPARISON) if key in rest}
        good, acceptable = self._limits(rest, "")
        local = [
            each
            for scope in SCOPES
            for each in self._local(scope, beside.get(scope, {}), (by, on))
        ]
        chosen = [category.key for category in categories]
        return Standards(
            name=name,
            decided_by=by,
            decided_on=on,
            good_min={key: good.get(key, example.good_min[key]) for key in chosen},
            acceptable_min={
                key: acceptable.get(key, example.acceptable_min[key]) for key in chosen
            },
            examples=frozenset(key for key in chosen if key not in good),
            local=tuple(local),
            comparisons=self._comparisons(beside.get(COMPARISON, {})),
        )

    def _local(
        self, scope: Scope, given: object, decision: tuple[str, str]
    ) -> list[LocalStandards]:
        if not isinstance(given, dict):
            self._fault(scope, given, f"[{scope}.CODE] with its categories")
            return []
        known = self._codes(scope)
        found = []
        for code, entry in given.items():
            where = f"{scope}.{code}"
            if code not in known:
                listed = ", ".join(sorted(known)[:_MOST_LISTED])
                self._fault(where, code, f"the code of a {scope} of the region, such as {listed}")
            if not isinstance(entry, dict):
                self._fault(where, entry, "a table of categories")
                continue
            by, on = self._decision(entry, where, decision)
            limits = {key: each for key, each in entry.items() if key not in _DECISION}
            found.append(LocalStandards(scope, code, by, on, *self._limits(limits, where)))
        return found

    def _codes(self, scope: Scope) -> set[str]:
        if scope == "ort":
            return set(self.villages.id.tolist())
        kind = AreaKind.KOMMUN if scope == "kommun" else AreaKind.LAN
        of_villages = self.villages.kommun_code if scope == "kommun" else self.villages.lan_code
        return set(self.areas.of_kind(kind).code.tolist()) | set(of_villages.tolist()) - {""}

    def _limits(self, given: Mapping[str, Any], where: str) -> Minutes:
        good: dict[str, float] = {}
        acceptable: dict[str, float] = {}
        for key, entry in given.items():
            at = f"{where}.{key}".lstrip(".")
            if key not in catalogue():
                self.faults.append(
                    f"{self.name}: {at}: no such category; {expected_category(key)}"
                )
                continue
            if not isinstance(entry, dict) or set(entry) != {GOOD, ACCEPTABLE}:
                self._fault(at, entry, f"{{ {GOOD} = 10, {ACCEPTABLE} = 20 }}, both in minutes")
                continue
            if self._are_limits(at, entry[GOOD], entry[ACCEPTABLE]):
                good[key], acceptable[key] = float(entry[GOOD]), float(entry[ACCEPTABLE])
        return good, acceptable

    def _are_limits(self, at: str, good: object, acceptable: object) -> bool:
        are_numbers = True
        for key, value in ((GOOD, good), (ACCEPTABLE, acceptable)):
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not value > 0:
                self._fault(f"{at}.{key}", value, "minutes, a number above 0")
                are_numbers = False
        if are_numbers and float(str(good)) > float(str(acceptable)):
            self._fault(f"{at}.{GOOD}", good, f"at most {ACCEPTABLE}={acceptable}; swap them")
            return False
        return are_numbers

    def _decision(
        self, given: Mapping[str, Any], where: str, above: tuple[str, str]
    ) -> tuple[str, str]:
        """Return who decided and when; of a local standard that says neither, as above it."""
        if where and not any(key in given for key in _DECISION):
            return above
        by = self._text(given, "decided_by", where)
        on = given.get("decided_on")
        key = f"{where}.decided_on".lstrip(".")
        if isinstance(on, date):
            return by, on.isoformat()[:10]
        try:
            return by, date.fromisoformat(str(on)).isoformat()
        except ValueError:
            self._fault(key, on, "the day of the decision, such as 2026-06-15")
            return by, ""

    def _comparisons(self, given: object) -> dict[str, float]:
        if not isinstance(given, dict):
            self._fault(COMPARISON, given, f"[{COMPARISON}.KEY] with km")
            return {}
        known = {key for key, rule in rules().items() if not rule.is_law}
        found = {}
        for key, entry in given.items():
            at = f"{COMPARISON}.{key}"
            km = entry.get("km") if isinstance(entry, dict) else None
            if key in rules() and key not in known:
                self._fault(at, entry, "a comparison; this is a rule of law, which nobody moves")
            elif key not in known:
                self._fault(at, key, f"one of {', '.join(sorted(known))}")
            elif isinstance(km, bool) or not isinstance(km, (int, float)) or not km > 0:
                self._fault(f"{at}.km", km, "kilometres, a number above 0")
            else:
                found[key] = float(km)
        return found

    def _text(self, given: Mapping[str, Any], key: str, where: str) -> str:
        value = given.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
        self._fault(f"{where}.{key}".lstrip("."), value, 'text, such as "Regionfullmäktige"')
        return ""

    def _fault(self, key: str, value: object, expected: str) -> None:
        shown = "(missing)" if value is None else value
        self.faults.append(f"{self.name}: {key}={shown}: expected {expected}")
