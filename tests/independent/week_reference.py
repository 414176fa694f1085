"""Slow, obvious weekly figures of one person, to compare the fast ones with."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from itertools import pairwise

from reference import local_date, work_runs, working_days


def monday(day: dt.date) -> dt.date:
    """Monday of the week of a day."""
    return day - dt.timedelta(days=day.weekday())


def hours_by_week(intervals: list[tuple[int, int]], zone: str) -> dict[dt.date, int]:
    """Minutes of work per week, by its Monday; a working day counts where it starts."""
    found: dict[dt.date, int] = defaultdict(int)
    for day in working_days(intervals, zone):
        found[monday(local_date(day.start, zone))] += day.net
    return dict(found)


def averages(weeks: dict[dt.date, int], length: int) -> list[float]:
    """Mean minutes per week of every period wholly inside the weeks."""
    first, last = min(weeks), max(weeks)
    count = (last - first).days // 7 + 1
    listed = [weeks.get(first + dt.timedelta(weeks=n), 0) for n in range(count)]
    return [sum(listed[n : n + length]) / length for n in range(count - length + 1)]


def longest_free(intervals: list[tuple[int, int]], zone: str) -> dict[dt.date, int]:
    """Longest free stretch of each week, minute by minute: in full where it begins, otherwise the part inside."""
    runs = work_runs(intervals)
    first, last = monday(local_date(runs[0][0], zone)), monday(local_date(runs[-1][1] - 1, zone))
    found: dict[dt.date, int] = {}
    week = first
    while week <= last:
        found[week] = 0
        week += dt.timedelta(days=7)
    stretches = [(a[1], b[0], True) for a, b in pairwise(runs)]
    before = runs[0][0]
    while monday(local_date(before - 1, zone)) == first:
        before -= 1
    after = runs[-1][1]
    while monday(local_date(after, zone)) == last:
        after += 1
    for start, end, counts_in_full in [(before, runs[0][0], False), *stretches, (runs[-1][1], after, False)]:
        inside: dict[dt.date, int] = defaultdict(int)
        for minute in range(start, end):
            inside[monday(local_date(minute, zone))] += 1
        for week, part in inside.items():
            full = counts_in_full and week == monday(local_date(start, zone))
            if week in found:
                found[week] = max(found[week], end - start if full else part)
    return found
