"""The tables of rules: of the share of people unit by unit, and of each service."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.levels.report import LevelReport
from tillganglighet.accessibility.levels.rule_outcomes import ServiceOutcomes, ShareOutcomes
from tillganglighet.domain.areas import AreaKind
from tillganglighet.domain.coverage import coverage_at
from tillganglighet.domain.rules import Measure, Rule
from tillganglighet.publish.levels.units import shown_units, unit_values
from tillganglighet.publish.product.frames import Values, framed, objects, texts
from tillganglighet.publish.wording.classes import codes
from tillganglighet.publish.wording.columns import Language, table_columns
from tillganglighet.publish.wording.words import words
from tillganglighet.units import M_PER_KM

IntArray = npt.NDArray[np.intp]
FloatArray = npt.NDArray[np.float64]


_MEASURES = {
    Measure.SHARE_BEYOND: "measure_share_beyond",
    Measure.SHARE_BEYOND_STRAIGHT: "measure_share_beyond_straight",
    Measure.SERVICE_TO_SERVICE: "measure_service_to_service",
}


def regler(level: LevelReport, language: Language = "sv") -> pd.DataFrame:
    """Return one row a rule about people and a unit: the outcome, its margin and its doubt."""
    shown, columns = shown_units(level), table_columns("regler")
    of_unit = {key: each[shown] for key, each in unit_values(level, language).items()}
    frames = [
        framed({**of_unit, **_share_values(level, number, shown, language)}, columns, language)
        for number in range(len(level.shares))
    ]
    return pd.concat(frames, ignore_index=True)


def regler_service(
    report: GapReport, services: Sequence[ServiceOutcomes], language: Language = "sv"
) -> pd.DataFrame:
    """Return one row a rule about services and a service."""
    columns = table_columns("regler_service")
    frames = [
        framed(_service_values(report, outcomes, language), columns, language)
        for outcomes in services
    ]
    nothing = framed({column.key: np.empty(0) for column in columns}, columns, language)
    return pd.concat(frames, ignore_index=True) if frames else nothing


def rule_values(rule: Rule, count: int, language: Language) -> dict[str, Values]:
    """Return what is said of a rule, (count,) each."""
    text, answer = words(language), codes("answer", language)
    said: dict[str, str | None] = {
        "regel_id": rule.key,
        "regelnamn": rule.text("name", language),
        "slag_av_regel": text["rule_law" if rule.is_law else "rule_comparison"],
        "lydelse": rule.text("wording", language),
        "kalla_regel": rule.source,
        "galler_fran": rule.dated,
        "matt": text[_MEASURES[rule.measure]],
        "utland_raknas": answer[int(rule.abroad)],
        "provas_inte": rule.text("untested", language) or None,
    }
    values: dict[str, Values] = {key: objects([each] * count) for key, each in said.items()}
    share = np.nan if rule.max_share is None else 100.0 * rule.max_share
    return values | {
        "gransvarde": np.full(count, rule.km),
        "grans_procent": np.full(count, share),
    }


def _share_values(
    level: LevelReport, number: int, shown: IntArray, language: Language
) -> dict[str, Values]:
    outcomes: ShareOutcomes = level.shares[number]
    hidden = level.hidden.shares[number][shown] if level.hidden else np.zeros(len(shown), bool)
    answer = codes("answer", language)
    outcome = codes("rule_outcome", language)[outcomes.outcome[shown]]
    outcome[hidden] = None
    # Where the data say nothing of anybody, nobody known to be farther is no 0.
    is_known = (outcomes.unknown < outcomes.persons) | (outcomes.persons == 0)
    numbers = {
        "antal": outcomes.persons,
        "berorda": np.where(is_known, outcomes.beyond, np.nan),
        "berorda_osakra": outcomes.in_doubt,
        "utfall_procent": np.where(is_known, 100.0 * outcomes.share, np.nan),
        "marginal_procent": np.where(is_known, 100.0 * outcomes.margin, np.nan),
    }
    return {
        **rule_values(outcomes.rule, len(shown), language),
        "grupp": objects([outcomes.group] * len(shown)),
        **{key: np.where(hidden, np.nan, each[shown]) for key, each in numbers.items()},
        "uppfyllt": outcome,
        "jamforelse": answer[outcomes.is_comparison[shown].astype(np.intp)],
        "skyddad": answer[hidden.astype(np.intp)],
    }


def _service_values(
    report: GapReport, outcomes: ServiceOutcomes, language: Language
) -> dict[str, Values]:
    count = len(outcomes.service)
    services, areas, answer = report.services, report.areas, codes("answer", language)
    kommun = services.kommun_code[outcomes.service]
    coverage = coverage_at(report.coverage, [outcomes.rule.category], kommun)[:, 0]
    return {
        **rule_values(outcomes.rule, count, language),
        "service_id": texts(services.id[outcomes.service]),
        "namn": texts(services.name[outcomes.service]),
        "kommunkod": texts(kommun),
        "kommunnamn": texts(areas.names_of(AreaKind.KOMMUN, kommun)),
        "annan_id": texts(np.append(services.id, "")[outcomes.other]),
        "annan_namn": texts(np.append(services.name, "")[outcomes.other]),
        "annan_km": _km(outcomes.other_m),
        "annan_saker_km": _km(outcomes.sure_m),
        "marginal_km": _km(outcomes.margin_m),
        "utan_fast_forbindelse": answer[outcomes.is_island.astype(np.intp)],
        "tackning": codes("coverage", language)[coverage],
        "uppfyllt": codes("rule_outcome", language)[outcomes.outcome],
        "jamforelse": objects([answer[int(outcomes.is_comparison)]] * count),
    }


def _km(metres: FloatArray) -> FloatArray:
    return np.where(np.isfinite(metres), metres / M_PER_KM, np.nan)
