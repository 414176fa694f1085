"""The pages around the form: what every page has, whichever it is."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from readiness import catalog
from readiness.forms.front_end import MODULES
from readiness.forms.page.pages import form_page, problem_page, start_page
from readiness.language.texts import Texts


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_page_has_language_title_style_and_fits_a_phone(language: str) -> None:
    start = Texts(language).t("start.title")
    audit = catalog.load("audits/it_security/audit.yaml")["title"][language]
    pages = {
        start_page("/t", [], "folder", language): (start, ["form.css", "start.css"]),
        problem_page("/t", {"de": "Ä <i>", "en": "B <i>"}, language): (start, ["form.css"]),
        form_page("/t", "sheet", "it_security", language): (audit, ["form.css"]),
    }
    for text, (title, styles) in pages.items():
        assert text.startswith(f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">')
        assert re.findall(r"<title>(.*?)</title>", text) == [title]
        assert re.findall(r'<link rel="stylesheet" href="/t/static/([^"]+)">', text) == styles
        assert text.count('<meta name="viewport" content="width=device-width, initial-scale=1">') == 1
        assert text.count("<body") == text.count("</body>") == text.count("</html>") == 1
        assert "<i>" not in text, "what somebody wrote is no markup"


def test_the_head_of_a_page_is_written_once() -> None:
    templates = [t for t in (resources.files("readiness.forms") / "templates").iterdir() if t.name.endswith(".html")]
    assert len(templates) > 2
    assert [t.name for t in templates if "<head>" in t.read_text(encoding="utf-8")] == ["page.html"]


def test_the_form_fetches_all_its_modules_at_once() -> None:
    """Asked for one after the other, they would arrive in as many turns as they lie deep."""
    fetched = re.findall(
        r'<link rel="modulepreload" href="/t/static/(\w+)\.js">', form_page("/t", "s", "homeoffice", "de")
    )
    assert fetched == list(MODULES)
