"""Slow, obvious rules for one young, pregnant or nursing person, minute by minute, to compare the fast ones with."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from functools import cache, lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import holidays
import reference
from dateutil.easter import easter

Intervals = list[tuple[int, int]]
DAY = dt.timedelta(1)


@cache
def _quarter(number: int, zone: str) -> dt.datetime:
    return dt.datetime.fromtimestamp(number * 900, dt.UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def local(minute: int, zone: str) -> dt.datetime:
    """What the local clock shows."""
    return _quarter(minute // 15, zone) + dt.timedelta(minutes=minute % 15)


def working_days(intervals: Intervals, zone: str, rest: int) -> list[reference.Day]:
    """Working days: a full rest, 24 hours after the start, or four hours across the date."""
    days: list[reference.Day] = []
    for start, end in reference.work_runs(intervals):
        if days:
            gap = start - days[-1].end
            later = local(start, zone).date() > local(days[-1].start, zone).date()
            if gap < rest and start < days[-1].start + 1440 and not (later and gap >= 240):
                days[-1].runs.append((start, end))
                continue
        days.append(reference.Day([(start, end)]))
    return days


def monday(date: dt.date) -> dt.date:
    return date - date.weekday() * DAY


@cache
def is_holiday(date: dt.date, region: str) -> bool:
    return date in holidays.country_holidays("DE", subdiv=region, years=[date.year])


def by_date(days: list[reference.Day], zone: str) -> dict[dt.date, int]:
    total: dict[dt.date, int] = defaultdict(int)
    for day in days:
        total[local(day.start, zone).date()] += day.net
    return total


def by_week(days: list[reference.Day], zone: str) -> dict[dt.date, int]:
    total: dict[dt.date, int] = defaultdict(int)
    for date, net in by_date(days, zone).items():
        total[monday(date)] += net
    return total


def youth_daily(days: list[reference.Day], zone: str, region: str) -> tuple[int, int]:
    """Working days above 8:00, or 8:30 where another weekday of the week is short; failed and open."""
    net_of = by_date(days, zone)
    failed = open_ = 0

    def weekday(date: dt.date) -> bool:
        return date.weekday() < 6 and not is_holiday(date, region)

    for day in days:
        date = local(day.start, zone).date()
        if day.net <= 480:
            continue
        if day.net > 510 or not weekday(date):
            failed += 1
            continue
        week = [monday(date) + n * DAY for n in range(7)]
        if any(d in net_of and net_of[d] < 480 and weekday(d) for d in week):
            continue
        if min(net_of) <= week[0] and max(net_of) >= week[4]:
            failed += 1
        else:
            open_ += 1
    return failed, open_


def youth_weekly(days: list[reference.Day], zone: str, region: str) -> tuple[int, int]:
    """Weeks above 40:00, and those that the hours lost on a holiday, up to nine a day, may bring above it."""
    net_of, failed, open_ = by_date(days, zone), 0, 0
    for week, net in by_week(days, zone).items():
        weekdays = [week + n * DAY for n in range(6)]
        worked = [net_of.get(d, 0) for d in weekdays if is_holiday(d, region)]
        lost = sum(max(540 - w, 0) for w in worked if w < 480)
        failed += net > 2400
        open_ += net <= 2400 < net + lost
    return failed, open_


def required(net: int) -> int:
    return 60 if net > 360 else 30 if net > 270 else 0


def well_placed(day: reference.Day) -> int:
    """Minutes of break that begin an hour after the start or later and end an hour before the end or earlier."""
    gaps = [(a[1], b[0]) for a, b in pairwise(day.runs)]
    return sum(b - a for a, b in gaps if a >= day.start + 60 and b <= day.end - 60)


@lru_cache(maxsize=4)
def _hours(intervals: tuple[tuple[int, int], ...], zone: str) -> Counter[dt.datetime]:
    """Worked minutes per hour of the local clock."""
    runs = reference.work_runs(list(intervals))
    return Counter(local(m, zone).replace(minute=0) for start, end in runs for m in range(start, end))


def minutes_where(intervals: Intervals, zone: str, wanted) -> dict[dt.date, int]:
    """Worked minutes per local date for which `wanted` says yes to the hour of the local clock."""
    found: dict[dt.date, int] = defaultdict(int)
    for at, count in _hours(tuple(intervals), zone).items():
        if wanted(at):
            found[at.date()] += count
    return dict(found)


def youth_closed(at: dt.datetime, region: str) -> bool:
    date = at.date()
    if (date.month, date.day) in {(12, 25), (1, 1), (5, 1)} or date == easter(date.year):
        return True
    if (date.month, date.day) in {(12, 24), (12, 31)} and at.hour >= 14:
        return True
    return is_holiday(date, region) and date.weekday() != 6


def few_free(dates: list[dt.date], weekday: int) -> int:
    """Months with fewer than two free ones of a weekday."""
    months = {(d.year, d.month) for d in dates if d.weekday() == weekday}
    failed = 0
    for year, month in months:
        all_days = [dt.date(year, month, 1) + n * DAY for n in range(31)]
        all_days = [d for d in all_days if d.month == month and d.weekday() == weekday]
        failed += sum(d not in dates for d in all_days) < 2
    return failed


def two_weeks(days: list[reference.Day], zone: str, limit: int) -> tuple[int, int]:
    """Pairs of weeks above a limit: each worked week with the next, the last with the one before; failed and open."""
    weeks = by_week(days, zone)
    if len(weeks) == 1:
        (only,) = weeks.values()
        return (1, 0) if only > limit else (0, 1)
    last = max(weeks)
    starts = [w for w in weeks if w != last]
    if last - 7 * DAY not in weeks:
        starts.append(last - 7 * DAY)
    return sum(weeks.get(w, 0) + weeks.get(w + 7 * DAY, 0) > limit for w in starts), 0


def sundays_without_rest_day(intervals: Intervals, zone: str) -> int:
    """Worked Sundays in whose week certainly no day is free with eleven more hours beside it."""
    runs = reference.work_runs(intervals)
    worked = set(minutes_where(intervals, zone, lambda at: True))
    first, last = min(worked), max(worked)
    failed = 0
    for sunday in [d for d in worked if d.weekday() == 6]:
        good = False
        for step in range(1, 7):
            day = sunday - step * DAY
            if day < first:
                good = True
            elif day not in worked and day <= last:
                before = [b for _, b in runs if local(b - 1, zone).date() < day]
                after = [a for a, _ in runs if local(a, zone).date() > day]
                length = next(n for n in range(before[-1], after[0] + 1) if local(n, zone).date() >= day)
                until = next(n for n in range(length, after[0] + 1) if local(n, zone).date() > day)
                good |= after[0] - before[-1] - (until - length) >= 660
        failed += not good
    return failed
