"""An explained number on the terminal: sentences, the way leg by leg, and the inputs."""

import math
from collections.abc import Mapping
from typing import Any

from rich.console import Console

from tillganglighet.accessibility.explanation.explained_number import ExplainedNumber
from tillganglighet.publish.explanation.product import route_rows
from tillganglighet.publish.explanation.texts import rule_text
from tillganglighet.publish.formats.terminal_text import print_table, say
from tillganglighet.publish.product.product import Product
from tillganglighet.publish.wording.columns import Language, table_columns
from tillganglighet.publish.wording.numbers import number_text
from tillganglighet.publish.wording.words import words
from tillganglighet.units import S_PER_MIN

_DECIMALS = {"langd_km": 2, "hastighet_kmh": 0, "restid_s": 3, "framme_min": 1}
_SHOWN = ("langd_km", "hastighet_kmh", "hastighetsregel", "restid_s", "framme_min")


def print_explanation(
    number: ExplainedNumber, product: Product, console: Console, language: Language = "sv"
) -> None:
    """Print all there is to know of one number; rows stay lines where it is no terminal."""
    text = words(language)
    say(console, product.title, style="bold")
    for notice in product.notices:
        say(console, notice, style="bold red")
    for sentence in product.sentences:
        say(console, f"* {sentence}")
    if number.way is not None:
        say(console, "")
        print_table(_rows(number, language), console)
    say(console, "")
    provenance = number.provenance
    for source in provenance.inputs:
        said = f"{source.name}  {source.date or text['date_unknown']}  sha256:{source.sha256}"
        say(console, f"{text['explain_inputs']}: {said}")
    rules = f"{provenance.profile}  sha256:{provenance.profile_sha256}"
    say(console, f"{text['explain_profile']}: {rules}")
    say(console, f"{provenance.program}; {'; '.join(provenance.attribution)}")


def _rows(number: ExplainedNumber, language: Language) -> list[list[str]]:
    """Return heads and one row a stretch, rules in words, waits and additions beside the leg."""
    frame = route_rows(number, language)
    columns = {each.key: each for each in table_columns("fardvag")}
    heads = [columns["led"].label(language), *(columns[key].label(language) for key in _SHOWN)]
    rows = [
        {key: row[column.name(language)] for key, column in columns.items()}
        for _, row in frame.iterrows()
    ]
    return [heads] + [
        [_leg(row, language), *(_cell(row[key], key, language) for key in _SHOWN)] for row in rows
    ]


def _leg(row: Mapping[str, Any], language: Language) -> str:
    """Return "3 Väg: Kungsgatan, residential"."""
    text = words(language)
    named = [str(row[key]) for key in ("vagnamn", "vagklass") if row[key]]
    beside = []
    if math.isnan(row["vantan_s"]):
        beside.append(text["explain_wait_unknown"])
    elif row["vantan_s"]:
        minutes = number_text(row["vantan_s"] / S_PER_MIN, 1, language)
        beside.append(text["explain_wait"].format(minutes=minutes))
    if row["tillagg_s"]:
        seconds = number_text(row["tillagg_s"], 1, language)
        beside.append(text["explain_added"].format(seconds=seconds))
    told = ", ".join([*named, *beside])
    return f"{row['nummer']:2.0f} {row['led']}" + (f": {told}" if told else "")


def _cell(value: Any, key: str, language: Language) -> str:  # noqa: ANN401 (a cell)
    if key in _DECIMALS:
        return number_text(float(value), _DECIMALS[key], language)
    return rule_text(str(value), language) if value else ""
