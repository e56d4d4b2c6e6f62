"""Commuting tables as planners have them, good and bad; and the command that takes one."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from tillganglighet.cli import commands
from tillganglighet.errors import InputError
from tillganglighet.sources.commuting_files import read_commuting


def table(folder: Path, text: str) -> Path:
    path = folder / "pendling.csv"
    path.write_text(text, encoding="cp1252")
    return path


def test_a_table_with_codes_that_lost_their_zero(tmp_path: Path) -> None:
    rows = "Bostadskommun;Arbetskommun;Antal\n180;2080;1 200\n2080;180;15,0\n"
    found = read_commuting(table(tmp_path, rows))
    assert found.home.tolist() == ["0180", "2080"]
    assert found.work.tolist() == ["2080", "0180"]
    assert found.persons.tolist() == [1200.0, 15.0]


def test_every_fault_is_told_with_its_place(tmp_path: Path) -> None:
    rows = "from;to;count\n2080;;5\n2080;2081;-1\n2081;2080;7\n"
    with pytest.raises(InputError, match="2 of 3 rows are bad") as caught:
        read_commuting(table(tmp_path, rows))
    assert len(caught.value.faults) == 2
    assert "count=-1" in str(caught.value)


def test_a_table_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no column holds home and work"):
        read_commuting(table(tmp_path, "namn;antal\nFalun;3\n"))


def test_the_command_writes_and_tells(example_folder: Path, tmp_path: Path) -> None:
    path = table(tmp_path, "bostadskommun;arbetskommun;antal\n2901;2902;40\n2901;2901;100\n")
    out = tmp_path / "struktur.xlsx"
    arguments = ["structure", str(example_folder), "--out", str(out), "--commuting", str(path)]
    result = CliRunner().invoke(commands.app, arguments)
    assert result.exit_code == 0, result.output
    assert out.stat().st_size > 0
    assert "Omland: personer efter nodnivå" in result.output
    assert "ej beslut" in result.output
    # Where the corridors come from, on the screen and in the file.
    assert "enligt given tabell (pendling.csv)" in " ".join(result.output.split())
    sources = pd.read_excel(out, sheet_name="Källor", header=None).astype(str).to_numpy()
    assert "pendling.csv" in sources


def test_a_few_bad_rows_are_left_out_and_told(tmp_path: Path) -> None:
    good = "2080;2081;7\n" * 30
    found = read_commuting(table(tmp_path, f"bostadskommun;arbetskommun;antal\n{good};2081;5\n"))
    assert len(found.persons) == 30
    assert len(found.bad_rows) == 1
    assert "pendling.csv:32" in found.bad_rows[0]


def test_commuters_to_where_no_place_is_known(tmp_path: Path) -> None:
    rows = "2080;2081;30\n2081;0180;10\n2080;2080;900\n"
    found = read_commuting(table(tmp_path, f"bostadskommun;arbetskommun;antal\n{rows}"))
    # 10 of the 40 who leave their kommun.
    assert found.share_beyond(np.array(["2080", "2081"])) == 0.25
    assert found.file is not None
    assert found.file.name == "pendling.csv"
