"""What the rules of the structure map say, in words."""

from collections.abc import Sequence

from tillganglighet.domain.catalogue import catalogue
from tillganglighet.publish.columns import Language
from tillganglighet.publish.numbers import NOTHING, number_text
from tillganglighet.publish.words import words
from tillganglighet.structure.levels import NodeLevels, PlaceFacts
from tillganglighet.structure.node_rules import Condition, Measure, NodeRules

_SAID = {
    Measure.SERVICE: "s_service",
    Measure.CLASS: "s_class",
    Measure.POPULATION: "s_population",
    Measure.DAY_POPULATION: "s_day_population",
    Measure.DAY_PER_NIGHT: "s_day_per_night",
}


def rule_text(levels: NodeLevels, place: int, language: Language) -> str:
    """Return the conditions of the rule that a place meets; empty where it meets none."""
    rule = levels.rule(place)
    if rule is None:
        return ""
    return "; ".join(condition_text(each, levels.rules, language) for each in rule.conditions)


def missing_text(levels: NodeLevels, facts: PlaceFacts, place: int, language: Language) -> str:
    """Return what would raise a place, with how much of it there is."""
    text = words(language)
    return "; ".join(
        text["s_has"].format(
            condition=condition_text(each, levels.rules, language),
            has=number_text(_held(each, facts, levels.rules, place), _decimals(each), language),
        )
        for each in levels.missing(place)
    )


def unknown_text(levels: NodeLevels, place: int, language: Language) -> str:
    """Return what nobody knows of a place: the data that are lacking, each once."""
    text = words(language)
    lacking = list[str]()
    for each in levels.unknown(place):
        match each.measure:
            case Measure.SERVICE | Measure.CLASS:
                name = _name(each, levels.rules, language)
                lacking.append(text["s_unknown_service"].format(name=name))
            case Measure.POPULATION:
                lacking.append(text["s_needs_population"])
            case _:
                lacking.append(text["s_needs_day_population"])
    return "; ".join(dict.fromkeys(lacking))


def condition_text(condition: Condition, rules: NodeRules, language: Language) -> str:
    """Return a condition such as "minst 3 skola", "dagbefolkning minst 200"."""
    least = number_text(condition.least, _decimals(condition), language)
    name = _name(condition, rules, language)
    return words(language)[_SAID[condition.measure]].format(least=least, name=name)


def category_names(keys: Sequence[str], language: Language) -> str:
    """Return the names of categories with commas."""
    return ", ".join(catalogue()[key].name(language).lower() for key in keys)


def between(first: str, last: str) -> str:
    """Return the name of what joins two places; of one place where both ends lie by it."""
    return NOTHING.join(dict.fromkeys(filter(None, (first, last))))


def _name(condition: Condition, rules: NodeRules, language: Language) -> str:
    if condition.measure == Measure.CLASS:
        of_class = rules.classes[condition.key]
        return of_class.name_en if language == "en" else of_class.name_sv
    return category_names([condition.key], language) if condition.key else ""


def _held(condition: Condition, facts: PlaceFacts, rules: NodeRules, place: int) -> float:
    if condition.measure in {Measure.SERVICE, Measure.CLASS}:
        of_class = condition.measure == Measure.CLASS
        keys = rules.classes[condition.key].categories if of_class else (condition.key,)
        columns = [facts.services.categories.index(key) for key in keys]
        return float(facts.services.count[place, columns].sum())
    day, night = float(facts.day_population[place]), float(facts.population[place])
    return {
        Measure.POPULATION: night,
        Measure.DAY_POPULATION: day,
        Measure.DAY_PER_NIGHT: day / night if night else float("nan"),
    }[condition.measure]


def _decimals(condition: Condition) -> int:
    return 2 if condition.measure == Measure.DAY_PER_NIGHT else 0
