"""What averages are made of: working days that were due, and periods over which hours are balanced."""

from __future__ import annotations

import numpy as np

from readiness.analysis.working_time.timeline.calendar import SUNDAY, WEEK, Table
from readiness.analysis.working_time.timeline.grouping import found_in, person_day
from readiness.analysis.working_time.timeline.model import Absent, Timeline, view
from readiness.analysis.working_time.timeline.weeks import entries
from readiness.arrays import Amounts, Codes, Ints, Mask
from readiness.loops import ints, loop, masks, run


@view
def workdays_due(work: Timeline, unit: str) -> tuple[Ints, Ints]:
    """Working days due in every week or month of each person, in the order of `entries`.

    First without the public holidays of the person's region; then also without days that are one somewhere, where no
    region is known.
    """
    every, calendar, region = entries(work, unit), work.calendar, home_region(work)
    weekday = np.arange(len(calendar)) % WEEK != SUNDAY
    due, due_least = (
        run(
            due_in,
            every.person,
            every.opens,
            every.closes,
            region[every.person],
            weekday & ~holiday,
            neutral_days(work),
        )
        for holiday in (calendar.holiday, calendar.maybe_holiday)
    )
    return due, due_least


@loop
def due_in(person: Codes, opens: Ints, closes: Ints, region: Codes, working: Table, away: Absent) -> Ints:
    """Working days are Monday to Saturday without public holidays; days of leave and sickness stay out (§ 3 ArbZG).

    How many days were due to each person from the day on which a week or month opens to before it closes: those that
    are `working` days in the region and on which the person was not away.

    >>> week = np.array([[True] * 6 + [False]])
    >>> due_in([0], [0], [7], [0], week, Absent([0], [2], [True])).tolist()
    [5]
    """
    due = np.zeros(len(person), np.int64)
    a = 0
    for n in range(len(person)):
        while a < len(away.day) and (
            away.person[a] < person[n] or (away.person[a] == person[n] and away.day[a] < opens[n])
        ):
            a += 1
        for day in range(opens[n], closes[n]):
            absent = a < len(away.day) and away.day[a] == day and away.person[a] == person[n]
            if absent:
                a += 1
            elif working[region[n], day]:
                due[n] += 1
    return due


@view
def neutral_days(work: Timeline) -> Absent:
    """Neutral absences on days on which no working day starts: leave, sickness, holiday."""
    days, away = work.days, work.absent
    absent, worked = person_day(away.person, away.day), person_day(days.person, days.date)
    both = np.sort(worked[found_in(worked, absent)])
    return Absent._make(column[away.neutral & ~found_in(absent, both)] for column in away)


def home_region(work: Timeline) -> Codes:
    """The region of each person, by position: that of most of the own segments, else that of the firm."""
    segments, regions = work.segments, len(work.regions)
    count = np.bincount(segments.person * regions + segments.region, minlength=len(work.subjects) * regions)
    count = count.reshape(-1, regions)
    unnamed = [n for n, name in enumerate(work.regions) if not name]
    count[:, unnamed] = 0
    return np.where(count.any(axis=1), count.argmax(axis=1), unnamed[0] if unnamed else 0)


@loop
def periods(person: Codes, length: Amounts) -> tuple[Codes, Codes, Mask]:
    """Longer work is balanced within a period of weeks or months (§ 3 sentence 2 ArbZG; Art. 16 (b) Directive 2003/88).

    Periods of a length that begin with each week of a person: where they start and stop in the list of weeks, and
    whether they lie inside the data. A person without a whole one has what there is from the first week.

    >>> start, stop, whole = periods([0, 0, 0, 1], [2.0] * 4)
    >>> start.tolist(), stop.tolist(), whole.tolist()
    ([0, 1, 3], [2, 3, 4], [True, True, False])
    """
    start: list[int] = []
    stop: list[int] = []
    whole: list[bool] = []
    end = 0
    for n in range(len(person)):
        opens = n == end
        while end < len(person) and person[end] == person[n]:
            end += 1
        is_whole = n + length[n] <= end
        if is_whole or (opens and n + length[n] > end):
            start.append(n)
            stop.append(n + int(length[n]) if is_whole else end)
            whole.append(is_whole)
    return ints(start), ints(stop), masks(whole)


def total(values: Amounts | Ints, start: Codes, stop: Codes) -> Amounts:
    """Sum from each `start` to before `stop`."""
    upto = np.append(0.0, np.cumsum(values))
    return upto[stop] - upto[start]
