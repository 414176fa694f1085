"""Worked cases of the law, read from the catalogue and run through the real checks."""

from __future__ import annotations

import pytest

from readiness.checks.examples import load_examples, run_example
from readiness.law import load_law

CASES = load_examples("de")


@pytest.fixture(scope="module")
def law():
    return load_law("de")


@pytest.mark.parametrize(("file", "case"), CASES, ids=[f"{case['about']}-{case['id']}" for _, case in CASES])
def test_worked_case_comes_out_as_the_law_says(file, case, law):
    outcome = run_example(case, law, file)
    assert not outcome.problems, f"{case['description']['en']}: (name, wanted, found) = {outcome.problems}"


def test_case_ids_are_unique():
    ids = [case["id"] for _, case in CASES]
    assert len(ids) == len(set(ids))


def test_every_rule_has_a_case_with_and_one_without_finding(law):
    for rule in law.all_rules:
        found = {case["expect"]["finding"] for _, case in CASES if case["rule"] == rule.id}
        assert found == {True, False}, rule.id


def test_a_wrong_expectation_is_reported_with_what_was_found(law):
    _, case = next(entry for entry in CASES if entry[1]["id"] == "WT039")
    wrong = {**case, "expect": {"finding": True, "verdict": "possible_breach", "figures": {"rest_hours": 8.6}}}
    outcome = run_example(wrong, law)
    assert not outcome.passed
    assert outcome.problems == (("rest_hours", 8.6, 8.5),)
