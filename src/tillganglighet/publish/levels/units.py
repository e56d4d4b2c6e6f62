"""The units of a report by level: which of them tables show, and what every table says of them."""

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.levels.divisions import OUTSIDE_AREAS, WHOLE
from tillganglighet.accessibility.levels.report import LevelReport
from tillganglighet.domain.areas import AreaKind
from tillganglighet.publish.product.frames import Values, objects, texts
from tillganglighet.publish.wording.classes import codes
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.words import words

IntArray = npt.NDArray[np.intp]

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


def _level_word(level: str, language: Language) -> str:
    return words(language)[_LEVEL_WORDS[level]] if level in _LEVEL_WORDS else level
