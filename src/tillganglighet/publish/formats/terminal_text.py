"""Lines and tables on a terminal of any width, or unwrapped in a pipe or log file."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tillganglighet.publish.wording.numbers import NARROW_NO_BREAK_SPACE, NO_BREAK_SPACE


def say(console: Console, sentence: str, style: str = "") -> None:
    """Print a sentence; where the output is no terminal it stays one line."""
    console.print(_text(sentence, style), soft_wrap=not console.is_terminal)


def print_table(rows: Sequence[Sequence[str]], console: Console) -> None:
    """Print rows under their heads, the first column to the left and numbers to the right.

    A table that is wider than the terminal becomes one sentence a row.
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    heads, *body = rows
    if console.is_terminal and sum(widths) + 2 * (len(widths) - 1) > console.width:
        for name, *numbers in body:
            pairs = zip(heads[1:], numbers, strict=True)
            say(console, f"{name}: " + "; ".join(f"{head} {number}" for head, number in pairs))
        return
    for name, *numbers in rows:
        cells = [name.ljust(widths[0]), *map(str.rjust, numbers, widths[1:])]
        say(console, "  ".join(cells))


def print_counted(rows: Sequence[tuple[str, str, str]], console: Console) -> None:
    """Print counts, each with its sentence and, less bright, what it is an example of.

    On a terminal sentences are wrapped beside the counts; elsewhere each row stays one line.
    """
    width = max((len(count) for count, *_ in rows), default=0)
    if not console.is_terminal:
        for count, sentence, rest in rows:
            say(console, f"{count.rjust(width)}  {sentence} {rest}".rstrip())
        return
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    for count, sentence, rest in rows:
        grid.add_row(_text(count), _text(sentence) + _text(f" {rest}" if rest else "", "dim"))
    console.print(grid)


def _text(sentence: str, style: str = "") -> Text:
    # Older Windows code pages lack the narrow space. Text is no markup: a village may be [red].
    return Text(sentence.replace(NARROW_NO_BREAK_SPACE, NO_BREAK_SPACE), style=style)
