"""The view of one pseudonym and the comparison with other times, as readers see them."""

from __future__ import annotations

from functools import lru_cache

import pytest

import readiness as rd
from readiness.errors import UnknownName, UsageError
from readiness.evidence import Evidence
from readiness.result import Result


@lru_cache
def firm(name: str) -> tuple[list[Evidence], Result]:
    found = rd.sample(name)
    return found.evidence("working_time"), found.run("working_time")


@pytest.mark.parametrize(("language", "note"), [("de", "§ 87 Abs. 1 Nr. 6 BetrVG"), ("en", "BetrVG s. 87(1) no. 6")])
def test_one_person_only_with_the_note_on_co_determination(language: str, note: str) -> None:
    html = rd.person_view(*firm("musterbau"), language=language).html
    assert note in html.replace("\u00a0", " ")
    names = set(firm("musterbau")[1].findings.cases["subject"].astype(str))
    assert len([n for n in names if n in html]) == 1


def test_the_person_asked_for_is_shown() -> None:
    evidence, result = firm("musterbau")
    rest = result.findings.cases[result.findings.cases["rule"] == "arbzg.s5.rest"]
    name = str(rest["subject"].iloc[0])
    html = rd.person_view(evidence, result, name, limit=1).html
    assert name in html and html.count("<tr") == 2 and 'class="over"' in html
    with pytest.raises(UnknownName) as caught:
        rd.person_view(evidence, result, "P-NOBODY")
    assert caught.value.code == "unknown_person"


def test_without_time_records_there_is_neither() -> None:
    _, result = firm("musterbau")
    for view in (rd.person_view, rd.what_if):
        with pytest.raises(UsageError) as caught:
            view([], result)
        assert caught.value.code == "no_time_records"


def test_the_comparison_says_what_changes_and_what_it_supposes() -> None:
    evidence, result = firm("musterbau")
    html = rd.what_if(evidence, result, latest_end="20:00").html.replace("\u00a0", " ")
    assert "die Arbeit endet um 20:00 Uhr" in html and "30 von 1.816" in html
    assert "22:30 → 7:00" in html and ">20:00</strong>" in html and ">9:30</strong>" in html
    assert "Nachtschichten" in html and "P-" not in html
    assert "Ohne Annahme" in rd.what_if(evidence, result).html


def test_rules_under_a_claimed_exemption_say_so() -> None:
    evidence, result = firm("nachtbackstube")
    assert "not applicable" in rd.what_if(evidence, result, earliest_start="09:30", language="en").html.lower()
