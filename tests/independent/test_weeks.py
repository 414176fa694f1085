"""Weekly figures agree with a slow and obvious implementation on random logs, around midnight and clock changes."""

from __future__ import annotations

import numpy as np
import pytest
import week_reference as slow
from hypothesis import given
from hypothesis import strategies as st
from property_runs import examples
from rule_units import rule_units
from shift_frames import minute, shifts

from readiness.law import load_law

EU, AT, CH = (load_law(country) for country in ("eu", "at", "ch"))
BEGINNINGS = st.sampled_from([minute(t) for t in ("2026-03-23T05:00", "2026-10-22T15:00", "2025-12-28T18:00")])
ZONES = st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kolkata"])
GAPS = st.one_of(st.sampled_from([15, 660, 2099, 2100, 2101, 2159, 2160, 10080]), st.integers(-200, 4000))
LENGTHS = st.one_of(st.sampled_from([1, 480, 720]), st.integers(1, 900))


@st.composite
def log(draw):
    """One person's records over some weeks, in any order."""
    now = draw(BEGINNINGS) + draw(st.integers(0, 1439))
    intervals = []
    for length, gap in draw(st.lists(st.tuples(LENGTHS, GAPS), min_size=1, max_size=14)):
        intervals.append((now, now + length))
        now += max(length + gap, 1)
    return draw(st.permutations(intervals)), draw(ZONES)


def units(law, rule, people, zones, **scope):
    return rule_units(rule, law, shifts(people, zones), scope)


@examples(150)
@given(st.lists(log(), min_size=1, max_size=2))
def test_hours_of_weeks_agree(logs):
    people = {f"P-{n}": intervals for n, (intervals, _) in enumerate(logs)}
    zones = {f"P-{n}": zone for n, (_, zone) in enumerate(logs)}
    found, _ = units(EU, "euwtd.a6.weekly_48", people, zones)
    weekly, weeks = units(CH, "ch.arg.a9.weekly_max", people, zones, group="office")
    for n, (name, intervals) in enumerate(people.items()):
        wanted = slow.hours_by_week(intervals, zones[name])
        mine = weekly.person == n
        assert dict(zip(weeks[mine].tolist(), weekly.measured[mine].tolist(), strict=True)) == wanted
        assert int(weekly.failed[mine].sum()) == sum(m > 2700 for m in wanted.values())
        short = slow.averages(wanted, 17)
        mine = (found.person == n) & ~found.open
        assert np.allclose(found.measured[mine], short)
        assert int(found.failed[mine].sum()) == sum(m > 2880 for m in short)


@examples(150)
@given(log())
def test_the_longest_free_stretch_of_each_week_agrees(one):
    intervals, zone = one
    found, weeks = units(EU, "euwtd.a5.weekly_rest", {"P-0": intervals}, zone)
    wanted = slow.longest_free(intervals, zone)
    last = max(wanted)
    judged = {week: free for week, free in wanted.items() if week != last or free >= 2100}
    seen = dict(zip(weeks.tolist(), found.measured.tolist(), strict=True))
    assert {week: seen[week] for week in judged} == judged
    assert set(seen) == (set(judged) or {last})
    assert int(found.failed.sum()) == sum(free < 2100 for free in judged.values())


def test_persons_are_kept_apart():
    monday = minute("2026-03-02T06:00")
    days = [(monday + 1440 * n, monday + 1440 * n + 480) for n in range(7)]
    together, _ = units(AT, "at.azg.s9.weekly_max", {"A": [*days, (monday + 500, monday + 900)]}, "Europe/Vienna")
    apart, _ = units(AT, "at.azg.s9.weekly_max", {"A": days, "B": [(monday + 500, monday + 900)]}, "Europe/Vienna")
    assert together.measured.tolist() == [3760.0] and together.failed.tolist() == [True]
    assert apart.measured.tolist() == [3360.0, 400.0] and not apart.failed.any()


@pytest.mark.parametrize("law", [EU, AT, CH], ids=lambda law: law.country)
def test_no_records_break_no_rule(law):
    for rule in law.rules():
        assert not rule_units(rule.id, law, shifts({"A": []}), {})[0].failed.any(), rule.id


@pytest.mark.parametrize("law", [EU, AT, CH], ids=lambda law: law.country)
def test_what_is_not_verified_is_marked(law):
    marks = {rule.mark for rule in law.rules()} | {p.mark for p in law.parameters.values()}
    assert "T" not in marks  # no text of these laws was read
    assert ("at.azg.s12.rest" in law.unverified) == (law.country == "at")
