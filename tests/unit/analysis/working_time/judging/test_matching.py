"""Handing out free days serves as many duties as the best of all ways would."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from property_runs import examples

from readiness.analysis.working_time.judging.matching import Duties, serve, serving_days, unmet
from readiness.loops import run

DUTY = st.tuples(st.integers(0, 2), st.integers(0, 30), st.integers(0, 1))
FREE = st.tuples(st.integers(0, 2), st.integers(-8, 40))
LENGTHS = ((3, 3), (9, 7))  # days before and after, by kind of duty


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


def one_by_one(periods, kinds, days):
    """Days in order of time, each to the open duty that ends first; of two that end on one day, to the shorter one."""
    served = {}
    for day in sorted(days):
        still = [n for n in range(len(periods)) if n not in served and periods[n][0] == day[0]]
        still = [n for n in still if periods[n][1] <= day[1] <= periods[n][2]]
        if still:
            served[min(still, key=lambda n: (periods[n][2], kinds[n], n))] = day
    return served


def numbers(values):
    return np.array(list(values), np.int64)


def hand_out(periods, kinds, free):
    duties = Duties(*(numbers(p[n] for p in periods) for n in range(3)), numbers(kinds))
    free_who, free_day = numbers(f[0] for f in free), numbers(f[1] for f in free)
    return duties, serve(duties, free_who, free_day), free_who, free_day


def of_kinds(duties):
    periods = [(who, day - LENGTHS[kind][0], day + LENGTHS[kind][1]) for who, day, kind in duties]
    return periods, [kind for _, _, kind in duties]


def assert_as_many_as_possible(periods, kinds, free):
    duties, served, free_who, free_day = hand_out(periods, kinds, free)
    got, mine = served[served >= 0], served >= 0
    assert len(set(got.tolist())) == len(got)
    assert (free_who[got] == duties.person[mine]).all()
    assert ((free_day[got] >= duties.first[mine]) & (free_day[got] <= duties.last[mine])).all()
    assert len(got) == best(periods, free)


@examples(400)
@given(st.lists(DUTY, max_size=9), st.lists(FREE, max_size=10, unique=True))
def test_as_many_duties_are_served_as_possible(duties, free):
    assert_as_many_as_possible(*of_kinds(duties), free)


@examples(400)
@given(
    st.lists(st.tuples(st.integers(0, 1), st.integers(0, 30), st.integers(0, 20)), max_size=9),
    st.lists(FREE, max_size=10, unique=True),
)
def test_so_they_are_whatever_the_periods(duties, free):
    assert_as_many_as_possible([(who, day, day + long) for who, day, long in duties], [0] * len(duties), free)


@examples(600)
@given(st.lists(DUTY, min_size=1, max_size=12), st.lists(FREE, max_size=60, unique=True))
def test_who_is_served_is_what_handing_out_day_by_day_gives(duties, free):
    periods, kinds = of_kinds(duties)
    given_out, (served, place, free_who, free_day) = one_by_one(periods, kinds, free), hand_out(periods, kinds, free)
    days = [(int(free_who[n]), int(free_day[n])) if n >= 0 else None for n in place]
    assert days == [given_out.get(n) for n in range(len(duties))]
    everything = np.ones(len(duties), bool)
    assert unmet(served, everything, free_who, free_day).tolist() == (place < 0).tolist()
    some = np.arange(len(duties)) % 2 == 0
    mine = [n for n in range(len(duties)) if some[n]]
    few = one_by_one([periods[n] for n in mine], [kinds[n] for n in mine], free)
    found = unmet(served, some, free_who, free_day)
    assert not found[~some].any()
    assert found[some].tolist() == [n not in few for n in range(len(mine))]


def test_nothing_to_serve_and_nothing_to_serve_with():
    assert hand_out([], [], [(0, 1)])[1].tolist() == []
    assert hand_out([(0, -2, 4)], [0], [])[1].tolist() == [-1]
    assert hand_out([(0, -2, 4)], [0], [(1, 1)])[1].tolist() == [-1]


def test_a_duty_with_little_choice_goes_first():
    # Both could take day 10; the long one can also take day 16.
    _, served, _, free_day = hand_out(*of_kinds([(0, 12, 1), (0, 8, 0)]), [(0, 10), (0, 16)])
    assert free_day[served].tolist() == [16, 10]


def test_of_two_that_end_on_one_day_the_smaller_turn_goes_first():
    assert hand_out([(0, 1, 9), (0, 5, 9)], [13, 3], [(0, 6)])[1].tolist() == [-1, 0]
    assert hand_out([(0, 1, 9), (0, 5, 9)], [3, 13], [(0, 6)])[1].tolist() == [0, -1]


@examples(400)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 12)), max_size=9), st.permutations(range(40)))
def test_earlier_days_go_first_and_as_many_duties_as_possible_are_served(periods, days):
    days = days[:12]
    first, last = numbers(begin for begin, _ in periods), numbers(begin + long for begin, long in periods)
    serves = run(serving_days, first, last, numbers(days))
    mine = [(0, begin, begin + long) for begin, long in periods]
    for n in range(len(days) + 1):
        assert serves[:n].sum() == best(mine, [(0, day) for day in days[:n]])
