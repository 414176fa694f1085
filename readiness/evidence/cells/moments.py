"""Moments: a date column and a clock column, or one column with both, become instants."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from readiness.arrays import Ints, Mask, Objects
from readiness.evidence.cells.clocks import parse_clocks, parse_instants
from readiness.evidence.cells.days import parse_days
from readiness.evidence.cells.states import DAY, EMPTY, IMPOSSIBLE, OUT_OF_RANGE, READ, UNREADABLE
from readiness.evidence.cells.zones import Zones, to_utc, to_wall
from readiness.evidence.files.table import Column
from readiness.evidence.issues import Issues


@dataclass(frozen=True, slots=True)
class Moment:
    """Wall-clock seconds per row as written; without a date of its own (`dated`) they count from midnight."""

    wall: Ints
    offset: Ints
    fixed: Mask
    dated: Mask
    state: Ints
    label: str
    cells: Objects

    @property
    def read(self) -> Mask:
        """Rows with a usable moment."""
        return self.state == READ


def instant_moment(column: Column, order: str, universal: bool) -> Moment:
    """Moments of a column with date and time; `universal` says that times without an offset are meant in UTC."""
    cells = parse_instants(column.values, order)
    codes = column.codes
    return Moment(
        wall=cells.wall[codes],
        offset=cells.offset[codes],
        fixed=(cells.fixed | universal)[codes],
        dated=np.ones(len(codes), bool),
        state=cells.state[codes],
        label=column.label,
        cells=column.cells,
    )


def clock_moment(date: Column | None, clock: Column, order: str, universal: bool) -> Moment:
    """Moments of a column with times of day, and of one with dates if the file has it."""
    times = parse_clocks(clock.values)
    size = len(clock.codes)
    wall, state = times.seconds[clock.codes], times.state[clock.codes]
    cells, dated = clock.cells, np.zeros(size, bool)
    if date is not None:
        days = parse_days(date.values, order)
        midnight = np.where(days.state == READ, days.day, np.datetime64(0, "D")).astype("datetime64[s]")
        day_state = days.state[date.codes]
        dated = day_state == READ
        wall = wall + midnight.astype(np.int64)[date.codes]
        wrong = (day_state != READ) & (day_state != EMPTY)
        state = np.where(wrong & (state != EMPTY), day_state, state)
        cells = np.where(wrong, date.cells, cells)
    return Moment(wall, np.zeros(size, np.int64), np.full(size, universal), dated, state, clock.label, cells)


def no_moment(size: int) -> Moment:
    """Empty moments, for a column that the file does not have."""
    none, no = np.zeros(size, np.int64), np.zeros(size, bool)
    return Moment(none, none, no, no, np.full(size, EMPTY), "", np.full(size, "", dtype=object))


def refuse_unread(moment: Moment, issues: Issues, empty: str | None) -> None:
    """Leave out rows whose moment could not be read; `empty` is the issue for an empty cell, if it is one."""
    refuse_state(moment.state, issues, empty, moment.label, moment.cells)


def refuse_state(state: Ints, issues: Issues, empty: str | None, label: str, cells: Objects) -> None:
    """Leave out rows whose date or time is not READ, each state with its own issue."""
    for unread, code in (
        (UNREADABLE, "unreadable_time"),
        (IMPOSSIBLE, "impossible_date"),
        (OUT_OF_RANGE, "date_out_of_range"),
        (EMPTY, empty),
    ):
        if code:
            issues.refuse(code, state == unread, label, cells)


def to_instants(wall: Ints, moment: Moment, zones: Zones, issues: Issues, where: Mask) -> Ints:
    """UTC seconds of the rows in `where`; clock-change times are refused (skipped) or mentioned (twice)."""
    alive = where & issues.alive
    found = to_utc(np.where(alive, wall, 0), moment.offset, moment.fixed, zones.only(alive))
    issues.refuse("nonexistent_time", found.nonexistent & alive, moment.label, moment.cells)
    issues.note("ambiguous_time", found.ambiguous & alive, moment.label, moment.cells)
    return found.utc


def on_day_of(wall: Ints, clock: Moment) -> Ints:
    """Give a clock without a date the day of `wall`, or the next one when it is earlier than that."""
    placed = wall // DAY * DAY + clock.wall
    placed = placed + np.where(placed < wall, DAY, 0)
    return np.where(clock.dated, clock.wall, placed)


def midnight_ends(minutes: Ints, exempt: Mask, zones: Zones) -> tuple[Ints, Mask]:
    """Ends written as 23:59 or 23:59:59 mean midnight; returns the ends in UTC minutes and the rows changed."""
    last_minute = (to_wall(minutes * 60, zones) % DAY >= DAY - 60) & ~exempt
    return minutes + last_minute, last_minute
