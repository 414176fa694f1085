"""Worked cases of the law, read from the catalogue and run through the real checks."""

from __future__ import annotations

from functools import partial

import pytest
from both_ways import both_ways

from readiness.analysis.working_time.check import check_shifts
from readiness.analysis.working_time.worked_cases import (
    absences_frame,
    load_examples,
    people_frame,
    run_example,
    shifts_frame,
)
from readiness.law import load_law

COUNTRIES = ("de", "eu", "at", "ch")
CASES = [(country, file, case) for country in COUNTRIES for file, case in load_examples(country)]
LAWS = {country: load_law(country) for country in COUNTRIES}


@pytest.mark.parametrize(
    ("country", "file", "case"), CASES, ids=[f"{case['about']}-{case['id']}" for _, _, case in CASES]
)
def test_worked_case_comes_out_as_the_law_says(country, file, case):
    outcome = run_example(case, LAWS[country], file)
    assert not outcome.problems, f"{case['description']['en']}: (name, wanted, found) = {outcome.problems}"


@pytest.mark.parametrize("country", COUNTRIES)
def test_worked_cases_give_the_same_plain_and_compiled(country):
    for case in (case for own, _, case in CASES if own == country and case["expect"]["verdict"] != "data_error"):
        given = case["given"]
        frame, absences, people = shifts_frame(given, case["zone"]), absences_frame(given), people_frame(given)
        both_ways(partial(check_shifts, frame, LAWS[country], given.get("scope", {}), absences, people))


def test_case_ids_are_unique():
    ids = [case["id"] for _, _, case in CASES]
    assert len(ids) == len(set(ids))


def test_all_cases_of_the_specification_are_there():
    ids = {case["id"] for _, _, case in CASES}
    assert {f"WT{n:03}" for n in range(1, 119)} <= ids


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_rule_has_a_case_with_and_one_without_finding(country):
    for rule in LAWS[country].all_rules:
        found = {case["expect"]["finding"] for _, _, case in CASES if case["rule"] == rule.id}
        assert found == {True, False}, rule.id


def test_a_wrong_expectation_is_reported_with_what_was_found():
    case = next(case for _, _, case in CASES if case["id"] == "WT039")
    wrong = {**case, "expect": {"finding": True, "verdict": "possible_breach", "figures": {"rest_hours": 8.6}}}
    outcome = run_example(wrong, LAWS["de"])
    assert not outcome.passed
    assert outcome.problems == (("rest_hours", 8.6, 8.5),)
