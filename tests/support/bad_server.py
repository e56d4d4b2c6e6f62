"""A server of one file on this machine, as bad as lines and servers get."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class BadServer(ThreadingHTTPServer):
    """Serves `/x-latest.osm.pbf` (which leads to `/x-261122.osm.pbf`) and the MD5 beside it.

    `cuts` tells after how many bytes each answer in turn breaks off; whole when used up.
    """

    daemon_threads = True

    def __init__(self, content: bytes) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.content = content
        self.etag = '"one"'
        self.cuts: list[int] = []
        self.md5 = hashlib.md5(content, usedforsecurity=False).hexdigest()
        self.status = 200
        self.takes_ranges = True
        self.is_silent = False
        self.wakes = threading.Event()
        self.seen: list[tuple[str, str]] = []  # path and Range of each request
        self.posted: list[bytes] = []

    @property
    def url(self) -> str:
        """Return the address without a slash at the end."""
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Any  # a BadServer

    def do_GET(self) -> None:
        server = self.server
        server.seen.append((self.path, self.headers.get("Range", "")))
        if server.is_silent:
            server.wakes.wait(10)
        elif server.status != 200:
            self._answer(server.status, b"", {})
        elif self.path.endswith(".md5"):
            self._answer(200, f"{server.md5}  x.osm.pbf\n".encode(), {})
        elif "latest" in self.path:
            self._answer(302, b"", {"Location": self.path.replace("latest", "261122")})
        else:
            self._send_file()

    def do_POST(self) -> None:
        self.server.posted.append(self.rfile.read(int(self.headers["Content-Length"])))
        self._answer(self.server.status, self.server.content, {})

    def _send_file(self) -> None:
        server, content = self.server, self.server.content
        start = 0
        asked = self.headers.get("Range", "")
        if asked and server.takes_ranges and self.headers.get("If-Range") == server.etag:
            start = int(asked.removeprefix("bytes=").removesuffix("-"))
        if start >= len(content):
            self._answer(416, b"", {"Content-Range": f"bytes */{len(content)}"})
            return
        headers = {"ETag": server.etag} if server.etag else {}
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
        cut = server.cuts.pop(0) if server.cuts else len(content)
        self._answer(206 if start else 200, content[start:], headers, cut)

    def _answer(
        self, status: int, body: bytes, headers: dict[str, str], cut: int | None = None
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body[:cut])

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
        """Say nothing."""


@contextmanager
def bad_server(content: bytes) -> Iterator[BadServer]:
    """Run the server in a thread of its own."""
    server = BadServer(content)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.wakes.set()
        server.shutdown()
        thread.join()
        server.server_close()
