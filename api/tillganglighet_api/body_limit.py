"""Bodies that are larger than any question: refused before they fill the memory."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tillganglighet_api.errors import TooLargeError


class BodyLimit:
    """Middleware that refuses a body above so many bytes, announced or not.

    Parameters
    ----------
    app : ASGIApp
    most : int
        Bytes.
    """

    def __init__(self, app: ASGIApp, *, most: int) -> None:
        self.app = app
        self.most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, counting what comes of its body."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "")
        size = int(announced) if announced.isdecimal() else 0

        async def receive_counted() -> Message:
            nonlocal size
            message: Message = {} if size > self.most else await receive()
            if not announced:
                size += len(message.get("body", b""))
            if size > self.most:
                raise TooLargeError(self.most)
            return message

        await self.app(scope, receive_counted, send)
