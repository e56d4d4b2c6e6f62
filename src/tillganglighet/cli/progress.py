"""Progress on the terminal: what is being done, never in the way of the output."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def steps() -> Iterator[Callable[[str], None]]:
    """Yield a function that shows the step at work: a spinner on a terminal, else plain lines."""
    if not sys.stderr.isatty():
        yield lambda step: print(f"... {step}", file=sys.stderr, flush=True)
        return
    from rich.console import Console  # noqa: PLC0415 (only a terminal needs it)

    with Console(stderr=True).status("...") as status:
        yield lambda step: status.update(f"{step} ...")
