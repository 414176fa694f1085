"""Cutting intervals, compared with minutes counted one by one."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from property_runs import examples

from readiness.evidence.cells.cutting import cut, spread

interval = st.tuples(st.integers(0, 2), st.integers(0, 40), st.integers(0, 20))


@examples(150)
@given(st.lists(interval, max_size=8), st.lists(interval, max_size=8))
def test_cutting_keeps_exactly_the_minutes_outside_all_gaps(work, gaps):
    owner, start, length = (np.array(part, np.int64) for part in (zip(*work, strict=True) if work else ([], [], [])))
    gap_owner, gap_start, gap_length = (
        np.array(part, np.int64) for part in (zip(*gaps, strict=True) if gaps else ([], [], []))
    )
    pieces = cut(start, start + length, owner, gap_start, gap_start + gap_length, gap_owner)
    taken = {(o, minute) for o, s, n in gaps for minute in range(s, s + n)}
    wanted = [(i, m) for i, (o, s, n) in enumerate(work) for m in range(s, s + n) if (o, m) not in taken]
    found = [
        (i, m) for i, s, e in zip(pieces.origin, pieces.start, pieces.end, strict=True) for m in range(int(s), int(e))
    ]
    assert found == wanted
    assert (pieces.end > pieces.start).all()
    touching = (pieces.origin[1:] == pieces.origin[:-1]) & (pieces.start[1:] == pieces.end[:-1])
    assert not touching.any(), "an interval is cut only where a gap is"


@examples(100)
@given(st.lists(st.tuples(st.integers(0, 50), st.lists(st.integers(1, 20), max_size=4)), max_size=5))
def test_spreading_loses_nothing_that_fits(records):
    amount = np.array([a for a, _ in records], float)
    origin = np.array([i for i, (_, lengths) in enumerate(records) for _ in lengths], np.int64)
    length = np.array([n for _, lengths in records for n in lengths], np.int64)
    shares = spread(amount, np.zeros(len(length), np.int64), length, origin)
    assert (shares <= length).all() and (shares >= 0).all()
    for i, (wanted, lengths) in enumerate(records):
        assert shares[origin == i].sum() == min(wanted, sum(lengths))
