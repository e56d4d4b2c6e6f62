"""The summary of a report on the terminal, or in a pipe or log file."""

from rich.console import Console

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.gaps.summary import Summary, summarise
from tillganglighet.domain.status import Level, Status
from tillganglighet.publish.formats.terminal_text import print_table, say
from tillganglighet.publish.gaps.findings import findings, people, place_name, unit_name
from tillganglighet.publish.product.origin import dates_text, notices
from tillganglighet.publish.wording.classes import published_classes
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import number_text, rounded_to_total
from tillganglighet.publish.wording.words import words


def print_summary(
    report: GapReport, console: Console | None = None, language: Language = "sv"
) -> None:
    """Print the findings, people per time class and category, the worst places and the sources.

    A table that is wider than the terminal becomes one sentence a category. Where the output is
    no terminal nothing is wrapped: each sentence and each row stays one line.
    """
    console = console or Console()
    summary, text = summarise(report), words(language)
    say(console, text["title"].format(region=report.provenance.region), style="bold")
    say(console, "")
    for notice in notices(report.provenance, language):
        say(console, notice, style="bold red")
    for sentence in findings(report, summary, language):
        say(console, f"* {sentence}")
    say(console, "")
    unit = unit_name(summary, language).capitalize()
    say(console, text["terminal_people"].format(unit=unit), style="bold")
    print_table(_counts(report, summary, language), console)
    say(console, "")
    _print_worst(report, summary, console, language)
    source = text["map_source"].format(
        attribution="; ".join(report.provenance.attribution),
        dates=dates_text(report.provenance, language),
        program=report.provenance.program,
    )
    say(console, source)


def _print_worst(
    report: GapReport, summary: Summary, console: Console, language: Language
) -> None:
    """Print the places worst off: only those that lack something or pass a standard."""
    text = words(language)
    lines: list[str] = []
    for village in summary.worst_overall:
        unreached = int(summary.unreached_count[village])
        over = number_text(summary.over_standard_min[village], 0, language)
        if not unreached and over == "0":
            continue
        line = text["terminal_worst" if unreached else "terminal_farthest"].format(
            rank=f"{len(lines) + 1:2}",
            place=place_name(report, village),
            count=unreached,
            total=summary.measured_count,
            over=over,
        )
        lines.append(line)
    if lines:
        say(console, text["h_worst"], style="bold")
        for line in lines:
            say(console, line)
        say(console, "")


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
