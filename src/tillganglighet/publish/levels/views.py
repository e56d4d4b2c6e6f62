"""How the units of a report by level are drawn: by area class, places by what they lack."""

from itertools import pairwise

from tillganglighet.accessibility.levels.report import LevelReport
from tillganglighet.publish.maps.style import Symbol, View, bands, coded
from tillganglighet.publish.product.product import Geometry
from tillganglighet.publish.wording.columns import Language, column_name
from tillganglighet.publish.wording.words import words

_PLACE = Symbol("#ffffff", size_mm=2.2)
_AREA = Symbol("#ffffff", "#5a5a5a", size_mm=0.25)
_LACKED_ENDS = (0, 2, 5)  # of the basic services


def unit_views(level: LevelReport, geometry: Geometry, language: Language) -> tuple[View, ...]:
    """Return the views of the units: points for places, else areas; none without geometry."""
    if not geometry:
        return ()
    text, is_place = words(language), geometry == "Point"
    name, count = (column_name("omraden", key, language) for key in ("omrade_namn", "antal"))
    # Where villages are counted each is as large as the other.
    grows_with = count if is_place and level.people.counts_persons else ""
    of_class = View(
        text["level_map_class"],
        coded("area_class", language, like=_PLACE if is_place else _AREA),
        by=column_name("omraden", "omradesklass", language),
        label_by=name,
        grows_with=grows_with,
    )
    if not is_place:
        return (of_class,)
    basic = len(level.missing.categories)
    ends = [*(end for end in _LACKED_ENDS if end < basic), basic]
    labels = ["0", *(_range_text(low + 1, high) for low, high in pairwise(ends))]
    lacked = View(
        text["level_map_lacked"],
        bands(ends, labels, like=_PLACE),
        by=column_name("omraden", "orten_saknar", language),
        label_by=name,
        grows_with=grows_with,
        is_shown=False,
    )
    return (of_class, lacked)


def _range_text(low: int, high: int) -> str:
    return str(high) if low == high else f"{low}-{high}"
