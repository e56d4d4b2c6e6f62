"""A table for people: every cell as finished text, ready to be set on page or paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from tillganglighet.publish.wording.classes import PublishedClass


@dataclass(frozen=True)
class Cell:
    """One cell: its text, a smaller line below, and the class it shows, if any."""

    text: str
    below: str = ""
    look: PublishedClass | None = None
    is_text: bool = False


@dataclass(frozen=True)
class PageTable:
    """A table whose first cells head their rows; `heads` is one longer than the cells of a row."""

    id: str
    caption: str
    heads: Sequence[Cell]
    rows: Sequence[tuple[str, Sequence[Cell]]]
