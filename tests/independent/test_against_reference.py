"""The vectorised checks agree with a slow and obvious implementation on random logs."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import numpy as np
import reference
from both_ways import both_ways
from hypothesis import given
from hypothesis import strategies as st
from property_runs import examples
from shift_frames import minute, shifts

from readiness.analysis.working_time.check import check_shifts
from readiness.analysis.working_time.timeline.model import build
from readiness.law import load_law

LAW = load_law("de")

# Minutes around every limit, both sides; negative gaps overlap.
GAPS = st.one_of(
    st.sampled_from(
        [0, 1, 14, 15, 16, 29, 30, 44, 45, 239, 240, 241, 599, 600, 659, 660, 661, 1439, 1440, -1, -30, -300]
    ),
    st.integers(-400, 1500),
)
LENGTHS = st.one_of(
    st.sampled_from([0, 1, 14, 15, 20, 60, 359, 360, 361, 480, 481, 540, 541, 600, 601, 1440]), st.integers(0, 900)
)
# Evenings before clock changes (spring, autumn, Beirut at midnight), a year's end, an ordinary Friday.
BEGINNINGS = st.sampled_from(
    [minute(t) for t in ("2026-03-28T15:00", "2026-10-24T15:00", "2025-12-31T18:00", "2026-03-06T05:00")]
)
ZONES = st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Asia/Beirut"])


@st.composite
def log(draw):
    """One person's records: a chain of lengths and gaps, in any order."""
    now = draw(BEGINNINGS) + draw(st.integers(0, 1439))
    steps = draw(st.lists(st.tuples(LENGTHS, GAPS), min_size=1, max_size=12))
    intervals = []
    for length, gap in steps:
        intervals.append((now, now + length))
        now = max(now + length + gap, now - 600)
    return draw(st.permutations(intervals)), draw(ZONES)


@examples(300)
@given(st.lists(log(), min_size=1, max_size=3))
def test_working_days_breaks_and_rests_agree(logs):
    people = {f"P-{n}": intervals for n, (intervals, _) in enumerate(logs)}
    zones = {f"P-{n}": zone for n, (_, zone) in enumerate(logs)}
    frame = shifts(people, zones)
    work = build(frame, LAW, {})
    days, dates = work.days, work.calendar.dates(work.days.date)
    findings = both_ways(lambda: check_shifts(frame, LAW))
    failed = dict.fromkeys(("arbzg.s3.daily_max", "arbzg.s4.break_total", "arbzg.s4.six_hours", "arbzg.s5.rest"), 0)
    for n, (name, intervals) in enumerate(people.items()):
        wanted = reference.working_days(intervals, zones[name])
        mine = days.person == n
        assert list(zip(days.start[mine].tolist(), days.end[mine].tolist(), strict=True)) == [
            (d.start, d.end) for d in wanted
        ]
        assert days.net[mine].tolist() == [d.net for d in wanted]
        assert days.gaps[mine].tolist() == [d.gaps for d in wanted]
        assert dates[mine].astype("datetime64[D]").tolist() == [
            reference.local_date(d.start, zones[name]) for d in wanted
        ]
        failed["arbzg.s3.daily_max"] += sum(d.net > 600 for d in wanted)
        failed["arbzg.s4.break_total"] += sum(d.gaps < reference.required(d.net) for d in wanted)
        failed["arbzg.s4.six_hours"] += sum(d.longest > 360 for d in wanted)
        failed["arbzg.s5.rest"] += sum(b.start - a.end < 660 for a, b in pairwise(wanted))
    tally = findings.tally.set_index("rule")["failed"]
    assert {rule: tally[rule] for rule in failed} == failed


@examples(150)
@given(log())
def test_minutes_on_sundays_agree(one):
    intervals, zone = one
    findings = both_ways(lambda: check_shifts(shifts({"P-0": intervals}, zone), LAW))
    cases = findings.cases[findings.cases["rule"] == "arbzg.s9.sunday"]
    found = {day.date(): int(m) for day, m in zip(cases["day"], cases["measured"], strict=True)}
    assert found == reference.sunday_minutes(intervals, zone)


def test_a_long_chain_without_any_rest_is_cut_every_24_hours():
    start = minute("2026-03-02T05:00")
    chain = [(start + 180 * n, start + 180 * n + 120) for n in range(8 * 200)]  # two hours on, one off, 200 days
    work = build(shifts({"P-0": chain}), LAW, {})
    days = work.days
    assert len(days.net) == 200
    assert set(days.net.tolist()) == {16 * 60}
    assert np.all(np.diff(days.start) == 1440)
    assert work.calendar.dates(days.date)[0].item() == dt.date(2026, 3, 2)
