"""The tables of a report by level: people by distance, N of M, and services of each unit."""

from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from tillganglighet.accessibility.levels.area_classes import AreaClass
from tillganglighet.accessibility.levels.missing_services import most_lacked
from tillganglighet.accessibility.levels.report import LevelReport
from tillganglighet.domain.places import FloatArray
from tillganglighet.publish.levels.counts import category_values, people_values, percent
from tillganglighet.publish.levels.units import shown_units, unit_values
from tillganglighet.publish.product.frames import Values, framed, objects
from tillganglighet.publish.wording.classes import codes
from tillganglighet.publish.wording.columns import (
    Column,
    Language,
    category_columns,
    table_columns,
)

# Behind the classes of kilometres, so that they add up to everybody.
_NO_KM = {"sv": ("utan_restid", "okant"), "en": ("no_travel_time", "unknown")}


def indikatorer(level: LevelReport, language: Language = "sv") -> pd.DataFrame:
    """Return one row a unit, category and group: people by class, status and level, averages."""
    found, shown = level.indicators, shown_units(level)
    shape = (len(shown), len(found.categories), len(found.groups))
    unit, category, group = (each.ravel() for each in np.indices(shape))
    values = {key: each[shown][unit] for key, each in unit_values(level, language).items()}
    for key, each in category_values(level.report, language).items():
        values[key] = each[category]
    numbers = people_values(found, shown)
    hidden = None if level.hidden is None else level.hidden.by_category[shown].ravel()
    if hidden is not None:
        numbers["varst_min"] = np.full(len(unit), np.nan)  # the time of a single person
    values |= {"grupp": objects(found.groups)[group], **protected(numbers, hidden, language)}
    return framed(values, table_columns("indikatorer"), language)


def kmklasser(level: LevelReport, language: Language = "sv") -> pd.DataFrame:
    """Return one row a unit, category, group and class of the shortest road, in kilometres."""
    found, shown = level.indicators, shown_units(level)
    of_unit, of_category = unit_values(level, language), category_values(level.report, language)
    frames = []
    for column, category in enumerate(found.categories):
        count = found.km_counts(column)[shown]
        # Of whom the data say nothing is no distance known: only the last class holds them.
        count[found.is_all_unknown[shown, column], :-1] = np.nan
        unit, group, km_class = (each.ravel() for each in np.indices(count.shape))
        names = objects([*km_class_names(category.class_breaks_km), *_NO_KM[language]])
        persons = found.persons[shown][unit, group]
        values = {key: each[shown][unit] for key, each in of_unit.items()}
        values |= {key: each[[column]].repeat(len(unit)) for key, each in of_category.items()}
        numbers = {
            "antal": count.ravel(),
            "andel_procent": percent(count.ravel(), persons),
        }
        hidden = (
            None if level.hidden is None else level.hidden.by_category[shown, column][unit, group]
        )
        values |= {
            "grupp": objects(found.groups)[group],
            "kmklass": names[km_class],
            **protected(numbers, hidden, language),
        }
        frames.append(framed(values, table_columns("kmklasser"), language))
    return pd.concat(frames, ignore_index=True)


def basservice(level: LevelReport, language: Language = "sv") -> pd.DataFrame:
    """Return one row a unit, group and number of basic services lacked: N of M."""
    missing, shown = level.missing, shown_units(level)
    surely, perhaps = missing.surely[shown], missing.perhaps[shown]
    unit, group, count = (each.ravel() for each in np.indices(surely.shape))
    persons = level.indicators.persons[shown][unit, group]
    # At least so many: the sum from here to the end.
    at_least, perhaps_at_least = (
        np.cumsum(each[:, :, ::-1], axis=2)[:, :, ::-1].ravel() for each in (surely, perhaps)
    )
    values = {key: each[shown][unit] for key, each in unit_values(level, language).items()}
    numbers = {
        "antal": surely.ravel(),
        "andel_minst_procent": percent(at_least, persons),
        "antal_med_osakra": perhaps.ravel(),
        "andel_minst_med_osakra_procent": percent(perhaps_at_least, persons),
    }
    hidden = None if level.hidden is None else level.hidden.missing[shown][unit, group]
    values |= {
        "grupp": objects(level.indicators.groups)[group],
        "av_kategorier": np.full(len(unit), float(len(missing.categories))),
        "saknade_kategorier": count.astype(np.float64),
        **protected(numbers, hidden, language),
    }
    return framed(values, table_columns("basservice"), language)


def omraden_columns(level: LevelReport) -> tuple[Column, ...]:
    """Return the columns of `omraden`: those of the unit, then one count a category."""
    keys = [category.key for category in level.report.categories]
    return (*table_columns("omraden"), *category_columns("omraden_kategori", keys))


def omraden(level: LevelReport, language: Language = "sv") -> pd.DataFrame:
    """Return one row a unit: people by area class, N of M, and the services that it holds."""
    shown, missing = shown_units(level), level.missing
    values: dict[str, Values] = dict(unit_values(level, language))
    numbers = {
        "antal": level.indicators.persons[:, 0],
        **{
            f"antal_{code}": level.by_area_class[:, number]
            for number, code in zip(AreaClass, codes("area_class", "sv"), strict=True)
        },
    }
    hidden = None if level.hidden is None else level.hidden.by_area_class
    values |= {
        **protected(numbers, hidden, language),
        "av_kategorier": np.full(len(level.division), float(len(missing.categories))),
        "orten_saknar": _or_nan(missing.village_surely),
        "orten_saknar_eller_osakert": _or_nan(missing.village_perhaps),
        "mest_saknad": objects(most_lacked_names(level, missing.lacking_surely, language)),
        "mest_saknad_eller_osakert": objects(
            most_lacked_names(level, missing.lacking_found, language)
        ),
    }
    places = np.where(level.services_unknown, np.nan, level.service_counts)
    values |= {
        f"{category.key}_platser": places[:, column]
        for column, category in enumerate(level.report.categories)
    }
    chosen = {key: each[shown] for key, each in values.items()}
    return framed(chosen, omraden_columns(level), language)


def most_lacked_names(
    level: LevelReport, lacking: FloatArray, language: Language
) -> list[str | None]:
    """Return the basic service that most people of each unit lack, several of equally many.

    None where nobody lacks any, or where how many do is hidden.
    """
    names = {category.key: category.name(language) for category in level.report.categories}
    ordered = np.array([names[key] for key in level.missing.categories], dtype=object)
    is_hidden = (
        np.zeros(len(lacking), bool) if level.hidden is None else level.hidden.missing[:, 0]
    )
    return [
        None if hidden or not most.any() else ", ".join(ordered[most])
        for most, hidden in zip(most_lacked(lacking), is_hidden.tolist(), strict=True)
    ]


def km_class_names(breaks_km: tuple[float, ...]) -> list[str]:
    """Return the classes as tables call them: "0-2", "2-5", "over 5"."""
    ends = [0.0, *breaks_km]
    between = [f"{low:g}-{high:g}" for low, high in pairwise(ends)]
    return [*between, f"over {ends[-1]:g}"]


def protected(
    numbers: dict[str, FloatArray],
    hidden: npt.NDArray[np.bool_] | None,
    language: Language,
) -> dict[str, Values]:
    """Return the numbers without those of hidden rows, and whether each row is one."""
    count = len(next(iter(numbers.values())))
    is_hidden = np.zeros(count, dtype=bool) if hidden is None else hidden
    answers: Values = codes("answer", language)[is_hidden.astype(np.intp)]
    kept = {key: np.where(is_hidden, np.nan, each) for key, each in numbers.items()}
    return {**kept, "skyddad": answers}


def _or_nan(count: npt.NDArray[np.int32]) -> FloatArray:
    return np.where(count < 0, np.nan, count)
