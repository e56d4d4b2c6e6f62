"""Views draw the rows that QGIS would draw, as the same class."""

from itertools import pairwise

import pandas as pd

from tillganglighet.publish.maps.changes import change_classes, change_expression
from tillganglighet.publish.maps.selection import drawn_classes
from tillganglighet.publish.maps.style import DrawnClass, Symbol, View, plain, shown_at_first

ROWS = pd.DataFrame(
    {
        "kategori": ["apotek", "apotek", "skola", "apotek"],
        "fore": [5.0, 5.0, None, None],
        "efter": [7.5, None, 3.0, None],
    }
)
SIGN = Symbol("#ffffff")


def drawn(view: View) -> list[int]:
    (found,) = drawn_classes(ROWS, [view])
    return found.tolist()


def test_a_view_draws_the_rows_that_it_asks_for() -> None:
    assert drawn(View("Alla", plain("Alla", SIGN))) == [0, 0, 0, 0]
    assert drawn(View("A", plain("A", SIGN), where="\"kategori\" = 'apotek'")) == [0, 0, -1, 0]


def test_codes_have_their_class_and_the_others_theirs() -> None:
    school = DrawnClass("Skola", SIGN, codes=("skola",))
    rest = DrawnClass("Annat", SIGN)
    assert drawn(View("K", (school, rest), by="kategori")) == [1, 1, 0, 1]
    assert drawn(View("K", (school,), by="kategori")) == [-1, -1, 0, -1]


def test_a_number_on_an_edge_belongs_to_the_lower_range() -> None:
    ends = (0.0, 3.0, 7.5)
    ranges = tuple(
        DrawnClass(f"{low}-{high}", SIGN, above=low, upto=high) for low, high in pairwise(ends)
    )
    # 7.5 is in 3-7.5, 3 in 0-3, nothing in none.
    assert drawn(View("Efter", ranges, by="efter")) == [1, -1, 0, -1]


def test_what_becomes_of_a_place() -> None:
    view = View("Skillnad", change_classes("sv"), by=change_expression("fore", "efter", "sv"))
    labels = [view.classes[index].label for index in drawn(view)]
    # 5 -> 7.5 minutes; 5 -> none; none -> 3; none before and after.
    assert labels == [
        "Längre restid",
        "Blir utan service",
        "Kortare restid",
        "Oförändrad restid",
    ]
    assert view.classes[0].is_faint


def test_of_a_choice_the_first_group_is_shown() -> None:
    def view(title: str, group: str, *, is_shown: bool = True) -> View:
        sign = plain(title, SIGN)
        return View(title, sign, group=group, choice="Service", is_shown=is_shown)

    first = view("Restid", "Apotek")
    views = [first, view("Nivå", "Apotek", is_shown=False), view("Restid", "Skola")]
    alone = View("Vägar", plain("Vägar", SIGN))
    assert shown_at_first([*views, alone]) == [first, alone]
    assert first.name == "Apotek: Restid"
