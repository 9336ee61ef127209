"""What every request passes before a page sees it, and the headers that every reply carries."""

import logging
from collections.abc import MutableMapping
from typing import Any

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.web.session import Session

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
# same-origin, not no-referrer: under the latter a browser sends "Origin: null" with a form's POST (Fetch, section 3.2), and the
# check of the origin would have to let every sandboxed page in. Other sites get no referrer under either.
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
MAX_BODY = 21_000_000  # one upload of 20 MB (the limit of reading) with its form around it
_DRAIN_S = 20
_OPEN = ("/open", "/static/")
_METHODS = ("GET", "HEAD", "POST")


_LOG = logging.getLogger("dragoman.web")


class BodyTooLargeError(Exception):
    """A request's body went past the limit while it was read."""


class Guard:
    """ASGI middleware: foreign names, foreign pages and strangers are turned away before anything is read of the request."""

    def __init__(self, app: ASGIApp, session: Session) -> None:
        self.app = app
        self.session = session

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a refusal, or pass the request on with its body counted and the reply's headers set."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # no websockets: the connection is dropped
        sent = _Sender(send, private=not scope["path"].startswith("/static/"))
        body = _Body(receive, sent)
        answer = self._refuse(scope)
        if answer is None:
            answer = await self._pass_on(scope, body, sent)
        if answer is not None:
            await body.drain()
            await answer(scope, receive, sent)

    async def _pass_on(self, scope: Scope, body: "_Body", sent: "_Sender") -> Response | None:
        """Have the page answer; return what is to be said in its place where it could not."""
        try:
            await self.app(scope, body, sent)
        except Exception:  # a fault of ours: told without its insides, and with the headers that every reply has
            _LOG.exception("%s %s failed", scope["method"], scope["path"])
            return None if sent.started else _say(500, "This page failed: the case is unharmed. Please report what you did.")
        if not sent.over or sent.started:
            return None
        sent.over = False
        return _say(413, _TOO_LARGE)

    def _refuse(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0] not in self.session.hosts:
            return _say(421, f"This is not the address of the workbench: use http://{self.session.hosts[0]}/")
        if scope["method"] not in _METHODS:
            return _say(405, "Only GET and POST are answered.")
        if headers.get("sec-fetch-site") in ("cross-site", "same-site") and scope["path"] != "/open":
            return _say(403, "Another site, or another program on this machine, asked for this: open the workbench by its own address.")
        if scope["method"] == "POST" and headers.get("origin") not in self.session.origins:
            return _say(403, "This form was not sent from the workbench: nothing was done.")
        if not scope["path"].startswith(_OPEN) and not self.session.knows(_find_cookie(headers, self.session.cookie_name)):
            return _say(401, "Open the workbench with the address that `dragoman serve` printed; it serves once, in one browser.")
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit() and len(length) < 16 and int(length) <= MAX_BODY):
            return _say(413, _TOO_LARGE)
        return None


_TOO_LARGE = (
    f"This is over {MAX_BODY // 1_000_000 - 1} MB, more than the workbench takes at once: split it, or add it with `dragoman case add`."
)


class _Sender:
    """Sets the headers of a reply as it starts; once the body went over its limit, what the page still says is dropped."""

    def __init__(self, send: Send, *, private: bool) -> None:
        self._send = send
        self._private = private
        self.started = False
        self.over = False

    async def __call__(self, message: Message) -> None:
        if self.over:
            return
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", "no-store" if self._private else "no-cache")
        await self._send(message)


def _say(status: int, words: str) -> Response:
    return PlainTextResponse(words + "\n", status_code=status)


class _Body:
    """The body of a request as it is taken, up to its limit."""

    def __init__(self, receive: Receive, sent: _Sender) -> None:
        self._receive = receive
        self._sent = sent
        self._taken = 0
        self._is_over = False

    async def __call__(self) -> MutableMapping[str, Any]:
        message = await self._take()
        if self._taken > MAX_BODY:
            # Sent in pieces, without a length told before: FastAPI would turn the exception into a 400 of its own words.
            self._sent.over = True
            raise BodyTooLargeError
        return message

    async def drain(self) -> None:
        """Take the rest, unkept: a browser that is still sending would show a broken connection and not the answer."""
        with anyio.move_on_after(_DRAIN_S):
            while not self._is_over:
                await self._take()

    async def _take(self) -> MutableMapping[str, Any]:
        message = await self._receive()
        self._taken += len(message.get("body", b""))
        self._is_over = message["type"] != "http.request" or not message.get("more_body", False)
        return message


def _find_cookie(headers: Headers, name: str) -> str | None:
    for line in headers.getlist("cookie"):
        found = cookie_parser(line).get(name)
        if found is not None:
            return found
    return None
