"""The report on paper: the first page is one sheet, however much there is to say."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from support.reports import small_report
from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.domain.provenance import InputFile
from tillganglighet.publish.gaps.document import gap_document
from tillganglighet.publish.gaps.pdf import render_gap_report_pdf

pytestmark = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils")

ROLES = ("villages", "services", "population", "corrections", "boundaries")


def wordy(report: GapReport) -> GapReport:
    """Return the report with long names, a long note and many files of every role."""
    names = [f"{name} Västra Kyrkbyn vid Övre Långsjön" for name in report.villages.name.tolist()]
    files = [
        InputFile(f"en_lang_fil_{number}_fran_kommunen_2026.gpkg", "ab" * 32, "", role)
        for role in ROLES
        for number in range(3)
    ]
    return replace(
        report,
        villages=replace(report.villages, name=np.array(names)),
        provenance=replace(
            report.provenance,
            note="testdata: en lång anmärkning om underlaget som alla måste läsa först",
            inputs=(*report.provenance.inputs, *files),
        ),
    )


def pages(report: GapReport, folder: Path) -> list[str]:
    document = gap_document(report, contact="Åsa Planerare, Region Norra Älvlandet")
    (folder / "rapport.pdf").write_bytes(render_gap_report_pdf(document))
    told = subprocess.run(
        ["pdftotext", "-layout", str(folder / "rapport.pdf"), "-"],  # noqa: S607 (on the path)
        capture_output=True,
        check=True,
    )
    return told.stdout.decode("utf-8").split("\f")


@pytest.mark.parametrize("report", [small_report(), wordy(small_report())], ids=["short", "long"])
def test_the_first_page_is_one_sheet(report: GapReport, tmp_path: Path) -> None:
    first, second, *_ = pages(report, tmp_path)
    for heading in ("Färdsätt", "Ingår ej", "Kontakt: Åsa", "Sida 1 av", "Underlag, ej beslut"):
        assert heading in first
    assert "De sämst belägna orterna" in first
    assert "Tvilling" in first.partition("De sämst belägna orterna")[2]  # the last row but two
    assert "Kategori för kategori" in second
    assert "De sämst belägna orterna" not in second
