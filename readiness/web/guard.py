"""Who may talk to a server on this machine: whoever knows its token and names it as host and origin, and nobody else.

A page from anywhere can make the browser send requests to a port of this machine, and another person on it can try all
ports. So every address begins with a random token, requests have to name the server itself as their Host and Origin,
and every answer, also an error, says that a page may load nothing from elsewhere and run no inline script.
"""

from __future__ import annotations

import hmac
from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: What a page may do: load its own scripts and styles, talk to its own server, show pictures it carries itself.
PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
#: What a finished document may do: it brings its own styles and pictures and runs no script at all.
DOCUMENT = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'"
POLICY = "Content-Security-Policy"

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with none at all, browsers send forms without an origin
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Guard:
    """Stands in front of an application; what it lets through knows the token and comes from this server's own pages.

    Parameters
    ----------
    app : ASGI application
        Its addresses begin behind the token: ``/`` is the first page.
    token : str
        Random first part of every address.
    hosts : collection of str
        Names with port under which the server may be reached, such as ``127.0.0.1:8080``.
    without_token : collection of str
        Addresses that may be read, not written to, without the token, such as a page on which people enter a code.

    Notes
    -----
    Refused are, with 403: another Host; another Origin; anything but reading that names no Origin. With 404: a wrong
    token. An answer that sets a policy of its own keeps it; all others get `PAGE`.
    """

    def __init__(self, app: ASGIApp, token: str, hosts: Collection[str], without_token: Collection[str] = ()) -> None:
        self.app, self.token = app, token
        self.hosts, self.origins = frozenset(hosts), frozenset(f"http://{host}" for host in hosts)
        self.without_token = frozenset(without_token)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it before the application sees it."""
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)

        async def protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault(POLICY, PAGE)
                headers.update(_ALWAYS)
            await send(message)

        knows = self._knows_token(scope["path"])
        if refused := self._refused(scope, knows):
            if scope["type"] == "websocket":
                return await send({"type": "websocket.close", "code": 1008})  # 1008: against the policy (RFC 6455)
            return await PlainTextResponse(str(refused), refused)(scope, receive, protected)
        inside = {**scope, "root_path": f"/{self.token}"} if knows else scope
        return await self.app(inside, receive, protected)

    def _knows_token(self, path: str) -> bool:
        given = path.removeprefix("/").partition("/")[0]
        return hmac.compare_digest(given.encode("utf-8", "replace"), self.token.encode())

    def _refused(self, scope: Scope, knows_token: bool) -> int:
        """The status with which a request is refused, or 0; it may come from a page that only knows the port."""
        headers = Headers(scope=scope)
        if headers.get("host", "") not in self.hosts:
            return 403
        reading = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        origin = headers.get("origin")
        if origin not in self.origins and not (origin is None and reading):  # a typed address comes without one
            return 403
        return 0 if knows_token or (reading and scope["path"] in self.without_token) else 404
