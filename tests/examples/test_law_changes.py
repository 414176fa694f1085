"""A change of the law and an agreement are data: files in a folder, no code."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from readiness import catalog
from readiness.analysis.working_time.check import check_shifts
from readiness.analysis.working_time.worked_cases import shifts_frame
from readiness.law import load_law

ZONE = "Europe/Berlin"
TODAY = load_law("de")
LONG_WEEK = ",1,Mon Tue Wed Thu,07:00-18:45,12:00-12:45)"  # four days of eleven hours: 44 hours
LONGER_WEEK = ",1,Mon Tue Wed Thu Fri,07:00-18:45,12:00-12:45)"  # five: 55 hours

WEEKLY_PARAMETER = """
  - id: weekly_max
    title: {de: "Höchste Wochenarbeitszeit (Probe)", en: "Longest week (trial)"}
    unit: minutes
    mark: U
    still_valid_on: "2026-02-01"
    values:
      - {from: "2004-01-01", value: null, source: "Probe: vor der Änderung"}
      - {from: "2027-01-04", value: 2880, source: "Probe: nach der Änderung"}
"""
WEEKLY_RULE = """
  - id: trial.weekly_max
    kind: max_per_week
    topic: weekly_hours
    severity: breach
    mark: U
    parameters: {limit: weekly_max, unknown_break: break_long}
    sanction: []
    law: ARBZG3
    citation: {de: "Probe", en: "Trial"}
    title: {de: "Wochenhöchstgrenze", en: "Weekly maximum"}
    summary: {de: "Probe", en: "Trial"}
    remedy: {de: "Probe", en: "Trial"}
scopes:
"""


@pytest.fixture
def reform(tmp_path):
    """A data folder in which the daily maximum ends and a weekly one begins on Monday, 4 January 2027."""
    shutil.copytree(catalog.folder("laws", "de"), tmp_path / "laws" / "de")
    area = tmp_path / "laws" / "de" / "working_time"
    text = (area / "parameters.yaml").read_text(encoding="utf-8")
    for row in (
        '      - {from: "2004-01-01", value: 600, source: "§ 3 Satz 2 ArbZG"}\n',
        '      - {from: "2004-01-01", value: 3600, source: "§ 3 Satz 2 ArbZG: sechs mal zehn Stunden"}\n',
    ):
        assert row in text
        text = text.replace(row, row + '      - {from: "2027-01-04", value: null, source: "Probe"}\n')
    (area / "parameters.yaml").write_text(text.rstrip("\n") + WEEKLY_PARAMETER, encoding="utf-8")
    rules = (area / "rules.yaml").read_text(encoding="utf-8")
    (area / "rules.yaml").write_text(rules.replace("scopes:\n", WEEKLY_RULE.lstrip("\n"), 1), encoding="utf-8")
    with catalog.overlay(tmp_path):
        yield load_law("de")


def outcome(law, rule, *intervals, **scope):
    frame = shifts_frame({"intervals": list(intervals)}, ZONE)
    return check_shifts(frame, law, {"region": "NW", **scope}).tally.set_index("rule").loc[rule]


def test_before_the_change_the_day_counts_and_after_it_the_week(reform):
    before, after = "rep(2026-12-14" + LONGER_WEEK, "rep(2027-01-11" + LONGER_WEEK
    assert outcome(reform, "arbzg.s3.daily_max", before)["failed"] == 5
    assert outcome(reform, "trial.weekly_max", before)[["failed", "checked"]].tolist() == [0, 0]
    assert outcome(reform, "arbzg.s3.daily_max", after)[["failed", "checked"]].tolist() == [0, 0]
    assert outcome(reform, "trial.weekly_max", after)[["failed", "worst", "limit"]].tolist() == [1, 3300.0, 2880.0]


def test_a_week_of_long_days_below_the_weekly_limit_is_kept_after_the_change(reform):
    after = "rep(2027-01-11" + LONG_WEEK
    assert outcome(reform, "trial.weekly_max", after)["verdict"] == "no_indication"
    assert outcome(TODAY, "arbzg.s3.daily_max", after)["failed"] == 4


def test_rest_and_average_stay(reform):
    late = ("2027-01-11T12:00/2027-01-11T22:00", "2027-01-12T08:00/2027-01-12T12:00")
    assert outcome(reform, "arbzg.s5.rest", *late)["failed"] == 1


def test_the_example_agreement_is_an_example_and_counts_on_its_days_only():
    new = TODAY.with_agreement(catalog.folder("laws", "de") / "agreements" / "example_tariff.yaml")
    assert "erfunden" in new.agreements[0]
    days = np.array(["2025-12-31", "2026-01-01", "2026-12-31", "2027-01-01"], "datetime64[D]")
    assert new.values("daily_rest", days).tolist() == [660, 540, 540, 660]
    assert new.values("average_weeks", days).tolist() == [24, 48, 48, 24]
    short = ("2026-03-02T12:00/2026-03-02T22:00", "2026-03-03T08:00/2026-03-03T12:00")  # rest of ten hours
    assert outcome(TODAY, "arbzg.s5.rest", *short)["failed"] == 1
    assert outcome(new, "arbzg.s5.rest", *short)["failed"] == 0


def test_with_a_longer_period_of_the_agreement_24_weeks_decide_nothing():
    new = TODAY.with_agreement(catalog.folder("laws", "de") / "agreements" / "example_tariff.yaml")
    half_year = "rep(2026-06-08,24,Mon Tue Wed Thu Fri,07:00-17:45,12:00-12:45)"
    assert outcome(TODAY, "arbzg.s3.avg_24w", half_year)["verdict"] == "possible_breach"
    assert outcome(new, "arbzg.s3.avg_24w", half_year)[["verdict", "reason"]].tolist() == ["open", "period_too_short"]
