"""Write a folder beside and put it in place whole; touch nothing that is not ours."""

import json
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tillganglighet.errors import OutputError, RegionError

MANIFEST = "region.json"
FORMAT = "tillganglighet region"
FORMAT_VERSION = 8


@contextmanager
def replaced_folder(target: Path) -> Iterator[Path]:
    """Yield an empty folder beside `target` that becomes `target` when the block ends well.

    Raises
    ------
    OutputError
        `target` exists and is not a region of ours, or cannot be written; what stood there is
        untouched, and so it is when the block raises.
    """
    check_replaceable(target)
    if target.is_symlink():
        target = target.resolve()  # what the link points to is replaced, the link stays
    working = target.with_name(f".{target.name}.{uuid.uuid4().hex[:8]}.partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        working.mkdir()
        yield working
        _swap(working, target)
    except OSError as cause:
        if isinstance(cause, OutputError):
            raise
        raise OutputError(
            f"{target}: cannot be written ({cause.strerror or cause}); "
            "check that the folder may be written to and the disk has room"
        ) from cause
    finally:
        shutil.rmtree(working, ignore_errors=True)


def check_replaceable(target: Path) -> None:
    """Raise OutputError unless `target` is free, an empty folder, or a region of ours."""
    if not target.exists():
        return
    if target.is_dir() and (not any(target.iterdir()) or _is_region(target)):
        return
    raise OutputError(
        f"{target}: exists and is not a region; it is left as it is, choose another --out"
    )


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a region folder.

    Raises
    ------
    RegionError
        The folder is no region, or of another format version.
    """
    if not _is_region(folder):
        raise RegionError(f"{folder}: not a region; make one with `tillganglighet build`")
    manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    if manifest.get("format_version") != FORMAT_VERSION:
        raise RegionError(
            f"{folder}: format version {manifest.get('format_version')}, expected "
            f"{FORMAT_VERSION}; build the region again with this version of the program"
        )
    return manifest


def _is_region(folder: Path) -> bool:
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(manifest, dict) and manifest.get("format") == FORMAT


def _swap(working: Path, target: Path) -> None:
    """Put the finished folder in place; the old one is gone only when the new one stands."""
    if not target.exists():
        working.replace(target)
        return
    aside = working.with_suffix(".old")
    target.replace(aside)
    try:
        working.replace(target)
    except OSError:
        aside.replace(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)
