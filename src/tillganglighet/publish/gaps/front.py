"""What the first page has room for, and what must be said beside it."""

from collections.abc import Sequence

from tillganglighet.domain.status import Coverage
from tillganglighet.publish.gaps.report_numbers import ReportNumbers
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.words import words

FRONT_CATEGORIES = 7  # more would push the map from the first page
# What a serviceplan asks first; others follow where these have no answer.
_FRONT = (
    "dagligvaror", "apotek", "vardcentral", "drivmedel", "posttjanster", "kontantuttag",
    "grundskola",
)  # fmt: skip


def front_columns(numbers: ReportNumbers) -> list[int]:
    """Return the categories of the first page, in the order of the report."""
    keys = [category.key for category in numbers.report.categories]
    asked = [keys.index(key) for key in _FRONT if key in keys]
    by_weight = [column for column in asked if column in numbers.full]
    for column in (*(column for column in asked if column in numbers.answered), *numbers.answered):
        # Pharmacies and their agents are nearly the same row twice.
        if not any(column == other or numbers.is_akin(column, other) for other in by_weight):
            by_weight.append(column)
    return sorted(by_weight[:FRONT_CATEGORIES])


def front_note(front: Sequence[int], answered: Sequence[int], language: Language) -> str:
    """Return how the table adds up, and that there are more categories."""
    text = words(language)
    more = text["front_more"].format(count=len(answered)) if len(answered) > len(front) else ""
    return f"{text['front_note']} {more}".strip()


def in_doubt(numbers: ReportNumbers, language: Language) -> str:
    """Return what incomplete data mean for the numbers; empty where all are complete."""
    coverage = numbers.report.access.coverage[:, list(numbers.answered)]
    incomplete = int((coverage < Coverage.COMPLETE).any(axis=0).sum())
    if not incomplete:
        return ""
    return words(language)["key_in_doubt"].format(count=incomplete, total=len(numbers.answered))
