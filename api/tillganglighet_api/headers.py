"""What every answer says of itself in its headers, and answers that need not be sent again."""

import unicodedata

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tillganglighet_api.publication import Publication

EXPOSED_HEADERS = ["Attribution", "Data-Date", "ETag", "Link", "Location", "Retry-After"]
_OK, _NOT_MODIFIED = 200, 304


class PublicHeaders:
    """Middleware that adds attribution, data date and ETag, and answers HEAD as GET.

    Answers depend on the address and the region alone, so the region's digest is the ETag of all
    that bring none of their own. It is weak, since the same answer may travel compressed. Caches
    may keep an answer but must ask (`no-cache`): a region may be built anew at any time. What
    changes from moment to moment says itself that it is not to be kept.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back with headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        publication: Publication = scope["state"]["publication"]
        if_none_match = Headers(scope=scope).get("if-none-match", "")
        is_unsent = False

        async def send_with_headers(message: Message) -> None:
            nonlocal is_unsent
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_origin_headers(publication))
                if message["status"] == _OK and "cache-control" not in headers:
                    etag = headers.get("etag", f'W/"{publication.digest}"')
                    headers.update({"ETag": etag, "Cache-Control": "public, no-cache"})
                    is_unsent = _is_known(etag, if_none_match)
                if is_unsent:
                    message["status"] = _NOT_MODIFIED
                    del headers["content-length"]
            elif is_unsent:
                message = {**message, "body": b""}
            await send(message)

        # uvicorn keeps its own scope, so it still leaves out the body of an answer to HEAD.
        is_head = scope["method"] == "HEAD"
        await self.app(
            {**scope, "method": "GET"} if is_head else scope, receive, send_with_headers
        )


def _origin_headers(publication: Publication) -> dict[str, str]:
    headers = {
        "Attribution": _ascii(publication.attribution),
        "X-Content-Type-Options": "nosniff",
    }
    if publication.data_date is not None:
        headers["Data-Date"] = publication.data_date
    return headers


def _is_known(etag: str, if_none_match: str) -> bool:
    """Compare weakly (RFC 9110, section 8.8.3.2)."""
    asked = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    return "*" in asked or etag.removeprefix("W/") in asked


def _ascii(text: str) -> str:
    """Return text as a header can carry it: `(c)` for the sign, letters without marks."""
    plain = unicodedata.normalize("NFKD", text.replace("©", "(c)"))
    return " ".join(plain.encode("ascii", "ignore").decode("ascii").split())
