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
    """Install the locked packages and the project into `.venv`, if anything changed."""
    if sys.version_info < OLDEST_PYTHON:
        print(f"Python {'.'.join(map(str, OLDEST_PYTHON))} or later is needed")
        return 1
    stamp = ENVIRONMENT / "stamp"
    lock = ROOT / "requirements.lock"
    state = hashlib.sha256(lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes())
    if stamp.exists() and stamp.read_text() == state.hexdigest():
        return 0

    print("setting up .venv (once; a minute or so) ...", flush=True)
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    steps = [
        [sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)],
        [*pip, "--require-hashes", "-r", str(lock)],
        [*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)],
        [PYTHON, "-m", "tillganglighet.routing"],  # compiles and caches the kernels
    ]
    for step in steps:
        status = subprocess.call(step)
        if status != 0:
            print(f"set-up stopped at: {' '.join(step)}")
            print("on Debian and Ubuntu the venv module is in the package python3-venv")
            return status
    stamp.write_text(state.hexdigest())
    return 0


if __name__ == "__main__":
    sys.exit(main())
