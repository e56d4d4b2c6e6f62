"""One layer of polygons as areas: which kind it holds, and their codes and names."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import shapely

from tillganglighet.domain.areas import AreaKind, Areas, StrArray, no_areas
from tillganglighet.errors import InputError
from tillganglighet.network.crs import WGS84
from tillganglighet.sources.tabular.mapping import column_key

if TYPE_CHECKING:
    import geopandas as gpd

LAN_DIGITS = 2
_MOSTLY = 0.5
_POLYGONS = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


@cache
def boundary_words() -> dict[str, Any]:
    """Return what columns, län and OSM's levels are called; callers must not change it."""
    text = files(__package__).joinpath("boundaries.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@dataclass(frozen=True)
class _Words:
    """How a kind is written: names of columns, and the shape of a Swedish code."""

    code: list[str]
    name: list[str]
    pattern: str = ".+"
    digits: int = 0


def areas_of_layer(layer: "gpd.GeoDataFrame", where: str, wanted: str = "") -> Areas:
    """Return the areas of a layer, in degrees; none if it has no polygons or no codes of a kind.

    Parameters
    ----------
    layer : GeoDataFrame
    where : str
        File and layer, for messages.
    wanted : str
        The kind to read it as; else the finest whose code a column has.

    Raises
    ------
    InputError
        With every fault: a row without code or polygon, or the layer has no CRS.
    """
    if layer.empty:
        return no_areas(WGS84)
    columns = {column_key(str(column)): str(column) for column in layer.columns}
    country = _countries(layer, columns)
    for kind, words in ({wanted: _own_words(wanted)} if wanted else _known_words()).items():
        found = next((columns[each] for each in words.code if each in columns), None)
        if found is None:
            continue
        codes = np.array([_code(value, words.digits) for value in layer[found]], dtype=np.str_)
        is_right = _fits(codes, words.pattern) | ((country != "SE") & (codes != ""))
        least = 1.0 if column_key(found) == "id" else _MOSTLY
        if is_right.mean() < least and not wanted:  # numbers of something else, such as rows
            continue
        polygon = _polygons(layer, where)
        if not _are_areas(polygon).any():
            continue  # points of names, or the borders as lines
        _refuse_bad_rows(layer, where, found, {"code": is_right, "polygon": _are_areas(polygon)})
        named = next((columns[each] for each in words.name if each in columns), found)
        names = layer[named].astype(str).to_numpy(dtype=np.str_)
        return _whole(_areas(kind, codes, names, country, polygon))
    return no_areas(WGS84)


def area_code(country: str, code: str) -> str:
    """Return a code that is unique in the world: the Swedish ones as they are."""
    return code if country == "SE" or not code or "-" in code else f"{country}-{code}"


def _known_words() -> Mapping[str, _Words]:
    """Return the words of every known kind, the finest first."""
    return {kind: _Words(**words) for kind, words in boundary_words()["kinds"].items()}


def _own_words(kind: str) -> _Words:
    """Return the words of a kind, which need not be known: `skolomradeskod, kod, namn`."""
    forms = [f"{kind}{between}{what}" for between in ("", "_", "s") for what in ("kod", "code")]
    named = [f"{kind}{between}{what}" for between in ("", "_", "s") for what in ("namn", "name")]
    known = _known_words().get(kind, _Words([], []))
    names = [*known.name, *named, kind, "namn", "name"]
    codes = [*known.code, *forms, "kod", "code", kind, "id", *names]
    return replace(known, code=codes, name=names)


def _areas(
    kind: str,
    codes: StrArray,
    names: StrArray,
    country: StrArray,
    polygon: npt.NDArray[np.object_],
) -> Areas:
    code = codes
    if kind in {AreaKind.KOMMUN, AreaKind.LAN}:
        pairs = zip(country.tolist(), codes.tolist(), strict=True)
        code = np.array([area_code(nation, each) for nation, each in pairs], dtype=np.str_)
    none = np.full(len(codes), "")
    lan = {
        AreaKind.KOMMUN: np.where(country == "SE", codes.astype(f"U{LAN_DIGITS}"), ""),
        AreaKind.LAN: code,
    }
    return Areas(
        kind=np.full(len(codes), kind),
        code=code,
        name=names,
        lan_code=next((each for known, each in lan.items() if known == kind), none),
        country=country,
        source=none,
        polygon=polygon,
        crs=WGS84,
    )


def _countries(layer: "gpd.GeoDataFrame", columns: Mapping[str, str]) -> StrArray:
    found = next((columns[each] for each in boundary_words()["country"] if each in columns), None)
    if found is None:
        return np.full(len(layer), "SE")
    return layer[found].astype(str).str.upper().to_numpy(dtype=np.str_)


def _polygons(layer: "gpd.GeoDataFrame", where: str) -> npt.NDArray[np.object_]:
    if layer.crs is None:
        raise InputError(
            f"{where}: has no coordinate system; expected one in the file, or a .prj beside a "
            ".shp: save it with one"
        )
    shapes = layer.geometry.to_crs(WGS84).to_numpy()
    return np.asarray(shapely.force_2d(shapely.make_valid(shapes)), dtype=object)


def _are_areas(polygon: npt.NDArray[np.object_]) -> npt.NDArray[np.bool_]:
    is_area = np.isin(shapely.get_type_id(polygon), _POLYGONS) & ~shapely.is_empty(polygon)
    return np.asarray(is_area)


def _refuse_bad_rows(
    layer: "gpd.GeoDataFrame",
    where: str,
    column: str,
    is_right: Mapping[str, npt.NDArray[np.bool_]],
) -> None:
    """Raise InputError for rows without a code or a polygon; a boundary must not have holes."""
    faults = [
        f"{where}:{row + 1}: {column}={layer[column].iloc[row]}: expected a {what}"
        for what, right in is_right.items()
        for row in np.flatnonzero(~right).tolist()
    ]
    if faults:
        raise InputError(f"{where}: {len(faults)} faults; mend or remove these areas", faults)


def _fits(codes: StrArray, pattern: str) -> npt.NDArray[np.bool_]:
    return np.array([re.fullmatch(pattern, each) is not None for each in codes.tolist()], bool)


def _code(value: object, digits: int) -> str:
    """Return a code as text, with the zeros that it lost as a number."""
    text = str(value).strip().removesuffix(".0")
    return text.zfill(digits) if text.isdecimal() else ("" if text in {"nan", "None"} else text)


def _whole(areas: Areas) -> Areas:
    """Return each area once: a code may stand in several rows, one an island."""
    code, first, inverse = np.unique(areas.code, return_index=True, return_inverse=True)
    if len(code) == len(areas):
        return areas
    polygon = [shapely.union_all(areas.polygon[inverse == at]) for at in range(len(code))]
    return replace(areas.chosen(first), polygon=np.array(polygon, dtype=object))
