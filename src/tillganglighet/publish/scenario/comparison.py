"""Two scenarios of one region beside each other."""

import numpy as np
import pandas as pd

from tillganglighet.publish.product.frames import Values, framed, objects
from tillganglighet.publish.product.product import Product, Table
from tillganglighet.publish.scenario.people import SUMS, number_of
from tillganglighet.publish.scenario.product import scenario_origin
from tillganglighet.publish.scenario.sums import whole_tally
from tillganglighet.publish.scenario.texts import scenario_sentences, unknowns_told
from tillganglighet.publish.wording.columns import Language, table_columns
from tillganglighet.publish.wording.words import words
from tillganglighet.scenarios.effects.report import ScenarioReport


def comparison_product(
    first: ScenarioReport, second: ScenarioReport, language: Language = "sv"
) -> Product:
    """Return the sums of two scenarios, which have the same categories, side by side."""
    names = [each.outcome.scenario.name or each.outcome.id for each in (first, second)]
    return Product(
        title=words(language)["sc_compare_title"].format(
            first=names[0], second=names[1], region=first.provenance.region
        ),
        sentences=(
            *(f"{names[0]}: {each}" for each in scenario_sentences(first, language)),
            *(f"{names[1]}: {each}" for each in scenario_sentences(second, language)),
            *unknowns_told(second, language),
        ),
        tables=(
            Table(
                "scenario_jamforelse",
                table_columns("scenario_jamforelse"),
                lambda: scenario_comparison(first, second, language),
                identity=("kategori", "matt"),
            ),
        ),
        origin=scenario_origin(second, language),
        language=language,
    )


def scenario_comparison(
    first: ScenarioReport, second: ScenarioReport, language: Language = "sv"
) -> pd.DataFrame:
    """Return one row a category and measure, over everybody."""
    measures = {each.key: each for each in table_columns("scenario_personer")}
    rows = []
    for column, category in enumerate(first.outcome.categories):
        tallies = whole_tally(first, column), whole_tally(second, column)
        for key, name in SUMS.items():
            values_of = [number_of(each, name) for each in tallies]
            rows.append((category, measures[key], values_of))
    one, other = np.array([numbers for *_, numbers in rows]).reshape(-1, 2).T
    values: dict[str, Values] = {
        "kategori": objects([category.key for category, _, _ in rows]),
        "kategorinamn": objects([category.name(language) for category, _, _ in rows]),
        "matt": objects([measure.name(language) for _, measure, _ in rows]),
        "enhet": objects([measure.unit(language) for _, measure, _ in rows]),
        "forsta": one,
        "andra": other,
        "andra_minus_forsta": other - one,
    }
    return framed(values, table_columns("scenario_jamforelse"), language)
