from __future__ import annotations

import numpy as np
import pytest

from readiness.evidence.cells.days import parse_days
from readiness.evidence.cells.states import EMPTY, IMPOSSIBLE, OUT_OF_RANGE, READ, UNREADABLE


@pytest.mark.parametrize(
    "cell",
    [
        "2026-03-23",
        "20260323",
        "2026/3/23",
        "23.03.2026",
        "23.3.26",
        "23/03/2026",
        "Mo, 23.03.2026",
        "23. 3. 2026",
        "2026-03-23 00:00:00",
    ],
)
def test_a_day_may_be_written_in_many_ways(cell):
    found = parse_days([cell], "dmy")
    assert found.state.tolist() == [READ] and found.day[0] == np.datetime64("2026-03-23")


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        ("", EMPTY),
        ("heute", UNREADABLE),
        ("2026-03/23", UNREADABLE),
        ("2026111", UNREADABLE),
        ("2026-02-30", IMPOSSIBLE),
        ("2026-13-01", IMPOSSIBLE),
        ("2026-00-10", IMPOSSIBLE),
        ("29.02.2025", IMPOSSIBLE),
        ("1999-12-31", OUT_OF_RANGE),
        ("0001-01-01", OUT_OF_RANGE),
        ("2101-01-01", OUT_OF_RANGE),
    ],
)
def test_what_is_no_day_says_why(cell, state):
    assert parse_days([cell], "dmy").state.tolist() == [state]


def test_leap_days_exist_and_the_order_counts_for_slashes_only():
    assert parse_days(["29.02.2024"], "mdy").day[0] == np.datetime64("2024-02-29")
    assert (
        parse_days(["04/03/2026", "04.03.2026"], "mdy").day.tolist()
        == parse_days(["03.04.2026", "04.03.2026"], "dmy").day.tolist()
    )
