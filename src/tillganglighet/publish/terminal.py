"""The summary of a report on the terminal, or in a pipe or log file."""

from rich.console import Console
from rich.text import Text

from tillganglighet.accessibility.gap_report import GapReport
from tillganglighet.accessibility.summary import Summary, summarise
from tillganglighet.domain.status import Level, Status
from tillganglighet.publish.classes import published_classes
from tillganglighet.publish.columns import Language
from tillganglighet.publish.findings import findings, people, place_name, unit_name
from tillganglighet.publish.numbers import (
    NARROW_NO_BREAK_SPACE,
    NO_BREAK_SPACE,
    number_text,
    rounded_to_total,
)
from tillganglighet.publish.origin import dates_text
from tillganglighet.publish.words import words


def print_summary(
    report: GapReport, console: Console | None = None, language: Language = "sv"
) -> None:
    """Print the findings, people per time class and category, the worst places and the sources.

    A table that is wider than the terminal becomes one sentence a category. Where the output is
    no terminal nothing is wrapped: each sentence and each row stays one line.
    """
    console = console or Console()
    summary, text = summarise(report), words(language)
    _say(console, text["title"].format(region=report.provenance.region), style="bold")
    _say(console, "")
    for sentence in findings(report, summary, language):
        _say(console, f"* {sentence}")
    _say(console, "")
    unit = unit_name(summary, language).capitalize()
    _say(console, text["terminal_people"].format(unit=unit), style="bold")
    _print_table(_counts(report, summary, language), console)
    _say(console, "")
    _say(console, text["h_worst"], style="bold")
    for rank, village in enumerate(summary.worst_overall, start=1):
        sentence = text["terminal_worst"].format(
            rank=f"{rank:2}",
            place=place_name(report, village),
            count=summary.unreached_count[village],
            total=summary.measured_count,
            over=number_text(summary.over_standard_min[village], 0, language),
        )
        _say(console, sentence)
    _say(console, "")
    source = text["map_source"].format(
        attribution="; ".join(report.provenance.attribution),
        dates=dates_text(report, language),
        program=report.provenance.program,
    )
    _say(console, source)


def _say(console: Console, sentence: str, style: str = "") -> None:
    # Older Windows code pages lack the narrow space. Text is no markup: a village may be [red].
    plain = sentence.replace(NARROW_NO_BREAK_SPACE, NO_BREAK_SPACE)
    console.print(Text(plain, style=style), soft_wrap=not console.is_terminal)


def _print_table(rows: list[list[str]], console: Console) -> None:
    """Print rows under their heads, the first column to the left and numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    heads, *body = rows
    if console.is_terminal and sum(widths) + 2 * (len(widths) - 1) > console.width:
        for name, *numbers in body:
            pairs = zip(heads[1:], numbers, strict=True)
            _say(console, f"{name}: " + "; ".join(f"{head} {number}" for head, number in pairs))
        return
    for name, *numbers in rows:
        cells = [name.ljust(widths[0]), *map(str.rjust, numbers, widths[1:])]
        _say(console, "  ".join(cells))


def _counts(report: GapReport, summary: Summary, language: Language) -> list[list[str]]:
    """Return heads, then per category its name, counts that sum to all, doubt, median and p90."""
    text, counted = words(language), people(summary)
    rows = [
        [
            text["c_category"],
            *(entry.short for entry in published_classes("time_class")),
            text["c_without"],
            text["c_unknown"],
            text["c_uncertain"],
            text["c_median"],
            text["c_p90"],
        ]
    ]
    for index, category in enumerate(report.categories):
        by_status = counted.by_status[index]
        unknown = by_status[Status.UNKNOWN] + by_status[Status.NOT_APPLICABLE]
        without = counted.total - by_status[Status.REACHED] - unknown
        counts = [
            *rounded_to_total([*counted.by_class[index], without, unknown]),
            counted.by_level[index, Level.UNCERTAIN],
        ]
        averages = (summary.median_min[index], summary.p90_min[index])
        rows.append(
            [
                category.name(language),
                *(number_text(count, 0, language) for count in counts),
                *(number_text(minutes, 1, language) for minutes in averages),
            ]
        )
    return rows
