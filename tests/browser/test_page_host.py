"""The form against a server whose side is played here: what it is sent, and what it does when things go wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route
from sample_spec import spec_of
from test_access import violations
from walking import answer, begin, wait_for, where

from readiness.forms.single_file import static

ADDRESS = "http://form.test"


class Server:
    """Keeps one sheet and answers as the contract says; can be switched off, as after kill -9."""

    def __init__(self) -> None:
        self.running, self.changes = True, []
        self.state: dict[str, Any] = {
            "sheet": "s", "revision": 0, "company": "", "role": "", "date": "", "profile": {}, "answers": {},
            "measured": {}, "evidence": [], "can_undo": False, "saved_at": None, "mode": "full",
            "place": {"de": "antworten.yaml", "en": "antworten.yaml"},
        }  # fmt: skip

    def __call__(self, route: Route) -> None:
        if not self.running:
            return route.abort("connectionrefused")
        request, path = route.request, route.request.url.removeprefix(ADDRESS).split("?")[0]
        if path == "/form":
            return route.fulfill(content_type="text/html", body=SHELL)
        if path.startswith("/static/"):
            kind = "text/css" if path.endswith(".css") else "text/javascript"
            return route.fulfill(content_type=kind, body=static(path.rsplit("/", 1)[1]))
        if path == "/api/change":
            return route.fulfill(json=self.change(**json.loads(request.post_data or "{}")))
        if path == "/api/revision":
            return route.fulfill(json={"revision": self.state["revision"]})
        if path == "/api/evidence":
            return route.fulfill(json={"id": "e1", "understood": {"facts": [
                {"label": {"de": "Zeilen gelesen", "en": "rows read"}, "value": "120"}]}})  # fmt: skip
        if path == "/api/evidence/e1/use":
            self.state["revision"] += 1
            self.state["measured"] = {"IS-05": {"value": 8.5, "unit": {"de": "Prozent", "en": "percent"},
                                                "attained": 57.5, "file": "<b>test</b>.csv"}}  # fmt: skip
            return route.fulfill(json={"state": self.state})
        return route.fulfill(json={"spec": spec_of("it_security"), "state": self.state})

    def change(self, change: dict[str, Any], revision: int) -> dict[str, Any]:
        if revision != self.state["revision"]:
            return {"conflict": True, "state": self.state}
        self.changes.append(change)
        if "item" in change:
            self.state["answers"][change["item"]] = {k: v for k, v in change.items() if k != "item"}
        self.state |= {"revision": revision + 1, "saved_at": "2026-03-02T14:03:00", "can_undo": True}
        return {"state": self.state}


SHELL = """<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Form</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'">
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/static/form.css"></head>
<body class="rf-page"><div id="readiness-form" data-api="/api" data-start="/" data-language="de"></div>
<script type="module" src="/static/page.js"></script></body></html>"""  # noqa: E501


@pytest.fixture
def server(context: BrowserContext) -> Server:
    played = Server()
    context.route(f"{ADDRESS}/**", played)
    return played


@pytest.fixture
def open_page(context: BrowserContext, server: Server) -> Callable[[], Page]:
    def opened() -> Page:
        page = context.new_page()
        page.on("console", lambda m: pytest.fail(m.text) if "Content Security" in m.text else None)
        page.goto(f"{ADDRESS}/form")
        page.wait_for_selector("#rf-heading")
        return page

    return opened


def test_under_a_strict_policy_every_answer_reaches_the_server(open_page: Callable[[], Page], server: Server) -> None:
    page = open_page()
    begin(page)
    for _ in range(7):
        answer(page)
    assert len(server.state["answers"]) == 7
    assert "Gespeichert um 14:03 in antworten.yaml" in page.get_by_role("status").first.inner_text()
    page = open_page()
    assert where(page).startswith("Frage 8 von 28")
    assert violations(page) == []


def test_when_the_server_is_gone_nothing_typed_is_lost_and_it_goes_on(
    open_page: Callable[[], Page], server: Server
) -> None:
    page = open_page()
    begin(page)
    answer(page)
    server.running = False
    page.keyboard.press("1")
    wait_for(page, "document.querySelector('.rf-alert').textContent.includes('keine Verbindung')")
    assert page.get_by_role("status").first.inner_text() == "Nicht gespeichert"
    page.click("[data-k='question.next']")
    assert where(page).startswith("Frage 2"), "what is not saved stays on screen"
    assert page.locator("[data-k='option-yes']").is_checked()
    assert violations(page) == []
    server.running = True
    page.click("[data-k='save.again']")
    wait_for(page, "!document.querySelector('.rf-alert').textContent")
    assert server.state["answers"]["IS-02"]["answer"] == "yes"


def test_the_second_tab_is_told(open_page: Callable[[], Page], server: Server) -> None:
    first, second = open_page(), open_page()
    begin(first)
    begin(second)
    answer(first, "2")
    second.keyboard.press("4")
    second.wait_for_selector("dialog[open]")
    assert server.state["answers"]["IS-01"]["answer"] == "1"
    second.click("[data-k='conflict.take_theirs']")
    second.wait_for_selector("dialog", state="detached")
    assert second.locator("[data-k='option-1']").is_checked()
    assert [c["answer"] for c in server.changes] == ["1"]


def test_evidence_is_shown_before_it_is_used(open_page: Callable[[], Page], server: Server) -> None:
    page = open_page()
    page.click("[data-k='review.go']")
    page.set_input_files(
        "[data-k='evidence']", {"name": '"><img onerror=x>.csv', "mimeType": "text/csv", "buffer": b"a"}
    )
    page.wait_for_selector(".rf-facts")
    shown = page.locator(".rf-evidence").inner_text()
    assert "Zeilen gelesen" in shown and '"><img onerror=x>.csv' in shown
    assert server.state["measured"] == {}
    page.get_by_role("button", name="Verwenden", exact=True).click()
    page.locator("[data-k='jump-IS-05']").click()
    assert "8,5 Prozent" in page.locator(".rf-measured").inner_text()
    assert "<b>test</b>.csv" in page.locator(".rf-measured").inner_text()
