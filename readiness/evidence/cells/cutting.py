"""Cutting: intervals without the breaks that lie inside them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from readiness.arrays import Amounts, Ints


@dataclass(frozen=True, slots=True)
class Pieces:
    """What is left of intervals: start and end per piece, and which interval it belongs to."""

    start: Ints
    end: Ints
    origin: Ints


def cut(start: Ints, end: Ints, owner: Ints, gap_start: Ints, gap_end: Ints, gap_owner: Ints) -> Pieces:
    """Cut every gap out of all intervals of the same owner.

    Parameters
    ----------
    start, end, owner : array of int
        Half-open intervals, any order. All times share one unit.
    gap_start, gap_end, gap_owner : array of int
        What is taken out; gaps may overlap, touch, be empty or reach beyond the intervals.

    Returns
    -------
    Pieces
        Non-empty pieces in the order of the intervals, then of time.
    """
    base = min(start.min(initial=0), gap_start.min(initial=0))
    span = max(end.max(initial=0), gap_end.max(initial=0)) - base + 1
    # One number line: each owner gets a stretch of its own, so a gap can never reach another owner's interval.
    low, high = _merged(gap_owner * span + gap_start - base, gap_owner * span + gap_end - base)
    left, right = owner * span + start - base, owner * span + end - base
    first = np.searchsorted(high, left, side="right")
    number = np.maximum(np.searchsorted(low, right, side="left") - first, 0)

    origin = np.repeat(np.arange(len(start)), number + 1)
    place = np.arange(len(origin)) - np.repeat(np.cumsum(number + 1) - (number + 1), number + 1)
    gap = first[origin] + place
    begins = left[origin].copy()
    after = place > 0
    begins[after] = np.maximum(begins[after], high[gap[after] - 1])
    finishes = right[origin].copy()
    before = place < number[origin]
    finishes[before] = np.minimum(finishes[before], low[gap[before]])
    kept = finishes > begins
    shift = owner[origin] * span - base
    return Pieces((begins - shift)[kept], (finishes - shift)[kept], origin[kept])


def _merged(low: Ints, high: Ints) -> tuple[Ints, Ints]:
    real = high > low
    order = np.argsort(low[real], kind="stable")
    low, high = low[real][order], np.maximum.accumulate(high[real][order])
    if not len(low):
        return low, high
    opens = np.concatenate(([True], low[1:] > high[:-1]))
    return low[opens], high[np.concatenate((opens[1:], [True]))]


def spread(amount: Amounts, start: Ints, end: Ints, origin: Ints) -> Amounts:
    """Share an amount per interval among its pieces, the longest piece first, never more than a piece is long.

    Parameters
    ----------
    amount : array of float
        One number per interval, in the unit of `start` and `end`.
    start, end, origin : array of int
        Pieces, `origin` pointing to the interval.
    """
    length = (end - start).astype(np.float64)
    order = np.lexsort((-length, origin))
    sorted_length, sorted_origin = length[order], origin[order]
    running = np.cumsum(sorted_length) - sorted_length
    opens = np.concatenate(([True], sorted_origin[1:] != sorted_origin[:-1])) if len(order) else np.zeros(0, bool)
    used_before = running - running[opens][np.cumsum(opens) - 1] if len(order) else running
    shares = np.zeros(len(order))
    shares[order] = np.clip(amount[sorted_origin] - used_before, 0, sorted_length)
    return shares
