"""The worked example of CONTRIBUTING: a kind of check of its own, days in a row, from the record to the finding."""

from __future__ import annotations

import shutil

import numpy as np
import pytest
from kind_gaps import gaps

from readiness import catalog
from readiness.analysis.working_time.judging.kind import Figure, Kind
from readiness.analysis.working_time.judging.units import Units
from readiness.analysis.working_time.rules.kinds import KINDS
from readiness.analysis.working_time.worked_cases import load_examples, run_example
from readiness.law import load_law
from readiness.loops import loop, run
from readiness.proofreading.run import check_catalog

PARAMETER = """
  - id: days_in_a_row
    title: {de: "Tage hintereinander (Probe)", en: "Days in a row (trial)"}
    unit: days
    mark: U
    still_valid_on: "2026-02-01"
    values:
      - {from: "2004-01-01", value: 6, source: "Probe"}
"""
RULE = """  - id: trial.days_in_a_row
    kind: max_days_in_a_row
    topic: days_in_a_row
    severity: breach
    mark: U
    parameters: {limit: days_in_a_row}
    sanction: []
    law: ARBZG3
    citation: {de: "Probe", en: "Trial"}
    title: {de: "Tage hintereinander", en: "Days in a row"}
    summary: {de: "Probe", en: "Trial"}
    remedy: {de: "Probe", en: "Trial"}
scopes:
"""
CASE = """  - id: {id}
    description: {{de: "Probe", en: "Trial"}}
    rule: trial.days_in_a_row
    zone: Europe/Berlin
    given:
      intervals: ["rep(2026-03-02,1,{days},08:00-12:00)"]
    expect:
      finding: {finding}
      verdict: {verdict}
      figures: {{days: {count}, checked: 1}}
    citation: "Probe"
    reasoning: {{de: "Probe", en: "Trial"}}
"""
WEEK = "Mon Tue Wed Thu Fri Sat"
CASES = "about: trial.days_in_a_row\ncases:\n" + "".join(
    CASE.format(id=name, days=days, finding=str(finding).lower(), verdict=verdict, count=len(days.split()))
    for name, days, finding, verdict in (
        ("TRY001", WEEK, False, "no_indication"),
        ("TRY002", WEEK + " Sun", True, "possible_breach"),
    )
)


@loop
def rows_of_days(days):
    """Days in a row: for each working day that begins one, how many dates follow without a day off; else none."""
    found = np.zeros(len(days.date), np.int64)
    opener = 0
    for n in range(len(days.date)):
        before = days.date[n - 1] if n > 0 and days.person[n - 1] == days.person[n] else -2
        if days.date[n] > before + 1:
            opener = n
        found[opener] = days.date[n] - days.date[opener] + 1
    return found


def max_days_in_a_row(context) -> Units:
    """Work on too many days in a row; units are the rows of each person."""
    days = context.days
    measured = run(rows_of_days, days)
    units = Units.above(days.each, measured, context.number("limit")[days.date], unit="days")
    return units.only(measured > 0)


KIND = Kind(
    max_days_in_a_row,
    conventions=("day", "union"),
    required=("limit",),
    figures=(Figure("days"),),
)


@pytest.fixture
def trial(tmp_path, monkeypatch):
    """The German law with a rule of the new kind, a number for it and two cases."""
    monkeypatch.setitem(KINDS._kinds, KIND.name, KIND)
    shutil.copytree(catalog.folder("laws", "de"), tmp_path / "laws" / "de")
    area = tmp_path / "laws" / "de" / "working_time"
    with (area / "parameters.yaml").open("a", encoding="utf-8") as file:
        file.write(PARAMETER.lstrip("\n"))
    rules = (area / "rules.yaml").read_text(encoding="utf-8")
    (area / "rules.yaml").write_text(rules.replace("scopes:\n", RULE, 1), encoding="utf-8")
    (area / "examples" / "trial_days_in_a_row.yaml").write_text(CASES, encoding="utf-8")
    with catalog.overlay(tmp_path):
        yield load_law("de")


def test_a_new_kind_is_one_function_with_its_record_and_data(trial):
    assert [str(fault) for fault in check_catalog()] == []
    cases = [case for _, case in load_examples("de") if case["rule"] == "trial.days_in_a_row"]
    assert gaps(KIND, [(trial, case) for case in cases]) == []
    outcomes = [run_example(case, trial) for case in cases]
    assert [outcome.problems for outcome in outcomes] == [(), ()]


def test_without_its_record_the_rule_is_refused_with_file_and_line(trial, monkeypatch):
    monkeypatch.delitem(KINDS._kinds, KIND.name)
    faults = [fault for fault in check_catalog() if fault.code == "catalog_unknown_reference"]
    assert len(faults) == 1
    assert "max_days_in_a_row" in str(faults[0]) and "rules.yaml" in str(faults[0])
