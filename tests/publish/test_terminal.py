"""The summary fits a terminal of any width and is never folded elsewhere."""

import io

from rich.console import Console

from support.reports import small_report
from tillganglighet.publish.gaps.terminal import print_summary


def printed(*, width: int, terminal: bool, language: str = "sv") -> list[str]:
    file = io.StringIO()
    console = Console(file=file, width=width, force_terminal=terminal, no_color=True)
    print_summary(small_report(), console, language=language)
    return file.getvalue().splitlines()


def test_a_pipe_gets_each_sentence_and_row_on_one_line() -> None:
    lines = printed(width=40, terminal=False)
    assert "Restid till service: Påhittade kommunen" in lines
    uncertain = next(line for line in lines if line.startswith("* Flest i osäkert läge"))
    assert uncertain.endswith("en närmare service kan saknas i dem.")
    row = next(line for line in lines if line.startswith("Dagligvaror"))
    # 0-5, 5-10, 10-30, over 30, without, unknown, uncertain, median and 90th percentile.
    assert row.replace("\u00a0", "").split() == [
        "Dagligvaror", "1200", "0", "0", "100", "40", "0", "0", "0,0", "5,0",
    ]  # fmt: skip


def test_numbers_stand_under_their_heads() -> None:
    lines = printed(width=200, terminal=True)
    head = next(line for line in lines if line.startswith("Kategori"))
    row = next(line for line in lines if line.startswith("Dagligvaror"))
    assert len(head.rstrip()) == len(row.rstrip())


def test_a_narrow_terminal_gets_sentences_within_its_width() -> None:
    lines = printed(width=60, terminal=True)
    assert not any(line.startswith("Kategori ") for line in lines)
    assert any(line.startswith("Dagligvaror: 0-5 1\u00a0200; 5-10 0") for line in lines)


def test_the_worst_places_and_the_source_stand_last() -> None:
    lines = printed(width=40, terminal=False, language="en")
    worst = lines.index("The places worst off")
    assert lines[worst + 1].startswith(" 1. +Bortom: does not reach 2 of 2 categories")
    assert lines[-1].startswith("Source: © OpenStreetMap contributors, ODbL.")


def test_it_holds_nothing_that_an_old_windows_console_cannot_show() -> None:
    "\n".join(printed(width=60, terminal=False)).encode("cp1252")
