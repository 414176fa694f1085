"""Youth and maternity protection agree with a slow and obvious implementation on random logs."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import protected_reference as plain
from both_ways import both_ways
from hypothesis import given
from hypothesis import strategies as st
from property_runs import examples
from shift_frames import minute, shifts

from readiness.analysis.working_time.check import check_shifts
from readiness.law import load_law

LAW = load_law("de")
REGION = "NW"

GAPS = st.one_of(
    st.sampled_from([0, 14, 15, 30, 59, 60, 61, 240, 659, 660, 661, 719, 720, 721, 900, 960, 1440, 4320, -30]),
    st.integers(-200, 2000),
)
LENGTHS = st.one_of(
    st.sampled_from([1, 15, 60, 269, 270, 271, 360, 361, 479, 480, 481, 509, 510, 511, 600, 601]), st.integers(1, 700)
)
# Clock changes in spring and autumn (at midnight in Beirut), Easter, 1 May, Christmas to New Year, an ordinary week.
BEGINNINGS = st.sampled_from(
    [
        minute(t)
        for t in (
            "2026-03-26T05:00",
            "2026-10-22T05:00",
            "2026-04-02T05:00",
            "2026-04-29T05:00",
            "2025-12-23T05:00",
            "2026-12-30T05:00",
            "2026-03-02T05:00",
        )
    ]
)
ZONES = st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Asia/Beirut"])


@st.composite
def log(draw):
    """One person's records: a chain of lengths and gaps, in any order."""
    now = draw(BEGINNINGS) + draw(st.integers(0, 1439))
    intervals = []
    for length, gap in draw(st.lists(st.tuples(LENGTHS, GAPS), min_size=1, max_size=10)):
        intervals.append((now, now + length))
        now = max(now + length + gap, now - 300)
    return draw(st.permutations(intervals)), draw(ZONES)


def tally_of(intervals, zone, **scope):
    found = both_ways(lambda: check_shifts(shifts({"P-0": intervals}, zone), LAW, {"region": REGION, **scope}))
    return found, found.tally.set_index("rule")


@examples(150)
@given(log())
def test_working_days_and_weeks_of_youth_agree(one):
    intervals, zone = one
    days = plain.working_days(intervals, zone, 720)
    weeks = plain.by_week(days, zone)
    dates = set(plain.by_date(days, zone))
    _, tally = tally_of(intervals, zone, age=16, sector="office")
    wanted = {
        "jarbschg.s11.break_total": sum(d.gaps < plain.required(d.net) for d in days),
        "jarbschg.s11.run": sum(d.longest > 270 for d in days),
        "jarbschg.s11.position": sum(plain.well_placed(d) < plain.required(d.net) for d in days),
        "jarbschg.s12.shift_span": sum(d.end - d.start > 600 for d in days),
        "jarbschg.s13.rest": sum(b.start - a.end < 720 for a, b in pairwise(days)),
        "jarbschg.s15.five_days": sum(sum(plain.monday(d) == w for d in dates) > 5 for w in weeks),
    }
    assert {rule: tally.loc[rule, "failed"] for rule in wanted} == wanted
    assert tuple(tally.loc["jarbschg.s8.daily", ["failed", "open"]]) == plain.youth_daily(days, zone, REGION)
    assert tuple(tally.loc["jarbschg.s8.weekly", ["failed", "open"]]) == plain.youth_weekly(days, zone, REGION)


@examples(150)
@given(log())
def test_closed_hours_and_days_of_youth_agree(one):
    intervals, zone = one
    found, tally = tally_of(intervals, zone, age=16, sector="office")
    wanted = {
        "jarbschg.s14.night": plain.minutes_where(intervals, zone, lambda at: not 6 <= at.hour < 20),
        "jarbschg.s16.saturday": plain.minutes_where(intervals, zone, lambda at: at.weekday() == 5),
        "jarbschg.s17.sunday": plain.minutes_where(intervals, zone, lambda at: at.weekday() == 6),
        "jarbschg.s18.holiday": plain.minutes_where(intervals, zone, lambda at: plain.youth_closed(at, REGION)),
    }
    for rule, minutes in wanted.items():
        cases = found.cases[found.cases["rule"] == rule]
        assert {d.date(): int(m) for d, m in zip(cases["day"], cases["measured"], strict=True)} == minutes, rule
        assert tally.loc[rule, "checked"] >= tally.loc[rule, "failed"]
    worked = list(plain.minutes_where(intervals, zone, lambda at: True))
    assert tally.loc["jarbschg.s16.free_saturdays", "failed"] == plain.few_free(worked, 5)
    assert tally.loc["jarbschg.s17.free_sundays", "failed"] == plain.few_free(worked, 6)


@examples(150)
@given(log(), st.sampled_from([15, 16, 17]), st.sampled_from(["hospitality", "farming", "bakery"]), st.booleans())
def test_wider_hours_by_age_and_sector_agree(one, age, sector, several_shifts):
    intervals, zone = one
    opens, closes = 6, 20
    if age >= 16:
        opens = 5 if sector in ("farming", "bakery") else 6
        opens = 4 if sector == "bakery" and age >= 17 else opens
        closes = {"hospitality": 22, "farming": 21, "bakery": 20}[sector]
        closes = 23 if several_shifts else closes
    found, _ = tally_of(intervals, zone, age=age, sector=sector, shift_operation=several_shifts)
    cases = found.cases[found.cases["rule"] == "jarbschg.s14.night"]
    minutes = plain.minutes_where(intervals, zone, lambda at: not opens <= at.hour < closes)
    assert {d.date(): int(m) for d, m in zip(cases["day"], cases["measured"], strict=True)} == minutes


@examples(150)
@given(log(), st.sampled_from([17, 18, None]), st.integers(-60, 60))
def test_maternity_protection_agrees(one, age, shift):
    intervals, zone = one
    days = plain.working_days(intervals, zone, 660)
    day, pair = (480, 4800) if age == 17 else (510, 5400)
    birth = plain.local(intervals[0][0], zone).date() + dt.timedelta(shift)
    scope = {"population": "protected", "consent": True, "no_lone_work": True, "sector": "hospital"}
    found, tally = tally_of(intervals, zone, age=age, birth=str(birth), **scope)
    night = plain.minutes_where(intervals, zone, lambda at: not 6 <= at.hour < 20)
    worked = plain.minutes_where(intervals, zone, lambda at: True)
    wanted = {
        "muschg.s4_1.daily": sum(d.net > day for d in days),
        "muschg.s4_2.rest": sum(b.start - a.end < 660 for a, b in pairwise(days)),
        "muschg.s5.night": len(night),
        "muschg.s3.protection": sum(birth <= d <= birth + dt.timedelta(56) for d in worked),
    }
    assert {rule: tally.loc[rule, "failed"] for rule in wanted} == wanted
    pairs = tally.loc["muschg.s4_1.double_week"]
    failed, open_ = plain.two_weeks(days, zone, pair)
    assert (pairs["failed"], pairs["open"]) == (failed, open_)
    cases = found.cases[(found.cases["rule"] == "muschg.s6.sunday") & (found.cases["severity"] == "breach")]
    sundays = tally.loc["muschg.s6.sunday"]
    missing = plain.sundays_without_rest_day(intervals, zone)
    assert (len(cases) if sundays["verdict"] == "possible_breach" else 0) == missing
