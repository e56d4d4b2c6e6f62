"""How tables are drawn on maps, in words that no program of maps owns.

A table with geometry may carry several views; in QGIS each is a layer of its own, the first of
them also what the table looks like wherever else its layer is opened. Without views a table is
drawn in one plain symbol. So a product says no more than

    Table(..., views=(View("Stråk", by="klass", classes=coded("time_class", language)),))

and colours, words, markers and patterns come from `classes.toml` alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tillganglighet.publish.wording.classes import Kind, PublishedClass, published_classes
from tillganglighet.publish.wording.columns import Language

INK = "#222222"
HOLLOW_SHARE = 0.62  # of the diameter of a marker
HOLLOW_COLOUR = "#ffffff"
_FAINT_MM = 1.2


@dataclass(frozen=True)
class Symbol:
    """One sign: of a point, a line or an area, as the geometry of the table asks.

    Parameters
    ----------
    colour, ink : str
        Fill of markers and areas and stroke of lines, and outline and pattern; `#rrggbb`.
    marker : str
        Of points, in matplotlib's letters, as in `classes.toml`.
    pattern : str
        Of areas, as in `classes.toml`.
    size_mm : float
        Diameter of markers, width of lines; of areas the width of their outline.
    is_dashed : bool
        Of lines.
    is_hollow : bool
        Of points: white inside, for what is not proved.
    """

    colour: str
    ink: str = INK
    marker: str = "o"
    pattern: str = "none"
    size_mm: float = 3.0
    is_dashed: bool = False
    is_hollow: bool = False


@dataclass(frozen=True)
class DrawnClass:
    """What is drawn alike: the rows with some codes, or numbers in a range.

    Parameters
    ----------
    label : str
        In the legend, in the language of the product.
    symbol : Symbol
    codes : tuple of str
        Of a view by codes; none stands for all other rows.
    above, upto : float
        Of a view by numbers: `above < x <= upto`; the least class also holds `above` itself.
    is_faint : bool
        What the others stand among: a small map need not show all of it.
    """

    label: str
    symbol: Symbol
    codes: tuple[str, ...] = ()
    above: float = 0.0
    upto: float = 0.0
    is_faint: bool = False


@dataclass(frozen=True)
class View:
    """One way to draw a table.

    Parameters
    ----------
    title : str
        Of the layer, in the language of the product.
    classes : tuple of DrawnClass
        At least one.
    by : str
        The column, by its name in the product, or an expression of QGIS; empty to draw all rows
        by the first class.
    where : str
        Rows to draw, as SQL; empty for all.
    group, choice : str
        The group of layers that the view belongs to. Groups of one choice stand in its place, of
        which one at a time is shown; the first at first.
    label_by : str
        Column whose text stands beside the features.
    grows_with : str
        Column by whose root markers and lines grow, up to twice and a half.
    is_shown : bool
        At first.
    is_above : bool
        Drawn above other signs of its kind; else the small lie above the large.
    """

    title: str
    classes: tuple[DrawnClass, ...]
    by: str = ""
    where: str = ""
    group: str = ""
    choice: str = ""
    label_by: str = ""
    grows_with: str = ""
    is_shown: bool = True
    is_above: bool = False

    @property
    def name(self) -> str:
        """Return the title with the group, which tells views of the same title apart."""
        return f"{self.group}: {self.title}" if self.group else self.title

    @property
    def size_mm(self) -> float:
        """Return the size of its largest sign."""
        return max(each.symbol.size_mm for each in self.classes)

    @property
    def is_graduated(self) -> bool:
        """Return whether the classes are ranges of numbers."""
        return bool(self.by) and any(each.upto > each.above for each in self.classes)


def faint(drawn: DrawnClass) -> DrawnClass:
    """Return the class as what the others stand among, its signs small."""
    return replace(drawn, symbol=replace(drawn.symbol, size_mm=_FAINT_MM), is_faint=True)


def hollow_down(marker: str) -> float:
    """Return how far below its point the white of a marker lies, as a share of its diameter.

    The middle of a triangle lies a sixth of its height below that of its sides.
    """
    return (1 - HOLLOW_SHARE) / 6 if marker == "^" else 0.0


def shown_at_first(views: Sequence[View]) -> list[View]:
    """Return the views that a map shows before anybody has chosen, in their order."""
    first: dict[str, str] = {}
    for view in views:
        first.setdefault(view.choice, view.group)
    return [
        view
        for view in views
        if view.is_shown and (not view.choice or view.group == first[view.choice])
    ]


def plain(label: str, symbol: Symbol) -> tuple[DrawnClass, ...]:
    """Return the one class of a view that draws all rows alike."""
    return (DrawnClass(label, symbol),)


def coded(
    kind: Kind, language: Language, *, like: Symbol | None = None, skip: int = 0
) -> tuple[DrawnClass, ...]:
    """Return one class for each published code of a kind, in its colour, marker and pattern.

    Parameters
    ----------
    kind : str
        Of `classes.toml`.
    like : Symbol, optional
        Size and dashes, to be given for lines and areas; if not, those of a village's marker.
    skip : int
        How many of the first codes are left out.
    """
    return tuple(
        DrawnClass(each.label(language), symbol_of(each, like=like), codes=(each.code(language),))
        for each in published_classes(kind)[skip:]
    )


def bands(ends: Sequence[float], labels: Sequence[str], *, like: Symbol) -> tuple[DrawnClass, ...]:
    """Return classes of numbers from 0 up to each end, from the light to the dark time class."""
    edges = pairwise((0.0, *ends))
    return tuple(
        DrawnClass(label, replace(like, colour=colour), above=above, upto=upto)
        for (above, upto), label, colour in zip(edges, labels, ramp(len(ends)), strict=True)
    )


def symbol_of(look: PublishedClass, *, like: Symbol | None = None) -> Symbol:
    """Return the symbol of a published code."""
    return replace(
        like or Symbol(look.colour), colour=look.colour, marker=look.marker or "o",
        pattern=look.pattern,
    )  # fmt: skip


def ramp(count: int) -> tuple[str, ...]:
    """Return so many colours, from light to dark: those of the time classes, or between them."""
    looks = published_classes("time_class")
    if count <= len(looks):
        return tuple(each.colour for each in looks[:count])
    known = [_channels(each.colour) for each in looks]
    places = [number * (len(known) - 1) / max(count - 1, 1) for number in range(count)]
    return tuple(_between(known, place) for place in places)


def _between(known: Sequence[tuple[int, ...]], place: float) -> str:
    low = min(int(place), len(known) - 2)
    part = place - low
    mixed = (round(a + (b - a) * part) for a, b in zip(known[low], known[low + 1], strict=True))
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
