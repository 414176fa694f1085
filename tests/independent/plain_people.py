"""Which rules count for whom, and the rules for young, pregnant and nursing persons, in plain Python."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

import plain_rules as plain
from plain_logs import DAY, Day, Found, Log, by_week, days_of, runs_of
from week_reference import monday

Facts = Mapping[str, Any]
LONGER_SPAN = {"hospitality", "farming", "animal_care", "construction"}
SATURDAYS = {"hospital", "bakery", "farming", "hospitality"}
SUNDAYS = {"hospital", "farming", "hospitality"}


def fact(name: str, log: Log, scope: Facts) -> Any:
    """What is stated about a person, else about all of them."""
    own = dict(log.facts).get(name)
    return scope.get(name) if own is None or own == "" else own


def group_of(log: Log, scope: Facts) -> str:
    """The own group, else protection stated for all, else by the own age, else what is stated for all, else adults."""
    if own := dict(log.facts).get("group"):
        return own
    age, population = dict(log.facts).get("age"), scope.get("population")
    if population and (population == "protected" or age is None):
        return population
    age = scope.get("age") if age is None else age
    return "youth" if age is not None and age < 18 else "adult"


def longer_than(days: list[Day], low: Callable[[Day], int], high: Callable[[Day], int], unknown: int) -> Found:
    """Working days certainly above the higher limit, or perhaps above the lower one."""
    found = Found()
    for d in days:
        found.judge(d.date, d.net, d.least(unknown) > high(d), d.most > low(d))
    return found


def youth_days(log: Log, holidays: set[dt.date]) -> Found:
    """Eight hours; half an hour more where another weekday of the week is shorter; open where the week is cut off."""
    days = days_of(log, 720)
    least: dict[dt.date, int] = defaultdict(int)
    most: dict[dt.date, int] = defaultdict(int)
    for d in days:
        least[d.date] += d.least(60)
        most[d.date] += d.most

    def weekday(date: dt.date) -> bool:
        return date.weekday() < 6 and date not in holidays

    def limit(d: Day, hours: Mapping[dt.date, int], cut_counts: bool) -> int:
        week = [monday(d.date) + n * DAY for n in range(7)]
        short = any(o != d.date and weekday(o) and hours[o] < 480 for o in week if o in hours)
        cut = min(most) > week[0] or max(most) < week[4]
        return 510 if weekday(d.date) and (short or (cut_counts and cut)) else 480

    return longer_than(days, lambda d: limit(d, most, False), lambda d: limit(d, least, True), 60)


def youth_weeks(log: Log, holidays: set[dt.date]) -> Found:
    """Forty hours; open where what a holiday from Monday to Saturday cost could make them more.

    Eight hours of work on the holiday cost nothing; otherwise it is not known what was planned, at most nine hours.
    """
    found = Found()
    for week, mine in by_week(days_of(log, 720)).items():
        highest = sum(d.most for d in mine)
        for date in {week + n * DAY for n in range(6)} & holidays:
            there = [d for d in mine if d.date == date]
            if sum(d.least(60) for d in there) < 480:
                highest += max(540 - sum(d.most for d in there), 0)
        found.judge(week, sum(d.net for d in mine), sum(d.least(60) for d in mine) > 2400, highest > 2400)
    return found


def youth_span(log: Log, scope: Facts) -> Found:
    """Working days from the first start to the last end."""
    sector = fact("sector", log, scope)
    return plain.spans(days_of(log, 720), 660 if sector in LONGER_SPAN else 480 if sector == "mining" else 600)


def open_hours(age: int, sector: str | None, shifts: bool) -> tuple[int, int]:
    """Hours of the clock between which a young person may work."""
    opens, closes = 6, 20
    if age >= 16:
        opens = 5 if sector in {"farming", "bakery", "confectionery"} else opens
        closes = 22 if sector in {"hospitality", "showmen"} else 21 if sector == "farming" else closes
        closes = 23 if shifts else closes
    return 4 if age >= 17 and sector == "bakery" else opens, closes


def outside(log: Log, hours: tuple[int, int]) -> dict[dt.date, int]:
    """Minutes of work outside some hours of the clock by local date."""
    found: dict[dt.date, int] = defaultdict(int)
    for run in runs_of(log, 15):
        for clock, length in run.hours():
            found[clock.date()] += length if not hours[0] <= clock.hour < hours[1] else 0
    return found


def closed_hours(log: Log, narrow: tuple[int, int], wide: tuple[int, int]) -> Found:
    """Days with work outside the hours that may count; open where it depends on which hours count."""
    found = Found()
    beyond = outside(log, wide)
    for day, minutes in outside(log, narrow).items():
        found.judge(day, beyond[day], beyond[day] > 0, minutes > 0)
    return found


def youth_night(log: Log, scope: Facts) -> Found:
    """Work outside the hours for a person's age, sector and firm; of an unknown age the widest hours may count."""
    age, sector, shifts = (fact(name, log, scope) for name in ("age", "sector", "shift_operation"))
    ages = (15, 17) if age is None else (age, age)
    return closed_hours(log, *(open_hours(a, sector, shifts is True) for a in ages))


def weekend(log: Log, scope: Facts, weekday: int, sectors: set[str]) -> Found:
    """Saturdays or Sundays with work; some sectors may claim that it is permitted."""
    runs, worked = runs_of(log, 15), defaultdict(int)
    for run in runs:
        for clock, length in run.hours():
            worked[clock.date()] += length
    first, last = min(worked), max(worked)
    days = [first + n * DAY for n in range((last - first).days + 1)]
    bad = [(d, float(m)) for d, m in worked.items() if d.weekday() == weekday]
    found = Found(sum(d.weekday() == weekday for d in days))
    (found.claimed if fact("sector", log, scope) in sectors else found.failed).extend(bad)
    return found


def maternity_days(log: Log, scope: Facts) -> Found:
    """Eight and a half hours, under 18 eight."""
    age = fact("age", log, scope)
    limit = 480 if age is not None and age < 18 else 510
    return longer_than(days_of(log), lambda d: limit, lambda d: limit, 30)


def two_weeks(log: Log, scope: Facts) -> Found:
    """Pairs of weeks: each worked one with the next, the last one with the one before; a lone week stays open."""
    age, found = fact("age", log, scope), Found()
    limit = 4800 if age is not None and age < 18 else 5400
    net, least, most = (defaultdict(int) for _ in range(3))
    for d in days_of(log):
        for amounts, minutes in ((net, d.net), (least, d.least(30)), (most, d.most)):
            amounts[monday(d.date)] += minutes
    weeks, last = sorted(net), max(net)
    starts = [w for w in weeks if w != last] or [last]
    if len(weeks) > 1 and last - 7 * DAY not in weeks:
        starts.append(last - 7 * DAY)
    for w in starts:
        sums = [amounts.get(w, 0) + amounts.get(w + 7 * DAY, 0) for amounts in (net, least, most)]
        named = w if w in net else last
        found.judge(named, sums[0], sums[1] > limit, sums[2] > limit or len(weeks) == 1)
    return found


def maternity_night(log: Log, scope: Facts) -> Found:
    """Work between 20 and 6 o'clock, or between 22 and 6 where all conditions are stated to hold."""
    names = ("evening_consent", "medical_clearance", "no_lone_work", "evening_application")
    hours = (6, 22 if all(fact(name, log, scope) is True for name in names) else 20)
    return closed_hours(log, hours, hours)


def around_birth(log: Log, scope: Facts) -> Found:
    """Work six weeks before and eight or twelve after a birth; days lost before an early birth are added."""
    due, birth = (fact(name, log, scope) for name in ("due", "birth"))
    due, birth = (None if d is None else dt.date.fromisoformat(d) for d in (due, birth))
    willing = fact("willing", log, scope) is True
    weeks = 12 if any(fact(n, log, scope) is True for n in ("preterm", "multiple_birth", "child_disability")) else 8
    lost = min(max((due - birth).days, 0), 42) * DAY if due and birth else 0 * DAY
    found = Found()
    worked: dict[dt.date, int] = defaultdict(int)
    for run in runs_of(log, 15):
        for clock, length in run.hours():
            worked[clock.date()] += length
    for day, minutes in worked.items():
        before = due is not None and due - 42 * DAY <= day < (birth or due) and not willing
        after = birth is not None and birth <= day <= birth + 7 * weeks * DAY + lost
        found.judge(day, minutes, before or after, due is None and birth is None)
    return found


def rests(log: Log, limit: int) -> Found:
    """Rests between two working days."""
    found = Found()
    for a, b in pairwise(days_of(log, limit)):
        found.judge(a.date, b.start - a.end, b.start - a.end < limit)
    return found
