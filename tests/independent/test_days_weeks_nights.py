"""Days, weeks, averages and nights of adults agree with plain Python on random logs of several persons at once."""

from __future__ import annotations

import datetime as dt

import plain_rules as plain
from both_ways import both_ways
from hypothesis import given
from hypothesis import strategies as st
from log_strategies import MANY, agree, each, firm, long_log, narrowed, short_log
from plain_logs import DAY, Log, Record, frame_of, midnight
from property_runs import examples

from readiness.analysis.working_time.check import check_shifts
from readiness.law import load_law

LAW = load_law("de")
REGIONS = st.sampled_from(["NW", "BY", "BE", "SN"])
SHORT = firm(short_log, least=2, most=6)
LONG = firm(long_log, least=1, most=2)


def holidays(region: str) -> set[dt.date]:
    return {d.astype(object) for d in LAW.holidays(region, range(2017, 2028))}


def same(limit):
    return lambda day: limit


@MANY
@given(SHORT, REGIONS)
def test_days_breaks_rests_weeks_and_free_days(logs, region):
    free = holidays(region)
    wanted = {
        "arbzg.s3.daily_max": each(logs, lambda days: plain.longer_days(days, same(600), 45)),
        "arbzg.s3.over_8h": each(logs, lambda days: plain.longer_days(days, same(480), 30)),
        "arbzg.s4.break_total": each(
            logs, lambda days: plain.breaks(days, lambda net: 45 if net > 540 else 30 if net > 360 else 0)
        ),
        "arbzg.s4.six_hours": each(logs, lambda days: plain.stretches(days, 360)),
        "arbzg.s5.rest": each(logs, lambda days: plain.rests(days, 660)),
        "arbzg.week_60": [plain.weeks_without_sunday(log, 3600, 45) for log in logs],
        "arbzg.s9.sunday": [plain.worked_on(log, lambda d: d.weekday() == 6)[0] for log in logs],
        "arbzg.s9.holiday": [plain.worked_on(log, lambda d: d in free and d.weekday() < 6)[0] for log in logs],
        "arbzg.s2_4.night_work": [plain.night_work(log) for log in logs],
        "sgb9.s207.overtime": each(logs, lambda days: plain.longer_days(days, same(480), 30)),
    }
    agree(logs, LAW, {"region": region, "severely_disabled": True}, wanted)


@MANY
@given(SHORT, st.sampled_from(["strict_24h", "calendar_day"]))
def test_stricter_readings_of_the_day(logs, basis):
    read = plain.any_24_hours if basis == "strict_24h" else plain.calendar_days
    agree(logs, LAW, {"day_basis": basis}, {"arbzg.s3.strict_24h": [read(log, 600, 45) for log in logs]})


@MANY
@given(SHORT, REGIONS, st.integers(-6, 6).filter(bool))
def test_a_moved_rest_on_sundays_and_holidays(logs, region, hours):
    free = holidays(region)
    scope = {"region": region, "shift_operation": True, "rest_shift_hours": hours}
    frame, _ = frame_of(logs)
    result = both_ways(lambda: check_shifts(frame, narrowed(LAW, ["arbzg.s9.sunday", "arbzg.s9.holiday"]), scope))
    for rule, asked in (
        ("arbzg.s9.sunday", lambda d: d.weekday() == 6),
        ("arbzg.s9.holiday", lambda d: d in free and d.weekday() < 6),
    ):
        both = [plain.worked_on(log, asked, later=60 * hours) for log in logs]
        moved, claimed = [m for m, _ in both], [c for _, c in both]
        entries = sum(len(f.failed) for f in (*moved, *claimed))
        row = result.tally.set_index("rule").loc[rule]
        failed = sum(len(f.failed) for f in moved)
        assert row["checked"] == max(sum(f.checked for f in moved), entries)
        assert row["failed"] == (failed or entries) and row["open"] == sum(f.open for f in moved)
        cases = result.cases[result.cases["rule"] == rule]
        named = sorted((str(s), d.date(), m) for s, d, m in zip(cases.subject, cases.day, cases.measured, strict=True))
        assert named == sorted(
            (f"P-{n}", d, m) for found in (moved, claimed) for n, f in enumerate(found) for d, m in f.failed
        )
        assert (row["verdict"] == "possible_breach") == (failed > 0)


@MANY
@given(
    LONG,
    REGIONS,
    st.sampled_from(["rolling_24w", "fixed_24w", "fixed_6_calendar_months"]),
    st.one_of(st.none(), st.dates(dt.date(2025, 6, 1), dt.date(2026, 12, 31))),
)
def test_averages_in_rolling_and_fixed_periods(logs, region, period, start):
    scope = {"region": region, "average_period": period} | ({"average_start": str(start)} if start else {})
    unit, length = ("month", 6) if period.endswith("months") else ("week", 24)
    fixed = period != "rolling_24w"
    wanted = [plain.averages(log, holidays(region), length, unit, fixed, start) for log in logs]
    agree(logs, LAW, scope, {"arbzg.s3.avg_24w": wanted})


@MANY
@given(LONG, REGIONS, st.booleans(), st.sampled_from(["office", "bakery"]))
def test_night_workers_and_their_averages(logs, region, rotating, sector):
    opens, closes = (22, 5) if sector == "bakery" else (23, 6)
    scope = {"region": region, "sector": sector} | ({"night_worker": "rotating"} if rotating else {})
    free = holidays(region)
    wanted = {
        "arbzg.s2_4.night_work": [plain.night_work(log, opens, closes) for log in logs],
        "arbzg.s2_5.night_worker": [plain.night_worker(log, opens, closes, rotating) for log in logs],
        "arbzg.s6_2.night_avg": [plain.night_average(log, free, rotating, opens, closes) for log in logs],
    }
    agree(logs, LAW, scope, wanted)


@examples(25)
@given(st.integers(46, 50), st.sets(st.integers(0, 45), max_size=4), st.booleans())
def test_two_working_days_of_one_date_are_one_day_of_night_work(dates, twice, whole_year):
    def work(day: dt.date, start: int, end: int) -> Record:
        return Record(midnight(day, "Europe/Berlin") + start, midnight(day, "Europe/Berlin") + end)

    days = [dt.date(2026, 1, 6) + 2 * n * DAY for n in range(dates)]
    records = [work(day, 0, 180) for day in days] + [work(days[n], 1230, 1530) for n in twice]
    records += [work(dt.date(2026, month, day), 480, 720) for month, day in ((1, 1), (12, 30)) if whole_year]
    log = Log(tuple(records))
    wanted = {
        "arbzg.s2_5.night_worker": [plain.night_worker(log)],
        "arbzg.s6_2.night_avg": [plain.night_average(log, holidays("NW"), False)],
    }
    agree([log], narrowed(LAW, wanted), {"region": "NW"}, wanted)
