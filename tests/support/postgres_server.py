"""A real PostgreSQL with PostGIS, in a folder of its own, for as long as the tests run."""

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

ADMIN = "admin"
PLANNER = "planerare"  # may read and write, but not make a schema or an extension


@dataclass(frozen=True)
class Server:
    """Where the server listens, and the password that no message may show."""

    port: int
    password: str

    def url(self, inside: str, *, user: str = ADMIN, database: str = "geodata") -> str:
        """Return the address of a table or a schema, with the password in it."""
        return f"postgresql://{user}:{self.password}@127.0.0.1:{self.port}/{database}#{inside}"

    def run(self, statement: str, *, database: str = "geodata") -> list[tuple[object, ...]]:
        """Run SQL as the owner of everything."""
        psycopg = pytest.importorskip("psycopg")
        with psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            user=ADMIN,
            password=self.password,
            dbname=database,
            autocommit=True,
        ) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []


@contextmanager
def running_server() -> Iterator[Server]:
    """Run a server with the databases `geodata` (PostGIS) and `tom` (none)."""
    binaries = _binaries()
    folder = Path(tempfile.mkdtemp(prefix="tillganglighet-postgres-"))
    server = Server(_free_port(), secrets.token_hex(8))
    password_file = folder / "password"
    password_file.write_text(server.password, encoding="utf-8")
    if _is_root():  # PostgreSQL refuses to run as root
        for path in (folder, password_file):
            shutil.chown(path, "postgres", "postgres")
    initdb = [binaries / "initdb", "--auth=scram-sha-256", f"--pwfile={password_file}"]
    options = f"-p {server.port} -h 127.0.0.1 -k {folder} -c fsync=off"
    control = [binaries / "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-w"]
    try:
        _run(*initdb, "--no-sync", "--locale=C.UTF-8", "-U", ADMIN, "-D", folder / "data")
        _run(*control, "-o", options, "start")
        _set_up(server)
        yield server
    finally:
        _run(*control, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _set_up(server: Server) -> None:
    for database in ("geodata", "tom"):
        server.run(f"CREATE DATABASE {database}", database="postgres")
    server.run("CREATE EXTENSION postgis")
    server.run(f"CREATE ROLE {PLANNER} LOGIN PASSWORD '{server.password}'")


def _binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    if not found and on_path is None:
        pytest.skip("PostgreSQL is not installed; scripts/install_postgis.sh installs it")
    folder = Path(on_path or found[-1]).resolve().parent
    extension = "extension/postgis.control"
    if not list(Path("/usr/share/postgresql").glob(f"*/{extension}")):
        pytest.skip("PostGIS is not installed; scripts/install_postgis.sh installs it")
    return folder


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _run(*command: object) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        user="postgres" if _is_root() else None,
        cwd="/",  # which the user postgres may enter
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
