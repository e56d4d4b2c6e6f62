"""One request over HTTP, as a planner's locked-down PC needs it, and its failures in words.

The standard library is the best client for that: it takes the proxy from the environment or from
Windows' settings, and trusts the certificates that the IT department put into the system, which
a client with a certificate list of its own refuses.
"""

import http.client
import ssl
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

FAILURES = (OSError, http.client.HTTPException)
_BUSY = {429, 502, 503, 504}
_STATUS_REMEDY = {
    403: "the server or a proxy refuses it; ask the IT department to allow the host",
    404: "there is no such file on the server",
    407: "the proxy wants a name and a password; set HTTPS_PROXY, or fetch by hand (--plan)",
    429: "the server has had enough of us for now; wait an hour",
}


@dataclass(frozen=True)
class Patience:
    """How long to wait: seconds of silence, tries in a row that bring nothing, pause between."""

    timeout_s: float = 30.0
    tries: int = 5
    pause_s: float = 3.0


def open_url(
    url: str,
    patience: Patience,
    *,
    headers: Mapping[str, str] | None = None,
    data: bytes | None = None,
) -> http.client.HTTPResponse:
    """Open an address, with POST if there is `data`; redirects and proxies are followed.

    Raises
    ------
    OSError, http.client.HTTPException
        Any failure; `cause_of` puts it in words.
    """
    agent = f"tillganglighet/{version('tillganglighet')}"
    request = urllib.request.Request(  # noqa: S310 (addresses of our own table or the user's)
        url, data=data, headers={"User-Agent": agent, **(headers or {})}
    )
    opener = urllib.request.build_opener()  # each time anew: it reads the proxy settings
    response: http.client.HTTPResponse = opener.open(request, timeout=patience.timeout_s)
    return response


def may_pass(error: Exception) -> bool:
    """Return whether a failure may be gone at the next try: a cut or silent connection."""
    if isinstance(error, HTTPError):
        return error.code in _BUSY
    if isinstance(error, URLError):
        return isinstance(error.reason, TimeoutError | ConnectionResetError)
    return isinstance(error, TimeoutError | ConnectionError | http.client.HTTPException)


def cause_of(error: Exception, url: str) -> str:
    """Return what went wrong and what to do about it, as the end of a message."""
    host = urlsplit(url).hostname
    if isinstance(error, HTTPError):
        remedy = _STATUS_REMEDY.get(error.code, "try again later")
        return f"{host} answers {error.code} {error.reason}: {remedy}"
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, TimeoutError):
        return f"{host} is silent; try again later"
    if isinstance(reason, ssl.SSLCertVerificationError):
        return (
            f"the certificate of {host} is not trusted ({reason.verify_message}); behind a proxy "
            "that reads the traffic, set SSL_CERT_FILE to the organisation's own certificates"
        )
    words = reason.strerror if isinstance(reason, OSError) and reason.strerror else str(reason)
    return (
        f"{host} cannot be reached ({words}); check the network and HTTPS_PROXY, "
        "or see with --plan what to fetch by hand"
    )
