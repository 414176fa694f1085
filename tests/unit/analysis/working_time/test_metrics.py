"""Figures from records of working time that can take the place of an answer."""

from __future__ import annotations

import datetime as dt

import pytest
from shift_frames import minute, shifts

from readiness.analysis.registry import METRICS
from readiness.analysis.working_time.check import check_shifts
from readiness.findings import Findings
from readiness.law import load_law

LAW = load_law("de")
ON = dt.date(2026, 6, 30)
MONDAY = minute("2026-03-02T06:00")


def measure(kind, name, frame, findings=None, **more):
    return METRICS[kind][name](frame, findings or Findings.empty(), ON, **more)


def weeks(count, length, people=5):
    """People who work once a week, with a break of 30 minutes from the fifth hour."""
    days = [MONDAY + 10080 * n for n in range(count)]
    parts = [(d, d + 300) for d in days] + [(d + 330, d + 30 + length) for d in days]
    return {f"P-{n}": parts for n in range(people)}


def test_long_days_per_person_in_the_last_quarter():
    frame = shifts(weeks(20, 601))
    found = measure("shifts", "days_over_daily_max", frame, check_shifts(frame, LAW))
    assert found.value == 13.0  # 13 Mondays within the last 91 days; the seven before do not count
    assert (found.unit, found.checked, found.reason) == ("count_per_person", 100, "")


def test_no_long_day_is_a_zero_not_a_gap():
    frame = shifts(weeks(20, 600))
    assert measure("shifts", "days_over_daily_max", frame, check_shifts(frame, LAW)).value == 0.0


@pytest.mark.parametrize(("count", "reason"), [(4, "too_few_days"), (6, "")])
def test_under_four_weeks_there_is_no_figure_per_quarter(count, reason):
    frame = shifts(weeks(count, 480))
    assert measure("shifts", "short_rests", frame, check_shifts(frame, LAW)).reason == reason


def test_groups_under_the_minimum_give_no_figure():
    frame = shifts(weeks(6, 480, people=4))
    findings = check_shifts(frame, LAW)
    for name in ("days_over_daily_max", "short_rests", "breaks_missing_share", "sunday_holiday_days", "split_days"):
        found = measure("shifts", name, frame, findings)
        assert (found.value, found.reason) == (None, "group_too_small"), name
    assert measure("shifts", "short_rests", frame, findings, min_group=4).value == 0.0


def test_share_of_days_with_missing_breaks():
    frame = shifts({f"P-{n}": [(MONDAY, MONDAY + 400), (MONDAY + 1440, MONDAY + 1500)] for n in range(5)})
    found = measure("shifts", "breaks_missing_share", frame, check_shifts(frame, LAW))
    assert (found.value, found.checked) == (100.0, 5)  # the short second day needs no break


@pytest.mark.parametrize("country", ["de", "at", "ch", "eu"])
def test_the_share_of_missing_breaks_is_known_under_every_law(country):
    short, kept = (MONDAY, MONDAY + 400), [(MONDAY + 1440, MONDAY + 1680), (MONDAY + 1740, MONDAY + 1980)]
    frame = shifts({f"P-{n}": [short, *kept] for n in range(5)})
    found = measure("shifts", "breaks_missing_share", frame, check_shifts(frame, load_law(country)))
    assert (found.value, found.checked, found.reason) == (50.0, 10, "")


def test_without_break_information_there_is_no_share():
    frame = shifts({f"P-{n}": [(MONDAY, MONDAY + 400)] for n in range(5)}, break_known=False)
    found = measure("shifts", "breaks_missing_share", frame, check_shifts(frame, LAW))
    assert (found.value, found.reason) == (None, "no_break_data")


def test_sundays_and_holidays_worked_also_if_exempt():
    sunday = minute("2026-03-08T06:00")
    frame = shifts({f"P-{n}": [(sunday, sunday + 60)] for n in range(5)})
    findings = check_shifts(frame, LAW, {"region": "NW", "sector": "hospital"})
    assert measure("shifts", "sunday_holiday_days", frame, findings).value == 5.0


def test_split_days_need_a_long_gap_and_a_late_end():
    split = [(MONDAY + 120, MONDAY + 330), (MONDAY + 780, MONDAY + 930)]  # 09:00-12:30, 20:00-22:30
    no_gap = [(MONDAY + 400, MONDAY + 930)]
    not_late = [(MONDAY, MONDAY + 60), (MONDAY + 300, MONDAY + 780)]
    frame = shifts({"P-0": split, "P-1": no_gap, "P-2": not_late, "P-3": no_gap, "P-4": not_late})
    assert measure("shifts", "split_days", frame).value == 20.0


def test_no_records_no_figures():
    frame = shifts({"A": []})
    findings = check_shifts(frame, LAW)
    for name in METRICS["shifts"]:
        found = measure("shifts", name, frame, findings)
        assert (found.value, found.reason) == (None, "no_records"), name
