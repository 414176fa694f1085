"""Free days that make up for Sundays and public holidays, and the rest beside free days, in plain Python."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from plain_logs import DAY, Found, Log, midnight, minutes_by_day, runs_of, wall
from plain_rests import covered

NEUTRAL = {"leave", "sick", "holiday"}
Period = tuple[dt.date, dt.date]


@dataclass(frozen=True)
class Balance:
    """Days of work that a free day has to make up for, each with the period in which it may lie, and the free days."""

    certain: dict[dt.date, Period]  # days certainly worked whose period is inside the data
    other: dict[dt.date, Period]  # all others that are a Sunday or holiday
    maybe: dict[dt.date, Period]  # days of work that are a holiday in some places, it is not known whether here
    surely_free: list[dt.date]
    perhaps_free: list[dt.date]  # those too, days on which all work may have been a break, and perhaps holidays


def balance(
    log: Log, holidays: set[dt.date], somewhere: set[dt.date], later: int = 0, only_after: bool = False
) -> Balance:
    """Sundays within two weeks, holidays within eight; the moved Sunday counts, free days begin at midnight.

    `somewhere` are the holidays of any place, for a person whose place is not known; else those of the place.
    """
    runs = runs_of(log, 15)
    worked, moved = minutes_by_day(runs), minutes_by_day(runs, later)
    begin, end = covered(log, [day for day, _ in log.absences])
    found = Balance({}, {}, {}, [], [])
    for day, minutes in moved.items():
        if day.weekday() == 6 or day in holidays | somewhere:
            reach = (13 if day.weekday() == 6 else 55) * DAY
            period = (day + DAY if only_after else day - reach, day + reach)
            inside = begin <= period[0] and period[1] <= end
            listed = day.weekday() == 6 or day in holidays
            kind = found.maybe if not listed else found.certain if minutes and inside else found.other
            kind[day] = period
    off = {day for day, kind in log.absences if kind in NEUTRAL}
    for n in range((end - begin).days + 1):
        day = begin + n * DAY
        if day.weekday() < 6 and day not in holidays | off and not worked.get(day):
            found.perhaps_free.append(day)
            if day not in worked and day not in somewhere:
                found.surely_free.append(day)
    return found


@cache
def begins(day: dt.date, zone: str, later: int) -> int:
    """First minute at which the local clock shows that many minutes after midnight of a date, or more."""
    shown = dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=later)
    minute = midnight(day, zone) + later - 180
    while wall(minute, zone) < shown:
        minute += 15
    return minute


def free_spans(log: Log, later: int = 0) -> list[tuple[dt.date, int, int]]:
    """Days without work between two stretches of work: day, free minutes around it, length of the day.

    Each day begins on the clock of the place of the work before it and ends on that of the work after it; its length is
    that on the clock of the work before.
    """
    runs, found = runs_of(log, 15), []
    worked = minutes_by_day(runs, later)
    for a, b in pairwise(runs):
        before, after = a.zone_after, b.legs[0][2]
        for n in range(-2, (b.first - a.last).days + 3):
            day = a.last + n * DAY
            opens = begins(day, before, later)
            if a.end <= opens and begins(day + DAY, after, later) <= b.start and day not in worked:
                found.append((day, b.start - a.end, begins(day + DAY, before, later) - opens))
    return found


def sundays_and_holidays(log: Log, holidays: set[dt.date], somewhere: set[dt.date], rest: int, later: int = 0) -> Found:
    """Free Sundays and holidays, and whether a daily rest lies before or after them.

    A day that is a holiday in some places only, while it is not known where, is open if it lacks the rest; if it has
    it, nothing is said.
    """
    found = Found()
    for day, free, length in free_spans(log, later):
        if day.weekday() == 6 or day in holidays:
            found.judge(day, free, free < length + rest)
        elif day in somewhere:
            found.open += free < length + rest
    return found
