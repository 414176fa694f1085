"""A small server that has nothing to do with forms: a board on which people pin notes."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from readiness.web import bodies
from readiness.web.guard import DOCUMENT, POLICY, Guard

TOKEN, HOST = "secret-of-the-board", "127.0.0.1:9000"
MOST = 100


async def board(request: Request) -> Response:
    return PlainTextResponse("all notes")


async def pin(request: Request) -> Response:
    return JSONResponse(await bodies.json_body(request, MOST))


async def enter(request: Request) -> Response:
    return HTMLResponse("your code, please")


async def printed(request: Request) -> Response:
    return HTMLResponse("for the wall", headers={POLICY: DOCUMENT})


async def broken(request: Request) -> Response:
    raise RuntimeError("a fault of the program")


async def live(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("all notes")
    await socket.close()


def app() -> Guard:
    """The board behind the guard; anybody may read the page on which a code is entered."""
    routes = [
        Route("/", board),
        Route("/notes", pin, methods=["POST"]),
        Route("/enter", enter, methods=["GET", "POST"]),
        Route("/printed", printed),
        Route("/broken", broken),
        Route("/notes/{name}", board),
        WebSocketRoute("/live", live),
    ]
    return Guard(Starlette(routes=routes, exception_handlers=dict(bodies.HANDLERS)), TOKEN, {HOST}, {"/enter"})
