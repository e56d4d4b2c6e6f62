"""Grades of schools as people write them, and the stages that follow."""

import pytest

from tillganglighet.sources.services.school_grades import grades_text, stages_of


@pytest.mark.parametrize(
    ("text", "grades"),
    [
        ("F\u20136", "F-6"),
        ("f - 5", "F-5"),
        ("Årskurs 1-9", "1-9"),
        ("åk 4\u20136", "4-6"),
        ("0,1,2,3", "F-3"),
        ("F-3, 7-9", "F-3, 7-9"),
        ("Förskoleklass - årskurs 3", "F-3"),
        ("F3", "F-3"),
        ("F1-3", "F-3"),
        ("F", "F"),
        ("7", "7"),
        ("", ""),
        ("gymnasium", ""),
        ("1-12", ""),  # no compulsory school
        ("9-7", ""),
    ],
)
def test_grades_as_people_write_them(text: str, grades: str) -> None:
    assert grades_text(text) == grades


@pytest.mark.parametrize(
    ("grades", "stages"),
    [
        ("F-9", ["f3", "46", "79"]),
        ("F-5", ["f3", "46"]),  # 4 and 5 are two of the three of the middle stage
        ("6-9", ["79"]),  # 6 alone is not
        ("F-3, 7-9", ["f3", "79"]),
        ("F", []),
        ("", []),
    ],
)
def test_a_stage_is_taught_where_most_of_it_is(grades: str, stages: list[str]) -> None:
    assert stages_of(grades) == [f"grundskola_{stage}" for stage in stages]
