"""A slow, obvious implementation of the conventions for one person, minute by minute, to compare the fast one with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cache
from zoneinfo import ZoneInfo

PART, REST, SPLIT, SPAN = 15, 660, 240, 1440


@dataclass
class Day:
    """One working day."""

    runs: list[tuple[int, int]] = field(default_factory=list)

    @property
    def start(self) -> int:
        return self.runs[0][0]

    @property
    def end(self) -> int:
        return self.runs[-1][1]

    @property
    def net(self) -> int:
        return sum(b - a for a, b in self.runs)

    @property
    def gaps(self) -> int:
        return self.end - self.start - self.net

    @property
    def longest(self) -> int:
        return max(b - a for a, b in self.runs)


@cache
def _quarter(number: int, zone: str) -> dt.datetime:
    return dt.datetime.fromtimestamp(number * 900, dt.UTC).astimezone(ZoneInfo(zone))


def local_date(minute: int, zone: str) -> dt.date:
    """Date on the local clock; offsets of the zones used here change at full quarters only."""
    return _quarter(minute // 15, zone).date()


def work_runs(intervals: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches of work: every worked minute once, gaps below a break filled."""
    worked = sorted({minute for start, end in intervals for minute in range(start, end)})
    runs: list[tuple[int, int]] = []
    for minute in worked:
        if runs and minute - runs[-1][1] < PART:
            runs[-1] = (runs[-1][0], minute + 1)
        else:
            runs.append((minute, minute + 1))
    return runs


def working_days(intervals: list[tuple[int, int]], zone: str) -> list[Day]:
    """Working days by the three rules: full rest, 24 hours after the start, long gap across the date."""
    days: list[Day] = []
    for start, end in work_runs(intervals):
        if not days:
            days.append(Day([(start, end)]))
            continue
        today = days[-1]
        gap = start - today.end
        new = gap >= REST
        new = new or start >= today.start + SPAN
        new = new or (local_date(start, zone) > local_date(today.start, zone) and gap >= SPLIT)
        if new:
            days.append(Day([(start, end)]))
        else:
            today.runs.append((start, end))
    return days


def required(net: int) -> int:
    """Minutes of break due."""
    return 45 if net > 540 else 30 if net > 360 else 0


def sunday_minutes(intervals: list[tuple[int, int]], zone: str) -> dict[dt.date, int]:
    """Worked minutes per Sunday."""
    found: dict[dt.date, int] = {}
    for start, end in work_runs(intervals):
        for minute in range(start, end):
            date = local_date(minute, zone)
            if date.weekday() == 6:
                found[date] = found.get(date, 0) + 1
    return found
