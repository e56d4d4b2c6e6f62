"""Both forms, the services, the roads, their problems and origin as one GeoPackage."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pyogrio
from pyogrio.errors import DataSourceError

from tillganglighet.accessibility.gap_report import GapReport
from tillganglighet.errors import OutputError
from tillganglighet.publish.columns import Language
from tillganglighet.publish.network_tables import problem, vagnat
from tillganglighet.publish.origin import data_date
from tillganglighet.publish.reference_tables import column_table, origin_table
from tillganglighet.publish.tables import orter, restider, service

# Older QGIS (3.22) warns of GeoPackage 1.4, which pyogrio writes by default.
_VERSION = "1.3"
_LINES = {"vagnat", "roads"}


def render_geopackage(report: GapReport, language: Language = "sv") -> bytes:
    """Return the layers orter, service, problem, vagnat; restider, kolumner and kallor as tables.

    In English they are villages, services, problems, roads, travel_times, columns and sources.
    """
    with TemporaryDirectory(prefix="tillganglighet-") as folder:
        path = Path(folder) / "report.gpkg"
        try:
            for number, (layer, table) in enumerate(_layers(report, language).items()):
                _add_layer(path, layer, table, append=number > 0)
            _set_last_change(path, data_date(report))
        except (DataSourceError, sqlite3.Error) as error:
            raise OutputError(
                f"cannot make a GeoPackage: {error}; is the disk of temporary files full?"
            ) from error
        return path.read_bytes()


def _layers(report: GapReport, language: Language) -> Mapping[str, pd.DataFrame]:
    english = language == "en"
    return {
        "villages" if english else "orter": orter(report, language),
        "travel_times" if english else "restider": restider(report, language),
        "services" if english else "service": service(report, language),
        "problems" if english else "problem": problem(report, language),
        "roads" if english else "vagnat": vagnat(report, language),
        "columns" if english else "kolumner": column_table(report, language, with_network=True),
        "sources" if english else "kallor": origin_table(report, language),
    }


def _add_layer(path: Path, layer: str, table: pd.DataFrame, *, append: bool) -> None:
    geometry_type = "LineString" if layer in _LINES else "Point"
    pyogrio.write_dataframe(
        table,
        path,
        layer=layer,
        driver="GPKG",
        append=append,
        dataset_options=None if append else {"VERSION": _VERSION},
        geometry_type=geometry_type if "geometry" in table else None,
    )


def _set_last_change(path: Path, date: datetime) -> None:
    """Replace the time of writing, so that the same report gives the same bytes."""
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(
            "UPDATE gpkg_contents SET last_change = ?", (f"{date:%Y-%m-%dT%H:%M:%S}.000Z",)
        )
