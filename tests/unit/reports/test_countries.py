"""Reports under the law of other countries: their own provisions, nothing German, nothing missing."""

from __future__ import annotations

import pytest

import readiness
from readiness import catalog
from readiness.audit import load_audit
from readiness.evidence import read_evidence
from readiness.language.law_numbers import worded
from readiness.law import load_law


@pytest.fixture(scope="module", params=["at", "ch", "eu"])
def result(request):
    law = load_law(request.param)
    file = catalog.folder("samples", "musterbau") / "zeiten_kimai.csv"
    found = read_evidence("shifts", file, timezone=law.zone or "Europe/Berlin")
    return load_audit("working_time", country=request.param).run(evidence=[found], on="2026-06-30")


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_report_quotes_the_law_of_its_country(result, language):
    html = readiness.report(result, language=language).html().replace("\u00a0", " ")
    own = {"at": "AZG", "ch": "ArG Art. 15" if language == "en" else "Art. 15 Abs. 1 ArG", "eu": "2003/88"}
    country = result.company["country"]
    assert own[country] in html
    assert "ArbZG" not in html
    assert "Bundesland" not in html and "federal state" not in html
    for rule in worded(load_law(country), result.last_day).rules():
        assert rule.title[language].split(" ")[0] in html, rule.id


@pytest.mark.parametrize(("language", "words"), [("de", "noch zu prüfen"), ("en", "to be verified")])
def test_rules_nobody_compared_with_the_law_are_marked(result, language, words):
    html = readiness.report(result, language=language).html()
    assert html.count(words) >= len(load_law(result.company["country"]).rules())
