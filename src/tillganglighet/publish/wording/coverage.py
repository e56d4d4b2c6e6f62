"""How complete the data are, in codes and words: in the kommuner that a report measures."""

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.domain.areas import AreaKind
from tillganglighet.domain.coverage import CoverageByKommun
from tillganglighet.domain.status import Coverage
from tillganglighet.publish.wording.classes import codes, published_classes
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.words import names_text, words

MOST_NAMES = 5


def coverage_text(report: GapReport, column: int, language: Language) -> str:
    """Return the coverage of a category in words: "Ofullständig; fullständig i Älvdalen"."""
    labels = published_classes("coverage")
    coverage = report.access.coverage[:, column]
    least = Coverage(int(coverage.min(initial=Coverage.COMPLETE)))
    text = labels[least].label(language)
    for better in Coverage:
        if better > least and (coverage == better).any():
            text = words(language)["coverage_in"].format(
                rest=text,
                coverage=labels[better].label(language).lower(),
                kommuner=_kommuner(report, coverage == better, language),
            )
    return text


def coverage_record(
    coverage: CoverageByKommun, language: Language = "en"
) -> dict[str, dict[str, str]]:
    """Return the coverage for JSON: category, then kommun ("" for the others), then code."""
    code = codes("coverage", language)
    return {
        key: {kommun: str(code[each]) for kommun, each in by_kommun.items()}
        for key, by_kommun in coverage.items()
    }


def _kommuner(report: GapReport, which: npt.NDArray[np.bool_], language: Language) -> str:
    found = np.unique(report.villages.kommun_code[which])
    names = report.areas.names_of(AreaKind.KOMMUN, found).tolist()
    shown = [name or code or "?" for name, code in zip(names, found.tolist(), strict=True)]
    return names_text(shown, MOST_NAMES, language)
