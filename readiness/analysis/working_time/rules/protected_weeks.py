"""Weeks of youth and of expectant or nursing mothers: days worked, hours of two weeks, free days in a month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from readiness.analysis.working_time.applicability.limits import numbers
from readiness.analysis.working_time.judging.verdicts import Units
from readiness.analysis.working_time.timeline.calendar_days import by_day, pieces
from readiness.analysis.working_time.timeline.grouping import APART, person_day
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.analysis.working_time.timeline.weeks import monday_of, unsure_reason, week_hours
from readiness.arrays import Days
from readiness.law import Law, Rule

_WEEK = np.timedelta64(7, "D")


def max_days_per_week(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Weeks, Monday to Sunday, with work on too many days (§ 15 JArbSchG).

    A working day counts for the local date on which it starts. More records could only add days, so a finding is
    certain also where the records begin or end inside a week.
    """
    days = work.days
    _, first = np.unique(person_day(days.subject, days.date), return_index=True)
    week, begin, count = np.unique(
        person_day(days.subject[first], monday_of(days.date[first])), return_index=True, return_counts=True
    )
    place = first[begin]
    monday = (week % APART).astype("datetime64[D]")
    limit = law.values(rule.parameters["limit"], monday)
    failed = count > limit
    return Units(
        subject=days.subject[place],
        at=days.start[place],
        day=monday,
        measured=count.astype(np.float64),
        limit=limit,
        failed=failed,
        open=np.zeros(len(failed), bool),
        checked=int((~np.isnan(limit)).sum()),
        more_is_worse=True,
        unit="days",
    )


def max_per_two_weeks(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Pairs of consecutive weeks, Sundays included, with too much work (§ 4 (1) sentences 1 to 3 MuSchG).

    Every pair of weeks is looked at (rolling). A person with records in a single week fails only if that week alone is
    too long, and otherwise stays open: the week before or after is not in the data.
    """
    weeks = week_hours(rule, law, work)
    subject, monday = weeks.subject, weeks.monday
    n = len(subject)
    # Each week opens a pair with the next one; a week after a gap also closes a pair with the empty week before it.
    follows = np.zeros(n, bool)
    follows[1:] = (subject[1:] == subject[:-1]) & (monday[1:] - monday[:-1] == _WEEK)
    opens = np.append(follows[1:], False) if n else follows
    new = np.append(True, subject[1:] != subject[:-1]) if n else follows
    last = np.append(new[1:], True) if n else follows
    lone = new & last
    keep = opens | ~last | lone  # the last week of a person is covered by the pair before it
    extra = np.flatnonzero(last & ~new & ~follows)  # unless the week before it has no work
    place = np.concatenate([np.flatnonzero(keep), extra])
    paired = opens[place]
    following = np.minimum(place + 1, max(n - 1, 0))
    least, most, net = (
        amount[place] + np.where(paired, amount[following], 0.0) for amount in (weeks.least, weeks.most, weeks.net)
    )
    low, high = numbers("limit", "other_limit", rule, law, work, scope, subject[place], monday[place])
    failed = least > high
    single = lone[place] & ~failed
    open_ = ((most > low) & ~failed) | single
    sure = weeks.sure[place] & (weeks.sure[following] | ~paired)
    return Units(
        subject=subject[place],
        at=weeks.at[place],
        day=monday[place],
        measured=net,
        limit=np.where(failed, high, low),
        failed=failed,
        open=open_,
        checked=int((~open_ & ~np.isnan(low)).sum()),
        more_is_worse=True,
        open_reason="too_few_weeks" if single.any() else unsure_reason(open_, sure),
        note="no_break_data" if (failed & ~sure).any() else "",
    )


def free_days_per_month(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Months in which too few Saturdays or Sundays stay free (§ 16 (2), § 17 (2) sentence 2 JArbSchG).

    Units are the months with work on such a day. Days outside the records count as free, so a finding is certain.
    """
    parts = pieces(work)
    found = by_day(parts, parts.end - parts.start, parts.start)
    weekday = 5 if rule.options["days"] == "saturday" else 6
    found = found.only(found.day - monday_of(found.day) == np.timedelta64(weekday, "D"))
    found = found.only(found.certain > 0)
    month = found.day.astype("datetime64[M]")
    key, first, worked = np.unique(
        person_day(found.subject, month.astype("datetime64[D]")), return_index=True, return_counts=True
    )
    begin = (key % APART).astype("datetime64[D]")
    free = _weekdays_of_month(begin, weekday) - worked
    limit = law.values(rule.parameters["limit"], begin)
    return Units(
        subject=found.subject[first],
        at=found.at[first],
        day=begin,
        measured=free.astype(np.float64),
        limit=limit,
        failed=free < limit,
        open=np.zeros(len(free), bool),
        checked=int((~np.isnan(limit)).sum()),
        more_is_worse=False,
        unit="days",
    )


def _weekdays_of_month(begin: Days, weekday: int) -> np.ndarray[Any, np.dtype[np.int64]]:
    """How often a weekday (Monday is 0) occurs in the month that begins on each day."""
    end = (begin.astype("datetime64[M]") + 1).astype("datetime64[D]").astype(np.int64)
    shift = 3 - weekday  # 1970-01-01 was a Thursday
    return (end - 1 + shift) // 7 - (begin.astype(np.int64) - 1 + shift) // 7
