"""Shortened rests, call-outs and the duties about records agree with plain Python on random logs."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import plain_rests as rests
from hypothesis import given
from hypothesis import strategies as st
from log_strategies import BREAKS, MANY, agree, firm, short_log
from plain_logs import DAY, Found, Log, Record, days_of, wall
from shift_frames import minute

from readiness.law import load_law

LAW = load_law("de")
SHORT = firm(short_log, least=2, most=6)
SOME_DAY = st.one_of(st.none(), st.dates(dt.date(2018, 9, 1), dt.date(2028, 12, 31)))


@st.composite
def chain_of_rests(draw) -> Log:
    """Weeks of shifts with rests around ten, eleven and twelve hours, some days off, some call-outs."""
    now = draw(st.sampled_from([minute("2026-01-05T05:00"), minute("2026-03-20T05:00"), minute("2026-10-10T12:00")]))
    rest = st.sampled_from([599, 600, 630, 659, 660, 690, 719, 720, 721, 1500, 4000])
    usual = draw(st.sampled_from([690, 720, 659]))
    records = []
    for free, own in draw(st.lists(st.tuples(rest, st.integers(0, 3)), min_size=2, max_size=90)):
        records.append(Record(now, now + 480))
        now += 480 + (usual if own else free)
    return Log(tuple(records), "Europe/Berlin")


@st.composite
def with_call_outs(draw) -> Log:
    """Shifts, and between them call-outs of all lengths and distances, some touching a shift, with breaks."""
    now = draw(st.sampled_from([minute("2026-03-27T05:00"), minute("2026-10-23T12:00")]))
    records = []
    gap = st.sampled_from([0, 5, 14, 15, 60, 300, 600, 659, 660, 661, 900])
    length = st.sampled_from([20, 60, 165, 166, 329, 330, 331, 480])
    kind = st.sampled_from(["work", "call_out", "call_out"])
    taken = st.sampled_from(BREAKS)
    for long, free, duty, unplaced in draw(st.lists(st.tuples(length, gap, kind, taken), min_size=2, max_size=20)):
        records.append(Record(now, now + long, duty=duty, unplaced=unplaced))
        now += long + free
    return Log(tuple(draw(st.permutations(records))), "Europe/Berlin")


def _counted(counts: tuple[int, int, int]) -> Found:
    judged, failed, waiting = counts
    return Found(judged, [(dt.date.min, 0.0)] * failed, waiting)


@MANY
@given(st.lists(chain_of_rests(), min_size=2, max_size=5), st.sampled_from(["care", "hospitality"]))
def test_shortened_rests_and_their_balancing(logs, sector):
    wanted = {"arbzg.s5_2.reduced_rest": [_counted(rests.reduced_rests(log)) for log in logs]}
    agree(logs, LAW, {"sector": sector}, wanted, cases=False)


@MANY
@given(st.lists(with_call_outs(), min_size=4, max_size=10))
def test_rests_cut_by_call_outs(logs):
    agree(logs, LAW, {"sector": "hospital"}, {"arbzg.s5_3.oncall_rest": [rests.call_outs(log) for log in logs]})
    wanted = {"arbzg.s5_2.reduced_rest": [_counted(rests.reduced_rests(log)) for log in logs]}
    agree(logs, LAW, {"sector": "hospital"}, wanted, cases=False)


@MANY
@given(SHORT, SOME_DAY, SOME_DAY)
def test_records_kept_long_enough(logs, deleted, seen):
    scope = {"deleted_on": deleted and str(deleted), "seen_on": seen and str(seen)}
    wanted = [rests.kept(days_of(log), deleted, seen) for log in logs]
    if any(found.checked for found in wanted):  # an old record of anybody answers for the firm
        wanted = [replace(found, open=0) for found in wanted]
    agree(logs, LAW, {k: v for k, v in scope.items() if v}, {"arbzg.s16_2.retention": wanted})


@MANY
@given(SHORT, st.lists(st.one_of(st.none(), st.integers(0, 10)), min_size=1, max_size=9))
def test_records_made_in_time(logs, delays):
    def made(log: Log) -> Log:
        times = sorted({(r.start, r.end) for r in log.records})
        delay = {t: delays[n % len(delays)] for n, t in enumerate(times)}
        records = [
            replace(r, made=None if (n := delay[r.start, r.end]) is None else wall(r.start, r.zone).date() + n * DAY)
            for r in log.records
        ]
        return replace(log, records=tuple(records))

    dated = [made(log) for log in logs]
    agree(dated, LAW, {"sector": "cleaning"}, {"milog.s17.record_delay": [rests.recorded_late(log) for log in dated]})
