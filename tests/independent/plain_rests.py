"""Rests and records duties, and the rules of Austria, Switzerland and the EU, for one person in plain Python."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import pairwise

from plain_logs import (
    DAY,
    Day,
    Found,
    Log,
    Run,
    by_week,
    days_of,
    midnight,
    minutes_by_day,
    runs_of,
    wall,
)
from week_reference import monday


def matched(duties: list[tuple[dt.date, dt.date]], helpers: list[dt.date]) -> int:
    """Largest number of duties (first, last day) that get a helper of their own."""
    taken: dict[int, int] = {}

    def place(number: int, seen: set[int]) -> bool:
        for h, day in enumerate(helpers):
            if duties[number][0] <= day <= duties[number][1] and h not in seen:
                seen.add(h)
                if h not in taken or place(taken[h], seen):
                    taken[h] = number
                    return True
        return False

    return sum(place(n, set()) for n in range(len(duties)))


def month_end(day: dt.date) -> dt.date:
    return (day.replace(day=28) + 4 * DAY).replace(day=1) - DAY


def reduced_rests(log: Log) -> tuple[int, int, int]:
    """Rests below ten hours, or below eleven without a long one of their own: judged, failing, open."""
    days = days_of(log, 600)
    called = [(a.runs[-1].called, b.runs[0].called) for a, b in pairwise(days)]
    listed = [(a.date, b.start - a.end) for (a, b), c in zip(pairwise(days), called, strict=True) if not any(c)]
    dates = [d.date for d in days] + [day for day, _ in log.absences]
    begin, end = covered(log, dates)
    period = [
        (min(d.replace(day=1), d - 27 * DAY), max(month_end(d), d + 27 * DAY)) for d, r in listed if 600 <= r < 660
    ]
    long = [a.date for a, b in pairwise(days) if b.start - a.end >= 720]  # also beside a call-out
    inside = [p for p in period if begin <= p[0] and p[1] <= end]
    bad = len(inside) - matched(inside, long)
    short = sum(r < 600 for _, r in listed)
    waiting = len(period) - bad - matched(period, long)
    return len(listed) - waiting, short + bad, waiting


def covered(log: Log, dates: list[dt.date]) -> tuple[dt.date, dt.date]:
    """First and last day of the records and absences."""
    worked = minutes_by_day(runs_of(log, 15))
    return min([*worked, *dates]), max([*worked, *dates])


def call_outs(log: Log) -> Found:
    """Rests cut by call-outs without their breaks: more than half of it fails, less waits for balancing."""
    found, chain = Found(), 0
    listed = [(day.date, run) for day in days_of(log, 600) for run in day.runs]
    for n, (date, run) in enumerate(listed):
        if not run.called:
            chain = 0
            continue
        if n and run.start - listed[n - 1][1].end >= 660:
            chain = 0
        chain += run.work
        if n + 1 < len(listed) and not (following := listed[n + 1][1]).called and following.start - run.end < 660:
            found.judge(date, chain, chain > 330, True)
    return found


def kept(days: list[Day], deleted: dt.date | None, seen: dt.date | None) -> Found:
    """Records of long days kept less than 24 months; seen ones show that old ones are there, young ones nothing."""
    found = Found()
    until = deleted or seen
    long = [d.date for d in days if d.least(30) > 480]
    if until is None:
        return Found(open=len(long))
    months = {d: (until.year - d.year) * 12 + until.month - d.month - (until.day < d.day) for d in long}
    long = [d for d in long if months[d] >= 0]
    for d in long:
        found.judge(
            d,
            months[d],
            deleted is not None and months[d] < 24,
            deleted is None and months[d] < 24,
        )
    return found


def recorded_late(log: Log) -> Found:
    """Days whose latest record was made more than seven days later; working days without such a date are open."""
    found = Found()
    made: dict[dt.date, dt.date] = {}
    for r in log.singles:
        if r.made:
            day = wall(r.start, r.zone).date()
            made[day] = max(r.made, made.get(day, r.made))
    for day, when in made.items():
        found.judge(day, (when - day).days, (when - day).days > 7)
    found.open = sum(d.date not in made for d in days_of(log))
    return found


def week_averages(log: Log, part: int, limit: int, length: int, unknown: int) -> Found:
    """Averages over some weeks; an absent Monday to Friday takes a fifth of a week out; open without a whole period."""
    found = Found()
    weeks = by_week(days_of(log, part=part))
    worked = {d.date for mine in weeks.values() for d in mine}
    away = [day for day, kind in log.absences if kind in ("leave", "sick", "holiday") and day not in worked]
    mondays = [*weeks, *(monday(day) for day, _ in log.absences)]
    first, count = min(mondays), (max(mondays) - min(mondays)).days // 7 + 1
    for begin in range(max(count - length, 0) + 1):
        here = [first + (begin + n) * 7 * DAY for n in range(min(length, count))]
        mine = [d for week in here for d in weeks.get(week, [])]
        divisor = len(here) - sum(monday(day) in here and day.weekday() < 5 for day in away) / 5
        if divisor < 1e-9:
            found.open += count < length
            continue
        amounts = (
            [d.net for d in mine],
            [d.least(unknown) for d in mine],
            [d.most for d in mine],
        )
        net, least, most = (round(sum(a) / divisor, 6) for a in amounts)
        found.judge(
            here[0],
            net,
            count >= length and least > limit,
            count < length or most > limit,
        )
    return found


def excess(log: Log, groups: Iterable[tuple[int, int]], unknown: int) -> tuple[int, int, int]:
    """Calendar years with too much above the weekly limit: judged, failing in every group, open in some."""
    judged = failed = waiting = 0
    weeks = by_week(days_of(log))
    for year in {week.year for week in weeks}:
        mine = [days for week, days in weeks.items() if week.year == year]
        bad, perhaps = [], []
        for weekly, yearly in groups:
            bad.append(sum(max(sum(d.least(unknown) for d in days) - weekly, 0) for days in mine) > yearly)
            perhaps.append(sum(max(sum(d.most for d in days) - weekly, 0) for days in mine) > yearly)
        fails = all(bad)
        failed += fails
        waiting += any(perhaps) and not fails
        judged += fails or not any(perhaps)
    return judged, failed, waiting


def averaged_rests(days: list[Day]) -> Found:
    """Rests below eleven hours: once a week down to eight if the average of two weeks holds (Art. 15a ArG)."""
    found = Found()
    weeks: dict[dt.date, list[int]] = {}
    for a, b in pairwise(days):
        weeks.setdefault(monday(a.date), []).append(b.start - a.end)
    with_work = [monday(d.date) for d in days]
    used: set[dt.date] = set()
    for a, b in pairwise(days):
        rest, week = b.start - a.end, monday(a.date)
        if not 480 <= rest < 660:
            found.judge(a.date, rest, rest < 480)
            continue
        pairs = [weeks[week] + weeks.get(other, []) for other in (week - 7 * DAY, week + 7 * DAY)]
        enough = any(sum(p) >= 660 * len(p) for p in pairs)
        known = any(min(with_work) <= other <= max(with_work) for other in (week - 7 * DAY, week + 7 * DAY))
        found.judge(a.date, rest, week in used or (not enough and known), not enough)
        used.add(week)
    return found


def at_night(log: Log, limit: int, most: int, span: bool) -> Found:
    """Working days that touch the night (23 to 6) and are too long; between the limits they wait for conditions."""
    found = Found()
    for d in days_of(log):
        hours = {clock.hour for r in d.runs for clock, _ in r.hours()}
        if hours & {23, 0, 1, 2, 3, 4, 5}:
            measured = d.end - d.start if span else d.net
            certain = measured if span else d.least(60)
            found.judge(d.date, measured, certain > most, (measured if span else d.most) > limit)
    return found


def weekly_rest(log: Log, part: int, limit: int, only_sunday_worked: bool = False) -> Found:
    """Weeks without a long enough free stretch; that of the last record only if it holds one, or open if alone."""
    runs = runs_of(log, part)
    free = longest_free(runs)
    sundays = {monday(d) for d in minutes_by_day(runs) if d.weekday() == 6}
    asked = {week: f for week, f in free.items() if not only_sunday_worked or week in sundays}
    return _weeks(asked, max(free), limit, lambda week: False)


def weeks_touched(runs: tuple[Run, ...]) -> list[dt.date]:
    """Mondays from the first to the last week with work."""
    first, last = monday(min(r.dates[0] for r in runs)), monday(max(r.dates[-1] for r in runs))
    return [first + 7 * n * DAY for n in range((last - first).days // 7 + 1)]


def longest_free(runs: tuple[Run, ...]) -> dict[dt.date, int]:
    """Longest free stretch of each week: in full where it begins, otherwise the part inside.

    Free time has the clock of the place of the work before it.
    """
    weeks, found = weeks_touched(runs), {}
    for week in weeks:
        parts = []
        for a, b in pairwise(runs):
            begin, end = (
                midnight(week, a.zone_after),
                midnight(week + 7 * DAY, a.zone_after),
            )
            starts = min(max(monday(wall(a.end, a.zone_after).date()), weeks[0]), weeks[-1])
            parts.append(b.start - a.end if starts == week else min(b.start, end) - max(a.end, begin))
        if week == weeks[0]:
            parts.append(runs[0].start - midnight(week, runs[0].legs[0][2]))
        if week == weeks[-1]:
            parts.append(midnight(week + 7 * DAY, runs[-1].zone_after) - runs[-1].end)
        found[week] = max([*parts, 0])
    return found


def weekend_rest(log: Log, part: int, limit: int) -> Found:
    """Length of the free stretch around each week's Sunday; a Sunday with work has none."""
    runs = runs_of(log, part)
    sundays = {monday(d) for d in minutes_by_day(runs) if d.weekday() == 6}
    found = {}
    for week in weeks_touched(runs):
        sunday = week + 6 * DAY
        around = [b.start - a.end for a, b in pairwise(runs) if a.last < sunday < b.first]
        found[week] = 0 if week in sundays else max(around, default=0)
    return _weeks(found, max(found), limit, lambda week: week in sundays)


def _weeks(free: dict[dt.date, int], last: dt.date, limit: int, certain) -> Found:
    found = Found()
    unknown = {week for week, f in free.items() if week == last and f < limit and not certain(week)}
    for week, f in free.items():
        if week not in unknown:
            found.judge(week, f, f < limit)
    found.open = len(unknown) if len(unknown) == len(free) else 0
    return found


def free_holidays(log: Log, part: int, holidays: set[dt.date]) -> Found:
    """Public holidays without 24 free hours that begin by six in the morning (§ 7 ARG)."""
    runs, found = runs_of(log, part), Found()
    first, last = runs[0].start, runs[-1].end
    for day in sorted(holidays):
        begin = midnight(day, runs[0].legs[0][2])
        if day.weekday() == 6 or not first - 1440 < begin < last:
            continue
        free = [first - begin]
        for a, b in pairwise(runs):
            opens = midnight(day, a.zone_after)
            if a.end <= opens + 360 and b.start > opens:
                free.append(b.start - max(a.end, opens))
        longest = max(free)
        if last > begin + 360 or longest >= 1440:
            found.judge(day, max(longest, 0), longest < 1440)
    return found
