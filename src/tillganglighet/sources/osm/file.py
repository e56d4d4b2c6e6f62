"""One OSM file, opened with care: every way in which it can be unreadable is one clear error."""

import bz2
import gzip
import hashlib
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import osmium

from tillganglighet.domain.provenance import InputFile
from tillganglighet.errors import InputError, UsageError

SUFFIXES = (".osm.pbf", ".pbf", ".osm", ".osm.gz", ".osm.bz2")

# Real OSM XML packs about 10 to 20 times. What grows a hundredfold is made to exhaust the reader.
LARGEST_EXPANSION = 100
EXPANSION_PROBE_BYTES = 2**20
EXPANSION_FREE_BYTES = 64 * 2**20

_UNREADABLE = (
    *(RuntimeError, OSError, EOFError, ValueError, MemoryError, zlib.error),
    osmium.InvalidLocationError,
)
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # the timestamp of an object that has none


def osm_file(path: Path) -> Path:
    """Return `path` after the checks that need no decoding of objects.

    Raises
    ------
    UsageError
        The suffix is not one of an OSM file.
    InputError
        No such file, a folder, an empty file, one that unpacks without end, or one of edits.
    """
    if not path.name.lower().endswith(SUFFIXES):
        raise UsageError(f"{path}: unknown suffix; expected an OSM file: {', '.join(SUFFIXES)}")
    if not path.exists():
        raise InputError(f"{path}: no such file; check the path")
    if not path.is_file():
        raise InputError(f"{path}: is a folder; expected an OSM file")
    if path.stat().st_size == 0:
        raise InputError(f"{path}: the file is empty; download it again")
    if path.suffix.lower() in {".gz", ".bz2"}:
        _refuse_bomb(path)
    if _header(path).has_multiple_object_versions:
        raise InputError(
            f"{path}: holds a history of edits or changes to apply; expected the map of one day, "
            "as `osmium time-filter` cuts out of a history"
        )
    return path


def osm_objects(path: Path, entities: Any, *filters: Any) -> Iterator[Any]:
    """Yield the OSM objects of the given kinds that pass the filters, in file order.

    Raises
    ------
    InputError
        The file cannot be decoded; the message names file and cause.
    """
    with decoding(path):
        processor = osmium.FileProcessor(decoder_file(path), entities)
        for each in filters:
            processor = processor.with_filter(each)
        yield from processor


def decoder_file(path: Path) -> Any:
    """Return the file as the decoder takes it: its format told, in whatever case it is written."""
    name = path.name.lower()
    suffix = max((each for each in SUFFIXES if name.endswith(each)), key=len)
    return osmium.io.File(str(path), suffix.removeprefix(".").replace("osm.pbf", "pbf"))


@contextmanager
def decoding(path: Path) -> Iterator[None]:
    """Turn what the decoder throws at a broken file into one InputError."""
    try:
        yield
    except _UNREADABLE as cause:
        if isinstance(cause, InputError):
            raise
        raise InputError(
            f"{path}: not a readable OSM file ({cause}); it may be cut off or damaged: "
            "download it again and compare its checksum"
        ) from cause


def input_file(path: Path) -> InputFile:
    """Return name, checksum and data date of an OSM file.

    The date is the one in the file's header, or else that of the newest edit of a way; empty where
    the file tells neither.
    """
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    header = _header(path)
    date = header.get("osmosis_replication_timestamp") or header.get("timestamp")
    return InputFile(name=path.name, sha256=digest, date=date or _newest_edit(path))


def _header(path: Path) -> Any:
    with decoding(path):
        return osmium.io.Reader(decoder_file(path), osmium.osm.NOTHING).header()


def _newest_edit(path: Path) -> str:
    edits = (way.timestamp for way in osm_objects(path, osmium.osm.WAY))
    newest = max(edits, default=_NEVER)
    return "" if newest == _NEVER else newest.strftime("%Y-%m-%dT%H:%M:%SZ")


def _refuse_bomb(path: Path) -> None:
    opener: Any = gzip.open if path.suffix.lower() == ".gz" else bz2.open
    with path.open("rb") as packed, decoding(path):
        unpacked: IO[bytes]
        with opener(packed, "rb") as unpacked:
            size = 0
            while chunk := unpacked.read(EXPANSION_PROBE_BYTES):
                size += len(chunk)
                if size > EXPANSION_FREE_BYTES and size > LARGEST_EXPANSION * packed.tell():
                    raise InputError(
                        f"{path}: unpacks to more than {LARGEST_EXPANSION} times its size; "
                        "no OSM file does, so it is refused"
                    )
