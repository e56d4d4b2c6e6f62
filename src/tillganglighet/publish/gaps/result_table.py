"""The result in one table: everybody by time class, status and level, category by category."""

import numpy as np
import pandas as pd

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.levels.counted_people import counted_people
from tillganglighet.accessibility.levels.divisions import WHOLE, divided
from tillganglighet.accessibility.levels.indicators import measure_indicators
from tillganglighet.domain.status import Coverage
from tillganglighet.publish.levels.counts import category_values, people_values
from tillganglighet.publish.product.frames import Values, framed, objects
from tillganglighet.publish.wording.classes import codes
from tillganglighet.publish.wording.columns import Language, table_columns
from tillganglighet.publish.wording.words import words


def resultat(report: GapReport, language: Language = "sv") -> pd.DataFrame:
    """Return one row a category; its classes and statuses add up to everybody who is counted."""
    people = counted_people(report)
    everybody = people.of_everybody()
    division = divided(WHOLE, everybody, report.villages, report.areas)
    found = measure_indicators(everybody, division, report.categories)
    counted = words(language)["persons" if people.counts_persons else "villages"]
    least = people.access.coverage.min(axis=0, initial=Coverage.COMPLETE)
    values: dict[str, Values] = {
        **category_values(report, language),
        **people_values(found, np.array([0])),
        "raknas": objects([counted] * len(report.categories)),
        "tackning": codes("coverage", language)[least],
    }
    return framed(values, table_columns("resultat"), language)
