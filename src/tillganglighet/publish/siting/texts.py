"""What a siting found, in plain sentences."""

import numpy as np

from tillganglighet.domain.status import Coverage
from tillganglighet.publish.siting.tables import site_names
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import number_text, percent_text
from tillganglighet.publish.wording.words import names_text, persons_text, villages_text, words
from tillganglighet.scenarios.siting.report import SitingReport
from tillganglighet.scenarios.siting.siting import SitingChoice
from tillganglighet.scenarios.siting.task import Goal

_MOST_NAMES = 10
_GOAL_WORDS: dict[Goal, str] = {
    "p-median": "si_goal_median",
    "cover": "si_goal_cover",
    "p-center": "si_goal_center",
}


def siting_title(found: SitingReport, language: Language) -> str:
    """Return the title of every product of a siting."""
    key = "si_title_close" if found.siting.task.closes else "si_title_open"
    region = found.report.provenance.region
    return words(language)[key].format(category=_category(found, language), region=region)


def siting_sentences(found: SitingReport, language: Language) -> tuple[str, ...]:
    """Return what was sought and found, what it does, and what must be said of it."""
    text, siting = words(language), found.siting
    category = _category(found, language)
    goal = text[_GOAL_WORDS[siting.goal]].format(category=category)
    if not siting.choices:
        return (goal, text["si_none"])
    best = siting.choices[0]
    key = "si_best_close" if siting.task.closes else "si_best_open"
    sentences = [
        goal,
        text[key].format(
            sites=number_text(len(found.sites), 0, language), names=_names(found, best, language)
        ),
        _proof(best, language),
        *_effects(found, best, language),
        _greedy(found, best, language),
        text["si_left_out"].format(count=found.left_out) if found.left_out else "",
        text["si_incomplete"].format(category=category) if _is_doubted(found) else "",
        text["si_unserved_rule"] if siting.now.unserved > 0 else "",
        "" if found.residents.counts_persons else text["vu_villages_counted"],
        text["vu_trips"] if siting.task.closes else "",
    ]
    return tuple(sentence for sentence in sentences if sentence)


def choice_lines(found: SitingReport, language: Language) -> list[str]:
    """Return a line for each of the best choices."""
    return [
        words(language)["si_alternative"].format(
            rank=rank,
            names=_names(found, choice, language),
            mean=number_text(choice.outcome.mean_min, 2, language),
        )
        for rank, choice in enumerate(found.siting.choices, start=1)
    ]


def _effects(found: SitingReport, best: SitingChoice, language: Language) -> list[str]:
    text, outcome, now = words(language), best.outcome, found.siting.now
    category = _category(found, language)
    counted = (
        ("si_served", outcome.newly_served),
        ("si_within", outcome.newly_within),
        ("si_beyond", outcome.newly_beyond),
        ("si_unserved", outcome.unserved),
    )
    said = [
        text[key].format(people=_people(found, count, language), category=category)
        for key, count in counted
        if count > 0
    ]
    if np.isfinite(outcome.mean_min):
        said.append(
            text["si_mean"].format(
                category=category,
                before=number_text(now.mean_min, 1, language),
                after=number_text(outcome.mean_min, 1, language),
                p90=number_text(outcome.p90_min, 1, language),
                worst=number_text(outcome.worst_min, 1, language),
            )
        )
    if outcome.gain > 0:
        share = percent_text(outcome.worst_tenth_gain, outcome.gain, language)
        said.append(text["si_fair"].format(share=share))
    return said


def _proof(best: SitingChoice, language: Language) -> str:
    if best.gap == 0:
        return words(language)["si_proven"]
    if np.isinf(best.gap):
        return words(language)["si_gap_unknown"]
    return words(language)["si_gap"].format(percent=percent_text(best.gap, 1.0, language))


def _greedy(found: SitingReport, best: SitingChoice, language: Language) -> str:
    """Say what choosing by hand would give; of one site there is nothing to say."""
    greedy, text = found.siting.greedy, words(language)
    if (best.is_open ^ found.siting.task.closes).sum() <= 1:
        return ""
    if (greedy.is_open == best.is_open).all():
        return text["si_greedy_same"]
    loss = best.outcome.gain - greedy.outcome.gain
    return text["si_greedy"].format(
        names=_names(found, greedy, language), loss=number_text(loss, 0, language)
    )


def _names(found: SitingReport, choice: SitingChoice, language: Language) -> str:
    names = site_names(found, choice.is_open ^ found.siting.task.closes)
    return names_text(names, _MOST_NAMES, language)


def _is_doubted(found: SitingReport) -> bool:
    return bool((found.report.access.coverage[:, 0] != Coverage.COMPLETE).any())


def _category(found: SitingReport, language: Language) -> str:
    return found.category.name(language).lower()


def _people(found: SitingReport, count: float, language: Language) -> str:
    return (persons_text if found.residents.counts_persons else villages_text)(count, language)
