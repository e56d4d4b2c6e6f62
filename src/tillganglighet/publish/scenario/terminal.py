"""What a scenario does, on the terminal."""

from rich.console import Console

from tillganglighet.publish.formats.terminal_text import print_table, say
from tillganglighet.publish.scenario.headline import headline
from tillganglighet.publish.scenario.product import scenario_title
from tillganglighet.publish.scenario.sheet_tables import effects_table
from tillganglighet.publish.scenario.texts import unknowns, whole_sentences
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.words import words
from tillganglighet.scenarios.effects.report import ScenarioReport


def print_scenario(report: ScenarioReport, language: Language, console: Console) -> None:
    """Print the findings, the sums of each service, and what nobody knows."""
    text, table = words(language), effects_table(report, language)
    say(console, scenario_title(report, language), style="bold")
    say(console, "")
    for sentence in (*headline(report, language), *whole_sentences(report, language)):
        say(console, f"* {sentence}")
    if table.rows:
        say(console, "")
        say(console, text["sc_all_services_heading"], style="bold")
        rows = [[name, *(cell.text for cell in cells)] for name, cells in table.rows]
        print_table([[head.text for head in table.heads], *rows], console)
    say(console, "")
    say(console, text["sc_unknown_heading"], style="bold")
    for sentence in unknowns(report, language):
        say(console, f"* {sentence}")
