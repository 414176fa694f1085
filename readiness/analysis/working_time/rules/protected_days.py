"""Length and shape of the working day of youth and of expectant or nursing mothers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from readiness.analysis.working_time.applicability.limits import numbers
from readiness.analysis.working_time.judging.verdicts import Units
from readiness.analysis.working_time.rules.breaks import required_break
from readiness.analysis.working_time.timeline.grouping import person_day
from readiness.analysis.working_time.timeline.local_time import is_sunday
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.analysis.working_time.timeline.weeks import monday_of, unsure_reason
from readiness.arrays import Mask
from readiness.law import Law, Rule

_FRIDAY = np.timedelta64(4, "D")


def max_per_day_by_person(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Working days longer than allowed for this person (§ 8 JArbSchG, § 4 (1) MuSchG).

    With a parameter ``balanced`` a weekday may last that long if another weekday of the same week is shortened below
    the plain limit (§ 8 (2a) JArbSchG). A day without any record is not a shortened one. Where the week is cut off by
    the first or last record of the person, the shorter day may be missing: the day stays open.
    """
    days = work.days
    low, high = numbers("limit", "other_limit", rule, law, work, scope, days.subject, days.date)
    unknown = np.where(days.sure, 0.0, law.values(rule.parameters["unknown_break"], days.date))
    net = days.net.astype(np.float64)
    least, most = net - unknown, net + days.masked
    cut = np.zeros(len(low), bool)
    if "balanced" in rule.parameters and len(low):
        longer = law.values(rule.parameters["balanced"], days.date)
        weekday = _weekdays(law, work, scope)
        shown = _short_day_in_week(work, most, low, weekday)
        cut = ~_week_inside(work)
        perhaps = _short_day_in_week(work, least, low, weekday) | cut
        low = np.where(weekday & shown, longer, low)
        high = np.where(weekday & perhaps, longer, high)
    failed = least > high
    open_ = (most > low) & ~failed
    week = open_ & cut & (least > low)
    return Units(
        subject=days.subject,
        at=days.start,
        day=days.date,
        measured=net,
        limit=np.where(failed, high, low),
        failed=failed,
        open=open_,
        checked=int((~open_ & ~np.isnan(low)).sum()),
        more_is_worse=True,
        open_reason="week_incomplete" if week.any() else unsure_reason(open_, days.sure),
        note="no_break_data" if (failed & ~days.sure).any() else "",
    )


def _weekdays(law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Mask:
    """Days from Monday to Saturday that are no public holiday as far as known."""
    days = work.days
    years = range(int(str(days.date.min())[:4]), int(str(days.date.max())[:4]) + 1)
    holiday = np.zeros(len(days.date), bool)
    region = work.runs.region[days.first_run]
    for code, name in enumerate(work.regions):
        listed = law.holidays(name or str(scope.get("region") or ""), years)
        holiday |= (region == code) & np.isin(days.date.astype("datetime64[D]"), listed)
    return ~is_sunday(days.date) & ~holiday


def _short_day_in_week(
    work: WorkTime, minutes: npt.NDArray[np.float64], limit: npt.NDArray[np.float64], weekday: Mask
) -> Mask:
    """Whether the week of each working day has another weekday with work below the limit."""
    days = work.days
    date, first, group = np.unique(person_day(days.subject, days.date), return_index=True, return_inverse=True)
    total = np.zeros(len(date))
    np.add.at(total, group, minutes)
    short = (total < limit[first]) & weekday[first]
    week, of = np.unique(person_day(days.subject, monday_of(days.date)), return_inverse=True)
    count = np.zeros(len(week), np.int64)
    np.add.at(count, of[first], short)
    return count[of] - short[group] > 0


def _week_inside(work: WorkTime) -> Mask:
    """Whether Monday to Friday of the week lie between the person's first and last day of work."""
    days = work.days
    opens = np.flatnonzero(np.append(True, days.subject[1:] != days.subject[:-1]))
    count = np.diff(np.append(opens, len(days.date)))
    date = days.date.astype("datetime64[D]")
    first, last = np.minimum.reduceat(date, opens), np.maximum.reduceat(date, opens)
    monday = monday_of(date)
    return (np.repeat(first, count) <= monday) & (np.repeat(last, count) >= monday + _FRIDAY)


def max_shift_span(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Working days that take too long from start to end, breaks included (§ 12 with § 4 (2) JArbSchG)."""
    days = work.days
    low, high = numbers("limit", "other_limit", rule, law, work, scope, days.subject, days.date)
    span = (days.end - days.start).astype(np.float64)
    failed = span > high
    open_ = (span > low) & ~failed
    return Units(
        subject=days.subject,
        at=days.start,
        day=days.date,
        measured=span,
        limit=high,
        failed=failed,
        open=open_,
        checked=int((~open_ & ~np.isnan(low)).sum()),
        more_is_worse=True,
        open_reason="no_age",
        note="" if scope.get("sector") or "sector" in work.people else "no_sector",
    )


def break_position(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Working days whose breaks lie too close to start or end to count in full (§ 11 (2) sentence 1 JArbSchG).

    A break counts if it begins at least ``margin`` minutes after the start and ends at least as long before the end of
    the working day. Units are the working days that require a break.
    """
    days, runs = work.days, work.runs
    net = days.net.astype(np.float64)
    required = required_break(rule, law, work, net)
    margin = law.values(rule.parameters["margin"], days.date)
    well_placed = np.zeros(len(net))
    inner = np.flatnonzero(runs.day[1:] == runs.day[:-1])  # a break follows this stretch, on the same working day
    of = runs.day[inner]
    starts, ends = runs.end[inner], runs.start[inner + 1]
    fits = (starts - days.start[of] >= margin[of]) & (days.end[of] - ends >= margin[of])
    np.add.at(well_placed, of[fits], (ends - starts)[fits])
    best = well_placed + days.unplaced  # a break of unknown position may lie well
    failed = (best < required) & days.sure
    more = required_break(rule, law, work, net + days.masked)
    open_ = ((well_placed < required) | (well_placed < more)) & ~failed
    due = (required > 0) | open_
    return Units(
        subject=days.subject[due],
        at=days.start[due],
        day=days.date[due],
        measured=np.where(failed, best, well_placed)[due],
        limit=required[due],
        failed=failed[due],
        open=open_[due],
        checked=int((due & ~open_).sum()),
        more_is_worse=False,
        open_reason=unsure_reason(open_, days.sure),
    )
