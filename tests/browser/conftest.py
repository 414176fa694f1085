"""One real browser for all tests; every test gets its own profile, so nothing is kept from one to the next."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from sample_spec import export_form

from readiness.forms.form_result import figures

#: The browser fetches nothing by itself: what a test sees comes from the form.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    assert path, "chromium is missing: run scripts/install_browser.sh"
    expect.set_options(timeout=60_000)
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE")
    # Long enough beside other work; a test that passes never waits for it.
    opened.set_default_timeout(60_000)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    folder = tmp_path_factory.mktemp("forms")

    def form(audit: str) -> Path:
        file = folder / f"{audit}.html"
        if not file.exists():
            file.write_text(export_form(audit, figures=figures(audit, None)), encoding="utf-8")
        return file

    return form


@pytest.fixture
def open_form(context: BrowserContext, forms: Callable[[str], Path]) -> Callable[..., Page]:
    """Opens the single file of an audit; a script error on the page fails the test."""

    def opened(audit: str = "it_security", page: Page | None = None) -> Page:
        page = page or context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
        page.goto(forms(audit).as_uri())
        page.wait_for_selector("#rf-heading")
        return page

    return opened
