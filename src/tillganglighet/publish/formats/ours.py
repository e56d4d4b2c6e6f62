"""Whether a file is a product of this program, so that a new one may take its place."""

import zipfile
from pathlib import Path

from tillganglighet.publish.wording.columns import all_column_names

_MARK = b"tillganglighet"  # every format that can say who made it says so
_ABOUT_A_WORKBOOK = "docProps/core.xml"


def is_ours(path: Path) -> bool:
    """Return whether this program made the file; an empty file is nobody's and may be replaced.

    A CSV cannot say who made it: it is ours if all of its columns are.
    """
    content = path.read_bytes()
    if not content or _MARK in content:
        return True
    match path.suffix.lower():
        case ".csv":
            return _has_our_columns(content)
        case ".xlsx":
            return _is_our_workbook(path)
        case _:
            return False


def _has_our_columns(content: bytes) -> bool:
    head = content.partition(b"\n")[0].decode("utf-8-sig", errors="replace").strip()
    names = head.split(";" if ";" in head else ",")
    return all(name in all_column_names() for name in names)


def _is_our_workbook(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as parts:
            return _MARK in parts.read(_ABOUT_A_WORKBOOK)
    except (zipfile.BadZipFile, KeyError):
        return False
