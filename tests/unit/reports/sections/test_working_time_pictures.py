"""Pictures of working time: what they say, to whom, and what they keep quiet."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from xml.etree import ElementTree

import pytest

from readiness.language.texts import Texts
from readiness.reports.blocks import WIDTH, Figure
from readiness.reports.context import Page
from readiness.reports.figures.shapes import CHARACTER
from readiness.reports.report import Report
from readiness.reports.sections.working_time_pictures import build
from readiness.result import Result
from readiness.sample_data.firms import sample

FIRMS = ("musterbau", "nachtbackstube")
NAMES = ["daily", "rests", "week", "calendar"]


@lru_cache
def result(firm: str) -> Result:
    return sample(firm).run("working_time")


def pictures(firm: str, language: str = "de") -> dict[str, Figure]:
    blocks = build(Page.of(result(firm), Texts(language)))
    return {figure.name: figure for figure in blocks if isinstance(figure, Figure)}


def test_the_section_is_there_only_with_time_records(result_of: Callable[..., Result]) -> None:
    assert "<svg" in Report.of(result("musterbau"), "de").section("pictures").html
    without = Report.of(result_of(), "de")
    assert without.section("pictures").html == ""
    assert "Arbeitszeit in Bildern" not in without.html()


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("firm", FIRMS)
def test_every_picture_has_title_description_and_sentences_beside_it(firm: str, language: str) -> None:
    html = Report.of(result(firm), language).section("pictures").html
    found = [ElementTree.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", html, re.DOTALL)]
    assert [list(pictures(firm, language)), len(found)] == [NAMES, 4]
    for svg, picture in zip(found, pictures(firm, language).values(), strict=True):
        named = {svg.find(tag).attrib["id"]: svg.find(tag).text for tag in ("title", "desc")}
        assert svg.attrib["role"] == "img" and svg.attrib["aria-labelledby"].split() == list(named)
        assert all(named.values()) and picture.about
        assert picture.title in html


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("firm", FIRMS)
def test_nothing_is_drawn_outside_the_picture(firm: str, language: str) -> None:
    for p in pictures(firm, language).values():
        assert all(b.x >= 0 and b.x + b.width <= WIDTH and b.y + b.height <= p.height for b in p.boxes)
        for label in p.labels:
            length = CHARACTER * len(label.text)
            left = label.x - {"start": 0, "middle": length / 2, "end": length}[label.anchor]
            assert left >= 0 and left + length <= WIDTH + 4, (p.name, label)


@pytest.mark.parametrize("firm", FIRMS)
def test_titles_and_bars_say_what_the_result_holds(firm: str) -> None:
    views = result(firm).views
    drawn = pictures(firm)
    limit = next(m for m in views["daily"]["limits"] if m["severity"] == "breach")
    assert "10:00" in drawn["daily"].title and f" {limit['beyond']} von " in drawn["daily"].title
    over = [b for b in drawn["daily"].boxes if b.look == "over" and b.tip]
    assert sum(int(b.tip.rsplit(" ", 1)[1]) for b in over) == limit["beyond"]
    short = [b for b in drawn["rests"].boxes if b.look == "over" and b.tip]
    assert sum(int(b.tip.rsplit(" ", 1)[1]) for b in short) == views["rests"]["limits"][0]["beyond"]
    assert any("11:00" in label.text and "limit" in label.look for label in drawn["rests"].labels)
    fields = [label.text for label in drawn["calendar"].labels if "strong" in label.look]
    assert [int(f) for f in fields] == [b for b in views["calendar"]["breaches"] if b]
    assert f"{round(100 * max(s for row in views['week']['share'] for s in row if s))}\u00a0%" in drawn["week"].title


def test_suppressed_fields_carry_no_number() -> None:
    for name in ("week", "calendar"):
        hidden = [b for b in pictures("nachtbackstube")[name].boxes if b.look == "hidden-field" and b.tip]
        assert len(hidden) == result("nachtbackstube").views[name]["suppressed"]
        assert all(b.tip.endswith("unter 5 Personen") for b in hidden)


def test_no_person_is_in_the_default_report() -> None:
    found = result("musterbau")
    names = set(found.findings.cases["subject"].astype(str))
    assert names
    for language in ("de", "en"):
        html = Report.of(found, language).html()
        assert not [n for n in names if n in html]


def test_a_small_group_gets_a_sentence_instead() -> None:
    small = replace(result("musterbau"), views={"persons": None, "min_group": 5, "reason": "group_too_small"})
    html = Report.of(small, "de").section("pictures").html
    assert "weniger als 5 Personen" in html and "<svg" not in html


def test_quality_of_the_records_is_said_with_its_numbers() -> None:
    html = Report.of(result("nachtbackstube"), "de").section("evidence").html
    found = result("nachtbackstube").views["quality"]
    assert f"{found['breaks']['same']} von {found['breaks']['days']} Arbeitstagen mit Pause" in html
    assert "vollen Viertelstunde" in html and "nicht gezeigt" in html


def test_page_one_is_the_same_with_and_without_pictures() -> None:
    found = result("musterbau")
    plain = Report.of(replace(found, views={}), "de")
    assert plain.section("summary").html == Report.of(found, "de").section("summary").html
