"""Rules about days, weeks, nights and averages for one person, in plain Python, to compare the fast ones with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from itertools import pairwise

from plain_logs import DAY, Day, Found, Log, by_week, days_of, minutes_by_day, runs_of
from week_reference import monday

NEUTRAL = {"leave", "sick", "holiday"}


def longer_days(days: list[Day], limit: Callable[[dt.date], int], unknown: int) -> Found:
    """Working days above a limit."""
    found = Found()
    for d in days:
        found.judge(d.date, d.net, d.least(unknown) > limit(d.date), d.most > limit(d.date))
    return found


def breaks(days: list[Day], due: Callable[[int], int], whole: bool = False) -> Found:
    """Working days with too little break; with `whole`, parts that suffice only as a sum leave the day open.

    A break that another record may cover is no break in the worst case, but work. Of breaks whose position is not known
    those of one stretch may be one break.
    """
    found = Found()
    for d in days:
        taken, need = sum(d.gaps) + d.unplaced, due(d.net)
        perhaps_short = taken - d.masked < due(d.most)
        longest = max([*d.gaps, *(r.unplaced - r.masked for r in d.runs)])
        in_parts = whole and longest < due(d.most)
        if need or perhaps_short or in_parts:
            short = taken < need
            found.judge(d.date, taken, short and d.sure, short or perhaps_short or in_parts)
    return found


def stretches(days: list[Day], limit: int, part: int = 15) -> Found:
    """Working days with a run that is too long, wherever its breaks lay; their parts have a least length."""
    found = Found()
    for d in days:
        longest = max(r.work + r.masked for r in d.runs)
        at_least = max(r.work / (r.unplaced // part + 1) for r in d.runs)
        found.judge(d.date, at_least, at_least > limit and d.sure, longest > limit)
    return found


def spans(days: list[Day], limit: int) -> Found:
    """Working days too long from the first start to the last end."""
    found = Found()
    for d in days:
        found.judge(d.date, d.end - d.start, d.end - d.start > limit)
    return found


def rests(days: list[Day], limit: int) -> Found:
    """Rests between two working days."""
    found = Found()
    for a, b in pairwise(days):
        found.judge(a.date, b.start - a.end, b.start - a.end < limit)
    return found


def weeks_above(
    days: list[Day],
    low: Callable[[dt.date], int],
    high: Callable[[dt.date], int],
    unknown: int,
) -> Found:
    """Weeks above the lower limit are open, above the higher one failing."""
    found = Found()
    for week, mine in by_week(days).items():
        net, least, most = (sum(a) for a in zip(*((d.net, d.least(unknown), d.most) for d in mine), strict=True))
        found.judge(week, net, least > high(week), most > low(week))
    return found


def weeks_without_sunday(log: Log, limit: int, unknown: int) -> Found:
    """Weeks above a limit although the Sunday was free."""
    days = days_of(log)
    sundays = {monday(d) for d in minutes_by_day(runs_of(log, 15)) if d.weekday() == 6}
    free = [d for d in days if monday(d.date) not in sundays]
    return weeks_above(free, lambda _: limit, lambda _: limit, unknown)


def any_24_hours(log: Log, limit: int, unknown: int) -> Found:
    """Minutes certainly worked in 24 hours from the start of each working day, if the day itself is not too long."""
    days, found = days_of(log), Found()
    for d in days:
        until, total = d.start + 1440, 0
        for other in days:
            for r in other.runs:
                if d.start <= r.start < until:
                    total += max(
                        min(r.end, until) - r.start - r.unplaced - (0 if other.sure else unknown),
                        0,
                    )
        found.judge(d.date, total, total > limit and d.least(unknown) <= limit)
    return found


def calendar_days(log: Log, limit: int, unknown: int) -> Found:
    """Minutes certainly worked on each local date, if no working day that starts there is too long itself."""
    days, found = days_of(log), Found()
    known = {d.date for d in days if d.least(unknown) > limit}
    total: dict[dt.date, int] = {}
    lost: dict[dt.date, int] = {}
    for d in days:
        for date, minutes in minutes_by_day(tuple(d.runs)).items():
            total[date] = total.get(date, 0) + minutes
            lost[date] = lost.get(date, 0) + (0 if d.sure else unknown)
    for date, minutes in total.items():
        certain = max(minutes - lost[date], 0)
        found.judge(date, certain, certain > limit and date not in known)
    return found


def worked_on(log: Log, asked: Callable[[dt.date], bool], part: int = 15, later: int = 0) -> tuple[Found, Found]:
    """Dates that should be free with work, and those with work only if they begin at midnight."""
    runs, found = runs_of(log, part), Found()
    moved = {d: m for d, m in minutes_by_day(runs, later).items() if asked(d)}
    plain = {d: m for d, m in minutes_by_day(runs).items() if asked(d)}
    claimed = Found(failed=[(d, float(m)) for d, m in plain.items() if m and d not in moved])
    first, last = min(r.dates[0] for r in runs), max(r.dates[-1] for r in runs)
    seen = sum(asked(first + n * DAY) for n in range((last - first).days + 1))
    for d, m in moved.items():
        found.judge(d, m, m > 0, True)
    found.checked = seen - found.open
    return found, claimed


def night_minutes(day: Day, opens: int, closes: int, unknown: int) -> tuple[int, int]:
    """Minutes of a working day that certainly are, and may be, work in the night; hours of the local clock."""
    least = most = 0
    for r in day.runs:
        dark = sum(length for clock, length in r.hours() if clock.hour >= opens or clock.hour < closes)
        most += dark
        least += max(dark - r.unplaced - (0 if day.sure else unknown), 0)
    return least, most


def nights(log: Log, opens: int = 23, closes: int = 6, unknown: int = 45) -> list[tuple[Day, int, int]]:
    """Each working day with its certain and its possible minutes of night work."""
    return [(d, *night_minutes(d, opens, closes, unknown)) for d in days_of(log)]


def night_work(log: Log, opens: int = 23, closes: int = 6) -> Found:
    """Working days with more than two hours in the night."""
    found = Found()
    for d, least, most in nights(log, opens, closes):
        found.judge(d.date, least, least > 120, most > 120)
    return found


def coverage(log: Log) -> tuple[dt.date, dt.date]:
    """First Monday and last Sunday of the weeks with working days or absences."""
    days = [d.date for d in days_of(log)] + [day for day, _ in log.absences]
    return monday(min(days)), monday(max(days)) + 6 * DAY


def night_years(log: Log, opens: int, closes: int, rotating: bool) -> dict[int, tuple[Day, int, int, bool, bool]]:
    """By calendar year: first working day, certain and possible days with night work, night worker, perhaps one.

    Two working days with night work that begin on the same date are one day.
    """
    begin, end = coverage(log)
    found: dict[int, tuple[Day, int, int, bool, bool]] = {}
    listed = nights(log, opens, closes)
    for year in sorted({d.date.year for d, _, _ in listed}):
        mine = [n for n in listed if n[0].date.year == year]
        certain, possible = (len({n[0].date for n in mine if n[which] > 120}) for which in (1, 2))
        all_days = [dt.date(year, 1, 1) + n * DAY for n in range(366)]
        missing = sum(d.year == year and not begin <= d <= end for d in all_days)
        is_one = rotating or certain >= 48
        may_be = not is_one and (possible >= 48 or (possible > 0 and possible + missing >= 48))
        found[year] = mine[0][0], certain, possible, is_one, may_be
    return found


def night_worker(log: Log, opens: int = 23, closes: int = 6, rotating: bool = False) -> Found:
    """Calendar years in which somebody is a night worker."""
    found = Found()
    for first, certain, _, is_one, may_be in night_years(log, opens, closes, rotating).values():
        found.judge(first.date, certain, is_one, may_be)
    return found


def periods(log: Log, length: int, unit: str, fixed: bool, start: dt.date | None) -> Iterable[tuple[dt.date, dt.date]]:
    """Complete periods of weeks or months: first and last day."""
    begin, end = coverage(log)
    if unit == "week":
        day, n = begin, 0
        offset = 0 if start is None else (monday(start) - begin).days // 7
        while (last := day + (7 * length - 1) * DAY) <= end:
            if not fixed or (n - offset) % length == 0:
                yield day, last
            day, n = day + 7 * DAY, n + 1
        return
    anchor = 0 if start is None else start.year * 12 + start.month - 1
    for number in range(begin.year * 12 + begin.month - 1, end.year * 12 + end.month):
        first = dt.date(number // 12, number % 12 + 1, 1)
        after = number + length
        last = dt.date(after // 12, after % 12 + 1, 1) - DAY
        if begin <= first and last <= end and (not fixed or (number - anchor) % length == 0):
            yield first, last


def averages(
    log: Log,
    holidays: set[dt.date],
    length: int,
    unit: str = "week",
    fixed: bool = False,
    start: dt.date | None = None,
    judged: Callable[[dt.date, dt.date], bool] = lambda first, last: True,
    unknown: int = 45,
) -> Found:
    """Complete periods with more than eight hours per weekday that was due; one open unit if there is none."""
    days, found = days_of(log), Found()
    worked = {d.date for d in days}
    away = {day for day, kind in log.absences if kind in NEUTRAL} - worked
    complete = list(periods(log, length, unit, fixed, start))
    for first, last in complete:
        dates = [first + n * DAY for n in range((last - first).days + 1)]
        due = sum(d.weekday() < 6 and d not in holidays and d not in away for d in dates)
        mine = [d for d in days if first <= d.date <= last]
        net, least, most = (
            sum(a)
            for a in (
                [d.net for d in mine],
                [d.least(unknown) for d in mine],
                [d.most for d in mine],
            )
        )
        if due and judged(first, last):
            found.judge(first, net / due, least > 480 * due, most > 480 * due)
    if not complete and judged(*coverage(log)):
        found.open += 1
    return found


def night_average(log: Log, holidays: set[dt.date], rotating: bool, opens: int = 23, closes: int = 6) -> Found:
    """Averages of four weeks of a night worker; without the flag only of periods with night work."""
    years = {y for y, (_, _, _, is_one, _) in night_years(log, opens, closes, rotating).items() if is_one}
    at_night = [d.date for d, least, _ in nights(log, opens, closes) if least > 120]

    def judged(first: dt.date, last: dt.date) -> bool:
        return rotating or (bool(years & {first.year, last.year}) and any(first <= d <= last for d in at_night))

    return averages(log, holidays, 4, judged=judged) if years else Found()
