"""The data report on the terminal: what became of the rows, coverage, and what lacks."""

from collections.abc import Iterator, Mapping

from rich.console import Console

from tillganglighet.domain.catalogue import catalogue
from tillganglighet.domain.coverage import ELSEWHERE, CoverageByKommun
from tillganglighet.domain.data_report import DataReport, SourceRecord
from tillganglighet.domain.status import Coverage
from tillganglighet.publish.formats.terminal_text import print_counted, print_table, say
from tillganglighet.publish.wording.classes import published_classes
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import number_text
from tillganglighet.publish.wording.words import persons_text, words

_COUNTS = ("read", "used", "merged", "outside", "refused")


def print_data_report(
    report: DataReport, coverage: CoverageByKommun, console: Console, language: Language
) -> None:
    """Print rows read, used, merged, outside and refused by source; coverage; what lacks."""
    text = words(language)
    say(console, text["dr_title"], style="bold")
    if report.sources:
        heads = [text["dr_source"], *(text[f"dr_{count}"] for count in _COUNTS)]
        rows = [_row(record, language) for record in report.sources]
        print_table([heads, *rows], console)
    for record in report.sources:
        if record.reasons:
            reasons = ", ".join(record.reasons)
            say(
                console, text["dr_reasons"].format(source=_name(record, language), reasons=reasons)
            )
    for source, days in _days(report):
        say(console, text["dr_days"].format(source=source, days=days))
    for line in _coverage_lines(coverage, language):
        say(console, line)
    label = {entry.code_en: entry.label(language) for entry in published_classes("data")}
    lacks = [
        (
            number_text(lack.places, 0, language),
            f"{label[lack.kind]}.",
            persons_text(lack.persons, language) if lack.persons else "",
        )
        for lack in report.lacks
    ]
    print_counted(lacks, console)


def _row(record: SourceRecord, language: Language) -> list[str]:
    counts = (getattr(record, count) for count in _COUNTS)
    return [_name(record, language), *(number_text(count, 0, language) for count in counts)]


def _name(record: SourceRecord, language: Language) -> str:
    """Return "butiker.csv: Dagligvaror", "osm: Orter"."""
    holds = {entry.code_en: entry.label(language) for entry in published_classes("data")}
    category = catalogue().get(record.category)
    of_what = category.name(language) if category else holds[record.holds]
    if record.holds == "services" and not category:
        of_what = words(language)["dr_no_category"]
    return f"{record.source}: {of_what}"


def _days(report: DataReport) -> Iterator[tuple[str, str]]:
    """Yield each source that tells of its days, once."""
    told = {each.source: each for each in report.sources if each.oldest}
    for source, each in told.items():
        is_one = each.oldest == each.newest
        yield source, each.oldest if is_one else f"{each.oldest} \u2013 {each.newest}"


def _coverage_lines(coverage: CoverageByKommun, language: Language) -> Iterator[str]:
    """Yield the categories of each coverage, the best first; those that hold in some kommuner."""
    text, labels = words(language), published_classes("coverage")
    for level in sorted(Coverage, reverse=True):
        names = [
            f"{catalogue()[key].name(language)}{_kommuner(by_kommun, level)}"
            for key, by_kommun in coverage.items()
            if level in by_kommun.values()
        ]
        if names:
            shown = "; ".join(names)
            yield text["dr_coverage"].format(
                coverage=labels[level].label(language).lower(), names=shown
            )


def _kommuner(by_kommun: Mapping[str, Coverage], level: Coverage) -> str:
    """Return the kommuner where a coverage holds, in brackets; empty where it holds elsewhere."""
    if by_kommun.get(ELSEWHERE) == level:
        return ""
    return f" ({' '.join(code for code, each in by_kommun.items() if each == level)})"
