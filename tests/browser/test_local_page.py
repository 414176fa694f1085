"""The local page as a person meets it: a real server process, a real browser, and a process that dies."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from places import ROOT
from playwright.sync_api import BrowserContext, Page, expect
from test_access import violations
from walking import answer, begin, finish, wait_for, where

KIMAI = ROOT / "data" / "samples" / "musterbau" / "zeiten_kimai.csv"
HOSTILE = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "=cmd|' /C calc'!A0", "\u202eevil\u202c"]


class Server:
    """`readiness start` in a process of its own."""

    def __init__(self, folder: Path, **env: str) -> None:
        self.folder, self.process, self.env = folder, None, {**os.environ, **env}
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-c", "from readiness.cli import main; raise SystemExit(main())", "start"]
        command += ["--folder", str(self.folder), "--no-browser"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=self.env)
        self.address = re.search(r"http://\S+", self.process.stdout.readline())[0]

    def kill(self) -> None:
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    started = Server(tmp_path / "answers")
    yield started
    started.kill()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    opened = context.new_page()
    opened.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
    opened.on("console", lambda m: pytest.fail(m.text) if "Content Security" in m.text else None)
    return opened


def new_sheet(page: Page, server: Server, audit: str = "it_security", company: str = "") -> None:
    page.goto(server.address)
    page.fill("#company", company)
    page.click(f"button[value={audit}]")
    page.wait_for_selector("#rf-heading")


def no_sideways_scroll(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_killed_at_question_seven_it_goes_on_at_question_eight(page: Page, server: Server) -> None:
    new_sheet(page, server)
    begin(page)
    for _ in range(7):
        answer(page)
    assert where(page).startswith("Frage 8 ")
    server.kill()
    server.start()
    page.goto(server.address)
    page.locator(".rf-sheet-name a").click()
    page.wait_for_selector(".rf-where")
    assert where(page).startswith("Frage 8 ")
    sheet = next(server.folder.glob("*.yaml")).read_text(encoding="utf-8")
    assert len(re.findall(r"^  IS-", sheet, re.MULTILINE)) == 7


def test_reload_and_undo(page: Page, server: Server) -> None:
    new_sheet(page, server)
    begin(page)
    for _ in range(3):
        answer(page)
    page.reload()
    page.wait_for_selector(".rf-where")
    assert where(page).startswith("Frage 4 ")
    page.click("[data-k='undo']")
    wait_for(page, "document.querySelector('.rf-where').textContent.startsWith('Frage 3 ')")


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_the_start_page_suits_everybody(page: Page, server: Server, language: str, width: int) -> None:
    new_sheet(page, server, company="Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{server.address}?language={language}")
    assert violations(page) == []
    assert no_sideways_scroll(page)
    sizes = page.evaluate(
        "[...document.querySelectorAll('button, a, label.rf-file, input[type=text], select')].map(e => e.getBoundingClientRect().height)"  # noqa: E501
    )
    assert min(sizes) >= 44


def test_the_role_is_chosen_by_keyboard_before_the_audit_and_kept_in_the_profile(page: Page, server: Server) -> None:
    page.goto(server.address)
    page.get_by_label("Name des Unternehmens").fill("Musterbau")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "role"
    page.keyboard.type("Betriebsrat")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "audit"
    page.keyboard.press("Enter")
    page.wait_for_selector("#rf-heading")
    chosen = page.get_by_label("Ihre Aufgabe im Unternehmen")
    assert chosen.evaluate("node => node.selectedOptions[0].textContent") == "Betriebsrat"
    sheet = next(server.folder.glob("*.yaml")).read_text(encoding="utf-8")
    assert re.search(r"^role: \W?works_council\W?$", sheet, re.MULTILINE)


def test_put_away_and_brought_back(page: Page, server: Server) -> None:
    new_sheet(page, server)
    page.goto(server.address)
    page.get_by_role("button", name="weglegen").click()
    expect(page.locator(".rf-sheets")).to_have_count(0)
    assert violations(page) == []
    page.get_by_role("button", name="Zurückholen").click()
    expect(page.locator(".rf-sheets > li")).to_have_count(1)


def test_time_records_are_dropped_checked_and_explained(page: Page, server: Server) -> None:
    new_sheet(page, server, "working_time")
    begin(page)
    for _ in range(20):
        answer(page)
    page.click("[data-k='review.go']")
    page.set_input_files("[data-k='evidence']", KIMAI)
    page.wait_for_selector(".rf-facts")
    shown = page.locator(".rf-evidence").inner_text()
    assert "Kimai" in shown
    assert "2.153" in shown
    page.get_by_role("button", name="Verwenden", exact=True).click()
    page.wait_for_selector("text=durch Nachweis beantwortet")
    assert violations(page) == []
    page.click("[data-k='result.go']")
    page.wait_for_selector(".rf-breaches")
    assert "Ruhezeit zwischen zwei Arbeitstagen" in page.locator(".rf-breaches").inner_text()
    assert "rechtlich prüfen" in page.locator(".rf-breaches").inner_text()
    page.click("[data-k='why']")
    assert "Punkte" in page.locator(".rf-why").inner_text()
    assert violations(page) == []
    with page.expect_popup() as popup:
        page.click("a.rf-primary")
    report = popup.value
    report.wait_for_selector("#findings")
    assert "Ruhezeit zwischen zwei Arbeitstagen" in report.inner_text("#findings")


def test_two_tabs_never_overwrite_each_other(context: BrowserContext, page: Page, server: Server) -> None:
    new_sheet(page, server)
    other = context.new_page()
    other.goto(page.url)
    other.wait_for_selector("#rf-heading")
    begin(page)
    begin(other)
    answer(page, "1")
    other.keyboard.press("3")
    other.wait_for_selector("dialog[open]")
    sheet = next(server.folder.glob("*.yaml")).read_text(encoding="utf-8")
    assert re.search(r'IS-01: "0"', sheet)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_are_text(page: Page, server: Server, text: str) -> None:
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    new_sheet(page, server, "data_ownership", company=text)
    begin(page)
    page.goto(server.address)
    assert text in page.locator(".rf-sheets").text_content()
    assert page.locator("main img, main script").count() == 0


def test_hostile_wording_of_an_overlay_is_text(page: Page, tmp_path: Path) -> None:
    own = tmp_path / "overlay" / "audits" / "homeoffice"
    shutil.copytree(ROOT / "data" / "audits" / "homeoffice", own)
    file = own / "instrument.yaml"
    first = re.search(r'question:\n\s+de: "(.*?)"', file.read_text(encoding="utf-8"))[1]
    hostile = "<script>alert(1)</script> <img src=x onerror=alert(1)>"
    file.write_text(file.read_text(encoding="utf-8").replace(first, hostile), encoding="utf-8")
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    server = Server(tmp_path / "answers", READINESS_DATA=str(tmp_path / "overlay"))
    try:
        new_sheet(page, server, "homeoffice")
        begin(page)
        assert hostile in page.locator("#rf-heading").text_content()
        page.click("[data-k='result.go']")
        page.wait_for_selector(".rf-result-body:not([aria-busy])")
        assert page.locator("#readiness-form img, #readiness-form script").count() == 0
    finally:
        server.kill()


def test_an_answer_file_of_the_single_file_becomes_a_sheet(
    page: Page, server: Server, open_form: Callable[..., Page], tmp_path: Path
) -> None:
    single = open_form("it_security")
    begin(single)
    finish(single)
    with single.expect_download() as download:
        single.click("[data-k='result.file']")
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    page.goto(server.address)
    page.set_input_files("#take-over input", file)
    page.wait_for_selector(".rf-result-body, #rf-heading")
    page.goto(server.address)
    assert "28 von 28" in page.locator(".rf-sheets").inner_text()


def test_no_table_library_is_loaded_before_results(tmp_path: Path) -> None:
    script = (
        "import sys, datetime; from readiness.forms.sheets.folder import Folder; from readiness.forms.desk import Desk;"
        "import readiness.forms.page.server; folder = Folder(sys.argv[1]); folder.prepare();"
        "name = folder.create('working_time', '2026-03-02'); desk = Desk(folder, 'de', '', datetime.date.today);"
        "state = desk.load(name)['state'];"
        "desk.change(name, {'item': 'WT-01', 'answer': '1'}, state['revision']); folder.rows();"
        "print(sorted({'pandas', 'matplotlib', 'numpy'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_suits_everybody(page: Page, server: Server, language: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{server.address}?language={language}")
    page.click("button[value=it_security]")
    page.wait_for_selector("#rf-heading")
    for step in ("profile", "question", "review", "result"):
        if step == "question":
            begin(page)
            answer(page)
        elif step == "review":
            page.click("[data-k='review.go']")
        elif step == "result":
            page.click("[data-k='result.go']")
            page.wait_for_selector(".rf-result-body:not([aria-busy])")
        assert page.locator("html").get_attribute("lang") == language
        assert violations(page) == [], step
        assert no_sideways_scroll(page), step


@pytest.mark.parametrize("sheet", [False, True], ids=["start page", "form"])
def test_a_file_dropped_beside_its_field_does_not_replace_the_page(page: Page, server: Server, sheet: bool) -> None:
    if sheet:
        new_sheet(page, server)
    else:
        page.goto(server.address)
    left = page.evaluate(
        """() => ['dragover', 'drop'].map((kind) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File(['a'], 'times.csv'));
          return document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
        })"""
    )
    assert left == [False, False], "the browser would open the file instead of the page"


def test_a_measured_count_needs_no_head_count(page: Page, server: Server) -> None:
    new_sheet(page, server, "working_time")
    for used in (False, True):
        page.click("[data-k='review.go']")
        if used:
            page.set_input_files("[data-k='evidence']", KIMAI)
            page.locator(".rf-evidence-found .rf-primary").click()
            page.wait_for_selector(".rf-evidence .rf-list .rf-facts")
        page.click(".rf-jump:has-text('mehr als zehn Stunden an einem Tag')")
        page.wait_for_selector("#rf-number")
        assert page.locator(".rf-needed").count() == (0 if used else 1)
