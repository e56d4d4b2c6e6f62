"""What the rules of the structure map say, in words."""

from collections.abc import Sequence

import numpy as np

from tillganglighet.domain.catalogue import catalogue
from tillganglighet.publish.wording.classes import published_classes
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import NOTHING, number_text
from tillganglighet.publish.wording.words import names_text, persons_text, villages_text, words
from tillganglighet.structure.levels import OF_SERVICES, NodeLevels, PlaceFacts
from tillganglighet.structure.node_rules import Condition, Measure, NodeRules
from tillganglighet.structure.structure_map import StructureMap

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
    return held_text(levels, facts, place, levels.missing(place), language)


def unknown_text(levels: NodeLevels, place: int, language: Language) -> str:
    """Return what nobody knows of a place: the data that are lacking, each once."""
    return _unknown_text(levels.unknown(place), levels.rules, language)


def held_text(
    levels: NodeLevels,
    facts: PlaceFacts,
    place: int,
    conditions: Sequence[Condition],
    language: Language,
) -> str:
    """Return conditions with how much of each the place has, or is known to have."""
    return "; ".join(
        words(language)[_has_key(each, facts, levels.rules, place)].format(
            condition=condition_text(each, levels.rules, language),
            has=number_text(_held(each, facts, levels.rules, place), _decimals(each), language),
        )
        for each in conditions
    )


def _unknown_text(unknown: Sequence[Condition], rules: NodeRules, language: Language) -> str:
    text = words(language)
    of_services = [each for each in unknown if each.measure in OF_SERVICES]
    services = dict.fromkeys(_name(each, rules, language) for each in of_services)
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


def people_text(structure: StructureMap, count: float, language: Language) -> str:
    """Return "12 personer", or "12 orter" where villages are counted."""
    said = persons_text if structure.people.counts_persons else villages_text
    return said(count, language)


def level_lines(structure: StructureMap, most: int, language: Language) -> list[dict[str, str]]:
    """Return each level that any place has, with its largest places; a star for preliminary."""
    levels, villages = structure.levels, structure.report.villages
    lines = []
    for at, look in enumerate(published_classes("node_level")[: levels.rules.no_level - 1], 1):
        here = np.flatnonzero(levels.level == at)
        here = here[np.lexsort((villages.id[here], -np.nan_to_num(villages.population[here])))]
        names = [
            f"{villages.name[place]}{'*' if levels.is_preliminary[place] else ''}"
            for place in here.tolist()
        ]
        if names:
            told = names_text(names, most, language)
            lines.append({"level": f"{look.mark} {look.label(language)}", "names": told})
    if levels.is_preliminary.any():
        lines.append({"level": "", "names": words(language)["s_star"]})
    return lines


def sums_rows(structure: StructureMap, language: Language) -> list[list[str]]:
    """Return heads, and a row a level: who is in a catchment, and in none."""
    text, persons = words(language), structure.persons
    labels = published_classes("node_level")
    heads = ("s_c_level", "s_c_nodes", "s_c_persons", "s_c_contested", "s_c_none")
    rows = [[text[head] for head in heads]]
    for each in structure.catchments.people:
        reached = each.node[:, 0] >= 0
        count = len(structure.nodes.of_level(each.level))
        name = f"{each.level} {labels[each.level - 1].label(language)}"
        if count == 0:
            rows.append([name, "0", NOTHING, NOTHING, text["level_without_nodes"]])
            continue
        people = (reached, each.is_contested, ~reached)
        counts = [number_text(persons[of].sum(), 0, language) for of in people]
        rows.append([name, _node_count(structure, each.level, language), *counts])
    return rows


def _node_count(structure: StructureMap, level: int, language: Language) -> str:
    """Return the nodes of a level or a higher one, those beyond the border apart."""
    is_outside = structure.nodes.is_outside[structure.nodes.of_level(level)]
    outside, inside = int(is_outside.sum()), int((~is_outside).sum())
    if not outside:
        return str(inside)
    return words(language)["s_and_outside"].format(inside=inside, outside=outside)


def node_remark(structure: StructureMap, level: int, language: Language) -> str:
    """Say that no place is of a level, or how many of its nodes lie beyond the border."""
    text, nodes = words(language), structure.nodes
    of_level = nodes.of_level(level)
    if len(of_level) == 0:
        return text["level_without_nodes"]
    outside = int(nodes.is_outside[of_level].sum())
    return text["nodes_outside"].format(count=outside) if outside else ""


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
    return catalogue()[condition.key].one(language) if condition.key else ""


def _has_key(condition: Condition, facts: PlaceFacts, rules: NodeRules, place: int) -> str:
    """Return which words say what a place has: where data may be lacking, what is known of it."""
    if condition.measure not in OF_SERVICES:
        return "s_has"
    columns = facts.columns(condition, rules)
    if facts.is_complete[place, columns].all():
        return "s_has"
    return "s_has_known_one" if facts.services.count[place, columns].sum() == 1 else "s_has_known"


def _held(condition: Condition, facts: PlaceFacts, rules: NodeRules, place: int) -> float:
    if condition.measure in OF_SERVICES:
        return float(facts.services.count[place, facts.columns(condition, rules)].sum())
    day, night = float(facts.day_population[place]), float(facts.population[place])
    return {
        Measure.POPULATION: night,
        Measure.DAY_POPULATION: day,
        Measure.DAY_PER_NIGHT: day / night if night else float("nan"),
    }[condition.measure]


def _decimals(condition: Condition) -> int:
    return 2 if condition.measure == Measure.DAY_PER_NIGHT else 0
