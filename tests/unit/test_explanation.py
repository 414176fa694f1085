"""How a number came about, in words: no id of the catalogue where a title is meant, in the language asked for."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

import readiness as rd
from readiness import catalog
from readiness.cli import main
from readiness.errors import UnknownName
from readiness.explanation import describe
from readiness.instrument import Answer, AnswerSheet, load_instrument
from readiness.language import languages

AUDITS = ["social_maturity", "working_time", "data_ownership", "it_security", "homeoffice", "change_readiness"]


class _Cells(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data):
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data.strip()


def shown(of) -> list[list[str]]:
    """The rows of a table as a notebook shows them, headings first."""
    cells = _Cells()
    cells.feed(of._repr_html_())
    return cells.rows


def codes(audit: str) -> set[str]:
    """Ids that mean nothing to a reader."""
    instrument = catalog.load(f"audits/{audit}/instrument.yaml")
    options = [o["id"] for i in instrument["items"] for o in i.get("options", ())]
    states = ["answered", "open", "not_applicable", "evidence", "unanswered", "unknown", "profile", "respondent"]
    return {*(d["id"] for d in instrument["dimensions"]), *options, *states, "yes", "partly", "partially", "no", "nan"}


@pytest.mark.parametrize("audit", AUDITS)
@pytest.mark.parametrize("language", ["de", "en"])
def test_a_notebook_shows_titles_and_the_number_of_a_question_last(audit, language):
    head, *rows = shown(rd.explain(rd.sample("musterbau").run(audit), language=language))
    instrument = catalog.load(f"audits/{audit}/instrument.yaml")
    assert [row[-1] for row in rows] == [i["id"] for i in instrument["items"]]
    for row, item in zip(rows, instrument["items"], strict=True):
        area = next(d for d in instrument["dimensions"] if d["id"] == item["dimension"])
        assert row[:2] == [item["question"][language], area["title"][language]]
        assert not {cell.lower() if language == "de" else cell for cell in row} & codes(audit), row
    assert len(head) == len(rows[0])


def test_what_is_left_out_says_why_in_words():
    sheet = AnswerSheet(
        "working_time",
        load_instrument("working_time").edition,
        answers={"WT-01": Answer("3"), "WT-02": Answer("unknown"), "WT-03": Answer("yes")},
        profile={"employees": 20},
    )
    result = rd.load_audit("working_time").run(answers=sheet, on="2026-03-31")
    for language, unknown, open_ in (
        ("de", "„Weiß ich nicht“", "noch nicht beantwortet"),
        ("en", "“Do not know”", "not answered yet"),
    ):
        left = {row[-1]: row for row in shown(rd.explain(result, language=language).left_out())[1:]}
        assert (left["WT-02"][-2], left["WT-04"][-2]) == (unknown, open_)
        assert not {"WT-01", "WT-03"} & set(left)


def test_long_questions_are_not_cut_and_texts_are_no_markup():
    made = rd.explain(rd.sample("musterbau").run("working_time"))
    questions = [row[0] for row in shown(made)[1:]]
    assert max(len(q) for q in questions) > 120 and not any("..." in q for q in questions)
    assert set(re.findall(r"</?(\w+)", made._repr_html_())) <= {"table", "thead", "tbody", "tr", "th", "td"}


def test_one_area_in_words_and_an_unknown_language():
    result = rd.sample("musterbau").run("it_security")
    rows = shown(rd.explain(result, "people", language="en"))[1:]
    assert {row[1] for row in rows} == {"Recognising and reporting"}
    with pytest.raises(UnknownName) as caught:
        rd.explain(result, language="fr")
    assert caught.value.code == "unknown_language"


def test_a_cap_names_the_question():
    result = rd.sample("musterbau").run("working_time")
    assert result.score.capped_by
    for language in languages():
        items = {i["id"]: i for i in catalog.load("audits/working_time/instrument.yaml")["items"]}
        caps = rd.explain(result, language=language).caps()
        assert all(items[n]["question"][language] in c for n, c in zip(result.score.capped_by, caps, strict=True))


@pytest.mark.parametrize(("name", "audit"), [("click_rate", "it_security"), ("short_rests", "working_time")])
def test_a_metric_is_explained_by_the_audit_it_belongs_to(name, audit):
    found = describe(name)
    assert (found["kind"], found["audit"]) == ("metric", audit)
    assert {"de", "en"} <= set(found["title"]) & set(found["explanation"])


@pytest.mark.parametrize("name", ["ARBZG3", "AT_AZG9", "WTD5", "arbzg.s3.daily_max", "jarbschg.s14.night"])
def test_what_the_law_says_is_told_with_its_numbers(name):
    found = describe(name)
    said = [text for key in ("title", "summary", "remedy", "duty") for text in found.get(key, {}).values()]
    assert said and not any("{" in text for text in said)


@pytest.mark.parametrize(
    ("name", "number"), [("WT-06", "bis zu zehn"), ("WT-07", "elf Stunden"), ("ARBZG16", "zwei Jahre")]
)
def test_the_terminal_prints_the_numbers_too(capsys, name, number):
    assert main(["explain", name, "-l", "de"]) == 0
    assert number in capsys.readouterr().out.replace("\xa0", " ")
