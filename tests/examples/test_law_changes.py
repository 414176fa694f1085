"""A change of the law and an agreement are data: files in a folder, no code."""

from __future__ import annotations

import html
import re

import numpy as np
import pytest
from law_changes import change, copied_law

from readiness import catalog
from readiness.analysis.working_time.check import check_shifts
from readiness.analysis.working_time.worked_cases import shifts_frame
from readiness.audit import load_audit
from readiness.evidence import read_evidence
from readiness.law import load_law
from readiness.reports.report import Report

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
    area = copied_law("de", tmp_path) / "laws" / "de" / "working_time"
    change(tmp_path, "de", "daily_max", "2027-01-04", None)
    numbers = (area / "parameters.yaml").read_text(encoding="utf-8")
    (area / "parameters.yaml").write_text(numbers.rstrip("\n") + WEEKLY_PARAMETER, encoding="utf-8")
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


def test_with_the_daily_maximum_goes_what_follows_from_it(reform):
    assert np.isnan(reform.values("week_six_days", np.array(["2027-01-04"], "datetime64[D]"))).all()
    assert outcome(reform, "arbzg.week_60", "rep(2027-01-11" + LONGER_WEEK)["checked"] == 0


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


@pytest.mark.parametrize(
    ("language", "ten", "twelve", "up_to", "question"),
    [
        ("de", "zehn Stunden", "zwölf Stunden", "bis zu ", "Wie oft haben Beschäftigte"),
        ("en", "ten hours", "twelve hours", "up to ", "How often did employees"),
    ],
)
@pytest.mark.parametrize(("year", "law"), [(2026, "old"), (2027, "new")])
def test_after_a_reform_by_data_a_report_prints_the_number_that_was_law_for_its_records(
    tmp_path, language, ten, twelve, up_to, question, year, law
):
    change(copied_law("de", tmp_path), "de", "daily_max", "2027-01-01", 720)
    file = tmp_path / "zeiten.csv"
    head = "employee_id,start,end,gross_minutes,break_start,break_end,break_minutes,net_minutes,note\n"
    days = (f"{year}-02-09", f"{year}-02-10")
    rows = [f"1001,{day}T07:00:00+01:00,{day}T20:30:00+01:00,,,,30,,\n" for day in days]
    file.write_text(head + "".join(rows), encoding="utf-8")
    with catalog.overlay(tmp_path):
        result = load_audit("working_time").run(evidence=[read_evidence("shifts", file)], on=f"{year}-03-31")
        page = Report.of(result, language).html()
    lines = [html.unescape(line).replace("\xa0", " ").strip() for line in re.split(r"<[^>]+>|\n", page)]
    # A published question keeps its words: they belong to its edition. The rest in some sectors is another number.
    other = (question, "In einigen Branchen darf die Ruhezeit", "In some sectors the rest")
    said = [one for one in lines if not one.startswith(other)]
    now, never, week = (twelve, ten, 72) if law == "new" else (ten, twelve, 60)
    assert sum(now in one for one in said) >= 4  # what is allowed, how to keep it, six days of it, the strict reading
    assert [one for one in said if never in one] == []
    assert any(up_to + now.split()[0] in one for one in said)  # the list of provisions
    assert any(one.startswith((f"Wochen über {week} ", f"Weeks above {week} ")) for one in said)
