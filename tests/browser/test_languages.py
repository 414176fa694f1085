"""The languages of the form come from its spec: one other is a button, of several the person chooses in a list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page
from sample_spec import export_form
from test_access import faults_of_layout, violations
from third_language import french
from walking import answer, begin, wait_until, where

from readiness import catalog
from readiness.language import Texts


@pytest.fixture(scope="module")
def overlay(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return french(tmp_path_factory.mktemp("translation"))


@pytest.fixture
def page(context: BrowserContext, overlay: Path, tmp_path: Path) -> Page:
    with catalog.overlay(overlay):
        (tmp_path / "form.html").write_text(export_form("it_security", "fr"), encoding="utf-8")
    found = context.new_page()
    found.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
    found.goto((tmp_path / "form.html").as_uri())
    found.wait_for_selector("#rf-heading")
    return found


def test_of_two_languages_the_other_is_a_button_with_its_own_name(open_form: Callable[..., Page]) -> None:
    page = open_form()
    toggle = page.locator("[data-k='language']")
    assert (toggle.evaluate("node => node.tagName"), toggle.inner_text(), toggle.get_attribute("lang")) == (
        "BUTTON",
        Texts("en").t("name"),
        "en",
    )
    toggle.click()
    assert page.locator("[data-k='language']").inner_text() == Texts("de").t("name")


def test_of_three_languages_one_is_chosen_by_keyboard_and_keeps_focus_and_what_is_typed(page: Page) -> None:
    begin(page)
    answer(page)
    page.click("[data-k='notes']")
    page.fill("#rf-note", "brouillon")
    choice = page.locator("[data-k='language']")
    assert choice.locator("option").all_inner_texts() == ["Deutsch", "English", "Français"]
    assert choice.input_value() == "fr" and where(page).startswith("«Question 2 of 28")
    choice.focus()
    page.keyboard.press("ArrowUp")
    wait_until(lambda: page.evaluate("document.documentElement.lang") == "en")
    assert page.evaluate("document.activeElement.dataset.k") == "language"
    page.keyboard.press("2")  # in a list a digit is no answer
    assert where(page).startswith("Question 2 of 28")
    assert page.locator("#rf-note").input_value() == "brouillon"
    page.locator("[data-k='language']").select_option("de")
    assert where(page).startswith("Frage 2 von 28")


def test_a_third_language_has_no_violation_and_nothing_is_cut_off(page: Page) -> None:
    for size in (1280, 320):
        page.set_viewport_size({"width": size, "height": 800})
        assert violations(page) == []
        assert faults_of_layout(page) == []
    begin(page)
    assert violations(page) == []


def test_numbers_are_written_and_read_with_the_signs_of_the_language(page: Page) -> None:
    field = page.locator("#rf-p-employees")
    field.fill("120,5")
    field.press("Tab")
    assert "100\u202f000" in page.locator("#rf-p-employees-fault").text_content()
    field.fill("1\u202f200")
    field.press("Tab")
    wait_until(lambda: page.evaluate("Object.values(localStorage).some((text) => text.includes('1200'))"))
    page.click("[data-k='result.go']")
    page.wait_for_selector(".rf-result-body:not([aria-busy])")
    assert "0\u202f%" in page.locator(".rf-result-body").text_content()
