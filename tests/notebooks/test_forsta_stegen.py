"""The notebook runs from its first cell to its last, and is kept without output."""

import ast
import json
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest
from matplotlib import pyplot as plt

from support.shared import CHECKOUT

NOTEBOOKS = sorted((CHECKOUT / "notebooks").glob("*.ipynb"))


def cells(path: Path, kind: str) -> list[dict[str, Any]]:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert len({cell["id"] for cell in notebook["cells"]}) == len(notebook["cells"])
    return [cell for cell in notebook["cells"] if cell["cell_type"] == kind]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_is_stripped(path: Path) -> None:
    for cell in cells(path, "code"):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_runs(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    mpl.use("Agg")
    names: dict[str, Any] = {}
    for cell in cells(path, "code"):
        exec(compile("".join(cell["source"]), cell["id"], "exec"), names)  # noqa: S102 (our own)
    plt.close("all")

    assert names["access"]["ort_id"].nunique() == len(names["villages"])
    # The same journey from door to door and between the nearest junctions.
    minutes = names["route"]["travel_time"].sum() / 60
    assert names["village"]["restid_min"] == pytest.approx(minutes, abs=1)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_code_shown_in_the_prose_is_python(path: Path) -> None:
    for cell in cells(path, "markdown"):
        for block in "".join(cell["source"]).split("```python\n")[1:]:
            ast.parse(block.split("```")[0])
