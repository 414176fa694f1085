"""The local page: forms for one person on their own machine, over HTTP on the loopback address only.

Every address carries a random token, requests must name this server as their host and origin, pages may load nothing
from elsewhere and run no inline script. What the person types never leaves the machine.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Awaitable, Callable
from importlib import resources
from typing import Any
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from readiness.errors import EvidenceError, ReadinessError, UsageError, cause_of
from readiness.forms.desk import Desk, fault
from readiness.forms.page.pages import form_page, problem_page, start_page
from readiness.language import DEFAULT, languages

#: Largest bodies: one change with its notes, an answer file, a file of evidence.
MOST_CHANGE, MOST_SHEET, MOST_EVIDENCE = 4_000_000, 8_000_000, 64_000_000
_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"  # noqa: E501
#: The report brings its own styles and pictures and no script at all.
_REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'"
_KINDS = {"css": "text/css", "js": "text/javascript"}


def build_app(desk: Desk, token: str, hosts: set[str], language: str) -> Starlette:
    """The application; `hosts` are the names with port under which it may be reached.

    Parameters
    ----------
    desk : Desk
        The sheets.
    token : str
        Random part of every address.
    hosts : set of str
        Such as ``127.0.0.1:8080``; requests with another Host or Origin are refused.
    language : str
        Language of the first page.
    """
    base = f"/{token}"
    site = _Site(desk, base, language)
    routes = [
        Route("/{token}/", site.start),
        Route("/{token}/static/{name}", site.static),
        Route("/{token}/sheets", site.create, methods=["POST"]),
        Route("/{token}/import", site.take, methods=["POST"]),
        Route("/{token}/sheets/{sheet}/{verb:str}", site.move, methods=["POST"]),
        Route("/{token}/form/{sheet}", site.form),
        Route("/{token}/api/sheets/{sheet}", site.load),
        Route("/{token}/api/sheets/{sheet}/change", site.change, methods=["POST"]),
        Route("/{token}/api/sheets/{sheet}/result", site.result),
        Route("/{token}/api/sheets/{sheet}/answers", site.answers),
        Route("/{token}/api/sheets/{sheet}/revision", site.revision),
        Route("/{token}/api/sheets/{sheet}/report", site.report),
        Route("/{token}/api/sheets/{sheet}/evidence", site.look, methods=["POST"]),
        Route("/{token}/api/sheets/{sheet}/evidence/{mark}/{verb:str}", site.decide, methods=["POST"]),
    ]

    async def guard(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
        refused = _refused(request, token, hosts)
        response = refused if refused is not None else await go_on(request)
        response.headers.setdefault("Content-Security-Policy", _POLICY)
        response.headers.update(
            {
                "X-Content-Type-Options": "nosniff",
                "Referrer-Policy": "same-origin",  # with none at all, browsers send forms without an origin
                "Cache-Control": "no-store",
                "Cross-Origin-Resource-Policy": "same-origin",
                "Cross-Origin-Opener-Policy": "same-origin",
            }
        )
        return response

    errors = {ReadinessError: _problem, OSError: _refused_by_disk, _TooLarge: _too_large, ClientDisconnect: _gone}
    return Starlette(
        routes=routes,
        middleware=[Middleware(BaseHTTPMiddleware, dispatch=guard)],
        exception_handlers=errors,
    )


def _refused(request: Request, token: str, hosts: set[str]) -> Response | None:
    """Why a request is not served; it may come from a page that only knows the port."""
    if request.headers.get("host", "") not in hosts:
        return PlainTextResponse("403", 403)
    origin = request.headers.get("origin")
    if origin is not None and origin.removeprefix("http://") not in hosts:
        return PlainTextResponse("403", 403)
    if request.method not in ("GET", "HEAD") and origin is None:
        return PlainTextResponse("403", 403)
    given = request.url.path.removeprefix("/").partition("/")[0]
    if not hmac.compare_digest(given.encode(), token.encode()):
        return PlainTextResponse("404", 404)
    return None


class _TooLarge(Exception):
    """A body is larger than its kind may be."""


async def _body(request: Request, most: int) -> bytes:
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            raise _TooLarge
        parts.append(part)
    return b"".join(parts)


async def _json(request: Request, most: int) -> dict[str, Any]:
    try:
        found = json.loads(await _body(request, most))
    except (ValueError, RecursionError):
        found = None
    return found if isinstance(found, dict) else {}


async def _problem(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, ReadinessError)
    base, place = f"/{request.path_params['token']}", request.url.path.split("/")[2]
    if place in ("api", "import") and not request.url.path.endswith("/report"):
        return JSONResponse(fault(problem), 400)
    language = request.query_params.get("language", "")
    sentences = fault(problem)["error"]["sentence"]
    return HTMLResponse(problem_page(base, sentences, language if language in sentences else DEFAULT), 400)


async def _refused_by_disk(request: Request, problem: Exception) -> Response:
    """A copy of a file or what belongs to a sheet could not be read or written; sheets themselves say so by name."""
    assert isinstance(problem, OSError)
    return await _problem(request, UsageError("disk_refused", **cause_of(problem)))


async def _too_large(request: Request, problem: Exception) -> Response:
    return JSONResponse(fault(ReadinessError("request_too_large")), 413)


async def _gone(request: Request, problem: Exception) -> Response:
    return PlainTextResponse("", 400)


class _Site:
    """The pages and the interface of the form; slow work runs beside the loop."""

    def __init__(self, desk: Desk, base: str, language: str) -> None:
        self.desk, self.base, self.language = desk, base, language

    def _language(self, request: Request) -> str:
        wanted = request.query_params.get("language", "")
        return wanted if wanted in languages() else self.language

    async def start(self, request: Request) -> Response:
        rows = await run_in_threadpool(self.desk.folder.rows)
        deleted = request.query_params.get("deleted", "")
        return HTMLResponse(start_page(self.base, rows, str(self.desk.folder.path), self._language(request), deleted))

    async def static(self, request: Request) -> Response:
        name = request.path_params["name"]
        files = {f.name: f for f in (resources.files("readiness.forms") / "static").iterdir()}
        if name not in files:
            return PlainTextResponse("404", 404)
        return Response(files[name].read_bytes(), media_type=_KINDS.get(name.rsplit(".", 1)[-1], "text/plain"))

    async def create(self, request: Request) -> Response:
        fields = parse_qs((await _body(request, MOST_CHANGE)).decode("utf-8", "replace"))
        keys = ("audit", "company", "role", "language")
        audit, company, role, language = (fields.get(k, [""])[0].strip()[:200] for k in keys)
        today = self.desk.today().isoformat()
        name = await run_in_threadpool(self.desk.folder.create, audit, today, company, role)
        return RedirectResponse(f"{self.base}/form/{name}?language={language or self.language}", 303)

    async def take(self, request: Request) -> Response:
        content = await _body(request, MOST_SHEET)
        name = await run_in_threadpool(self.desk.folder.add, content, request.query_params.get("name", "")[:120])
        return JSONResponse({"sheet": name, "url": f"{self.base}/form/{name}"})

    async def move(self, request: Request) -> Response:
        verb, name = request.path_params["verb"], request.path_params["sheet"]
        if verb not in ("delete", "restore"):
            return PlainTextResponse("404", 404)
        place = await run_in_threadpool(getattr(self.desk.folder, verb), name)
        more = f"&deleted={place}" if verb == "delete" else ""
        return RedirectResponse(f"{self.base}/?language={self._language(request)}{more}", 303)

    async def form(self, request: Request) -> Response:
        name = request.path_params["sheet"]
        draft = await run_in_threadpool(self.desk.folder.open, name)
        return HTMLResponse(form_page(self.base, name, draft.sheet.audit, self._language(request)))

    async def load(self, request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(self.desk.load, request.path_params["sheet"]))

    async def change(self, request: Request) -> Response:
        body, name = await _json(request, MOST_CHANGE), request.path_params["sheet"]
        return JSONResponse(await run_in_threadpool(self.desk.change, name, body.get("change"), body.get("revision")))

    async def result(self, request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(self.desk.result, request.path_params["sheet"]))

    async def answers(self, request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(self.desk.answers, request.path_params["sheet"]))

    async def revision(self, request: Request) -> Response:
        draft = await run_in_threadpool(self.desk.folder.open, request.path_params["sheet"])
        return JSONResponse({"revision": draft.revision})

    async def report(self, request: Request) -> Response:
        html = await run_in_threadpool(self.desk.report, request.path_params["sheet"], self._language(request))
        return HTMLResponse(html, headers={"Content-Security-Policy": _REPORT_POLICY})

    async def look(self, request: Request) -> Response:
        content = await _body(request, MOST_EVIDENCE)
        try:
            options = json.loads(request.query_params.get("options", "{}"))
        except ValueError:
            options = {}
        name = request.query_params.get("name", "")
        options = options if isinstance(options, dict) else {}
        sheet = request.path_params["sheet"]
        try:
            return JSONResponse(await run_in_threadpool(self.desk.look, sheet, name, content, options))
        except EvidenceError as problem:
            from readiness.forms.intake import question

            if (asked := question(problem, options)) is None:
                raise
            return JSONResponse({"question": asked})

    async def decide(self, request: Request) -> Response:
        verb, mark = request.path_params["verb"], request.path_params["mark"]
        if verb not in ("use", "drop"):
            return PlainTextResponse("404", 404)
        return JSONResponse(await run_in_threadpool(getattr(self.desk, verb), request.path_params["sheet"], mark))
