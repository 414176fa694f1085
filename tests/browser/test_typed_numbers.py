"""Numbers as people type them: the form in the browser reads what Python reads, and a head count with its thousands."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from places import TYPED_NUMBERS
from playwright.sync_api import BrowserContext, Page
from sample_spec import STATIC
from walking import answer, begin, wait_until

VECTORS = json.loads(TYPED_NUMBERS.read_text(encoding="utf-8"))


def kept(page: Page) -> dict[str, Any]:
    """The sheet as the browser keeps it."""
    text = page.evaluate("Object.entries(localStorage).find(([key]) => key.startsWith('readiness:'))?.[1]")
    return json.loads(text)["sheet"] if text else {"profile": {}, "answers": {}}


def test_the_browser_reads_the_common_vectors(context: BrowserContext) -> None:
    page = context.new_page()
    page.add_script_tag(content=(STATIC / "dom.js").read_text(encoding="utf-8").replace("export ", ""))
    found = page.evaluate("(rows) => rows.map(([text, decimal, whole]) => readNumber(text, decimal, whole))", VECTORS)
    for row, given in zip(VECTORS, found, strict=True):
        assert given == ({"fault": row[3]} if isinstance(row[3], str) else {"value": row[3]}), row


@pytest.mark.parametrize(
    ("language", "typed", "other"), [("de", "1.200", "1,200"), ("en", "1,200", "1.200"), ("de", "1\u202f200", "12,5")]
)
def test_a_head_count_with_thousands_is_stored(
    open_form: Callable[..., Page], language: str, typed: str, other: str
) -> None:
    page = open_form("working_time")
    if language == "en":
        page.click("[data-k='language']")
    field = page.locator("#rf-p-employees")
    field.fill(other)
    field.press("Tab")
    sentence = {"de": "eine ganze Zahl von 1 bis 100.000", "en": "a whole number from 1 to 100,000"}[language]
    assert sentence in page.locator("#rf-p-employees-fault").inner_text()
    assert "employees" not in kept(page)["profile"]
    field.fill(typed)
    field.press("Tab")
    wait_until(lambda: kept(page)["profile"].get("employees") == 1200)
    assert page.locator("#rf-p-employees-fault").inner_text() == ""


def test_a_question_that_counts_takes_thousands_and_no_fraction(open_form: Callable[..., Page]) -> None:
    page = open_form("working_time")
    begin(page)
    while not page.locator("#rf-number").count():
        answer(page)
    assert "ganze Zahl von 0 bis 5.000" in page.locator("#rf-range").inner_text()
    page.fill("#rf-number", "12,5")
    page.keyboard.press("Enter")
    assert "ganze Zahl von 0 bis 5.000" in page.locator("#rf-fault").inner_text()
    page.fill("#rf-number", "1.200")
    page.locator("#rf-number").press("Tab")
    wait_until(lambda: 1200 in [one["answer"] for one in kept(page)["answers"].values()])
    assert page.locator("#rf-fault").inner_text() == ""
