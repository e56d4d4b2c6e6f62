"""What the service answers from: one region, measured once when the service starts."""

import hashlib
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from fastapi import Depends, Request

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.domain.timetable import Timetable
from tillganglighet.pipeline.reports import gap_report
from tillganglighet.publish.formats.geojson_file import lon_lat
from tillganglighet.publish.gaps.tables import orter_table, restider
from tillganglighet.publish.product.origin import notices
from tillganglighet.publish.wording.columns import Language
from tillganglighet.store.folder import MANIFEST
from tillganglighet.store.region import Region, open_region


@dataclass(frozen=True)
class Publication:
    """One region as it is published.

    Parameters
    ----------
    region : Region
    report : GapReport
        Of every category in the catalogue.
    language : "sv" or "en"
    orter : DataFrame
        The wide form: one row a village.
    restider : DataFrame
        The long form: row `village * category_count + category`.
    lon, lat : (village_count,) float64
        Degrees, as published.
    digest : str
        Changes with the region, the timetable, the program and the language; the same for the
        same four.
    timetable : Timetable, optional
        For the structure map.
    """

    region: Region
    report: GapReport
    language: Language
    orter: pd.DataFrame
    restider: pd.DataFrame
    lon: npt.NDArray[np.float64]
    lat: npt.NDArray[np.float64]
    digest: str
    timetable: Timetable | None = None

    @property
    def attribution(self) -> str:
        """Return whom the data are from, in one line."""
        return "; ".join(self.report.provenance.attribution)

    @property
    def note(self) -> str:
        """Return what stands before all else in every product."""
        return " ".join(notices(self.report.provenance, self.language))

    @property
    def data_date(self) -> str | None:
        """Return the day of the latest input that has one, as ISO 8601."""
        days = [entry.date[:10] for entry in self.report.provenance.inputs if entry.date]
        return max(days, default=None)

    @property
    def origin(self) -> dict[str, Any]:
        """Return what every answer says of where its data come from, without the links."""
        return {
            "attribution": self.attribution,
            "note": self.note,
            "data_date": self.data_date,
        }


def publish(
    region_folder: Path, language: Language, timetable: Timetable | None = None
) -> Publication:
    """Open a region, measure it and make its tables.

    Raises
    ------
    RegionError
        The folder is no region that can be opened.
    """
    region = open_region(region_folder)
    report = gap_report(region)
    villages = report.villages
    lon, lat = lon_lat(villages.x, villages.y, report.provenance.crs)
    return Publication(
        region=region,
        report=report,
        language=language,
        orter=orter_table(report, language),
        restider=restider(report, language),
        lon=lon,
        lat=lat,
        digest=_digest(region_folder, language, timetable),
        timetable=timetable,
    )


def _digest(region_folder: Path, language: Language, timetable: Timetable | None) -> str:
    """Return a hash of the manifest, which names every input by its own, and of all else."""
    manifest = (region_folder / MANIFEST).read_bytes()
    files = [each.sha256 for each in timetable.files] if timetable else []
    rest = " ".join([version("tillganglighet"), language, *files]).encode()
    return hashlib.sha256(manifest + rest).hexdigest()[:32]


def _of_request(request: Request) -> Publication:
    publication: Publication = request.state.publication
    return publication


Served = Annotated[Publication, Depends(_of_request)]
