"""A question of siting, and what is wrong with it: all of it at once, before the work."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import numpy as np

from tillganglighet.accessibility.travel.measure import offered_by_id
from tillganglighet.domain.catalogue import Category
from tillganglighet.domain.places import Services
from tillganglighet.errors import UsageError
from tillganglighet.pipeline.siting_candidates import Candidates
from tillganglighet.scenarios.siting.task import GOALS, Goal

_MOST_LISTED = 5


@dataclass(frozen=True)
class SitingQuestion:
    """What is to be found.

    Parameters
    ----------
    category : str
        Key of the catalogue.
    count : int
        How many services to open, or to close.
    goal : Goal
        p-median: least person-minutes. cover: most persons within the acceptable. p-center: the
        shortest longest travel time.
    closes : bool
        Whether so many of the services may close, with least harm; else so many open.
    candidates : str or Path
        Where something may open: empty for the villages, "noder" for every node of the roads, or
        a file of empty premises.
    must_open : sequence of str
        Ids of candidates that open, or of services that stay open, whatever else is chosen.
    must_close : sequence of str
        Ids of services that close, whatever else is chosen.
    capacity : float or None
        Persons whom each new service can take, where the file does not say.
    alternatives : int
        How many of the best choices to find.
    seconds : float
        The longest time to search for each.
    """

    category: str
    count: int = 1
    goal: Goal = "p-median"
    closes: bool = False
    candidates: str | Path = ""
    must_open: Sequence[str] = ()
    must_close: Sequence[str] = ()
    capacity: float | None = None
    alternatives: int = 3
    seconds: float = 60.0


def refuse_faults(
    question: SitingQuestion,
    category: Category,
    mode: str,
    candidates: Candidates,
    services: Services,
) -> None:
    """Raise UsageError that names every fault of the question with its remedy.

    Parameters
    ----------
    question : SitingQuestion
    category : Category
    mode : str
        How the region is travelled.
    candidates : Candidates
        What may open, or close.
    services : Services
        Those of the region; one that is withheld is never suggested.
    """
    faults = [
        *_faults_of_numbers(question, candidates),
        *_faults_of_ids(question, candidates, services, category),
    ]
    if mode not in category.modes:
        modes = ", ".join(category.modes)
        faults.append(f"category={category.key}: is not measured by {mode}; expected {modes}")
    if question.goal not in GOALS:
        faults.append(f"goal={question.goal}: expected any of {', '.join(GOALS)}")
    if faults:
        raise UsageError("\n".join(["the question has no answer as it is put:", *faults]))


def _faults_of_numbers(question: SitingQuestion, candidates: Candidates) -> list[str]:
    faults, count = [], len(candidates.sites)
    noun = "services of the category in the area" if question.closes else "candidates on the road"
    if question.count < 1:
        faults.append(f"count={question.count}: expected 1 or more")
    if question.count > count:
        remedy = "close fewer" if question.closes else "ask for fewer or give more candidates"
        faults.append(f"count={question.count}: only {count} {noun}; {remedy}")
    if question.alternatives < 1:
        faults.append(f"alternatives={question.alternatives}: expected 1 or more")
    if not question.seconds > 0:
        faults.append(f"seconds={question.seconds:g}: expected more than 0")
    if question.capacity is not None and not question.capacity > 0:
        faults.append(f"capacity={question.capacity:g}: expected more than 0 persons")
    is_limited = question.capacity is not None or np.isfinite(candidates.sites.capacity).any()
    if is_limited and question.goal == "p-center":
        faults.append("goal=p-center: takes no capacities; use p-median or cover")
    if question.closes and (question.capacity is not None or question.candidates != ""):
        faults.append("close: looks at the services of today; leave out candidates and capacity")
    return faults


def _faults_of_ids(
    question: SitingQuestion, candidates: Candidates, services: Services, category: Category
) -> list[str]:
    sites = set(candidates.asked_id.tolist())
    offered = set(services.id[offered_by_id(services, category.key)].tolist())
    withheld = set(services.id[services.is_restricted].tolist())
    may_close = sites if question.closes else offered
    may_open = sites if question.closes else sites | offered
    faults = [
        f"must-open={each}: also in must-close; take it out of one of them"
        for each in sorted(set(question.must_open) & set(question.must_close))
    ]
    for option, given, known in (
        ("must-open", question.must_open, may_open),
        ("must-close", question.must_close, may_close),
    ):
        faults += [
            f"{option}={each}: no such {'candidate' if known is may_open else 'service'}"
            f"{_meant(each, known - withheld)}"
            for each in given
            if each not in known
        ]
    forced = set(question.must_close if question.closes else question.must_open) & sites
    free = len(sites) - len(set(question.must_open) & sites)
    if len(forced) > question.count:
        faults.append(f"count={question.count}: fewer than the {len(forced)} that must be chosen")
    if question.closes and free < question.count <= len(sites):
        faults.append(f"count={question.count}: only {free} are left that need not stay open")
    return faults


def _meant(wanted: str, known: set[str]) -> str:
    near = get_close_matches(wanted, sorted(known), n=_MOST_LISTED, cutoff=0.5)
    return f"; did you mean {', '.join(near)}" if near else "; ids stand in the tables of `gaps`"
