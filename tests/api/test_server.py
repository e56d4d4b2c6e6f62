"""The server, and what happens when nothing can be served."""

import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from typer.testing import CliRunner

from tillganglighet.cli.commands import app as program
from tillganglighet.errors import OutputError, RegionError
from tillganglighet_api import server
from tillganglighet_api.server import serve


def test_a_folder_that_is_no_region_is_told_before_the_server_starts(tmp_path: Path) -> None:
    with pytest.raises(RegionError, match="not a region"):
        serve(tmp_path, "127.0.0.1", 0)


def test_the_application_is_served_where_it_was_asked_to(
    region_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, Any] = {}
    monkeypatch.setattr(uvicorn, "run", lambda app, **options: asked.update(options, app=app))
    serve(region_folder, "127.0.0.1", 0)  # 0: any free port
    assert isinstance(asked["app"], FastAPI)
    assert (asked["host"], asked["port"]) == ("127.0.0.1", 0)


def test_the_program_serves_in_english_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {}
    monkeypatch.setattr(server, "serve", lambda *_, **options: asked.update(options))
    done = CliRunner().invoke(program, ["serve", "region", "--lang", "en"])
    assert done.exit_code == 0
    assert asked["language"] == "en"


def test_an_address_that_is_taken_is_told(region_folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        _, port = taken.getsockname()
        with pytest.raises(OutputError, match=f"port {port}: cannot listen there"):
            serve(region_folder, "127.0.0.1", port)


def test_the_service_starts_without_what_only_studies_need() -> None:
    # Each costs the start half a second or more, and waits until somebody asks for a study.
    heavy = {"matplotlib", "typst", "scipy.optimize", "tillganglighet.pipeline.structure"}
    code = f"import sys, tillganglighet_api.server; sys.exit(str({heavy} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert run.stderr.strip() == "set()"
