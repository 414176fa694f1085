"""The curve of Kaplan and Meier against its definition, in fractions and one moment after the other."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from readiness.statistics.survival import kaplan_meier

CASES = st.lists(st.tuples(st.integers(0, 12), st.booleans()), max_size=40)


def slowly(cases):
    """Share waiting after each moment at which something happened: the product over all moments up to then."""
    curve, share = {}, Fraction(1)
    for moment in sorted({wait for wait, happened in cases if happened}):
        watched = sum(1 for wait, _ in cases if wait >= moment)
        events = sum(1 for wait, happened in cases if happened and wait == moment)
        share *= Fraction(watched - events, watched)
        curve[moment] = share
    return curve


def curve_of(cases):
    return kaplan_meier([float(w) for w, _ in cases], [h for _, h in cases])


@given(CASES)
@example([])
def test_it_is_the_product_of_the_definition(cases):
    curve = curve_of(cases)
    wanted = slowly(cases)
    assert curve.times.tolist() == list(map(float, wanted))
    assert curve.waiting == pytest.approx([float(s) for s in wanted.values()], abs=1e-12)


@given(CASES)
@example([(n, n <= 50) for n in range(1, 101)])  # exactly half: binary noise must not decide
def test_the_median_is_the_first_moment_with_at_most_half_waiting(cases):
    reached = [moment for moment, share in slowly(cases).items() if share <= Fraction(1, 2)]
    assert curve_of(cases).median() == (float(reached[0]) if reached else None)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=60))
def test_without_anybody_left_waiting_it_is_the_share_not_yet_reached(waits):
    curve = kaplan_meier(np.array(waits, float), np.ones(len(waits), bool))
    assert curve.waiting == pytest.approx([np.mean(np.array(waits) > t) for t in curve.times], abs=1e-12)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=60), st.integers(0, 60))
def test_who_waits_for_ever_counts_as_not_yet_and_makes_the_median_no_shorter(waits, unanswered):
    ends = np.append(np.array(waits, float), np.full(unanswered, np.inf))
    without, with_all = kaplan_meier(waits, [True] * len(waits)), kaplan_meier(ends, np.isfinite(ends))
    half = -(-len(ends) // 2)
    wanted = sorted(waits)[half - 1] if half <= len(waits) else None
    assert with_all.median() == wanted
    assert wanted is None or wanted >= without.median()


def test_a_published_example():
    """Weeks in remission of 21 patients on 6-MP; the curve of many textbooks (data of Freireich and others, 1963)."""
    ended = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    watched = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    curve = kaplan_meier([*ended, *watched], [True] * len(ended) + [False] * len(watched))
    shares = dict(zip(curve.times.tolist(), curve.waiting.round(3).tolist(), strict=True))
    assert shares == {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    assert curve.median() == 23
