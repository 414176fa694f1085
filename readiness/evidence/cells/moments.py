"""Moments: a date column and a clock column, or one column with both, become instants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from readiness.arrays import Ints, Mask, Objects
from readiness.evidence.cells.clocks import parse_clocks, parse_instants
from readiness.evidence.cells.days import parse_days
from readiness.evidence.cells.states import DAY, EMPTY, IMPOSSIBLE, OUT_OF_RANGE, READ, UNREADABLE
from readiness.evidence.cells.zones import known_zone, to_utc, to_wall
from readiness.evidence.files.table import Column
from readiness.evidence.issues import Issues
from readiness.evidence.source_table import SourceTable


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


def date_fields(spec: Mapping[str, Any]) -> list[str]:
    """Fields of a format that hold dates; together they show the order of day and month."""
    rules = [rule for rule in spec.get("times", {}).values() if isinstance(rule, Mapping)]
    rules += [pair[side] for pair in spec.get("breaks", {}).get("pairs", ()) for side in ("start", "end")]
    return [rule[part] for rule in rules for part in ("date", "instant") if part in rule]


def read_moment(sheet: SourceTable, rule: Mapping[str, str]) -> Moment:
    """Read a moment by a rule: ``{date: …, clock: …}``, ``{clock: …}`` or ``{instant: …}``."""
    universal = sheet.naive == "utc"
    if "instant" in rule:
        return _instant(sheet, sheet.column(rule["instant"]), universal)
    return _dated_clock(sheet, sheet.column(rule.get("date")), sheet.column(rule["clock"]), universal)


def _instant(sheet: SourceTable, column: Column | None, universal: bool) -> Moment:
    if column is None:
        return _nothing(sheet.size)
    cells = parse_instants(column.values, sheet.order)
    fixed = cells.fixed | universal
    codes, dated = column.codes, np.ones(sheet.size, bool)
    wall, offset, state = cells.wall[codes], cells.offset[codes], cells.state[codes]
    return Moment(wall, offset, fixed[codes], dated, state, column.label, column.cells)


def _dated_clock(sheet: SourceTable, date: Column | None, clock: Column | None, universal: bool) -> Moment:
    if clock is None:
        return _nothing(sheet.size)
    times = parse_clocks(clock.values)
    wall, state = times.seconds[clock.codes], times.state[clock.codes]
    label, cells = clock.label, clock.cells
    dated = np.zeros(sheet.size, bool)
    if date is not None:
        days = parse_days(date.values, sheet.order)
        midnight = np.where(days.state == READ, days.day, np.datetime64(0, "D")).astype("datetime64[s]")
        day_state = days.state[date.codes]
        dated = day_state == READ
        wall = wall + midnight.astype(np.int64)[date.codes]
        wrong = (day_state != READ) & (day_state != EMPTY)
        state = np.where(wrong & (state != EMPTY), day_state, state)
        cells = np.where(wrong, date.cells, cells)
    return Moment(wall, np.zeros(sheet.size, np.int64), np.full(sheet.size, universal), dated, state, label, cells)


def _nothing(size: int) -> Moment:
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


def read_zones(sheet: SourceTable, issues: Issues) -> tuple[Ints, list[str]]:
    """Time zone of the place of work per row: its own column, else the zone the caller gives."""
    column = sheet.column("zone")
    if column is None:
        return np.zeros(sheet.size, np.int64), [sheet.zone]
    names = [name or sheet.zone for name in column.values]
    known = np.array([known_zone(name) for name in names], bool)
    issues.refuse("unknown_zone", ~known[column.codes], column.label)
    zones = sorted({name for name, good in zip(names, known, strict=True) if good} | {sheet.zone})
    place = np.array([zones.index(name) if name in zones else -1 for name in names], np.int64)
    return place[column.codes], zones


def to_instants(wall: Ints, moment: Moment, zone: Ints, zones: list[str], issues: Issues, where: Mask) -> Ints:
    """UTC seconds of the rows in `where`; clock-change times are refused (skipped) or mentioned (twice)."""
    alive = where & issues.alive
    found = to_utc(np.where(alive, wall, 0), moment.offset, moment.fixed, np.where(alive, zone, -1), zones)
    issues.refuse("nonexistent_time", found.nonexistent & alive, moment.label, moment.cells)
    issues.note("ambiguous_time", found.ambiguous & alive, moment.label, moment.cells)
    return found.utc


def on_day_of(wall: Ints, clock: Moment) -> Ints:
    """Give a clock without a date the day of `wall`, or the next one when it is earlier than that."""
    placed = wall // DAY * DAY + clock.wall
    placed = placed + np.where(placed < wall, DAY, 0)
    return np.where(clock.dated, clock.wall, placed)


def midnight_ends(minutes: Ints, exempt: Mask, zone: Ints, zones: list[str]) -> tuple[Ints, Mask]:
    """Ends written as 23:59 or 23:59:59 mean midnight; returns the ends in UTC minutes and the rows changed."""
    last_minute = (to_wall(minutes * 60, zone, zones) % DAY >= DAY - 60) & ~exempt
    return minutes + last_minute, last_minute
