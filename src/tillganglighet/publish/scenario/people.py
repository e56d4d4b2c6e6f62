"""Who is concerned by a scenario: persons by kommun, category and age group."""

import numpy as np
import pandas as pd

from tillganglighet.domain.areas import AreaKind
from tillganglighet.publish.product.frames import Values, framed, objects, texts
from tillganglighet.publish.wording.columns import Language, table_columns
from tillganglighet.scenarios.changes.scenario import ALL_CATEGORIES
from tillganglighet.scenarios.effects.effects import Tally, tally
from tillganglighet.scenarios.effects.report import ScenarioReport


def scenario_persons(report: ScenarioReport, language: Language = "sv") -> pd.DataFrame:
    """Return persons by what changes for them: all first, then by kommun where any change.

    One row a category and age group.
    """
    found, areas = report.outcome, report.outcome.baseline.areas
    people = found.residents
    groups = [(ALL_CATEGORIES, people.persons)]
    groups += [(name, people.group_persons[:, at]) for at, name in enumerate(people.groups)]
    touched = (found.effects.worse | found.effects.better).any(axis=1) & (people.persons > 0)
    kommuner = np.unique(people.kommun_code[touched]).tolist()
    rows = []
    for code in (None, *kommuner):
        here = np.ones(len(people.persons), bool) if code is None else people.kommun_code == code
        for column, category in enumerate(found.categories):
            for name, persons in groups:
                assumed = found.scenario.assumptions
                counted = np.where(here, persons, 0.0)
                sums = tally(found.effects, column, counted, assumed.trips(category.key), assumed)
                rows.append((code, category, name, sums))
    codes_of = np.array([code or "" for code, *_ in rows], dtype=np.str_)
    everywhere = "alla" if language == "sv" else "all"
    names = texts(areas.names_of(AreaKind.KOMMUN, codes_of))
    names[[code is None for code, *_ in rows]] = everywhere
    values: dict[str, Values] = {
        "kommunkod": texts(codes_of),
        "kommunnamn": names,
        "kategori": objects([category.key for _, category, *_ in rows]),
        "kategorinamn": objects([category.name(language) for _, category, *_ in rows]),
        "grupp": objects([name for _, _, name, _ in rows]),
        **{
            column: np.array([number_of(sums, name) for *_, sums in rows])
            for column, name in SUMS.items()
        },
    }
    return framed(values, table_columns("scenario_personer"), language)


SUMS = {
    "personer": "persons",
    "utan_service": "lost",
    "fick_service": "gained",
    "samre": "worse",
    "battre": "better",
    "nya_over_malniva": "newly_over",
    "nya_inom_malniva": "newly_within",
    "skillnad_personminuter": "person_minutes",
    "skillnad_personkm": "person_km",
    "personminuter_per_ar": "minutes_per_year",
    "personkm_per_ar": "km_per_year",
    "co2_kg_per_ar": "co2_kg_per_year",
    "kronor_per_ar": "kr_per_year",
}


def number_of(sums: Tally, name: str) -> float:
    """Return one of the sums; nan where nobody has settled what it needs."""
    value: float | None = getattr(sums, name)
    return np.nan if value is None else value
