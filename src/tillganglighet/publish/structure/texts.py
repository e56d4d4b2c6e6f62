"""What the rules of the structure map say, in words."""

from collections.abc import Sequence

from tillganglighet.domain.catalogue import catalogue
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import NOTHING, number_text
from tillganglighet.publish.wording.words import words
from tillganglighet.structure.levels import OF_SERVICES, NodeLevels, PlaceFacts
from tillganglighet.structure.node_rules import Condition, Measure, NodeRules

_SAID = {
    Measure.SERVICE: "s_service",
    Measure.CLASS: "s_class",
    Measure.POPULATION: "s_population",
    Measure.DAY_POPULATION: "s_day_population",
    Measure.DAY_PER_NIGHT: "s_day_per_night",
}
_SAID_OF_EACH = {Measure.SERVICE: "s_services", Measure.CLASS: "s_classes"}
_NEEDED = {
    Measure.POPULATION: "s_needs_population",
    Measure.DAY_POPULATION: "s_needs_day_population",
    Measure.DAY_PER_NIGHT: "s_needs_day_population",
}


def rule_text(levels: NodeLevels, place: int, language: Language) -> str:
    """Return the conditions of the rule that a place meets; empty where it meets none.

    Conditions that differ only in what they count are told together, once.
    """
    rule = levels.rule(place)
    if rule is None:
        return ""
    alike = dict[tuple[Measure, float], list[Condition]]()
    for each in rule.conditions:
        alike.setdefault((each.measure, each.least), []).append(each)
    return "; ".join(
        _said(each[0], [_name(one, levels.rules, language) for one in each], language)
        for each in alike.values()
    )


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
    text, unknown = words(language), levels.unknown(place)
    services = [
        _name(each, levels.rules, language) for each in unknown if each.measure in OF_SERVICES
    ]
    needs = {text[_NEEDED[each.measure]] for each in unknown if each.measure not in OF_SERVICES}
    about = text["s_unknown_service"].format(name=", ".join(services))
    return "; ".join([*sorted(needs), *([about] if services else [])])


def condition_text(condition: Condition, rules: NodeRules, language: Language) -> str:
    """Return a condition such as "minst 3 inom skola", "dagbefolkning minst 200"."""
    return _said(condition, [_name(condition, rules, language)], language)


def _said(condition: Condition, names: Sequence[str], language: Language) -> str:
    least = number_text(condition.least, _decimals(condition), language)
    key = _SAID[condition.measure] if len(names) == 1 else _SAID_OF_EACH[condition.measure]
    return words(language)[key].format(least=least, name=", ".join(names))


def category_names(keys: Sequence[str], language: Language) -> str:
    """Return the names of categories with commas between them and none inside."""
    names = [catalogue()[key].name(language).lower() for key in keys]
    return ", ".join(name.replace(",", "") for name in names)


def between(first: str, last: str) -> str:
    """Return the name of what joins two places; of one place where both ends lie by it."""
    return NOTHING.join(dict.fromkeys(filter(None, (first, last))))


def _name(condition: Condition, rules: NodeRules, language: Language) -> str:
    if condition.measure == Measure.CLASS:
        of_class = rules.classes[condition.key]
        return of_class.name_en if language == "en" else of_class.name_sv
    return category_names([condition.key], language) if condition.key else ""


def _held(condition: Condition, facts: PlaceFacts, rules: NodeRules, place: int) -> float:
    if condition.measure in OF_SERVICES:
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
