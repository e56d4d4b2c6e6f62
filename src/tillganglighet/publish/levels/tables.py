"""The tables of a report by level: people by distance, N of M, and services of each unit."""

from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from tillganglighet.accessibility.levels.area_classes import AreaClass
from tillganglighet.accessibility.levels.divisions import OUTSIDE_AREAS, WHOLE
from tillganglighet.accessibility.levels.report import LevelReport
from tillganglighet.domain.areas import AreaKind
from tillganglighet.domain.places import FloatArray
from tillganglighet.domain.status import Level, Status
from tillganglighet.publish.product.frames import Values, framed, objects, texts
from tillganglighet.publish.wording.classes import codes, published_classes
from tillganglighet.publish.wording.columns import (
    Column,
    Language,
    category_columns,
    table_columns,
)
from tillganglighet.publish.wording.words import words

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
_NO_ROAD = ("ingen_vag", "no_road")
# Other kinds of areas, such as deso, go by their own word.
_LEVEL_WORDS = {
    "ort": "level_ort",
    "kommun": "level_kommun",
    "lan": "level_lan",
    "hela": "level_hela",
    "omrade": "level_omrade",
}


def shown_units(level: LevelReport) -> IntArray:
    """Return the units that tables show: all but empty ones outside places and areas."""
    division = level.division
    is_rest = (division.village < 0) & (division.level == "ort")
    is_rest |= division.id == OUTSIDE_AREAS
    holds = (level.indicators.persons[:, 0] > 0) | level.service_counts.any(axis=1)
    return np.flatnonzero(~is_rest | holds)


def indikatorer(level: LevelReport, language: Language = "sv") -> pd.DataFrame:
    """Return one row a unit, category and group: people by class, status and level, averages."""
    found, shown = level.indicators, shown_units(level)
    shape = (len(shown), len(found.categories), len(found.groups))
    unit, category, group = (each.ravel() for each in np.indices(shape))
    values = {key: each[shown][unit] for key, each in unit_values(level, language).items()}
    for key, each in _category_values(level, language).items():
        values[key] = each[category]
    everybody = np.broadcast_to(found.persons[shown][:, None, :], shape).ravel()
    numbers: dict[str, FloatArray] = {"antal": everybody, **_counts(level, shown)}
    for key in (*_TIME_CLASSES, "utan_restid", "bortom_acceptabel"):
        numbers[f"andel_{key}_procent"] = percent(numbers[f"antal_{key}"], everybody)
    averages = found.averages
    for key, each in (
        ("medel", averages.mean_min),
        ("median", averages.median_min),
        ("p90", averages.p90_min),
        ("varst", averages.worst_min),
    ):
        numbers[f"{key}_min"] = each[shown].ravel()
    hidden = None if level.hidden is None else level.hidden.by_category[shown].ravel()
    if hidden is not None:
        numbers["varst_min"] = np.full(len(unit), np.nan)  # the time of a single person
    values |= {"grupp": objects(found.groups)[group], **protected(numbers, hidden, language)}
    return framed(values, table_columns("indikatorer"), language)


def kmklasser(level: LevelReport, language: Language = "sv") -> pd.DataFrame:
    """Return one row a unit, category, group and class of the shortest road, in kilometres."""
    found, shown = level.indicators, shown_units(level)
    of_unit, of_category = unit_values(level, language), _category_values(level, language)
    frames = []
    for column, category in enumerate(found.categories):
        by_class = found.by_km_class[column][shown]
        rest = found.persons[shown] - by_class.sum(axis=2)
        count = np.concatenate([by_class, rest[:, :, None]], axis=2)
        unit, group, km_class = (each.ravel() for each in np.indices(count.shape))
        names = objects(km_class_names(category.class_breaks_km, language))
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
    names = {category.key: category.name(language) for category in level.report.categories}
    lacked = objects([*(names[key] for key in missing.categories), None])
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
        "mest_saknad": lacked[
            missing.most_lacking
            if level.hidden is None
            else np.where(level.hidden.missing[:, 0], -1, missing.most_lacking)
        ],
    }
    values |= {
        f"{category.key}_platser": level.service_counts[:, column].astype(np.float64)
        for column, category in enumerate(level.report.categories)
    }
    chosen = {key: each[shown] for key, each in values.items()}
    return framed(chosen, omraden_columns(level), language)


def unit_values(level: LevelReport, language: Language) -> dict[str, Values]:
    """Return what every table says of the units, (unit_count,) each."""
    division, areas, text = level.division, level.report.areas, words(language)
    count = len(division)
    unit = text["persons" if level.people.counts_persons else "villages"]
    return {
        "indelning": objects([_level_word(division.level, language)] * count),
        "omrade_id": texts(division.id),
        "omrade_namn": objects(unit_names(level, language)),
        "omradestyp": texts(division.kind),
        "kommunkod": texts(division.kommun_code),
        "kommunnamn": texts(areas.names_of(AreaKind.KOMMUN, division.kommun_code)),
        "lanskod": texts(division.lan_code),
        "lansnamn": texts(areas.names_of(AreaKind.LAN, division.lan_code)),
        "omradesklass": codes("area_class", language)[level.area_class],
        "raknas": objects([unit] * count),
    }


def unit_names(level: LevelReport, language: Language) -> list[str]:
    """Return what people call each unit."""
    division, text = level.division, words(language)
    kommuner = level.report.areas.names_of(AreaKind.KOMMUN, division.kommun_code)
    names = []
    for at, name in enumerate(division.name.tolist()):
        kommun = str(kommuner[at] or division.kommun_code[at] or text["kommun_not_known"])
        if division.is_part[at]:
            names.append(text["part_of_place"].format(name=name, kommun=kommun))
        elif division.level == WHOLE:
            names.append(level.report.provenance.area or level.report.provenance.region)
        elif division.id[at] == OUTSIDE_AREAS:
            names.append(text["outside_areas"])
        elif division.level == "ort" and division.village[at] < 0:
            names.append(text["outside_places"].format(kommun=kommun))
        else:
            names.append(name or str(division.id[at]) or text["kommun_not_known"])
    return names


def km_class_names(breaks_km: tuple[float, ...], language: Language) -> list[str]:
    """Return the classes as tables call them: "0-2", "2-5", "over 5", then without a road."""
    ends = [0.0, *breaks_km]
    between = [f"{low:g}-{high:g}" for low, high in pairwise(ends)]
    return [*between, f"over {ends[-1]:g}", _NO_ROAD[language == "en"]]


def percent(part: FloatArray, whole: FloatArray) -> FloatArray:
    """Return the share in per cent; nan of an empty whole."""
    share = np.full(len(whole), np.nan)
    np.divide(100.0 * part, whole, out=share, where=whole > 0)
    return share


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


def _counts(level: LevelReport, shown: IntArray) -> dict[str, FloatArray]:
    found = level.indicators
    by_class, by_status, by_level = (
        each[shown].reshape(-1, each.shape[-1])
        for each in (found.by_time_class, found.by_status, found.by_level)
    )
    counts: dict[str, FloatArray] = {
        f"antal_{name}": by_class[:, number] for number, name in enumerate(_TIME_CLASSES)
    }
    for status in Status:
        if status != Status.REACHED:
            counts[f"antal_{status.code}"] = by_status[:, status]
    counts["antal_utan_restid"] = by_status.sum(axis=1) - by_status[:, Status.REACHED]
    counts |= {f"antal_{name}": by_level[:, number] for number, name in _LEVELS.items()}
    counts["antal_bortom_acceptabel"] = found.beyond_acceptable[shown].ravel()
    return counts


def _category_values(level: LevelReport, language: Language) -> dict[str, Values]:
    mode = {entry.code_en: entry.code(language) for entry in published_classes("mode")}
    categories = level.report.categories
    return {
        "kategori": objects([category.key for category in categories]),
        "kategorinamn": objects([category.name(language) for category in categories]),
        "fardsatt": objects([mode[level.report.provenance.mode]] * len(categories)),
    }


def _level_word(level: str, language: Language) -> str:
    return words(language)[_LEVEL_WORDS[level]] if level in _LEVEL_WORDS else level


def _or_nan(count: npt.NDArray[np.int32]) -> FloatArray:
    return np.where(count < 0, np.nan, count)
