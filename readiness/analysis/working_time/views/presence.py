"""When a firm works: hours of the week and days of the calendar, as numbers of groups."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from readiness.analysis.working_time.timeline.grouping import APART
from readiness.analysis.working_time.timeline.local_time import local_clock
from readiness.analysis.working_time.timeline.model import Timeline
from readiness.privacy.suppression import hidden_cells, shown

#: Hours of a week, and how many days of the calendar are shown, the last ones of the records.
WEEK, SHOWN = 7 * 24, 53 * 7
_MONDAY = 4 * 24 * 60  # 1970 began on a Thursday; its first Monday lies four days later


def distinct(values: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The values in order, each once; fast where they are nearly in order, as person and day of a log are."""
    ordered = np.sort(values, kind="stable")
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


def week_profile(work: Timeline, min_group: int) -> dict[str, Any]:
    """Share of persons at work in each hour of the week on the local clock, on average over the weeks of the records.

    An hour counts once it holds any work of that person. An hour in which only a few different persons ever worked has
    no share.

    Returns
    -------
    dict
        ``share``: seven lists (Monday first) of 24 shares, None where suppressed; ``suppressed``: how many of them.
    """
    segments = work.segments
    first = (local_clock(segments.start, segments.zone, work.calendar.zones) - _MONDAY) // 60
    last = np.maximum((local_clock(segments.end, segments.zone, work.calendar.zones) - 1 - _MONDAY) // 60, first)
    # Stretches of one person are in order, so two of them share at most one hour.
    again = (segments.person[1:] == segments.person[:-1]) & (first[1:] <= last[:-1])
    first[1:] = np.where(again, last[:-1] + 1, first[1:])
    kept = last >= first
    subject, first, last = segments.person[kept], first[kept], last[kept]
    hours = _by_week_hour(subject, first, last)
    persons = len(distinct(segments.person))
    weeks = _weekdays(work)
    at_work = hours.sum(axis=0).reshape(7, 24)
    hidden = hidden_cells((hours > 0).sum(axis=0).reshape(7, 24), min_group)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(at_work > 0, at_work / (persons * weeks[:, None]), 0.0)
    shares = [[round(min(s, 1.0), 6) for s in day] for day in share.tolist()]
    return {
        "share": [shown(day, few) for day, few in zip(shares, hidden, strict=True)],
        "suppressed": int(hidden.sum()),
    }


def _by_week_hour(
    subject: npt.NDArray[np.int64], first: npt.NDArray[np.int64], last: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Hours of each person in each hour of the week: all stretches opened and closed at once, then summed up."""
    who = np.cumsum(np.append(0, subject[1:] != subject[:-1]))  # stretches are sorted by person
    count = int(who[-1]) + 1
    size = count * WEEK
    opened = np.bincount(who * WEEK + first % WEEK, minlength=size)
    closed = np.bincount(who * WEEK + (last + 1) % WEEK, minlength=size)
    over = (last + 1) // WEEK - first // WEEK  # how often a stretch runs past Sunday midnight
    carried = np.bincount(who, weights=over, minlength=count).astype(np.int64)
    return np.cumsum((opened - closed).reshape(count, WEEK), axis=1) + carried[:, None]


def _weekdays(work: Timeline) -> npt.NDArray[np.int64]:
    """How many Mondays, Tuesdays and so on the records span, from the first to the last day worked."""
    segments = work.segments
    begin = int(local_clock(segments.start, segments.zone, work.calendar.zones).min() - _MONDAY) // 1440
    end = int((local_clock(segments.end, segments.zone, work.calendar.zones) - 1 - _MONDAY).max()) // 1440
    return np.bincount(np.arange(begin, end + 1) % 7, minlength=7)


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
    days = work.days
    number = days.date
    begin, end = int(number.min()), int(number.max())
    left_out = max(end - begin + 1 - SHOWN, 0)
    begin += left_out
    place = distinct(days.person * APART + number) % APART - begin
    length = end - begin + 1
    persons = np.bincount(place[place >= 0], minlength=length)
    recent = number >= begin
    minutes = np.bincount(number[recent] - begin, weights=days.net[recent], minlength=length)
    at = work.calendar.numbers(breaches["day"].to_numpy()) - begin
    failed = np.bincount(at[(at >= 0) & (at < length)], minlength=length)
    hidden = hidden_cells(persons, min_group)
    mean = [round(m, 6) for m in (minutes / np.maximum(persons, 1)).tolist()]
    return {
        "first": str(work.calendar.dates(begin)),
        "persons": shown(persons.tolist(), hidden),
        "mean_minutes": shown(mean, hidden | (persons == 0)),
        "breaches": shown(failed.tolist(), hidden),
        "suppressed": int(hidden.sum()),
        "left_out": left_out,
    }
