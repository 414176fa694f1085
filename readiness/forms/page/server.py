"""The local page: forms for one person on their own machine, over HTTP on the loopback address only.

Who may ask, how much and what a page may do is decided by `readiness.web`. What the person types never leaves the
machine.
"""

from __future__ import annotations

from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from readiness.errors import EvidenceError, ReadinessError, UsageError, cause_of
from readiness.forms.desk import Desk
from readiness.forms.front_end import ASSETS
from readiness.forms.page.pages import form_page, problem_page, start_page
from readiness.language import DEFAULT, languages
from readiness.web import bodies, guard
from readiness.web.faults import fault

#: Largest bodies: one change with its notes, an answer file, a file of evidence.
MOST_CHANGE, MOST_SHEET, MOST_EVIDENCE = 4_000_000, 8_000_000, 64_000_000


def build_app(desk: Desk, token: str, hosts: set[str], language: str) -> guard.Guard:
    """The application behind its guard; `hosts` are the names with port under which it may be reached.

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
    site = _Site(desk, f"/{token}", language)
    routes = [
        Route("/", site.start),
        Route("/static/{name}", ASSETS.reply),
        Route("/sheets", site.create, methods=["POST"]),
        Route("/import", site.take, methods=["POST"]),
        Route("/sheets/{sheet}/{verb:str}", site.move, methods=["POST"]),
        Route("/form/{sheet}", site.form),
        Route("/api/sheets/{sheet}", site.load),
        Route("/api/sheets/{sheet}/change", site.change, methods=["POST"]),
        Route("/api/sheets/{sheet}/result", site.result),
        Route("/api/sheets/{sheet}/answers", site.answers),
        Route("/api/sheets/{sheet}/revision", site.revision),
        Route("/api/sheets/{sheet}/report", site.report),
        Route("/api/sheets/{sheet}/evidence", site.look, methods=["POST"]),
        Route("/api/sheets/{sheet}/evidence/{mark}/{verb:str}", site.decide, methods=["POST"]),
    ]
    errors: dict[Any, Any] = {ReadinessError: site.problem, OSError: site.refused_by_disk, **bodies.HANDLERS}
    return guard.Guard(Starlette(routes=routes, exception_handlers=errors), token, hosts)


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

    async def problem(self, request: Request, problem: Exception) -> Response:
        """What went wrong: as data for a script, as a page for a person."""
        assert isinstance(problem, ReadinessError)
        place = request.url.path.removeprefix(f"{self.base}/").partition("/")[0]
        if place in ("api", "import") and not request.url.path.endswith("/report"):
            return JSONResponse(fault(problem), 400)
        language = request.query_params.get("language", "")
        sentences = fault(problem)["error"]["sentence"]
        return HTMLResponse(problem_page(self.base, sentences, language if language in sentences else DEFAULT), 400)

    async def refused_by_disk(self, request: Request, problem: Exception) -> Response:
        """A copy, or what belongs to a sheet, could not be read or written; sheets themselves say so by name."""
        assert isinstance(problem, OSError)
        return await self.problem(request, UsageError("disk_refused", **cause_of(problem)))

    async def create(self, request: Request) -> Response:
        names = ("audit", "company", "role", "language")
        audit, company, role, language = await bodies.form_fields(request, MOST_CHANGE, names)
        today = self.desk.today().isoformat()
        name = await run_in_threadpool(self.desk.folder.create, audit, today, company, role)
        return RedirectResponse(f"{self.base}/form/{name}?language={language or self.language}", 303)

    async def take(self, request: Request) -> Response:
        content = await bodies.body(request, MOST_SHEET)
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
        body, name = await bodies.json_body(request, MOST_CHANGE), request.path_params["sheet"]
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
        return HTMLResponse(html, headers={guard.POLICY: guard.DOCUMENT})

    async def look(self, request: Request) -> Response:
        content = await bodies.body(request, MOST_EVIDENCE)
        options = bodies.json_object(request.query_params.get("options", "{}"))
        name, sheet = request.query_params.get("name", ""), request.path_params["sheet"]
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
