"""The rules of Austria, Switzerland and the EU agree with plain Python on random logs of several persons at once."""

from __future__ import annotations

import datetime as dt

import plain_rests as rests
import plain_rules as plain
from hypothesis import given
from hypothesis import strategies as st
from log_strategies import MANY, agree, firm, long_log, short_log
from plain_logs import Found, days_of

from readiness.law import load_law

AT, CH, EU = (load_law(country) for country in ("at", "ch", "eu"))
SHORT = firm(short_log, least=2, most=6)
LONG = firm(long_log, 150, least=1, most=2)
REFORM = dt.date(2018, 9, 1)
HOLIDAYS = {d.astype(object) for d in AT.holidays("", range(2017, 2028))}
#: Group of a firm: limits of the week and of the year above it.
GROUPS = {"office": [(2700, 10200)], "other": [(3000, 8400)], None: [(2700, 10200), (3000, 8400)]}


def same(limit):
    return lambda day: limit


@MANY
@given(SHORT, st.booleans())
def test_austria(logs, agreed):
    days = [days_of(log, part=10) for log in logs]

    def old_and_new(old, new):
        return lambda day: new if day >= REFORM else old

    wanted = {
        "at.azg.s9.daily_max": [plain.longer_days(d, old_and_new(600, 720), 30) for d in days],
        "at.azg.s3.normal": [plain.longer_days(d, same(480), 30) for d in days],
        "at.azg.s9.weekly_max": [
            plain.weeks_above(d, old_and_new(3000, 3600), old_and_new(3000, 3600), 30) for d in days
        ],
        "at.azg.s3.normal_week": [plain.weeks_above(d, same(2400), same(2400), 30) for d in days],
        "at.azg.s11.break": [plain.breaks(d, lambda net: 30 if net > 360 else 0, whole=not agreed) for d in days],
        "at.azg.s12.rest": [plain.rests(d, 660) for d in days],
        "at.arg.s3.weekend_rest": [rests.weekend_rest(log, 10, 2160) for log in logs],
        "at.arg.s4.weekly_rest": [rests.weekly_rest(log, 10, 2160, only_sunday_worked=True) for log in logs],
        "at.arg.s7.holiday": [rests.free_holidays(log, 10, HOLIDAYS) for log in logs],
    }
    agree(logs, AT, {"split_agreed": agreed}, wanted)


@MANY
@given(SHORT, st.sampled_from([*GROUPS]))
def test_switzerland(logs, group):
    days = [days_of(log) for log in logs]
    low, high = min(w for w, _ in GROUPS[group]), max(w for w, _ in GROUPS[group])
    due = [(330, 15), (420, 30), (540, 60)]
    wanted = {
        "ch.arg.a9.weekly_max": [plain.weeks_above(d, same(low), same(high), 60) for d in days],
        "ch.arg.a10.span": [plain.spans(d, 840) for d in days],
        "ch.arg.a15.break": [
            plain.breaks(d, lambda net: max((need for above, need in due if net > above), default=0)) for d in days
        ],
        "ch.arg.a15a.rest": [rests.averaged_rests(d) for d in days],
        "ch.arg.a17a.night": [rests.at_night(log, 540, 600, span=False) for log in logs],
        "ch.arg.a17a.night_span": [rests.at_night(log, 600, 720, span=True) for log in logs],
        "ch.arg.a18.sunday": [plain.worked_on(log, lambda d: d.weekday() == 6, later=-60)[0] for log in logs],
        "ch.argv1.a21.weekly_rest": [rests.weekly_rest(log, 15, 2100) for log in logs],
    }
    agree(logs, CH, {"group": group} if group else {}, wanted)


@MANY
@given(SHORT)
def test_the_directive(logs):
    days = [days_of(log) for log in logs]
    wanted = {
        "euwtd.a3.daily_rest": [plain.rests(d, 660) for d in days],
        "euwtd.a4.break": [plain.breaks(d, lambda net: 15 if net > 360 else 0) for d in days],
        "euwtd.a5.weekly_rest": [rests.weekly_rest(log, 15, 2100) for log in logs],
    }
    agree(logs, EU, {}, wanted)


@MANY
@given(LONG, st.sampled_from([*GROUPS]))
def test_averages_over_17_weeks_and_excess_time_in_a_year(logs, group):
    agree(logs, EU, {}, {"euwtd.a6.weekly_48": [rests.week_averages(log, 15, 2880, 17, 15) for log in logs]})
    agree(logs, AT, {}, {"at.azg.s9_4.avg": [rests.week_averages(log, 10, 2880, 17, 30) for log in logs]})
    counts = [rests.excess(log, GROUPS[group], 60) for log in logs]
    wanted = [Found(judged, [(dt.date.min, 0.0)] * failed, waiting) for judged, failed, waiting in counts]
    agree(logs, CH, {"group": group} if group else {}, {"ch.arg.a12.ueberzeit": wanted}, cases=False)
