"""Writing a file whole or not at all."""

import contextlib
import errno
import os
import stat
from pathlib import Path

from tillganglighet.errors import OutputError
from tillganglighet.publish.formats.ours import is_ours


def write_whole(path: Path, content: bytes) -> None:
    """Write beside the target under a temporary name, then rename; an old file is replaced whole.

    Raises
    ------
    OutputError
        The target cannot be written; it is as it was, and no temporary file is left.
    """
    check_target(path)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):  # a write-protected disk refuses that too
            beside.unlink(missing_ok=True)
        is_full = error.errno == errno.ENOSPC
        remedy = "make room there" if is_full else "close other programs that have it open"
        raise OutputError(
            f"cannot write {path}: {error.strerror or error}; {remedy}, or choose another place"
        ) from error


def check_target(path: Path) -> None:
    """Raise OutputError if a file plainly cannot be written there."""
    if path.is_dir():
        raise OutputError(f"cannot write {path}: it is a folder; give the name of a file")
    if not path.parent.is_dir():
        raise OutputError(
            f"cannot write {path}: there is no folder {path.parent}; create it first"
        )
    # A rename would replace a write-protected file all the same; its owner meant it to stay.
    if path.exists() and not path.stat().st_mode & stat.S_IWUSR:
        raise OutputError(f"cannot write {path}: it is write-protected; choose another name")
    if path.exists() and not is_ours(path):
        raise OutputError(
            f"cannot write {path}: the file there was not made by tillganglighet; choose another "
            "name, or take it away first"
        )
