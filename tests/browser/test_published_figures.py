"""A published figure stands as a mark inside a bar only where it measures what a question asks; words say the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page
from sample_spec import export_form
from test_access import faults_of_layout, violations
from walking import begin

from readiness.benchmarks import benchmark_for, compare
from readiness.forms.form_result import figures

PAIR = benchmark_for("IS-05", "it_security")
WORDS = {
    "de": {True: "günstiger als", False: "ungünstiger als", None: "gleich der veröffentlichten"},
    "en": {True: "better than", False: "worse than", None: "equal to"},
}


def opened(context: BrowserContext, folder: Path, language: str = "de", **change: object) -> Page:
    """The single file with the published figures of its audit, as the command line makes it."""
    shown = figures("it_security", None)
    for one in shown:
        if "pair" in one:
            one["pair"] |= change
    file = folder / "form.html"
    file.write_text(export_form("it_security", language, shown), encoding="utf-8")
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
    page.goto(file.as_uri())
    return page


def result_of(page: Page, typed: str, employees: str = "") -> Locator:
    """Answer the question with the figure and show the result; gives the bars that have a mark."""
    page.fill("#rf-p-employees", employees)
    begin(page)
    page.click("[data-k='review.go']")
    page.locator("[data-k='jump-IS-05']").first.click()
    page.wait_for_selector("#rf-number")
    if typed:
        page.fill("#rf-number", typed)
        page.locator("#rf-number").press("Tab")
    else:
        page.click("[data-k='option-none_held']")
    page.wait_for_selector("[data-k='question.clear'], .rf-saved:has-text('um'), .rf-saved:has-text('at')")
    page.click("[data-k='result.go']")
    page.wait_for_selector(".rf-result-body:not([aria-busy])")
    return page.locator(".rf-bars li:has(.rf-bar-mark)")


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("value", [0, 8, 33.1, 60, 100])
def test_the_mark_stands_where_the_figure_is_and_words_agree_with_the_report(
    context: BrowserContext, tmp_path: Path, language: str, value: float
) -> None:
    page = opened(context, tmp_path, language)
    typed = str(value) if language == "en" else str(value).replace(".", ",")
    row = result_of(page, typed)
    assert row.count() == 1
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        bar, own, mark = (row.locator(f".rf-bar{part}").bounding_box() for part in ("", "-value", "-mark"))
        assert own["width"] == pytest.approx(bar["width"] * value / 100, abs=1)
        assert mark["x"] + mark["width"] / 2 == pytest.approx(bar["x"] + bar["width"] * 0.331, abs=1)
    known = compare(PAIR.benchmark.id, value, item="IS-05", audit="it_security")
    text = row.inner_text().replace("\u00a0", " ")
    share, at = (f"{typed} %", "33,1 %") if language == "de" else (f"{typed}%", "33.1%")
    name = page.get_by_role("img").get_attribute("aria-label").replace("\u00a0", " ")
    assert f" {WORDS[language][known.better]}" in text
    assert share in name and at in name and share in text and at in text
    for told in (PAIR.benchmark.statement, PAIR.benchmark.population, PAIR.benchmark.source, PAIR.caution):
        assert told[language] in text
    assert PAIR.benchmark.statement[language] not in (page.locator(".rf-figures").text_content() or "")
    assert page.locator(".rf-figures li").count() == 4, "figures that measure something else stay in the list"


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_everybody_can_read_the_comparison(context: BrowserContext, tmp_path: Path, language: str, width: int) -> None:
    page = opened(context, tmp_path, language)
    result_of(page, "8")
    page.set_viewport_size({"width": width, "height": 900})
    page.click("[data-k='figures']")
    assert violations(page) == []
    assert faults_of_layout(page) == []


def test_nothing_is_compared_without_an_own_percentage(context: BrowserContext, tmp_path: Path) -> None:
    page = opened(context, tmp_path)
    assert result_of(page, "").count() == 0
    assert page.locator(".rf-figures li").count() == 4


@pytest.mark.parametrize(("employees", "marks"), [("9", 0), ("10", 1), ("249", 1), ("250", 0), ("", 1)])
def test_a_figure_about_firms_of_another_size_is_not_compared(
    context: BrowserContext, tmp_path: Path, employees: str, marks: int
) -> None:
    page = opened(context, tmp_path, employees=[10, 249])
    assert result_of(page, "8", employees).count() == marks


@pytest.mark.parametrize("at", [0, 100])
def test_a_mark_at_the_end_of_the_scale_is_seen_whole(context: BrowserContext, tmp_path: Path, at: float) -> None:
    page = opened(context, tmp_path, at=at)
    row = result_of(page, "50")
    bar, mark = (row.locator(f".rf-bar{part}").bounding_box() for part in ("", "-mark"))
    assert mark["x"] + mark["width"] / 2 == pytest.approx(bar["x"] + bar["width"] * at / 100, abs=0.5)
    assert row.locator(".rf-bar").evaluate("node => getComputedStyle(node).overflow") == "visible", "not cut in half"
    assert faults_of_layout(page) == []
