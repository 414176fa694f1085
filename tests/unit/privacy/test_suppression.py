"""No number points at a person: not alone, not next to the others, not by subtraction from a total."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.privacy.suppression import hidden_cells, hidden_parts, most_hidden, shown, suppress, too_small

SIZES = st.lists(st.integers(0, 30), min_size=1, max_size=12).map(np.array)


@pytest.mark.parametrize(
    ("failed", "people", "hidden"),
    [(0, 20, False), (1, 20, True), (4, 20, True), (5, 20, False), (17, 20, True), (20, 20, False)],
)
def test_small_groups_are_hidden_and_so_is_the_small_rest(failed, people, hidden):
    tally = pd.DataFrame({"subjects": [people], "subjects_failed": pd.array([failed], "Int64")})
    assert bool(suppress(tally, 5)["subjects_failed"].isna().iloc[0]) is hidden


def test_what_was_never_counted_stays_missing():
    tally = pd.DataFrame({"subjects": [20], "subjects_failed": pd.array([None], "Int64")})
    assert suppress(tally, 5)["subjects_failed"].isna().all()


@given(st.integers(1, 30), st.integers(1, 30))
def test_a_group_is_either_shown_or_no_larger_than_what_is_said_of_it(size, min_group):
    assert too_small(size, min_group) == (size <= most_hidden(min_group))


@given(SIZES, st.integers(1, 10))
def test_no_cell_shows_a_few_persons_and_an_empty_one_is_shown(persons, min_group):
    seen = shown(persons.tolist(), hidden_cells(persons, min_group))
    assert all(n is None or n == 0 or n >= min_group for n in seen)
    assert [n for n in seen if n == 0] == [0] * int((persons == 0).sum())


@given(SIZES, st.integers(1, 10))
def test_who_subtracts_the_parts_shown_from_the_total_learns_nothing_of_few_persons(persons, min_group):
    seen = shown(persons.tolist(), hidden_parts(persons, min_group))
    left = int(persons.sum()) - sum(n for n in seen if n is not None)
    assert all(n is None or n == 0 or n >= min_group for n in seen)
    everybody = [n for n in seen if n]  # without any part shown the rest is the whole firm, whose size is known anyway
    assert left == 0 or left >= min_group or not everybody


@given(SIZES, st.integers(1, 10))
def test_no_more_is_hidden_than_the_rule_asks_for(persons, min_group):
    hidden, few = hidden_parts(persons, min_group), hidden_cells(persons, min_group)
    assert int((hidden & ~few).sum()) <= 1
    assert not hidden.any() or few.any()
