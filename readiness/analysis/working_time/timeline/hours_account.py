"""Working days that were due, and periods of weeks or months over which hours are balanced."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from readiness.analysis.working_time.timeline.calendar import SUNDAY, WEEK, Table
from readiness.analysis.working_time.timeline.grouping import found_in, person_day
from readiness.analysis.working_time.timeline.model import Absent, Timeline, view
from readiness.analysis.working_time.timeline.weeks import entries, every_week
from readiness.arrays import Amounts, Codes, Ints
from readiness.loops import loop, run


class HoursAccount(NamedTuple):
    """Work and due days of every whole week or month of each person (see `every_week`, `due_days`)."""

    person: Codes
    opens: Ints  # first day, and the day after the last
    closes: Ints
    net: Amounts
    least: Amounts
    most: Amounts
    due: Ints
    due_least: Ints  # without days that are a public holiday somewhere, where no region is known
    unsure: Ints  # working days whose breaks cannot be judged
    of_day: Codes  # position of each working day in the account; -1 if it lies outside


@view
def hours_account(work: Timeline, unknown_break: str, unit: str) -> HoursAccount:
    """The account of every person, by week or by month."""
    weeks = every_week(work, unknown_break, unit)
    calendar = work.calendar
    weekday = np.arange(len(calendar)) % WEEK != SUNDAY
    away, mine = leave(work), home_region(work)[weeks.person]
    due, due_least = (
        run(due_days, weeks.person, weeks.opens, weeks.closes, mine, weekday & ~holiday, away)
        for holiday in (calendar.holiday, calendar.maybe_holiday)
    )
    hours = weeks.person, weeks.opens, weeks.closes, weeks.net, weeks.least, weeks.most
    return HoursAccount(*hours, due, due_least, weeks.unsure, entries(work, unit).of_day)


@loop
def due_days(person: Codes, opens: Ints, closes: Ints, region: Codes, working: Table, away: Absent) -> Ints:
    """Working days are Monday to Saturday without public holidays; leave and sickness count as neither (§ 3 ArbZG).

    How many days were due in each week or month of a person: working days of the region on which the person was not
    away.
    """
    due = np.zeros(len(person), np.int64)
    a = 0
    for n in range(len(person)):
        for day in range(opens[n], closes[n]):
            while a < len(away.day) and (
                away.person[a] < person[n] or (away.person[a] == person[n] and away.day[a] < day)
            ):
                a += 1
            absent = a < len(away.day) and away.person[a] == person[n] and away.day[a] == day
            if working[region[n], day] and not absent:
                due[n] += 1
    return due


@view
def leave(work: Timeline) -> Absent:
    """Neutral absences on days on which no working day starts: leave, sickness, holiday."""
    days, away = work.days, work.absent
    worked = found_in(person_day(away.person, away.day), np.sort(person_day(days.person, days.date)))
    return Absent(*(column[away.neutral & ~worked] for column in away))


def home_region(work: Timeline) -> Codes:
    """The region of each person, by position: that of most of the own segments, else that of the firm."""
    segments, regions = work.segments, len(work.regions)
    count = np.bincount(segments.person * regions + segments.region, minlength=len(work.subjects) * regions)
    count = count.reshape(-1, regions)
    unnamed = [n for n, name in enumerate(work.regions) if not name]
    count[:, unnamed] = 0
    return np.where(count.any(axis=1), count.argmax(axis=1), unnamed[0] if unnamed else 0)


def total(values: Amounts | Ints, first: Codes, after: Codes) -> Amounts:
    """Sum from each first entry to the one before `after`."""
    upto = np.append(0, np.cumsum(values))
    return np.asarray(upto[after] - upto[first])
