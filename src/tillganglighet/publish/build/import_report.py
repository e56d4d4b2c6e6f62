"""The import report on the terminal: what a region was made of, and every doubt about it."""

from collections.abc import Mapping, Sequence

from rich.console import Console

from tillganglighet.domain.coverage import CoverageByKommun
from tillganglighet.domain.data_report import DataReport
from tillganglighet.domain.provenance import Provenance
from tillganglighet.network.findings import Finding
from tillganglighet.network.network_sizes import NetworkSize
from tillganglighet.publish.build.data_report_terminal import print_data_report
from tillganglighet.publish.formats.terminal_text import print_counted, print_table, say
from tillganglighet.publish.product.origin import notices
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.finding_texts import finding_text
from tillganglighet.publish.wording.numbers import number_text
from tillganglighet.publish.wording.words import persons_text, words

SHOWN_EXAMPLES = 3


def print_import_report(
    provenance: Provenance,
    counts: Mapping[str, int],
    networks: Sequence[NetworkSize],
    findings: Mapping[str, Finding],
    *,
    data_report: DataReport,
    coverage: CoverageByKommun,
    language: Language = "sv",
    console: Console | None = None,
) -> None:
    """Print inputs, contents, networks by length, the data report, and findings with examples."""
    console = console or Console(highlight=False)
    text = words(language)
    for notice in notices(provenance, language):
        say(console, notice, style="bold red")
    say(console, text["i_inputs"], style="bold")
    for each in provenance.inputs:
        say(console, f"{each.name}  {each.date}  sha256 {each.sha256[:12]}")
    say(console, f"{provenance.profile}, {provenance.crs}, {provenance.program}")
    say(console, "; ".join(provenance.attribution))
    say(console, "")
    say(console, text["i_contents"], style="bold")
    if provenance.area:
        say(console, text["area_line"].format(area=provenance.area))
    amounts = (
        f"{text[f'count_{name}']} {_whole(count, language)}" for name, count in counts.items()
    )
    say(console, ", ".join(amounts))
    say(console, "")
    print_table(_network_rows(networks, language), console)
    say(console, "")
    print_data_report(data_report, coverage, console, language)
    say(console, "")
    say(console, text["i_doubts" if findings else "i_no_doubts"], style="bold")
    most_concerned = sorted(findings.values(), key=lambda each: (-each.persons, -each.count))
    print_counted([_finding_row(each, language) for each in most_concerned], console)


def _network_rows(networks: Sequence[NetworkSize], language: Language) -> list[list[str]]:
    text = words(language)
    heads = [text["i_network"], text["i_road_km"], text["villages"], text["persons"]]
    return [
        heads,
        *(
            [
                _network_name(size, language),
                number_text(size.road_km, 1, language),
                _whole(size.villages, language),
                _whole(size.persons, language),
            ]
            for size in networks
        ),
    ]


def _network_name(size: NetworkSize, language: Language) -> str:
    number = words(language)["i_other_networks"] if size.number < 0 else str(size.number + 1)
    return f"{number} {size.largest_village}".rstrip()


def _finding_row(finding: Finding, language: Language) -> tuple[str, str, str]:
    sentence = finding_text(finding.kind, language)
    if finding.persons:
        sentence += f" {persons_text(finding.persons, language).capitalize()}."
    return (
        _whole(finding.count, language),
        sentence,
        " ".join(finding.examples[:SHOWN_EXAMPLES]),
    )


def _whole(count: float, language: Language) -> str:
    return number_text(count, 0, language)
