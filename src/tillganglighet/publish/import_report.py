"""The import report on the terminal: what a region was made of, and every doubt about it."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from rich.console import Console
from rich.table import Table

from tillganglighet.domain.provenance import Provenance
from tillganglighet.network.findings import Finding
from tillganglighet.publish.columns import Language
from tillganglighet.publish.numbers import number_text

SHOWN_EXAMPLES = 3

_COUNTED = {
    "sv": ("noder", "kanter", "vägar", "orter", "service", "rutor"),
    "en": ("nodes", "edges", "roads", "villages", "services", "cells"),
}
_HEADINGS = {
    "sv": ("Underlag", "Innehåll", "Tvivel", "Antal", "Exempel", "Inga tvivel."),
    "en": ("Inputs", "Contents", "Doubt", "Count", "Examples", "No doubts."),
}


@cache
def finding_texts() -> Mapping[str, Mapping[str, str]]:
    """Return the wording of every kind of finding, by kind and language."""
    text = files("tillganglighet.network").joinpath("findings.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def print_import_report(
    provenance: Provenance,
    counts: Mapping[str, int],
    findings: Mapping[str, Finding],
    *,
    language: Language = "sv",
    console: Console | None = None,
) -> None:
    """Print inputs, counts and findings; a finding shows a few OSM ids to look up."""
    console = console or Console(highlight=False)
    inputs, contents, doubt, count, examples, none = _HEADINGS[language]
    console.print(f"[bold]{inputs}[/bold]")
    for each in provenance.inputs:
        console.print(f"  {each.name}  {each.date}  sha256 {each.sha256[:12]}", soft_wrap=True)
    console.print(f"  {provenance.profile}, {provenance.crs}, {provenance.program}")
    console.print(f"  {'; '.join(provenance.attribution)}", soft_wrap=True)
    console.print(f"[bold]{contents}[/bold]")
    amounts = zip(_COUNTED[language], counts.values(), strict=True)
    console.print(
        "  " + ", ".join(f"{name} {number_text(value, 0, language)}" for name, value in amounts),
        soft_wrap=True,
    )
    if not findings:
        console.print(none)
        return
    table = Table(box=None, pad_edge=False)
    table.add_column(doubt, ratio=1)
    table.add_column(count, justify="right")
    table.add_column(examples, no_wrap=True)
    for finding in findings.values():
        wording = finding_texts().get(finding.kind, {}).get(language, finding.kind)
        shown = " ".join(finding.examples[:SHOWN_EXAMPLES])
        table.add_row(wording, number_text(finding.count, 0, language), shown)
    console.print(table)
