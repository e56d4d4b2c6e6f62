"""Text on a map, broken into lines so that nothing is cut at the edge."""

from typing import Literal

from matplotlib.figure import Figure
from matplotlib.text import Text

_INK = "#222222"


def break_lines(text: Text, inches: float) -> None:
    """Break a text of a figure between its words, each line no wider than so many inches.

    A word that is wider by itself keeps a line of its own.
    """
    figure = text.get_figure(root=True)
    assert figure is not None  # noqa: S101 (the caller has set it)
    lines: list[str] = []
    for word in text.get_text().split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        text.set_text(longer)
        if not lines or text.get_window_extent().width > inches * figure.dpi:
            lines.append(word)
        else:
            lines[-1] = longer
    text.set_text("\n".join(lines))


def add_lines(
    figure: Figure,
    text: str,
    at: tuple[float, float],
    inches: float,
    *,
    fontsize: float,
    fontweight: str = "normal",
    va: Literal["top", "bottom"],
) -> None:
    """Set the text from a point of the figure (shares of its sides), so many inches wide."""
    lines = figure.text(
        *at, text, color=_INK, fontsize=fontsize, fontweight=fontweight, va=va, parse_math=False
    )
    break_lines(lines, inches)
