"""The calendar: every day in its weekday's row, bands where the weeks do not fit beside each other."""

from __future__ import annotations

import datetime as dt

import pytest

from readiness.reports.blocks import WIDTH
from readiness.reports.figures.calendar import TALL, Day, Grid


@pytest.mark.parametrize(("days", "bands"), [(7, 1), (180, 1), (190, 2), (400, 3)])
def test_days_stand_in_the_row_of_their_weekday_inside_the_picture(days: int, bands: int) -> None:
    first = dt.date(2026, 1, 1)  # a Thursday
    grid = Grid.of(first, days)
    assert grid.bands == bands
    for n in range(days):
        day = first + dt.timedelta(n)
        x, y, band = grid.place(day)
        assert y - grid.top(band) - 20 == day.weekday() * TALL
        assert x >= 0 and x + grid.wide <= WIDTH and band < grid.bands


def test_a_day_nobody_worked_is_empty_and_a_small_group_hidden() -> None:
    day = dt.date(2026, 1, 1)
    assert Day(day, 0, None, 0).shade == "empty"
    assert Day(day, None, None, None).shade == "hidden-field"
    assert Day(day, 9, 9 * 60, 1).shade == "s5" and Day(day, 9, 3 * 60, 1).shade == "s1"
