"""Averages, weeks and nights agree with slow and obvious implementations on random logs."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from property_runs import examples
from rule_units import rule_units
from shift_frames import minute, shifts

from readiness.law import load_law

LAW = load_law("de")
SCOPE = {"region": "NW"}
MONDAY = dt.date(2026, 1, 5)
HOLIDAYS = set(LAW.holidays("NW", [2025, 2026, 2027]).tolist())


def expected(worked, absent):
    """Every complete period of 24 weeks: (first Monday, minutes, due days), day by day."""
    days = sorted(worked | dict.fromkeys(absent, 0))
    monday = days[0] - dt.timedelta(days[0].weekday())
    found = []
    while monday + dt.timedelta(167) <= days[-1] + dt.timedelta(6 - days[-1].weekday()):
        period = [monday + dt.timedelta(n) for n in range(168)]
        due = [d for d in period if d.weekday() < 6 and d not in HOLIDAYS and (d not in absent or d in worked)]
        found.append((monday, sum(worked.get(d, 0) for d in period), len(due)))
        monday += dt.timedelta(7)
    return found


LENGTHS = st.sampled_from([0, 0, 420, 480, 540, 576, 577, 600])


@examples(150)
@given(st.lists(LENGTHS, min_size=7, max_size=7), st.integers(160, 230), st.integers(0, 20), st.integers(0, 30))
def test_averages_over_24_weeks_agree(pattern, length, first, leave):
    dates = [MONDAY + dt.timedelta(first + n) for n in range(length)]
    off = set(dates[40 : 40 + leave])
    worked = {d: pattern[d.weekday()] for d in dates if pattern[d.weekday()] and d not in off}
    if not worked:
        return
    starts = {d: minute(f"{d}T06:00") for d in worked}
    frame = shifts({"A": [(starts[d], starts[d] + m) for d, m in worked.items()]})
    absences = pd.DataFrame({"subject": "A", "day": pd.to_datetime(sorted(off)), "kind": "sick", "half": False})
    units, dates = rule_units("arbzg.s3.avg_24w", LAW, frame, SCOPE, absences)
    wanted = [(m, total, due) for m, total, due in expected(worked, off) if due]
    complete = ~units.open
    assert dates[complete].tolist() == [m for m, _, _ in wanted]
    assert np.allclose(units.measured[complete], [total / due for _, total, due in wanted])
    assert units.failed[complete].tolist() == [total > 480 * due for _, total, due in wanted]
    assert bool(units.open.any()) == (not wanted)


@examples(150)
@given(
    st.sampled_from(["2026-03-28T15:00", "2026-10-24T15:00", "2025-12-31T12:00", "2026-03-02T00:00"]),
    st.integers(0, 1439),
    st.integers(1, 1500),
    st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kolkata"]),
)
def test_minutes_of_the_night_agree(begin, offset, length, zone):
    start = minute(begin) + offset
    clock = pd.date_range(pd.Timestamp(start * 60, unit="s", tz="UTC"), periods=length, freq="min").tz_convert(zone)
    wanted = int(((clock.hour >= 23) | (clock.hour < 6)).sum())
    units, _ = rule_units("arbzg.s2_4.night_work", LAW, shifts({"A": [(start, start + length)]}, zone), SCOPE)
    assert units.measured.tolist() == ([wanted] if wanted else [])
    assert units.failed.tolist() == ([wanted > 120] if wanted else [])


def test_persons_are_kept_apart_and_the_own_absences_count():
    days = [minute(f"{MONDAY + dt.timedelta(7 * w + d)}T06:00") for w in range(24) for d in range(5)]
    log = [(t, t + 576) for t in days]  # five days of 9:36 are 48 hours a week
    absences = pd.DataFrame(
        {"subject": "B", "day": [pd.Timestamp(MONDAY + dt.timedelta(5))], "kind": "leave", "half": False}
    )
    units, _ = rule_units("arbzg.s3.avg_24w", LAW, shifts({"A": log[:-1], "B": log}), SCOPE, absences)
    a, b = (units.measured[units.person == n][0] for n in (0, 1))
    due = sum(MONDAY + dt.timedelta(n) not in HOLIDAYS and n % 7 != 6 for n in range(168))
    assert np.isclose(a, 576 * 119 / due) and np.isclose(b, 576 * 120 / (due - 1))
