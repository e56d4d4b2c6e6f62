"""What a scenario does to the node levels of a region: which places rise or fall, and why."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from tillganglighet.publish.product.frames import Values, framed, objects, with_points
from tillganglighet.publish.structure.nodes import level_values, village_values
from tillganglighet.publish.structure.texts import held_text
from tillganglighet.publish.wording.columns import Language, table_columns
from tillganglighet.publish.wording.words import words
from tillganglighet.structure.node_rules import Condition
from tillganglighet.structure.structure_map import StructureMap

if TYPE_CHECKING:
    import geopandas as gpd


def niva_andringar(
    structure: StructureMap, before: StructureMap, language: Language
) -> "gpd.GeoDataFrame":
    """Return the villages whose level the scenario changes, the highest first."""
    moved = _moved(structure, before)
    villages = structure.report.villages
    values: dict[str, Values] = {
        **{key: each[moved] for key, each in village_values(structure).items()},
        "nivanamn_fore": level_values(before.levels, language)[moved],
        "nivanamn_efter": level_values(structure.levels, language)[moved],
        "orsak": objects([_reason(structure, before, at, language) for at in moved.tolist()]),
    }
    frame = framed(values, table_columns("niva_andringar"), language)
    crs = structure.report.provenance.crs
    return with_points(frame, villages.x[moved], villages.y[moved], crs)


def change_sentences(structure: StructureMap, language: Language) -> tuple[str, ...]:
    """Return which places rise or fall in node level; nothing where there is no scenario."""
    before, text = structure.before, words(language)
    if before is None:
        return ()
    old, new = (level_values(each.levels, language) for each in (before, structure))
    villages = structure.report.villages
    sentences = [
        text["structure_level_changes"].format(
            name=villages.name[at] or villages.id[at],
            before=str(old[at]).lower(),
            after=str(new[at]).lower(),
            reason=_reason(structure, before, at, language),
        )
        for at in _moved(structure, before).tolist()
    ]
    return tuple(sentences) or (text["structure_no_level_changes"],)


def _moved(structure: StructureMap, before: StructureMap) -> npt.NDArray[np.intp]:
    """Return the villages whose level changes, the highest first, then by id."""
    old, new = before.levels.level, structure.levels.level
    moved = np.flatnonzero(old != new)
    highest = np.minimum(old, new)[moved]
    return moved[np.lexsort((structure.report.villages.id[moved], highest))]


def _reason(structure: StructureMap, before: StructureMap, place: int, language: Language) -> str:
    """Return what of the higher level's rule the place lacks on one side, and not on the other."""
    old, new = int(before.levels.level[place]), int(structure.levels.level[place])
    is_fall = new > old
    lacking, other = (structure, before) if is_fall else (before, structure)
    rule = structure.levels.rules.levels[min(old, new) - 1]
    changed = [
        each
        for each in rule.conditions
        if _standing(lacking, each, place) != _standing(other, each, place)
    ]
    lacked = held_text(lacking.levels, lacking.facts, place, changed, language)
    key = "structure_lacks_now" if is_fall else "structure_lacked_before"
    return words(language)[key].format(lacked=lacked)


def _standing(structure: StructureMap, condition: Condition, place: int) -> tuple[bool, bool]:
    verdict = structure.levels.verdicts[condition]
    return bool(verdict.met[place]), bool(verdict.unknown[place])
