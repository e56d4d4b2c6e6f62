"""What tables count of people, from one definition: by class, status and level, with averages."""

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.levels.indicators import Indicators
from tillganglighet.domain.places import FloatArray
from tillganglighet.domain.status import Level, Status
from tillganglighet.publish.product.frames import Values, objects
from tillganglighet.publish.wording.classes import published_classes
from tillganglighet.publish.wording.columns import Language

IntArray = npt.NDArray[np.intp]

_TIME_CLASSES = ("0_5", "5_10", "10_30", "over_30")
# What each count is called in tables; a name of a level may not be that of a count of villages.
_LEVELS = {
    Level.GOOD: "god",
    Level.ACCEPTABLE: "acceptabel",
    Level.GAP: "i_brist",
    Level.UNCERTAIN: "osaker",
    Level.UNREACHABLE: "ej_nabar",
    Level.UNKNOWN: "okant",
}
_SHARES = (
    *_TIME_CLASSES,
    "utan_restid",
    "uppgift_saknas",
    "ej_tillampligt",
    "bortom_acceptabel",
)
# Known of those, too, of whom the data say nothing.
_ALWAYS_KNOWN = {
    "antal",
    "antal_okant",
    "antal_uppgift_saknas",
    "antal_ej_tillampligt",
    "andel_uppgift_saknas_procent",
    "andel_ej_tillampligt_procent",
}


def people_values(found: Indicators, units: IntArray) -> dict[str, FloatArray]:
    """Return the counts, shares and averages of some units, (unit * category * group,) each.

    Time classes, `utan_restid`, `uppgift_saknas` and `ej_tillampligt` add up to `antal`. Where the
    data say nothing of anybody the other numbers are nan.
    """
    shape = found.without_time[units].shape
    everybody = np.broadcast_to(found.persons[units][:, None], shape).ravel()
    values = {"antal": everybody, **_counts(found, units)}
    for key in _SHARES:
        values[f"andel_{key}_procent"] = percent(values[f"antal_{key}"], everybody)
    averages = found.averages
    for key, each in (
        ("medel", averages.mean_min),
        ("median", averages.median_min),
        ("p90", averages.p90_min),
        ("varst", averages.worst_min),
    ):
        values[f"{key}_min"] = each[units].ravel()
    is_unknown = found.is_all_unknown[units].ravel()
    return {
        key: each if key in _ALWAYS_KNOWN else np.where(is_unknown, np.nan, each)
        for key, each in values.items()
    }


def category_values(report: GapReport, language: Language) -> dict[str, Values]:
    """Return what tables say of the categories, (category_count,) each."""
    mode = {entry.code_en: entry.code(language) for entry in published_classes("mode")}
    return {
        "kategori": objects([category.key for category in report.categories]),
        "kategorinamn": objects([category.name(language) for category in report.categories]),
        "fardsatt": objects([mode[report.provenance.mode]] * len(report.categories)),
    }


def percent(part: FloatArray, whole: FloatArray) -> FloatArray:
    """Return the share in per cent; nan of an empty whole."""
    share = np.full(len(whole), np.nan)
    np.divide(100.0 * part, whole, out=share, where=whole > 0)
    return share


def _counts(found: Indicators, units: IntArray) -> dict[str, FloatArray]:
    by_class, by_status, by_level = (
        each[units].reshape(-1, each.shape[-1])
        for each in (found.by_time_class, found.by_status, found.by_level)
    )
    counts: dict[str, FloatArray] = {
        f"antal_{name}": by_class[:, number] for number, name in enumerate(_TIME_CLASSES)
    }
    for status in Status:
        if status != Status.REACHED:
            counts[f"antal_{status.code}"] = by_status[:, status]
    counts |= {f"antal_{name}": by_level[:, number] for number, name in _LEVELS.items()}
    return counts | {
        "antal_utan_restid": found.without_time[units].ravel(),
        "antal_bortom_acceptabel": found.beyond_acceptable[units].ravel(),
    }
