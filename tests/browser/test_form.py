"""The single file as a person uses it: answers, interruptions, second thoughts, and the way back to the program."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from walking import answer, answered, begin, finish, proceed, wait_for, where

from readiness import catalog
from readiness.instrument import load_instrument, read_answers

HOSTILE = [
    "<script>window.hacked = 1</script>",
    '"><img src=x onerror="window.hacked = 1">',
    "=cmd|' /C calc'!A0",
    "\u202etxt.exe \u2066mixed\u2069 \u200f",
    "x" * 1_000_000,
]
OpenForm = Callable[..., Page]


@pytest.mark.parametrize("audit", catalog.ids("audits"))
def test_a_full_audit_by_keyboard_takes_two_presses_a_question(audit: str, open_form: OpenForm) -> None:
    page = open_form(audit)
    page.evaluate("window.presses = 0; addEventListener('keydown', () => window.presses++, true)")
    page.locator("#rf-company").focus()
    proceed(page)
    begun = page.evaluate("window.presses")
    questions = finish(page)
    assert questions == len(load_instrument(audit).items) == answered(page)
    assert page.evaluate("window.presses") - begun <= 2 * questions
    assert page.locator("#rf-heading").inner_text() == "Ihr Ergebnis"


def test_reload_after_seven_answers_goes_on_at_question_eight(open_form: OpenForm) -> None:
    page = open_form()
    begin(page)
    for _ in range(7):
        answer(page)
    page.reload()
    page.wait_for_selector(".rf-question")
    assert where(page).startswith("Frage 8 von 28")
    assert answered(page) == 7


def test_nothing_is_lost_when_the_tab_is_closed_while_a_note_is_typed(open_form: OpenForm) -> None:
    page = open_form()
    begin(page)
    page.keyboard.press("3")
    page.click("[data-k='notes']")
    page.locator("#rf-note").press_sequentially("Ordner im Büro")
    wait_for(page, "JSON.stringify(localStorage).includes('Ordner im Büro')")
    page.close()
    page = open_form()
    page.click("[data-k='question.back']")
    assert page.locator("#rf-note").input_value() == "Ordner im Büro"


def test_a_note_written_before_the_answer_is_stored_with_it(open_form: OpenForm) -> None:
    page = open_form()
    begin(page)
    page.click("[data-k='notes']")
    page.fill("#rf-note", "erst die Notiz")
    page.click("[data-k='review.go']")
    page.locator(".rf-jump").first.click()
    assert page.locator("#rf-note").input_value() == "erst die Notiz"
    page.locator("[data-k='option-2']").check()
    wait_for(page, "JSON.stringify(localStorage).includes('erst die Notiz')")


def test_numbers_in_german_and_english_and_what_is_wrong_is_said(open_form: OpenForm) -> None:
    page = open_form()
    begin(page)
    while not page.locator("#rf-number").count():
        answer(page)
    for typed, sentence in (("399", "außerhalb"), ("viel", "keine Zahl"), ("1.234", "zwei Arten")):
        page.fill("#rf-number", typed)
        page.keyboard.press("Enter")
        assert sentence in page.locator("#rf-fault").inner_text()
        assert page.locator("#rf-number").input_value() == typed, "what was typed stays"
        assert page.locator("#rf-number").get_attribute("aria-invalid") == "true"
    page.fill("#rf-number", "12,5")
    page.locator("#rf-number").press("Tab")
    wait_for(page, "JSON.stringify(localStorage).includes('12.5')")
    page.click("[data-k='language']")
    assert page.locator("#rf-number").input_value() == "12.5"
    assert "außerhalb" not in page.locator("main").inner_text()


def test_the_language_changes_in_place_and_keeps_focus_and_what_is_typed(open_form: OpenForm) -> None:
    page = open_form()
    begin(page)
    answer(page)
    page.click("[data-k='notes']")
    page.fill("#rf-note", "Entwurf")
    page.click("[data-k='language']")
    assert where(page).startswith("Question 2 of 28")
    assert page.locator("#rf-note").input_value() == "Entwurf"
    assert page.evaluate("document.activeElement.dataset.k") == "language"
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.locator("[data-k='option-yes'] ~ .rf-option-text").inner_text() == "Yes"


def test_undo_takes_back_the_last_change_even_after_a_reload(open_form: OpenForm) -> None:
    page = open_form()
    begin(page)
    answer(page, "2")
    answer(page, "1")
    page.reload()
    page.wait_for_selector(".rf-question")
    page.click("[data-k='undo']")
    wait_for(page, "document.querySelector('.rf-where').textContent.startsWith('Frage 2 ')")
    assert answered(page) == 1
    page.click("[data-k='undo']")
    wait_for(page, "document.querySelector('.rf-where').textContent.startsWith('Frage 1 ')")
    assert answered(page) == 0
    assert page.locator("[data-k='undo']").is_disabled()


def test_quick_check_and_full_audit_continue_each_other(open_form: OpenForm) -> None:
    page = open_form()
    page.click("[data-k='mode.quick']")
    page.wait_for_selector(".rf-question")
    assert where(page).startswith("Frage 1 von 5")
    assert finish(page) == 5
    page.click(".rf-result-body [data-k='mode.full']")
    page.wait_for_selector(".rf-question")
    assert where(page).startswith("Frage 2 von 28"), "the first question was part of the quick check"
    assert answered(page) == 5


def test_a_profile_answer_removes_the_question_it_decides(open_form: OpenForm) -> None:
    page = open_form()
    page.locator("[data-k='nis2_entity-profile.no']").check()
    begin(page)
    assert where(page).startswith("Frage 1 von 27")


def test_review_lists_open_questions_and_leads_to_them(open_form: OpenForm) -> None:
    page = open_form()
    begin(page)
    answer(page)
    page.click("[data-k='review.go']")
    assert "27 Fragen sind noch offen" in page.locator("main").inner_text()
    page.click("[data-k='jump-IS-04']")
    assert where(page).startswith("Frage 4 von 28")


def test_two_tabs_never_overwrite_silently(open_form: OpenForm) -> None:
    first = open_form()
    begin(first)
    second = open_form()
    begin(second)
    second.evaluate("window.addEventListener('storage', (e) => e.stopImmediatePropagation(), true)")
    answer(first, "2")
    wait_for(first, "JSON.stringify(localStorage).includes('IS-01')")
    # The second tab is told at once …
    wait_for(second, "document.querySelector('.rf-alert').textContent.includes('an anderer Stelle')")
    # … and when it answers anyway, nobody's answer is lost before the person has decided.
    second.keyboard.press("4")
    second.wait_for_selector("dialog[open]")
    text = second.locator("dialog").inner_text()
    assert "Ihre Eingabe: Verantwortliche Person" in text
    assert "Gespeichert ist: Wir verlassen uns" in text
    assert '"answer":"1"' in second.evaluate("JSON.stringify(Object.values(localStorage)[0])").replace("\\", "")
    second.click("[data-k='conflict.keep_mine']")
    wait_for(second, "!document.querySelector('dialog') && JSON.stringify(localStorage).includes('3')")
    assert second.locator("[data-k='option-3']").is_checked()
    wait_for(first, "document.querySelector('.rf-alert').textContent.includes('an anderer Stelle')")
    first.click("[data-k='conflict.show']")
    first.click("[data-k='question.back']")
    assert first.locator("[data-k='option-3']").is_checked()


@pytest.mark.parametrize("text", HOSTILE, ids=["script", "attribute", "formula", "direction", "megabyte"])
def test_hostile_text_is_shown_as_text(text: str, open_form: OpenForm, tmp_path: Path) -> None:
    page = open_form()
    page.locator("#rf-company").evaluate("(field, text) => { field.value = text; }", text)
    page.locator("#rf-company").dispatch_event("change")
    begin(page)
    page.keyboard.press("2")
    page.click("[data-k='notes']")
    page.locator("#rf-note").evaluate("(field, text) => { field.value = text; }", text)
    page.locator("#rf-note").dispatch_event("input")
    page.locator("#rf-note").dispatch_event("change")
    wait_for(page, "JSON.parse(Object.values(localStorage)[0]).sheet.answers['IS-01']?.note")
    assert page.locator("#rf-note").input_value() == text
    shown = page.locator(".rf-company").inner_text()
    assert shown.startswith(text[:20].strip()) or text[0] == "\u202e"
    for go in ("review.go", "result.go"):
        page.click(f"[data-k='{go}']")
        assert page.evaluate("window.hacked") is None
        assert page.locator(".rf img, .rf script").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    sheet = read_answers(downloaded(page, tmp_path))
    assert sheet.company == text
    assert sheet.answers["IS-01"].note == text


def downloaded(page: Page, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.click("[data-k='result.file']")
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_the_answer_file_is_read_by_the_program_and_by_the_form(open_form: OpenForm, tmp_path: Path) -> None:
    page = open_form()
    page.fill("#rf-company", "Bäckerei Muster\u0085\u007f")
    page.fill("#rf-p-employees", "34")
    begin(page)
    for key in ("4", "2", "5"):
        answer(page, key)
    page.click("[data-k='result.go']")
    file = downloaded(page, tmp_path)
    sheet = read_answers(file)
    assert (sheet.company, sheet.profile["employees"]) == ("Bäckerei Muster\u0085\u007f", 34)
    assert {k: a.answer for k, a in sheet.answers.items()} == {"IS-01": "3", "IS-02": "partly", "IS-03": "unknown"}
    page.evaluate("localStorage.clear()")
    page.reload()
    page.set_input_files("[data-k='load']", file)
    page.wait_for_selector(".rf-question")
    assert where(page).startswith("Frage 4 von 28")
    assert answered(page) == 3


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("company: x", "keine Antwortdatei"),
        (json.dumps({"audit": "homeoffice", "edition": "2026.1"}), "gehört zu „homeoffice“"),
        (json.dumps({"audit": "it_security", "edition": "2026.1", "answers": {"IS-01": "9"}}), "IS-01"),
        (json.dumps({"audit": "it_security", "edition": "2026.1", "answers": {"<b>": "1"}}), "<b>"),
    ],
)
def test_a_foreign_answer_file_changes_nothing(
    content: str, sentence: str, open_form: OpenForm, tmp_path: Path
) -> None:
    page = open_form()
    begin(page)
    answer(page)
    page.click("[data-k='review.go']")
    file = tmp_path / "answers.json"
    file.write_text(content, encoding="utf-8")
    page.set_input_files("[data-k='load']", file)
    wait_for(page, "document.querySelector('.rf-alert').textContent")
    assert sentence in page.locator(".rf-alert").inner_text()
    assert answered(page) == 1


def test_delete_from_this_device_asks_first_and_then_leaves_nothing(open_form: OpenForm) -> None:
    page = open_form()
    begin(page)
    answer(page)
    page.click("[data-k='review.go']")
    page.click("[data-k='forget.go']")
    page.click("[data-k='forget.no']")
    assert answered(page) == 1
    page.click("[data-k='forget.go']")
    page.click("[data-k='forget.yes']")
    page.wait_for_selector(".rf-profile")
    assert page.evaluate("localStorage.length") == 0


def test_a_browser_that_keeps_nothing_is_said_plainly(open_form: OpenForm, context) -> None:
    context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked'); }})")
    page = open_form()
    assert "bewahrt hier nichts auf" in page.locator(".rf-warning").inner_text()
    begin(page)
    answer(page)
    assert where(page).startswith("Frage 2")


def test_a_full_browser_store_loses_nothing_that_was_there(open_form: OpenForm) -> None:
    page = open_form()
    begin(page)
    answer(page)
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }; }")
    page.keyboard.press("1")
    wait_for(page, "document.querySelector('.rf-alert').textContent.includes('voll')")
    assert answered(page) == 1
    assert page.locator("[data-k='option-yes']").is_checked(), "the entry stays visible"


def test_keys_stay_inside_the_form_and_can_be_switched_off(open_form: OpenForm) -> None:
    page = open_form()
    begin(page)
    page.evaluate("window.leaked = 0; document.addEventListener('keydown', () => window.leaked++)")
    page.keyboard.press("2")
    assert page.evaluate("window.leaked") == 0
    answered_by_key = page.locator("[data-k='option-1']")
    assert answered_by_key.is_checked()
    page.click("[data-k='keys']")
    page.locator("[data-k='hotkeys']").uncheck()
    page.keyboard.press("3")
    assert answered_by_key.is_checked()


def test_why_adds_up_to_the_score(open_form: OpenForm) -> None:
    page = open_form("change_readiness")
    begin(page)
    finish(page, "3")
    page.click("[data-k='why']")
    lines = page.locator(".rf-why-items .rf-sum").all_inner_texts()
    total = sum(float(line.rsplit("=", 1)[1].replace(",", ".")) for line in lines)
    said = page.locator(".rf-why p strong").inner_text().removeprefix("Zusammen: ").replace(",", ".")
    assert total == pytest.approx(float(said), abs=0.06)
    assert page.locator(".rf-score strong").inner_text() == f"{float(said):.0f}"
