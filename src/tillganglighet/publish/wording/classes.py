"""The published codes: their words in two languages and how they look, defined once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.gaps.gaps import Gaps
from tillganglighet.accessibility.travel.access import AccessTable
from tillganglighet.publish.wording.columns import Language

Kind = Literal[
    "time_class",
    "status",
    "level",
    "coverage",
    "mode",
    "answer",
    "passage",
    "area_class",
    "rule_outcome",
    "node_level",
    "four_field",
    "certainty",
    "flow",
    "weak_reason",
    "road_kind",
    "scenario_change",
    "scenario_event",
    "change_kind",
    "closure",
    "site",
    "review",
    "data",
]


@dataclass(frozen=True)
class PublishedClass:
    """One code: what tables call it, what people call it and how it is drawn.

    Parameters
    ----------
    code_sv, code_en : str
        As in tables.
    label_sv, label_en : str
        As in pages and legends.
    colour, ink : str
        Fill and the text upon it, `#rrggbb`; empty where the code is never drawn.
    pattern, marker, mark : str
        Pattern of bars, marker of the map, sign in text: nothing is told by colour alone.
    short : str
        A time class where there is little room; empty for the others.
    """

    code_sv: str
    code_en: str
    label_sv: str
    label_en: str
    colour: str
    ink: str
    pattern: str
    marker: str
    mark: str
    short: str

    def code(self, language: Language) -> str:
        """Return the code of tables."""
        return self.code_en if language == "en" else self.code_sv

    def label(self, language: Language) -> str:
        """Return the words for people."""
        return self.label_en if language == "en" else self.label_sv


def published_classes(kind: Kind) -> tuple[PublishedClass, ...]:
    """Return the codes of one kind, in the order of the program's own numbers."""
    return _all_classes()[kind]


def codes(kind: Kind, language: Language) -> npt.NDArray[np.object_]:
    """Return the codes of one kind as an array, to be indexed by the program's own numbers."""
    return np.array([entry.code(language) for entry in published_classes(kind)], dtype=object)


def outcomes() -> tuple[PublishedClass, ...]:
    """Return every outcome that persons are divided into: the time classes, then the reasons."""
    return published_classes("time_class") + published_classes("status")[1:]


def outcome_indices(access: AccessTable, gaps: Gaps) -> npt.NDArray[np.intp]:
    """Return the index into `outcomes` of every answer, shaped as the access table."""
    reason = access.status + len(published_classes("time_class")) - 1
    return np.where(gaps.time_class >= 0, gaps.time_class, reason).astype(np.intp)


@cache
def _all_classes() -> Mapping[str, tuple[PublishedClass, ...]]:
    text = files(__package__).joinpath("classes.toml").read_text(encoding="utf-8")
    return {
        kind: tuple(_published_class(entry) for entry in entries)
        for kind, entries in tomllib.loads(text).items()
    }


def _published_class(entry: Mapping[str, str]) -> PublishedClass:
    return PublishedClass(
        code_sv=entry["code"],
        code_en=entry["en"],
        label_sv=entry["label_sv"],
        label_en=entry["label_en"],
        colour=entry.get("colour", ""),
        ink=entry.get("ink", ""),
        pattern=entry.get("pattern", "none"),
        marker=entry.get("marker", ""),
        mark=entry.get("mark", ""),
        short=entry.get("short", ""),
    )
