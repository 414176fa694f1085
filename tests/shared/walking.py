"""How a person moves through the form."""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import Page


def wait_until(holds: Callable[[], object], seconds: float = 10) -> None:
    """Ask again until something holds; the browser's own waiting is barred by the form's policy against eval."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.03)


def wait_for(page: Page, expression: str) -> None:
    """Wait until an expression holds on the page."""
    wait_until(lambda: page.evaluate(expression))


def begin(page: Page) -> None:
    page.click("[data-k='question.begin']")
    page.wait_for_selector(".rf-question")


def where(page: Page) -> str:
    return page.locator(".rf-where").inner_text()


def answered(page: Page) -> int:
    """Number of answers the browser has kept."""
    return page.evaluate(
        "Object.keys(JSON.parse(Object.entries(localStorage).find(([k]) => k.startsWith('readiness:'))?.[1] ??"
        ' \'{"sheet":{"answers":{}}}\').sheet.answers).length'
    )


def proceed(page: Page) -> None:
    """Enter, and wait until the next page is there."""
    mark = page.locator(".rf-view").element_handle()
    page.keyboard.press("Enter")
    wait_until(lambda: not mark.evaluate("mark => mark.isConnected"))


def answer(page: Page, key: str = "2") -> None:
    page.keyboard.press(key)
    proceed(page)


def finish(page: Page, key: str = "2") -> int:
    """Answer everything that is left; returns the number of questions."""
    count = 0
    while page.locator(".rf-question").count():
        answer(page, key)
        count += 1
    page.wait_for_selector(".rf-result-body:not([aria-busy])")
    return count
