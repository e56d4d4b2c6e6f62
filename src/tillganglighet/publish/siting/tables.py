"""The sites, the choices and the villages of a siting, as published tables."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tillganglighet.publish.product.frames import Values, framed, objects, texts, with_points
from tillganglighet.publish.wording.columns import Language, table_columns
from tillganglighet.publish.wording.words import words
from tillganglighet.scenarios.siting.outcome import SitingOutcome
from tillganglighet.scenarios.siting.report import SitingReport
from tillganglighet.scenarios.siting.siting import SitingChoice
from tillganglighet.scenarios.siting.task import Mask

if TYPE_CHECKING:
    import geopandas as gpd

_PERCENT = 100.0


def placering(found: SitingReport, language: Language = "sv") -> "gpd.GeoDataFrame":
    """Return one row a site as points: what it alone would do; the chosen ones first."""
    sites, siting = found.sites, found.siting
    chosen, order = siting.order > 0, siting.ranked
    alone = [siting.alone[at] for at in order]
    best = siting.choices[0].outcome if siting.choices else siting.now
    values: dict[str, Values] = {
        "plats_id": texts(sites.id[order]),
        "namn": texts(sites.name[order]),
        "kommunkod": texts(sites.kommun_code[order]),
        **_of_outcomes(found, alone),
        "kostnad_kr": sites.cost_kr[order],
        "kapacitet": _finite(sites.capacity[order]),
        "vald_ordning": np.where(chosen[order], siting.order[order], np.nan),
        "personer": _in_persons(found, best.site_persons[order]),
    }
    frame = framed(values, table_columns("placering"), language)
    return with_points(frame, sites.x[order], sites.y[order], found.report.provenance.crs)


def placering_losningar(found: SitingReport, language: Language = "sv") -> pd.DataFrame:
    """Return one row a choice: today, the best ones, and one site at a time."""
    siting, text = found.siting, words(language)
    nothing = np.full(len(found.sites), siting.task.closes)
    rows = [
        (0, "si_kind_now", SitingChoice(nothing, siting.now, np.nan)),
        *(
            (rank, "si_kind_best" if rank == 1 else "si_kind_other", choice)
            for rank, choice in enumerate(siting.choices, start=1)
        ),
        (np.nan, "si_kind_greedy", SitingChoice(*_parts(siting.greedy), np.nan)),
    ]
    changed = [choice.is_open ^ siting.task.closes for _, _, choice in rows]
    outcomes = [choice.outcome for _, _, choice in rows]
    cost = np.array([np.sum(found.sites.cost_kr[each]) for each in changed])
    share = [_share(each) for each in outcomes]
    values: dict[str, Values] = {
        "losning": np.array([rank for rank, _, _ in rows], dtype=np.float64),
        "slag_av_losning": objects([text[kind] for _, kind, _ in rows]),
        "antal_platser": np.array([float(each.sum()) for each in changed]),
        "platser": objects([", ".join(site_names(found, each)) or None for each in changed]),
        **_of_outcomes(found, outcomes),
        "nya_over_grans": np.array([each.newly_beyond for each in outcomes]),
        "fick_service": np.array([each.newly_served for each in outcomes]),
        "andel_vinst_samst_tiondel_procent": _PERCENT * np.array(share),
        "kostnad_kr": np.where([each.any() for each in changed], cost, np.nan),
        "mojlig_forbattring_procent": _PERCENT
        * _finite(np.array([choice.gap for _, _, choice in rows])),
    }
    return framed(values, table_columns("placering_losningar"), language)


def placering_orter(found: SitingReport, language: Language = "sv") -> "gpd.GeoDataFrame":
    """Return one row a village as points: before and after the best choice, most changed first."""
    villages, times = found.report.villages, found.villages
    before, after = _finite(times.before_min), _finite(times.after_min)
    change = after - before
    gets = np.isfinite(after) & ~np.isfinite(before)
    loses = np.isfinite(before) & ~np.isfinite(after)
    size = np.where(gets | loses, np.inf, np.abs(np.nan_to_num(change)))
    persons = found.report.village_persons
    order = np.lexsort([villages.id, -np.nan_to_num(persons), -size])
    values: dict[str, Values] = {
        "ort_id": texts(villages.id)[order],
        "ortnamn": texts(villages.name)[order],
        "kommunkod": texts(villages.kommun_code)[order],
        "befolkning": persons[order],
        "restid_fore_min": before[order],
        "restid_efter_min": after[order],
        "skillnad_min": change[order],
        "narmaste_efter_id": _none_if_empty(times.nearest_id[order]),
        "narmaste_efter_namn": _none_if_empty(times.nearest_name[order]),
    }
    frame = framed(values, table_columns("placering_orter"), language)
    return with_points(frame, villages.x[order], villages.y[order], found.report.provenance.crs)


def site_names(found: SitingReport, which: Mask) -> list[str]:
    """Return the names of some sites, in the order of the best choice where they are in it.

    Where several sites have the same name, the id stands beside it.
    """
    at, sites = np.flatnonzero(which), found.sites
    at = at[np.argsort(found.siting.order[at], kind="stable")]
    names, count = np.unique(sites.name, return_counts=True)
    shared = set(names[count > 1].tolist())
    return [
        f"{name} ({own_id})" if name and name in shared else name or own_id
        for name, own_id in zip(sites.name[at].tolist(), sites.id[at].tolist(), strict=True)
    ]


def _parts(choice: SitingChoice) -> tuple[Mask, SitingOutcome]:
    return choice.is_open, choice.outcome


def _share(outcome: SitingOutcome) -> float:
    """Return the part of the gain of the worst-off tenth; nan where nothing is gained."""
    return outcome.worst_tenth_gain / outcome.gain if outcome.gain > 0 else np.nan


def _of_outcomes(found: SitingReport, outcomes: list[SitingOutcome]) -> dict[str, Values]:
    return {
        "nya_inom_grans": np.array([each.newly_within for each in outcomes]),
        "restid_medel_min": np.array([each.mean_min for each in outcomes]),
        "p90_min": np.array([each.p90_min for each in outcomes]),
        "varst_min": np.array([each.worst_min for each in outcomes]),
        "utan_service": np.array([each.unserved for each in outcomes]),
        "vinst_personminuter": _in_persons(found, np.array([each.gain for each in outcomes])),
    }


def _in_persons(found: SitingReport, values: Values) -> Values:
    """Return sums over persons; nan where villages are counted."""
    return values if found.residents.counts_persons else np.full(len(values), np.nan)


def _finite(values: Values) -> Values:
    return np.where(np.isfinite(values.astype(np.float64)), values, np.nan).astype(np.float64)


def _none_if_empty(values: Values) -> Values:
    return objects([each or None for each in values.tolist()])
