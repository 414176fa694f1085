"""Where a person would otherwise be left alone: no head count, a note without an answer, the quick check done."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page
from walking import answer, begin, finish, proceed, wait_for, where

OpenForm = Callable[..., Page]
LONG_DAYS = "mehr als zehn Stunden an einem Tag"


def quick(page: Page) -> None:
    page.click("[data-k='mode.quick']")
    page.wait_for_selector(".rf-question")


def to_result(page: Page) -> None:
    page.click("[data-k='result.go']")
    page.wait_for_selector(".rf-result-body:not([aria-busy])")


def answer_long_days(page: Page) -> None:
    page.click("[data-k='review.go']")
    page.click(f".rf-jump:has-text('{LONG_DAYS}')")
    page.fill("#rf-number", "3")
    page.keyboard.press("Tab")
    wait_for(page, "!document.querySelector('.rf-saved').textContent.includes('Jede Antwort')")


def test_an_open_question_beyond_the_quick_check_leads_into_the_full_audit(open_form: OpenForm) -> None:
    page = open_form("it_security")
    quick(page)
    finish(page)
    asked = page.locator(".rf-jump .rf-jump-question").last.inner_text()
    page.locator(".rf-jump").last.click()
    page.wait_for_selector(".rf-question")
    assert page.locator("#rf-heading").inner_text() == asked
    at, everything = where(page).split(" · ")[0].removeprefix("Frage ").split(" von ")
    assert 1 <= int(at) <= int(everything) == 28
    answer(page)
    assert where(page).startswith(f"Frage {int(at) + 1} von 28")


def test_the_end_of_the_quick_check_says_why_it_gives_no_score_and_what_goes_on(open_form: OpenForm) -> None:
    page = open_form("it_security")
    quick(page)
    finish(page)
    assert "Schnelltest" in page.locator(".rf-lead").inner_text()
    page.click("[data-k='mode.full']")
    to_result(page)
    assert "Schnelltest" not in page.locator(".rf-lead").inner_text()


def test_a_count_without_a_head_count_says_what_is_missing_and_leads_there(open_form: OpenForm) -> None:
    page = open_form("working_time")
    answer_long_days(page)
    assert "„Zahl der Beschäftigten“" in page.locator(".rf-needed").inner_text()
    to_result(page)
    row = page.locator(f".rf-jump:has-text('{LONG_DAYS}')")
    assert "offen" not in row.inner_text() and "Angabe zum Unternehmen fehlt" in row.inner_text()
    row.click()
    page.fill("#rf-p-employees", "12")
    page.keyboard.press("Tab")
    wait_for(page, "JSON.stringify(localStorage).includes('employees')")
    to_result(page)
    assert page.locator(f".rf-jump:has-text('{LONG_DAYS}')").count() == 0
    page.click("[data-k='review.go']")
    page.click(f".rf-jump:has-text('{LONG_DAYS}')")
    assert page.locator(".rf-needed").count() == 0


def test_a_note_without_an_answer_is_not_left_behind_unsaved(open_form: OpenForm) -> None:
    page = open_form()
    page.set_viewport_size({"width": 390, "height": 600})
    begin(page)
    page.click("[data-k='notes']")
    page.fill("#rf-note", "Ordner im Büro")
    page.click("[data-k='question.next']")
    assert where(page).startswith("Frage 1 "), "the note would be lost with the tab"
    alert = page.locator(".rf-alert")
    assert (
        "noch nicht gespeichert" in alert.inner_text() and "Nicht gespeichert" in page.locator(".rf-saved").inner_text()
    )
    assert alert.evaluate("a => a.getBoundingClientRect().top >= 0"), "it is seen from the button at the bottom"
    page.locator(".rf-option").last.click()
    wait_for(page, "JSON.stringify(localStorage).includes('Ordner im Büro')")
    page.click("[data-k='question.next']")
    wait_for(page, "document.querySelector('.rf-where').textContent.startsWith('Frage 2 ')")


def test_a_note_that_was_deleted_again_holds_nobody_up(open_form: OpenForm) -> None:
    page = open_form()
    begin(page)
    page.click("[data-k='notes']")
    page.fill("#rf-note", "Ordner")
    page.fill("#rf-note", "")
    page.locator("#rf-heading").focus()
    proceed(page)
    assert where(page).startswith("Frage 2 ")


def test_an_unmet_duty_stands_beside_the_answer_that_makes_it_unmet(open_form: OpenForm) -> None:
    page = open_form("working_time")
    begin(page)
    answer(page, "1")
    to_result(page)
    told = page.locator(".rf-cap li").first.inner_text()
    assert "Wie erfassen Sie" in told and "Ihre Antwort: Es gibt keine Erfassung." in told


def test_words_of_the_title_stay_whole_on_a_telephone(open_form: OpenForm) -> None:
    page = open_form("working_time")
    page.set_viewport_size({"width": 390, "height": 800})
    lines = page.evaluate(
        """() => {
          const text = document.querySelector('.rf-title').firstChild, range = document.createRange();
          return text.data.split(' ').map((word) => {
            range.setStart(text, text.data.indexOf(word));
            range.setEnd(text, text.data.indexOf(word) + word.length);
            return range.getClientRects().length;
          });
        }"""
    )
    assert lines == [1] * len(lines)


def test_a_duty_is_shown_with_its_provision(open_form: OpenForm) -> None:
    page = open_form("working_time")
    begin(page)
    for _ in range(4):
        answer(page)
    assert page.locator(".rf-duty").inner_text() == "Gesetzliche Pflicht: § 16 ArbZG"


def test_the_answer_file_is_named_in_the_language_of_the_page(open_form: OpenForm) -> None:
    page = open_form()
    for begins in ("antworten-it_security-", "answers-it_security-"):
        to_result(page)
        with page.expect_download() as waiting:
            page.click("[data-k='result.file']")
        assert waiting.value.suggested_filename.startswith(begins)
        page.click("[data-k='language']")
        page.click("[data-k='review.go']")


def test_the_state_is_chosen_by_keyboard_and_stays(open_form: OpenForm) -> None:
    page = open_form("working_time")
    field = page.get_by_label("Bundesland des Betriebs")
    assert field.locator("option").count() == 17
    field.focus()
    page.keyboard.type("Nordrhein")
    page.keyboard.press("Tab")
    wait_for(page, "document.querySelector('#rf-p-region').value === 'NW'")
    page.click("button[data-k='question.begin']")
    page.wait_for_selector(".rf-question")
    page.click("[data-k='review.go']")
    page.click("[data-k='profile.edit']")
    assert page.get_by_label("Bundesland des Betriebs").input_value() == "NW"
