"""What a scenario does to the structure of a region, in sentences."""

import numpy as np

from tillganglighet.publish.wording.classes import published_classes
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.words import words
from tillganglighet.structure.structure_map import StructureMap


def change_sentences(
    before: StructureMap, after: StructureMap, language: Language
) -> tuple[str, ...]:
    """Return which places rise or fall in node level.

    Both maps are of the same villages.
    """
    text, labels = words(language), published_classes("node_level")
    villages = after.report.villages
    moved = np.flatnonzero(before.levels.level != after.levels.level)
    sentences = [
        text["structure_level_changes"].format(
            name=villages.name[at] or villages.id[at],
            before=labels[before.levels.level[at] - 1].label(language).lower(),
            after=labels[after.levels.level[at] - 1].label(language).lower(),
        )
        for at in moved.tolist()
    ]
    return tuple(sentences) or (text["structure_no_level_changes"],)
