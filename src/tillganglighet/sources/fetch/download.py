"""A large file over a bad line: taken up where it was cut, checked, and whole or not there.

While it lasts, the bytes are in `NAME.part` and the version that they are of (the server's ETag
or date) in `NAME.part.version`; both stay when it fails, for the next try, and go when it is done.
"""

import hashlib
import http.client
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError

from tillganglighet.errors import InputError, OutputError
from tillganglighet.sources.fetch.connection import (
    FAILURES,
    Patience,
    cause_of,
    may_pass,
    open_url,
)

CHUNK_BYTES = 2**20
_PARTIAL = 206
_RANGE_NOT_SATISFIABLE = 416
_NOT_FOUND = 404
_MD5_DIGITS = 32

Progress = Callable[[int, int], None]  # bytes so far, bytes in all (0 if not known)


@dataclass(frozen=True)
class Fetched:
    """A file that has come whole."""

    path: Path
    url: str
    size: int
    md5: str


def download(
    url: str,
    out: Path,
    *,
    patience: Patience = Patience(),  # noqa: B008 (frozen)
    on_progress: Progress = lambda *_: None,
) -> Fetched:
    """Download a file and compare it with the MD5 that is published beside it.

    Parameters
    ----------
    url : str
        May redirect; the checksum is looked for beside the file that it leads to.
    out : Path
        An older file there is replaced, in one step, when the new one is whole and right.

    Raises
    ------
    InputError
        It cannot be fetched, or is not what the checksum says.
    OutputError
        It cannot be written.
    """
    check_target(out)
    part = _Part(out)
    final_url = _receive_all(url, part, patience, on_progress)
    published = _published_md5(final_url, url, patience)
    actual = part.md5()
    if actual != published:
        part.discard()
        raise InputError(
            f"{final_url}: came damaged: its MD5 is {actual}, expected {published}; what came is "
            "thrown away: fetch it again"
        )
    size = part.size
    part.become(out)
    return Fetched(out, final_url, size, actual)


def check_target(out: Path) -> None:
    """Refuse, before anything is fetched, a place where no file can be written."""
    if out.is_dir():
        raise OutputError(f"cannot write {out}: it is a folder; give the name of a file")
    if not out.parent.is_dir():
        raise OutputError(f"cannot write {out}: there is no folder {out.parent}; create it first")


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Tell a failure of the disk from one of the network: both are OSErrors."""
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"cannot write {path}: {error.strerror or error}; free some space, close other "
            "programs that have it open, or choose another place"
        ) from error


class _Part:
    """The bytes that have come so far, and which version of the file they are of."""

    def __init__(self, out: Path) -> None:
        self.path = out.with_name(f"{out.name}.part")
        self._version_path = out.with_name(f"{out.name}.part.version")

    @property
    def size(self) -> int:
        return self.path.stat().st_size if self.path.exists() else 0

    @property
    def version(self) -> str:
        if not self._version_path.exists():
            return ""
        return self._version_path.read_text(encoding="utf-8")

    def start(self, version: str) -> None:
        """Begin anew; a part without a version cannot be taken up again."""
        with writing(self.path):
            self.discard()
            if version:
                self._version_path.write_text(version, encoding="utf-8")

    def md5(self) -> str:
        with self.path.open("rb") as stream:
            # What the publisher offers; it tells a damaged file, it does not guard against malice.
            return hashlib.file_digest(
                stream, lambda: hashlib.md5(usedforsecurity=False)
            ).hexdigest()

    def become(self, out: Path) -> None:
        with writing(out):
            self.path.replace(out)
            self._version_path.unlink(missing_ok=True)

    def discard(self) -> None:
        self.path.unlink(missing_ok=True)
        self._version_path.unlink(missing_ok=True)


def _receive_all(url: str, part: _Part, patience: Patience, on_progress: Progress) -> str:
    """Try until the file is whole; only tries in a row that bring nothing are counted."""
    fruitless, most = 0, part.size
    while True:
        try:
            return _receive(url, part, patience, on_progress)
        except OutputError:
            raise
        except FAILURES as error:
            fruitless = 0 if part.size > most else fruitless + 1
            most = max(most, part.size)
            if not may_pass(error) or fruitless == patience.tries:
                kept = part.size and part.version
                note = f"; {part.size:,} bytes are kept, and the next try goes on there"
                raise InputError(
                    f"{url}: not fetched: {cause_of(error, url)}{note if kept else ''}"
                ) from error
            time.sleep(patience.pause_s)


def _receive(url: str, part: _Part, patience: Patience, on_progress: Progress) -> str:
    """Receive what is missing, and return the address it came from in the end."""
    have = part.size if part.version else 0
    headers = {"Range": f"bytes={have}-", "If-Range": part.version} if have else {}
    try:
        response = open_url(url, patience, headers=headers)
    except HTTPError as error:
        if error.code != _RANGE_NOT_SATISFIABLE:
            raise
        if error.headers.get("Content-Range") == f"bytes */{have}":
            return error.url  # nothing is missing
        part.discard()
        raise ConnectionResetError(str(error)) from error  # begin anew
    with response:
        if response.status != _PARTIAL:
            have = 0
            part.start(_version(response))
        elif not response.headers.get("Content-Range", "").startswith(f"bytes {have}-"):
            part.discard()
            raise ConnectionResetError("another part came than was asked for")
        missing = int(response.headers.get("Content-Length") or 0)
        total = have + missing if missing else 0
        _append(response, part, total, on_progress)
        if total and part.size < total:
            raise ConnectionResetError(f"cut off after {part.size} of {total} bytes")
        return response.url


def _version(response: http.client.HTTPResponse) -> str:
    """Return what `If-Range` accepts: a strong ETag, else the date of change."""
    etag = response.headers.get("ETag", "")
    return (
        etag if etag and not etag.startswith("W/") else response.headers.get("Last-Modified", "")
    )


def _append(
    response: http.client.HTTPResponse, part: _Part, total: int, on_progress: Progress
) -> None:
    size = part.size
    with writing(part.path):
        stream = part.path.open("ab")
    with stream:
        while chunk := response.read(CHUNK_BYTES):
            with writing(part.path):
                stream.write(chunk)
            size += len(chunk)
            on_progress(size, total)


def _published_md5(final_url: str, url: str, patience: Patience) -> str:
    """Return the MD5 beside the file: of the dated file that a `latest` led to, else of that."""
    for each in dict.fromkeys((f"{final_url}.md5", f"{url}.md5")):
        try:
            with open_url(each, patience) as response:
                text = response.read(CHUNK_BYTES).decode("ascii", errors="replace")
        except HTTPError as error:
            if error.code == _NOT_FOUND:
                continue
            raise InputError(f"{each}: not fetched: {cause_of(error, each)}") from error
        except FAILURES as error:
            raise InputError(f"{each}: not fetched: {cause_of(error, each)}") from error
        md5 = text.split()[0].lower() if text.split() else ""
        if len(md5) != _MD5_DIGITS or set(md5) - set("0123456789abcdef"):
            raise InputError(f"{each}: holds no MD5 but {text[:60]!r}; is a proxy in the way?")
        return md5
    raise InputError(f"{url}.md5: is not there, so the file cannot be checked; try again later")
