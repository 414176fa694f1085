"""When a firm works: hours of the week and days of the calendar, as numbers of groups."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from readiness.analysis.working_time.timeline.grouping import APART, grouped, person_day
from readiness.analysis.working_time.timeline.local_time import local_clock
from readiness.analysis.working_time.timeline.model import Timeline
from readiness.arrays import Codes, Ints
from readiness.loops import loop, run
from readiness.privacy.suppression import hidden_cells, shown

#: Hours of a week, and how many days of the calendar are shown, the last ones of the records.
WEEK, SHOWN = 7 * 24, 53 * 7
_MONDAY = 4 * 24 * 60  # 1970 began on a Thursday; its first Monday lies four days later


def week_profile(work: Timeline, min_group: int) -> dict[str, Any]:
    """Share of persons at work in each hour of the week on the local clock, on average over the weeks of the records.

    An hour counts once it holds any work of that person. An hour in which only a few different persons ever worked has
    no share.

    Returns
    -------
    dict
        ``share``: seven lists (Monday first) of 24 shares, None where suppressed; ``suppressed``: how many of them.
    """
    segments, zones = work.segments, work.calendar.zones
    first = (local_clock(segments.start, segments.zone, zones) - _MONDAY) // 60
    last = np.maximum((local_clock(segments.end, segments.zone, zones) - 1 - _MONDAY) // 60, first)
    hours = run(hours_of_week, segments.person, first, last, len(work.subjects))
    persons = len(grouped(segments.person)[0])
    weeks = np.bincount(np.arange(first.min() // 24, last.max() // 24 + 1) % 7, minlength=7)  # Mondays, Tuesdays ...
    at_work = hours.sum(axis=0).reshape(7, 24)
    hidden = hidden_cells((hours > 0).sum(axis=0).reshape(7, 24), min_group)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(at_work > 0, at_work / (persons * weeks[:, None]), 0.0)
    shares = [[round(min(s, 1.0), 6) for s in day] for day in share.tolist()]
    return {
        "share": [shown(day, few) for day, few in zip(shares, hidden, strict=True)],
        "suppressed": int(hidden.sum()),
    }


@loop
def hours_of_week(person: Codes, first: Ints, last: Ints, people: int) -> Ints:
    """How often each person was at work in each hour of the week; hours are counted from a Monday.

    Work of a person is in order, so two pieces share at most one hour.

    >>> hours_of_week([0, 0], [8, 10], [10, 11], 1)[0, 7:13].tolist()
    [0, 1, 1, 1, 1, 0]
    """
    found = np.zeros((people, WEEK), np.int64)
    for n in range(len(person)):
        begin = first[n]
        if n > 0 and person[n] == person[n - 1]:
            begin = max(begin, last[n - 1] + 1)
        for hour in range(begin, last[n] + 1):
            found[person[n], hour % WEEK] += 1
    return found


def calendar(work: Timeline, breaches: pd.DataFrame, min_group: int) -> dict[str, Any]:
    """Mean length of work per person and calendar day, and the number of possible breaches on it.

    A day belongs to the date on which work began. Days on which fewer than `min_group` persons worked show no number at
    all, because it would point at them; days without any work show that nobody worked.

    Returns
    -------
    dict
        ``first`` (ISO date) and, one entry per day from there: ``persons``, ``mean_minutes``, ``breaches``; all three
        None on suppressed days. ``suppressed`` counts these, ``left_out`` the older days beyond the last 53 weeks.
    """
    days, every = work.days, len(work.calendar)
    end = int(days.date.max()) + 1
    begin = max(int(days.date.min()), end - SHOWN)
    worked = grouped(person_day(days.person, days.date))[0] % APART
    persons = np.bincount(worked, minlength=every)[begin:end]
    minutes = np.bincount(days.date, days.net, every)[begin:end]
    failed = np.bincount(work.calendar.numbers(breaches["day"].to_numpy()), minlength=every)[begin:end]
    hidden = hidden_cells(persons, min_group)
    mean = [round(m, 6) for m in (minutes / np.maximum(persons, 1)).tolist()]
    return {
        "first": str(work.calendar.dates(begin)),
        "persons": shown(persons.tolist(), hidden),
        "mean_minutes": shown(mean, hidden | (persons == 0)),
        "breaches": shown(failed.tolist(), hidden),
        "suppressed": int(hidden.sum()),
        "left_out": begin - int(days.date.min()),
    }
