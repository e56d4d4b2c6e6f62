"""Functional regions out of commuting: local labour markets by the rule of Statistics Sweden."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from tillganglighet.domain.areas import AreaKind, Areas
from tillganglighet.domain.commuting import Commuting
from tillganglighet.domain.places import FloatArray, StrArray
from tillganglighet.structure.settings import Settings

Int32Array = npt.NDArray[np.int32]


@dataclass(frozen=True)
class LabourMarkets:
    """The labour market of each kommun.

    Parameters
    ----------
    kommun_code : (kommun_count,) str
        Ascending.
    centre : (kommun_count,) int32
        Index of the kommun that is the centre of its market; its own for a centre.
    out_share : (kommun_count,) float64
        Of the working inhabitants, who work in another kommun; nan where nobody works.
    largest : (kommun_count,) int32
        Where most of those go; -1 for nowhere.
    largest_share : (kommun_count,) float64
        How many of the working inhabitants they are.
    """

    kommun_code: StrArray
    centre: Int32Array
    out_share: FloatArray
    largest: Int32Array
    largest_share: FloatArray


def labour_markets(commuting: Commuting, settings: Settings) -> LabourMarkets:
    """Divide the kommuner into local labour markets.

    A kommun is a centre of its own when few of its working inhabitants commute out, in all and to
    any one kommun. Each of the others joins the kommun that its largest flow goes to, at most two
    links from a centre: of a longer chain, or of kommuner that point at each other, those that
    are too far out, or the one with the smallest share of commuters, become centres too.

    References
    ----------
    SCB, Lokala arbetsmarknader: egenskaper, utveckling och funktion, 2010.
    """
    codes = np.unique(np.concatenate([commuting.home, commuting.work]))
    matrix = np.zeros((len(codes), len(codes)))
    pair = np.searchsorted(codes, commuting.home), np.searchsorted(codes, commuting.work)
    np.add.at(matrix, pair, commuting.persons)
    working = matrix.sum(axis=1)
    out = matrix.copy()
    np.fill_diagonal(out, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = out / working[:, None]
    largest = np.where(out.sum(axis=1) > 0, out.argmax(axis=1), -1) if len(codes) else out[:, :0]
    to_one = np.nan_to_num(share).max(axis=1, initial=0.0)
    out_share = np.where(working > 0, out.sum(axis=1) / np.maximum(working, 1e-12), np.nan)
    is_centre = (np.nan_to_num(out_share) <= settings.labour_out_share) & (
        to_one <= settings.labour_out_share_to_one
    )
    largest = np.asarray(largest, dtype=np.int32).reshape(len(codes))
    return LabourMarkets(
        kommun_code=codes,
        centre=_centres(is_centre | (largest < 0), largest, out_share, settings),
        out_share=out_share,
        largest=largest,
        largest_share=to_one,
    )


def market_areas(markets: LabourMarkets, areas: Areas, source: str) -> Areas:
    """Return the land of each market, as far as the boundaries of its kommuner are known.

    They are of the kind `la`, and have the code and name of the kommun that is their centre.
    """
    kommuner, code = areas.of_kind(AreaKind.KOMMUN), markets.kommun_code
    centre_of = dict(zip(code.tolist(), code[markets.centre].tolist(), strict=True))
    centre = np.array([centre_of.get(each, "") for each in kommuner.code.tolist()], dtype=np.str_)
    centres = np.unique(centre[centre != ""])
    count = len(centres)
    return Areas(
        kind=np.full(count, "la"),
        code=centres,
        name=kommuner.names_of(AreaKind.KOMMUN, centres),
        lan_code=np.full(count, ""),
        country=kommuner.countries_of(AreaKind.KOMMUN, centres),
        source=np.full(count, source),
        polygon=np.array(
            [shapely.union_all(kommuner.polygon[centre == each]) for each in centres], dtype=object
        ),
        crs=areas.crs,
    )


def _centres(
    is_centre: npt.NDArray[np.bool_],
    largest: Int32Array,
    out_share: FloatArray,
    settings: Settings,
) -> Int32Array:
    is_centre = is_centre.copy()
    _break_circles(is_centre, largest, out_share)
    while True:
        centre, links = np.arange(len(largest)), np.zeros(len(largest), dtype=int)
        for _ in range(len(largest)):
            moving = ~is_centre[centre]
            if not moving.any():
                break
            centre[moving] = largest[centre[moving]]
            links[moving] += 1
        too_far = np.flatnonzero(links == settings.labour_most_links + 1)
        if len(too_far) == 0:
            return centre.astype(np.int32)
        # What they point at is as near to the centre as it may be: they begin a market.
        is_centre[too_far] = True


def _break_circles(
    is_centre: npt.NDArray[np.bool_], largest: Int32Array, out_share: FloatArray
) -> None:
    """Make a centre in every circle of flows: the kommun that sends out the smallest share."""
    for start in range(len(largest)):
        path, at = list[int](), start
        while not is_centre[at] and at not in path:
            path.append(at)
            at = int(largest[at])
        if not is_centre[at]:
            circle = path[path.index(at) :]
            is_centre[min(circle, key=lambda each: (out_share[each], each))] = True
