"""The same computation as plain Python and compiled: what comes out is equal to the bit."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import pandas as pd

from readiness.findings import Findings
from readiness.loops import SWITCH, can_compile

T = TypeVar("T")


@contextmanager
def loops_run(way: str) -> Iterator[None]:
    """Inside, loops run ``always`` or ``never`` compiled."""
    before = os.environ.get(SWITCH)
    os.environ[SWITCH] = way
    try:
        yield
    finally:
        os.environ.pop(SWITCH) if before is None else os.environ.update({SWITCH: before})


def both_ways(compute: Callable[[], T]) -> T:
    """What `compute` gives, after asserting that it gives the same compiled, if Numba is installed."""
    with loops_run("never"):
        plain = compute()
    if can_compile():
        with loops_run("always"):
            compiled = compute()
        if isinstance(plain, Findings) and isinstance(compiled, Findings):
            pd.testing.assert_frame_equal(plain.tally, compiled.tally, check_exact=True)
            pd.testing.assert_frame_equal(plain.cases, compiled.cases, check_exact=True)
        else:
            assert plain == compiled
    return plain
