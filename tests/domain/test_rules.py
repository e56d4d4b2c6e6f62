"""Rules have a source and a date, and those of law stay where they are."""

from datetime import date

from tillganglighet.domain.catalogue import catalogue
from tillganglighet.domain.population_groups import POPULATION_GROUPS
from tillganglighet.domain.rules import Measure, rules, rules_with


def test_every_rule_says_where_it_comes_from_and_since_when() -> None:
    for rule in rules().values():
        assert rule.source
        assert date.fromisoformat(rule.dated) <= date(2026, 11, 22)
        assert rule.wording_sv.endswith(".")
        assert rule.wording_en.endswith(".")
        assert {rule.category, rule.surely} <= set(catalogue())
        assert not rule.group or rule.group in POPULATION_GROUPS
        assert "berättigad" not in rule.wording_sv


def test_the_legal_rules_are_those_that_were_found() -> None:
    law = {key: rule for key, rule in rules().items() if rule.is_law}

    assert (law["kontantuttag_25km"].km, law["kontantuttag_25km"].max_share) == (25, 0.003)
    assert law["dagskasseinsattning_25km"].max_share == 0.0122
    assert law["driftstod_10km"].km == 10
    assert law["driftstod_10km"].measure == Measure.SERVICE_TO_SERVICE
    assert law["driftstod_10km"].island


def test_a_planner_sets_comparisons_and_no_law() -> None:
    chosen = rules_with({"skolskjuts_f3_2km": 3.0, "kontantuttag_25km": 40.0})
    km = {rule.key: rule.km for rule in chosen}

    assert km["skolskjuts_f3_2km"] == 3
    assert km["kontantuttag_25km"] == 25
