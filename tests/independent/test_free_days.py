"""Free Sundays agree with a slow and obvious reading of the conventions; agreements and shortened rests."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pandas as pd
import reference
from hypothesis import given
from hypothesis import strategies as st
from property_runs import examples
from rule_units import rule_units
from shift_frames import minute, shifts

from readiness.law import load_law

LAW = load_law("de")
ZONE = "Europe/Berlin"
SCOPE = {"region": "BE"}
DAY = dt.timedelta(1)
#: Around both clock changes, Easter and the turn of a year.
BEGINNINGS = st.sampled_from([dt.date(2026, 3, 9), dt.date(2026, 10, 5), dt.date(2025, 12, 1)])


def at(day: dt.date, minutes: int) -> int:
    """Minutes since 1970 of a local midnight and some elapsed minutes."""
    return int(dt.datetime.combine(day, dt.time(), ZoneInfo(ZONE)).timestamp() // 60) + minutes


@st.composite
def log(draw):
    """Six weeks of somebody who has few days off: per day a start, a length, or nothing; and days of leave."""
    first = draw(BEGINNINGS)
    shift = st.tuples(st.sampled_from([0, 360, 780, 1080, 1320]), st.sampled_from([60, 240, 481, 700]))
    plan = draw(st.lists(st.one_of(shift, shift, shift, shift, shift, st.none()), min_size=30, max_size=48))
    days = [first + n * DAY for n in range(len(plan))]
    work = [(at(d, p[0]), at(d, p[0]) + p[1]) for d, p in zip(days, plan, strict=True) if p]
    off = [d for d, p in zip(days, plan, strict=True) if p is None]
    return work or [(at(first, 0), at(first, 60))], draw(st.lists(st.sampled_from(off), unique=True)) if off else []


def touched(intervals):
    return {reference.local_date(m, ZONE) for a, b in reference.work_runs(intervals) for m in range(a, b)}


def units_of(rule, intervals, law=LAW, scope=SCOPE):
    frame = shifts({"P-0": intervals}, ZONE).assign(region=pd.Categorical(["BE"] * len(intervals)))
    return rule_units(rule, law, frame, scope)[0]


@examples(150)
@given(log())
def test_free_sundays_agree(one):
    intervals, _ = one
    worked = touched(intervals)
    units = units_of("arbzg.s11_1.free_sundays", intervals)
    assert units.measured.sum() == sum(d.weekday() == 6 for d in worked)


def test_an_agreement_may_lower_the_sundays_and_waive_the_day_for_holidays(tmp_path):
    file = tmp_path / "agreement.yaml"
    file.write_text(
        'name: "Haustarif"\nvalues:\n'
        '  - {parameter: free_sundays, from: "2026-01-01", value: 10, source: "§ 12 Nr. 1 ArbZG"}\n'
        '  - {parameter: substitute_weeks_holiday, from: "2026-01-01", value: null, source: "§ 12 Nr. 2 ArbZG"}\n',
        encoding="utf-8",
    )
    law = LAW.with_agreement(file)
    sunday = dt.date(2026, 1, 11)
    intervals = [(at(sunday + 7 * n * DAY, 600), at(sunday + 7 * n * DAY, 840)) for n in range(40)]
    rule = "arbzg.s11_1.free_sundays"
    assert units_of(rule, intervals).failed.tolist() == [True]
    assert units_of(rule, intervals, law).failed.tolist() == [False]
    may = [(at(dt.date(2026, 5, 1), 600), at(dt.date(2026, 5, 1), 700))]
    rule = "arbzg.s11_3.holiday"
    assert len(units_of(rule, may).day) == 1
    assert len(units_of(rule, may, law).day) == 0


def test_a_shortened_rest_takes_one_long_rest_each():
    start = minute("2026-01-05T07:00")
    days = [(start + 1440 * n, start + 1440 * n + 750) for n in range(80)]  # rests of 11:30
    days[40] = (days[40][0], days[40][1] + 60)
    rule = "arbzg.s5_2.reduced_rest"
    assert units_of(rule, days, scope={"sector": "care"}).failed.sum() == 1
    days[50] = (days[50][0], days[50][1] - 30)
    assert units_of(rule, days, scope={"sector": "care"}).failed.sum() == 0
