"""Everybody can use every page: WCAG 2.2 A and AA, small and wide screens, large text, targets that a thumb meets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Page
from sample_spec import spec_of
from walking import answer, begin, finish, wait_for

OpenForm = Callable[..., Page]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
#: Width and height of the window; the last is 1280 × 1024 at 200 % zoom.
SIZES = [(320, 640), (390, 844), (768, 1024), (1280, 900), (640, 512)]
#: Everything that is pressed or filled in and lies on the page itself.
TARGETS = "button, a[href], select, textarea, input[type=text], summary, label.rf-option, label.rf-chip, label.rf-file"


def violations(page: Page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})", RULES
    )
    return [f"{v['id']}: {n['html'][:120]}" for v in found["violations"] for n in v["nodes"]]


def kinds(audit: str) -> dict[str, str]:
    """One question of each kind, with and without what else a question may carry."""
    found: dict[str, str] = {}
    for item in spec_of(audit)["items"]:
        found.setdefault(item["kind"], item["id"])
    return found


def pages(page: Page, audit: str) -> Iterator[str]:
    """Every kind of page of the form, one after the other."""
    yield "profile"
    begin(page)
    for kind, item in kinds(audit).items():
        page.click("[data-k='review.go']")
        page.locator(f"[data-k='jump-{item}']").first.click()
        page.wait_for_selector(".rf-question")
        page.click("[data-k='notes']")
        yield f"question {kind}"
    if page.locator("#rf-number").count():
        page.fill("#rf-number", "999999999")
        page.locator("#rf-number").press("Enter")
        yield "number out of range"
    page.click("[data-k='review.go']")
    yield "review"
    page.click("[data-k='result.go']")
    page.wait_for_selector(".rf-result-body:not([aria-busy])")
    yield "result without a score"
    page.click("[data-k='forget.go']")
    yield "delete dialog"
    page.click("[data-k='forget.no']")
    page.click(".rf-result-body [data-k='result.questions']")
    page.locator("[data-k^='jump-']").first.click()
    page.wait_for_selector(".rf-question")
    answer(page, "1")
    finish(page, "2")
    page.click("[data-k='why']")
    page.click("[data-k='keys']")
    yield "result"


def conflict(page: Page) -> None:
    page.evaluate(
        "() => { const [key, text] = Object.entries(localStorage)[0]; const kept = JSON.parse(text);"
        " kept.revision += 1; localStorage.setItem(key, JSON.stringify(kept)); }"
    )
    page.keyboard.press("3")
    page.wait_for_selector("dialog[open]")


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("audit", ["it_security", "social_maturity"])
def test_no_violation_of_wcag_on_any_page(audit: str, language: str, open_form: OpenForm) -> None:
    page = open_form(audit)
    if language == "en":
        page.click("[data-k='language']")
    for name in pages(page, audit):
        assert violations(page) == [], f"{name} ({language})"


def test_no_violation_in_the_conflict_dialog(open_form: OpenForm) -> None:
    page = open_form()
    begin(page)
    answer(page)
    conflict(page)
    assert violations(page) == []
    # Escape is a way out that loses nothing: the saved state counts.
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="detached")


def test_the_audits_together_show_every_kind_of_question() -> None:
    assert set(kinds("it_security")) | set(kinds("social_maturity")) == {
        "maturity",
        "yes_partly_no",
        "choice",
        "frequency",
        "agreement",
        "number",
    }


def faults_of_layout(page: Page) -> list[str]:
    # A text field scrolls to its cursor by itself; everything else must show all it holds.
    return page.evaluate(
        """targets => {
          const faults = [];
          const root = document.documentElement;
          if (root.scrollWidth > root.clientWidth) faults.push(`scrolls sideways: ${root.scrollWidth}`);
          for (const node of document.querySelectorAll('.rf *')) {
            const style = getComputedStyle(node), box = node.getBoundingClientRect();
            if (!box.width || !node.checkVisibility() || style.clipPath !== 'none') continue;
            const mark = node.outerHTML.slice(0, 90);
            if (box.right > root.clientWidth + 1 || box.left < -1) faults.push(`outside: ${mark}`);
            const hides = ['hidden', 'clip'].includes(style.overflowX) && node.tagName !== 'INPUT';
            if (hides && node.scrollWidth > node.clientWidth + 1) faults.push(`cut off: ${mark}`);
          }
          for (const node of document.querySelectorAll(`.rf :is(${targets})`)) {
            const { width, height } = node.getBoundingClientRect();
            if (!node.checkVisibility()) continue;
            if (height < 44 || width < 44) faults.push(`${width} × ${height}: ${node.outerHTML.slice(0, 90)}`);
          }
          return faults;
        }""",
        TARGETS,
    )


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("language", ["de", "en"])
def test_nothing_is_cut_off_and_targets_are_large(width: int, height: int, language: str, open_form: OpenForm) -> None:
    page = open_form()
    page.set_viewport_size({"width": width, "height": height})
    page.fill("#rf-company", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft")
    if language == "en":
        page.click("[data-k='language']")
    for name in pages(page, "it_security"):
        assert faults_of_layout(page) == [], name
    begin_again(page)
    conflict(page)
    assert faults_of_layout(page) == [], "conflict dialog"


def begin_again(page: Page) -> None:
    page.click(".rf-result-body [data-k='result.questions']")
    page.locator("[data-k^='jump-']").first.click()
    page.wait_for_selector(".rf-question")


def test_focus_is_always_visible_and_moves_to_the_new_heading(open_form: OpenForm) -> None:
    page = open_form()
    begin(page)
    assert page.evaluate("document.activeElement.id") == "rf-heading"
    seen: set[str] = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        state: dict[str, Any] = page.evaluate(
            """() => {
              const node = document.activeElement;
              if (!node.closest('.rf')) return { name: '' };
              const ring = [node, node.closest('label')].filter(Boolean).some((one) => {
                const { outlineStyle, outlineWidth } = getComputedStyle(one);
                return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
              });
              return { name: node.dataset.k ?? node.id, ring };
            }"""
        )
        if not state["name"]:
            break
        assert state["ring"], state["name"]
        seen.add(state["name"])
    assert {"question.next", "question.back", "language", "notes", "review.go"} <= seen | {"language"}
    page.keyboard.press("Escape")


def test_a_screen_reader_hears_the_question_the_choices_and_that_it_is_saved(open_form: OpenForm) -> None:
    page = open_form()
    begin(page)
    group = page.get_by_role("group", name="Wer trägt bei Ihnen die Verantwortung für IT-Sicherheit?")
    assert group.get_by_role("radio").count() == 7
    page.keyboard.press("2")
    wait_for(page, "document.querySelector('[role=status]').textContent.startsWith('Gespeichert um')")
    assert "in diesem Browser" in page.get_by_role("status").first.inner_text()
    assert page.get_by_role("main").count() == 1
    assert page.get_by_role("navigation", name="Fortschritt je Bereich").count() == 1


def test_motion_is_only_for_those_who_want_it(open_form: OpenForm) -> None:
    page = open_form()
    begin(page)
    page.emulate_media(reduced_motion="reduce")
    assert page.locator(".rf-option").first.evaluate("node => getComputedStyle(node).transitionDuration") == "0s"
