"""How a person moves through the form."""

from __future__ import annotations

from playwright.sync_api import Page


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
    page.wait_for_function("mark => !mark.isConnected", arg=mark)


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
