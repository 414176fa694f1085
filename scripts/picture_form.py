"""Pictures of the form for the README: a question and a result, as the local page shows them today."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
KIT = [sys.executable, "-c", "from readiness.cli import main; raise SystemExit(main())"]
ARGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def main() -> None:
    """Answer six questions of one audit, and show the result of another."""
    images, samples = ROOT / "docs" / "images", ROOT / "data" / "samples" / "musterbau" / "answers"
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        folder = Path(place) / "readiness-answers"
        answers = samples / "it_security.yaml"
        subprocess.run([*KIT, "import", str(answers), "--folder", str(folder)], check=True)
        start = [*KIT, "start", "--folder", str(folder), "--no-browser"]
        with subprocess.Popen(start, stdout=subprocess.PIPE, text=True, encoding="utf-8") as server:
            found = re.search(r"http://\S+", server.stdout.readline() if server.stdout else "")
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGS)
            size = {"width": 900, "height": 860}
            page = browser.new_page(viewport=size, device_scale_factor=1.5, reduced_motion="reduce")
            try:
                page.goto(found[0] if found else "")
                page.locator(".rf-sheet-name a").click()
                page.locator(".rf-result-body:not([aria-busy]) h2").first.wait_for(timeout=60_000)
                page.screenshot(path=images / "form_result_de.png")
                page.goto(found[0] if found else "")
                page.fill("#company", "Musterbau GmbH")
                page.click("button[value=homeoffice]")
                page.click("[data-k='question.begin']")
                for number in range(1, 8):
                    page.locator(".rf-where", has_text=f"Frage {number} ").wait_for()
                    page.keyboard.press("3")
                    if number < 7:
                        page.keyboard.press("Enter")
                page.screenshot(path=images / "form_question_de.png")
            finally:
                browser.close()
                server.terminate()


if __name__ == "__main__":
    main()
