"""Handing out free days serves as many duties as the best of all ways would."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from property_runs import examples

from readiness.analysis.working_time.judging.matching import serve, served, serving_days

DUTY = st.tuples(st.integers(0, 2), st.integers(0, 30), st.integers(0, 1))
FREE = st.tuples(st.integers(0, 2), st.integers(-8, 40))
LENGTHS = ((3, 3), (9, 7))  # days before and after, by queue


def best(periods, days):
    """Largest number of periods that can get a day of their own: augmenting paths, tried one by one."""
    taken = {}

    def place(period, seen):
        for day in days:
            if period[1] <= day[1] <= period[2] and period[0] == day[0] and day not in seen:
                seen.add(day)
                if day not in taken or place(taken[day], seen):
                    taken[day] = period
                    return True
        return False

    return sum(place((*period, number), set()) for number, period in enumerate(periods))


def run(duties, free):
    who = np.array([d[0] for d in duties], np.int64)
    day = np.array([d[1] for d in duties], np.int64)
    queue = np.array([d[2] for d in duties], np.int64)
    before, after = (np.array([LENGTHS[d[2]][side] for d in duties], np.int64) for side in (0, 1))
    opens, closes = (day - before).astype("datetime64[D]"), (day + after).astype("datetime64[D]")
    free_who = np.array([f[0] for f in free], np.int64)
    free_day = np.array([f[1] for f in free], np.int64).astype("datetime64[D]")
    return opens, closes, who, serve(who, opens, closes, queue, free_who, free_day), free_who, free_day


@examples(400)
@given(st.lists(DUTY, max_size=9), st.lists(FREE, max_size=10, unique=True))
def test_as_many_duties_are_served_as_possible(duties, free):
    opens, closes, who, served, free_who, free_day = run(duties, free)
    got = served[served >= 0]
    assert len(set(got.tolist())) == len(got)
    mine = served >= 0
    assert (free_who[got] == who[mine]).all()
    assert ((free_day[got] >= opens[mine]) & (free_day[got] <= closes[mine])).all()
    periods = [(int(w), int(a.astype(int)), int(b.astype(int))) for w, a, b in zip(who, opens, closes, strict=True)]
    assert len(got) == best(periods, free)


@examples(600)
@given(st.lists(DUTY, min_size=1, max_size=12), st.lists(FREE, max_size=60, unique=True))
def test_who_is_served_is_known_without_handing_out(duties, free):
    free = sorted(free)
    opens, closes, who, given_out, free_who, free_day = run(duties, free)
    queue = np.array([d[2] for d in duties], np.int64)
    assert served(who, opens, closes, queue, free_who, free_day).tolist() == (given_out >= 0).tolist()


def test_nothing_to_serve_and_nothing_to_serve_with():
    assert run([], [(0, 1)])[3].tolist() == []
    assert run([(0, 1, 0)], [])[3].tolist() == [-1]
    assert run([(0, 1, 0)], [(1, 1)])[3].tolist() == [-1]


def test_a_duty_with_little_choice_goes_first():
    # Both could take day 10; the long one can also take day 16.
    *_, served, _, free_day = run([(0, 12, 1), (0, 8, 0)], [(0, 10), (0, 16)])
    assert free_day[served].astype(int).tolist() == [16, 10]


@examples(400)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 12)), max_size=9), st.permutations(range(40)))
def test_earlier_days_go_first_and_as_many_duties_as_possible_are_served(periods, days):
    days = days[:12]
    opens = np.array([first for first, _ in periods], np.int64).astype("datetime64[D]")
    closes = np.array([first + long for first, long in periods], np.int64).astype("datetime64[D]")
    serves = serving_days(opens, closes, np.array(days, np.int64).astype("datetime64[D]"))
    mine = [(0, first, first + long) for first, long in periods]
    for n in range(len(days) + 1):
        assert serves[:n].sum() == best(mine, [(0, day) for day in days[:n]])
