"""The legend of the printed structure map: at most seven items, of what the maps show alone."""

from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np

from tillganglighet.domain.basic_services import basic_services
from tillganglighet.publish.structure.drawing import Drawing, is_short, width_classes
from tillganglighet.publish.structure.look import CORRIDOR_POINTS, SHORT_OF
from tillganglighet.publish.structure.signs import (
    arrow_sign,
    catchment_sign,
    change_sign,
    corridor_sign,
    ground_sign,
    level_sign,
    short_sign,
    weak_sign,
)
from tillganglighet.publish.wording.classes import published_classes
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import number_text
from tillganglighet.publish.wording.words import words
from tillganglighet.structure.flows import FlowKind
from tillganglighet.structure.structure_map import StructureMap


class Legend:
    """The rows of the legend, with the pictures of their signs by name."""

    def __init__(self, structure: StructureMap, drawing: Drawing, language: Language) -> None:
        self._shown = [each for each in (structure.before, structure) if each is not None]
        self._drawing = drawing
        self._language: Language = language
        self._text = words(language)
        self.pictures: dict[str, bytes] = {}

    def rows(self) -> list[dict[str, Any]]:
        """Return heading and signs with words of each row, leaving out what no map shows."""
        text = self._text
        made = [
            (text["structure_nodes"], self._levels()),
            (self._catchment_head(), self._catchments()),
            (self._corridor_head(), self._corridors()),
            ("", self._outside()),
            ("", self._weak()),
            ("", self._short()),
            ("", [self._sign("grund", ground_sign(), text["structure_ground"])]),
        ]
        return [{"head": head, "signs": signs} for head, signs in made if signs]

    def _sign(self, name: str, picture: bytes, label: str) -> dict[str, str]:
        self.pictures[f"tecken-{name}.svg"] = picture
        return {"picture": f"tecken-{name}.svg", "label": label}

    def _levels(self) -> list[dict[str, str]]:
        levels = np.concatenate([each.levels.level for each in self._shown])
        is_preliminary = np.concatenate([each.levels.is_preliminary for each in self._shown])
        looks = published_classes("node_level")[: self._shown[-1].levels.rules.no_level - 1]
        here = [at for at in range(1, len(looks) + 1) if (levels == at).any()]
        scale = self._drawing.scale
        signs = [
            self._sign(
                f"niva-{level}",
                level_sign(level, scale, is_preliminary=False),
                f"{looks[level - 1].mark} {looks[level - 1].label(self._language)}",
            )
            for level in here
        ]
        if is_preliminary.any():
            highest = int(levels[is_preliminary].min())
            sign = level_sign(highest, scale, is_preliminary=True)
            signs.append(self._sign("preliminar", sign, self._text["structure_preliminary"]))
        if self._drawing.is_changed.any():
            signs.append(self._sign("andrad", change_sign(), self._text["structure_changed"]))
        return signs

    def _catchment_head(self) -> str:
        level = self._drawing.catchment_level
        if level is None:
            return ""
        name = published_classes("node_level")[level - 1].label(self._language).lower()
        return self._text["structure_catchments"].format(level=name)

    def _catchments(self) -> list[dict[str, str]]:
        level = self._drawing.catchment_level
        if level is None:
            return []
        own = catchment_sign(is_contested=False)
        signs = [self._sign("omland", own, self._text["structure_own"])]
        if any(len(each.catchments.contested[level - 1].label) for each in self._shown):
            share = 100 * self._shown[-1].settings.contested_share
            label = self._text["structure_contested"].format(
                share=number_text(share, 0, self._language)
            )
            signs.append(self._sign("omstritt", catchment_sign(is_contested=True), label))
        return signs

    def _corridor_head(self) -> str:
        shown = self._shown[-1]
        if shown.flow_kind != FlowKind.MODELLED:
            return self._text[f"structure_{shown.flow_kind.name.lower()}"]
        counted = "persons" if shown.people.counts_persons else "villages"
        return self._text["structure_corridors"].format(counted=self._text[f"counted_{counted}"])

    def _corridors(self) -> list[dict[str, str]]:
        number = partial(number_text, decimals=0, language=self._language)
        edges = [0.0, *self._drawing.breaks]
        text = self._text
        spans = [
            text["structure_between"].format(low=number(low), high=number(high))
            if low >= 1
            else text["structure_fewer"].format(persons=number(high))
            for low, high in pairwise(edges)
        ]
        spans.append(text["structure_more"].format(persons=number(edges[-1])))
        drawn = np.concatenate([width_classes(each, self._drawing) for each in self._shown])
        return [
            self._sign(f"strak-{width}", corridor_sign(width), spans[width - 1])
            for width in range(len(CORRIDOR_POINTS), 0, -1)
            if (drawn == width).any()
        ]

    def _outside(self) -> list[dict[str, str]]:
        if not any(len(each.outside.links) for each in self._shown):
            return []
        return [self._sign("ut", arrow_sign(), self._text["structure_outside"])]

    def _weak(self) -> list[dict[str, str]]:
        weak = self._shown[0].weak
        if not any(len(each.weak) for each in self._shown):
            return []
        limit = number_text(weak.limit_min_per_km, 1, self._language)
        return [self._sign("svag", weak_sign(), self._text["structure_weak"].format(limit=limit))]

    def _short(self) -> list[dict[str, str]]:
        if not any(is_short(each).any() for each in self._shown):
            return []
        services = len(self._shown[0].shortfalls.categories or basic_services())
        label = self._text["structure_short"].format(least=SHORT_OF, services=services)
        return [self._sign("brist", short_sign(), label)]
