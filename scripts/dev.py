"""Set up the project and run its tasks: `python3 scripts/dev.py TASK [ARGUMENT ...]`.

Needs nothing but Python and git; makes the environment `.venv` in the checkout and
rebuilds it only when the lock or the project file has changed.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = str(BIN / "python")
PROGRAM = str(BIN / "tillganglighet")
KERNELS = ROOT / "src" / "tillganglighet" / "routing"
OLDEST_PYTHON = (3, 11)  # requires-python in pyproject.toml

# Each task is a row of commands; further arguments go to the last one.
TASKS: dict[str, list[list[str]]] = {
    "setup": [],
    "demo": [[PROGRAM, "demo"]],
    "test": [[PYTHON, "-m", "pytest", "-n", "auto", "-m", "not heavy"]],
    "lint": [
        [PYTHON, "-m", "ruff", "format", "--check", "."],
        [PYTHON, "-m", "ruff", "check", "."],
        [str(BIN / "lint-imports")],
        [PYTHON, "-m", "mypy"],
    ],
    "serve": [[PROGRAM, "demo"], [PROGRAM, "serve", "demo/alvnas"]],
    "bench": [[PYTHON, "scripts/bench.py"]],
}


def main() -> int:
    """Run one task; return the first failing exit status, 0 when all went well."""
    if len(sys.argv) < 2 or sys.argv[1] not in TASKS:  # noqa: PLR2004 (program and task)
        print(f"usage: python3 scripts/dev.py {{{','.join(TASKS)}}} [ARGUMENT ...]")
        return 2
    task, *arguments = sys.argv[1:]
    status = set_up()
    commands = TASKS[task]
    for number, command in enumerate(commands, start=1):
        if status == 0:
            extra = arguments if number == len(commands) else []
            status = subprocess.call([*command, *extra], cwd=ROOT)
    return status


def set_up() -> int:
    """Install the locked packages and the project, and compile the kernels, if they changed."""
    if sys.version_info < OLDEST_PYTHON:
        print(f"Python {'.'.join(map(str, OLDEST_PYTHON))} or later is needed")
        return 1
    packages = _state([ROOT / "requirements.lock", ROOT / "pyproject.toml"])
    kernels = _state(sorted(KERNELS.glob("*.py")))
    status = 0
    if not _is_done("packages", packages):
        status = _install()
        _mark_done("packages", packages, status)
    if status == 0 and not _is_done("kernels", kernels):
        status = _compile()
        _mark_done("kernels", kernels, status)
    return status


def _install() -> int:
    print("setting up .venv (once; a minute or so) ...", flush=True)
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    steps = [
        [sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)],
        [*pip, "--require-hashes", "-r", str(ROOT / "requirements.lock")],
        [*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)],
    ]
    for step in steps:
        status = subprocess.call(step)
        if status != 0:
            print(f"set-up stopped at: {' '.join(step)}")
            print("on Debian and Ubuntu the venv module is in the package python3-venv")
            return status
    return 0


def _compile() -> int:
    """Compile the search kernels anew; numba's own cache misses a change in another file."""
    print("compiling the search kernels (once; under a minute) ...", flush=True)
    for cached in KERNELS.glob("__pycache__/*.nb[ci]"):
        cached.unlink()
    return subprocess.call([PYTHON, "-m", "tillganglighet.routing"])


def _state(files: list[Path]) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _is_done(what: str, state: str) -> bool:
    stamp = ENVIRONMENT / f"{what}.stamp"
    return stamp.exists() and stamp.read_text() == state


def _mark_done(what: str, state: str, status: int) -> None:
    if status == 0:
        (ENVIRONMENT / f"{what}.stamp").write_text(state)


if __name__ == "__main__":
    sys.exit(main())
