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
        _left_out(found, language),
        text["si_incomplete"].format(category=category) if _is_doubted(found) else "",
        text["si_unserved_rule"] if siting.now.unserved > 0 else "",
        "" if found.residents.counts_persons else text["vu_villages_counted"],
        text["vu_trips"] if siting.task.closes else "",
    ]
    return tuple(sentence for sentence in sentences if sentence)


def choice_lines(found: SitingReport, language: Language) -> list[str]:
    """Return a line for each of the best choices."""
    text, lines = words(language), []
    for rank, choice in enumerate(found.siting.choices, start=1):
        mean, unserved = choice.outcome.mean_min, choice.outcome.unserved
        line = text["si_alternative"].format(
            rank=rank, names=_names(found, choice, language), mean=number_text(mean, 2, language)
        )
        without = text["si_alternative_unserved"].format(people=_people(found, unserved, language))
        lines.append(f"{line}{without}" if unserved > 0 else line)
    return lines


def _effects(found: SitingReport, best: SitingChoice, language: Language) -> list[str]:
    text, outcome = words(language), best.outcome
    counted = (
        ("si_served", outcome.newly_served),
        ("si_within", outcome.newly_within),
        ("si_beyond", outcome.newly_beyond),
        ("si_unserved", outcome.unserved),
    )
    said = [text["si_nobody_today"]] if _is_new(found) else []
    said += [
        text[key].format(people=_people(found, count, language))
        for key, count in counted
        if count > 0
    ]
    said = [each.format(category=_category(found, language)) for each in said]
    if np.isfinite(outcome.mean_min):
        said.append(_times(found, best, language))
    if outcome.gain > 0:
        share = percent_text(outcome.worst_tenth_gain, outcome.gain, language)
        said.append(text["si_fair"].format(share=share))
    return said


def _is_new(found: SitingReport) -> bool:
    """Return whether nobody reaches such a service today, so that there is no before."""
    return not np.isfinite(found.siting.now.mean_min)


def _times(found: SitingReport, best: SitingChoice, language: Language) -> str:
    outcome = best.outcome
    return words(language)["si_mean_new" if _is_new(found) else "si_mean"].format(
        category=_category(found, language),
        before=number_text(found.siting.now.mean_min, 1, language),
        after=number_text(outcome.mean_min, 1, language),
        p90=number_text(outcome.p90_min, 1, language),
        worst=number_text(outcome.worst_min, 1, language),
    )


def _left_out(found: SitingReport, language: Language) -> str:
    if found.left_out == 0:
        return ""
    key = "si_one_left_out" if found.left_out == 1 else "si_left_out"
    return words(language)[key].format(count=number_text(found.left_out, 0, language))


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
    names = _names(found, greedy, language)
    fewer = greedy.outcome.unserved - best.outcome.unserved
    if fewer > 0:
        return text["si_greedy_fewer"].format(names=names, people=_people(found, fewer, language))
    loss = _person_minutes(found, greedy) - _person_minutes(found, best)
    return text["si_greedy"].format(names=names, loss=number_text(loss, 0, language))


def _person_minutes(found: SitingReport, choice: SitingChoice) -> float:
    """Return the person-minutes of all who reach a service."""
    served = float(found.residents.weight.sum()) - choice.outcome.unserved
    return choice.outcome.mean_min * served if served > 0 else 0.0


def _names(found: SitingReport, choice: SitingChoice, language: Language) -> str:
    names = site_names(found, choice.is_open ^ found.siting.task.closes)
    return names_text(names, _MOST_NAMES, language)


def _is_doubted(found: SitingReport) -> bool:
    return bool((found.report.access.coverage[:, 0] != Coverage.COMPLETE).any())


def _category(found: SitingReport, language: Language) -> str:
    return found.category.name(language).lower()


def _people(found: SitingReport, count: float, language: Language) -> str:
    return (persons_text if found.residents.counts_persons else villages_text)(count, language)
