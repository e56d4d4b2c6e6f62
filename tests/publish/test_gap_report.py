"""The suffix chooses the format; the same report gives the same bytes."""

import subprocess
import sys
from pathlib import Path

import pytest

from support.reports import small_report
from tillganglighet.errors import UsageError
from tillganglighet.publish.formats.ours import is_ours
from tillganglighet.publish.gaps.report import (
    GAP_REPORT_SUFFIXES,
    render_gap_report,
    write_gap_report,
)

BEGINNINGS = {
    ".geojson": b'{"type": "FeatureCollection"',
    ".csv": b"\xef\xbb\xbfort_id",
    ".xlsx": b"PK",
    ".gpkg": b"SQLite format 3",
    ".parquet": b"PAR1",
    ".html": b"<!DOCTYPE html>",
    ".png": b"\x89PNG",
    ".fgb": b"fgb",
    ".pdf": b"%PDF-1.7",
    ".svg": b"<?xml",
}


@pytest.mark.parametrize("suffix", GAP_REPORT_SUFFIXES)
def test_every_format_is_itself_and_reproducible(suffix: str, tmp_path: Path) -> None:
    # A GeoPackage knows its own name: its project looks for its layers there.
    path = tmp_path / f"tillganglighet{suffix}"
    write_gap_report(small_report(), path)
    content = path.read_bytes()
    assert content.startswith(BEGINNINGS[suffix])
    assert render_gap_report(small_report(), suffix) == content
    assert is_ours(path)


@pytest.mark.parametrize(
    "suffix", [".geojson", ".csv", ".xlsx", ".gpkg", ".parquet", ".html", ".fgb", ".pdf", ".svg"]
)
def test_every_format_speaks_english(suffix: str) -> None:
    assert render_gap_report(small_report(), suffix, "en") != render_gap_report(
        small_report(), suffix, "sv"
    )


@pytest.mark.parametrize("name", ["luckor.doc", "luckor", "luckor.csv.gz"])
def test_an_unknown_suffix_is_refused_with_the_known_ones(name: str, tmp_path: Path) -> None:
    with pytest.raises(
        UsageError, match=r"\.csv \.xlsx \.parquet \.geojson \.gpkg \.fgb \.html \.pdf \.png \.svg"
    ):
        write_gap_report(small_report(), tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_capital_suffix_is_the_same_format(tmp_path: Path) -> None:
    write_gap_report(small_report(), tmp_path / "LUCKOR.CSV")
    assert (tmp_path / "LUCKOR.CSV").read_bytes().startswith(BEGINNINGS[".csv"])


def test_csv_and_terminal_wait_for_no_map() -> None:
    check = (
        "import sys; import tillganglighet.publish.formats.csv_file; "
        "import tillganglighet.publish.gaps.terminal; "
        "slow = {'matplotlib', 'geopandas', 'xlsxwriter', 'pyarrow.parquet', 'jinja2'}; "
        "sys.exit(', '.join(slow & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", check], capture_output=True, text=True, check=False
    )
    assert done.stderr.strip() == ""
