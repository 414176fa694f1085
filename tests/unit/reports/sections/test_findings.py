"""The check against the law as a client reads it: conventions, recurring patterns, exemptions, states by name."""

from __future__ import annotations

import re

import pytest

from readiness import catalog
from readiness.analysis.working_time.rules.kinds import KINDS
from readiness.audit import load_audit
from readiness.evidence import read_evidence
from readiness.instrument import AnswerSheet, load_instrument
from readiness.reports.report import Report
from readiness.reports.sections.conventions import CONVENTIONS
from readiness.sample_data.firms import sample


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    firms = ("musterbau", "nachtbackstube")
    return {firm: Report.of(sample(firm).run("working_time"), "de").html().replace("\xa0", " ") for firm in firms}


def test_every_convention_but_the_voluntary_one_stands_behind_a_kind_of_check() -> None:
    assert {name for kind in KINDS.values() for name in kind.conventions} == set(CONVENTIONS) - {"voluntary"}


def test_a_finding_refers_to_sentences_of_the_appendix(pages: dict[str, str]) -> None:
    page = pages["musterbau"]
    listed = re.search(r'id="method".*?<ol>(.*?)</ol>', page, re.S)
    assert listed is not None
    sentences = re.findall(r"<li>(.*?)</li>", listed[1])
    assert len(sentences) == len(CONVENTIONS)
    referred = re.findall(r"Gerechnet nach (?:der|den) Rechenregeln? ([\d, und]+) im Anhang", page)
    assert len(referred) >= 6
    numbers = {int(n) for found in referred for n in re.findall(r"\d+", found)}
    assert numbers <= set(range(1, len(sentences) + 1))
    rest = next(
        n for n, text in enumerate(sentences, start=1) if text.startswith("Jede Arbeit unterbricht die Ruhezeit")
    )
    after = page[page.index('id="findings"') :]
    first = after[after.index("Ruhezeit zwischen zwei Arbeitstagen") :]
    named = re.search(r"Gerechnet nach.*?im Anhang", first)
    assert named is not None and str(rest) in re.findall(r"\d+", named[0])
    sunday = re.search(r"Sonntagsruhe.*?Gerechnet nach.*?im Anhang", after, re.S)
    dates = next(n for n, text in enumerate(sentences, start=1) if text.startswith("Sonn- und Feiertage"))
    assert sunday is not None and str(dates) in re.findall(r"\d+", sunday[0].rsplit("Gerechnet", 1)[1])


def test_a_recurring_pattern_is_named_where_the_numbers_shown_say_so(pages: dict[str, str]) -> None:
    table = pages["musterbau"].split('id="findings"')[1].split("<h3>")[1]
    rows = re.findall(r"<tr[ >].*?</tr>", table, re.S)
    noted = [row for row in rows if "wiederkehrendes Muster" in row]
    # 30 short rests of ten people; three Sundays of fewer than five people could be three people.
    assert any("Ruhezeit zwischen" in row for row in noted)
    assert not any("Sonntagsruhe" in row or "Feiertagsruhe" in row for row in noted)


def test_an_exemption_is_quoted_from_the_act_that_was_checked_only(pages: dict[str, str]) -> None:
    claim = re.search(r"Als Ausnahme haben Sie angegeben:.*?</p>", pages["nachtbackstube"])
    assert claim is not None and "§ 10 ArbZG" in claim[0] and "MuSchG" not in claim[0]
    unchanged, used = claim[0].split("Nach Ihren Angaben angewandt:")
    assert "Nachtzeit in Bäckereien" in used and "Bäckereien" not in unchanged


def test_states_law_and_single_cases_are_in_words(pages: dict[str, str]) -> None:
    assert "Deutschland, Nordrhein-Westfalen" in pages["musterbau"] and "Deutschland, NW" not in pages["musterbau"]
    assert "Rechtsstand: Deutschland, geprüft bis 1. Februar 2026" in pages["musterbau"]
    assert "1 Fall" in pages["nachtbackstube"] and "1 Fälle" not in pages["nachtbackstube"]


def test_a_single_case_and_many_rows_are_counted_right() -> None:
    """One Sunday judged is one case, and four ends at 23:59 are four, though the file notes them once."""
    file = catalog.folder("samples", "formats") / "personio_attendance_import.xlsx"
    result = load_audit("working_time").run(evidence=[read_evidence("shifts", file)], on="2026-04-30")
    page = Report.of(result, "de").html().replace("\xa0", " ")
    assert "1 von 1 geprüften Fall (" in page and "1 von 1 geprüften Fällen" not in page
    noted = next(i for i in result.evidence[0]["issues"] if i["code"] == "end_read_as_midnight")
    assert noted["count"] == 4


def test_an_answer_that_cannot_be_scored_yet_says_what_is_missing() -> None:
    items = load_instrument("working_time")
    sheet = AnswerSheet("working_time", items.edition).with_answer(items.item("WT-06"), 2)
    page = Report.of(load_audit("working_time").run(answers=sheet, on="2026-04-30"), "de").html()
    open_ = re.sub(r"<[^>]+>", "", page)
    assert "(WT-06, Angabe zum Unternehmen fehlt)" in open_ and "(WT-07)" in open_
