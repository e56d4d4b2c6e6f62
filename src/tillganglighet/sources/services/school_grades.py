"""The grades (årskurser) of a school, and the stages of compulsory school that it teaches."""

import re
from itertools import pairwise

# Categories of the catalogue and their grades; 0 is förskoleklass, F, which no stage hangs on.
STAGES = {"grundskola_f3": (1, 2, 3), "grundskola_46": (4, 5, 6), "grundskola_79": (7, 8, 9)}
# F-5 and 6-9 is a common division: the school of most of a stage is the school of the stage.
MOST_OF_A_STAGE = 2

_LAST_GRADE = 9
_PRESCHOOL_CLASS = re.compile(r"förskoleklass|\bf\b|\bf(?=\d)")
_SPAN = re.compile(r"(\d+)(?:-(\d+))?")


def grades_text(text: str) -> str:
    """Return the grades as ranges, "F-6" or "F-3, 7-9"; empty for a text that tells none.

    Parameters
    ----------
    text : str
        "F-6", "åk 4-6", "0,1,2,3", "Förskoleklass - årskurs 3"; an en dash will do too.
    """
    digits = _PRESCHOOL_CLASS.sub("0 ", text.casefold().replace("\u2013", "-"))
    spans = re.sub(r"\s*-\s*", "-", re.sub(r"[^\d\s,;-]", "", digits))
    taught: set[int] = set()
    for low, high in _SPAN.findall(re.sub(r"^0 (?=\d(?!-))", "0-", spans.strip())):
        taught |= set(range(int(low), int(high or low) + 1)) or {_LAST_GRADE + 1}
    return "" if max(taught, default=0) > _LAST_GRADE else _ranges(sorted(taught))


def stages_of(grades: str) -> list[str]:
    """Return the stages, as categories, of which a school teaches at least two of three grades.

    Parameters
    ----------
    grades : str
        As `grades_text` writes them.
    """
    taught: set[int] = set()
    for low, high in _SPAN.findall(grades.replace("F", "0")):
        taught |= set(range(int(low), int(high or low) + 1))
    return [
        stage for stage, own in STAGES.items() if len(taught.intersection(own)) >= MOST_OF_A_STAGE
    ]


def _ranges(taught: list[int]) -> str:
    """Return ascending grades with a dash between the first and the last of each run."""
    if not taught:
        return ""
    starts = [taught[0], *(high for low, high in pairwise(taught) if high - low > 1)]
    ends = [*(low for low, high in pairwise(taught) if high - low > 1), taught[-1]]
    spans = [
        _name(start) if start == end else f"{_name(start)}-{_name(end)}"
        for start, end in zip(starts, ends, strict=True)
    ]
    return ", ".join(spans)


def _name(grade: int) -> str:
    return "F" if grade == 0 else str(grade)
