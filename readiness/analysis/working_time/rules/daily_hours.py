"""Length of the working day: hours of work and the time from first start to last end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from readiness.analysis.working_time.applicability.facts import flagged
from readiness.analysis.working_time.applicability.limits import numbers
from readiness.analysis.working_time.judging.kind import Figure, Kind, Option
from readiness.analysis.working_time.judging.units import Units, nothing, only_units, unsure_reason
from readiness.analysis.working_time.timeline.grouping import found_in, person_day, spread
from readiness.analysis.working_time.timeline.local_time import is_sunday
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.analysis.working_time.timeline.public_holidays import touched
from readiness.analysis.working_time.timeline.weeks import monday_of
from readiness.arrays import Mask
from readiness.errors import UnknownName
from readiness.law import Law, Rule

#: How somebody may read the word "Werktag": from the start of work to a full rest, any 24 hours, or the calendar day.
BASES = ("default", "strict_24h", "calendar_day")
_DAY = 24 * 60
_APART = 1 << 32  # keeps persons apart on one line of minutes
_FRIDAY = np.timedelta64(4, "D")


def max_per_day(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Working days that last longer than allowed, without breaks (§ 3 ArbZG).

    Where the records carry no breaks and show no interruption, a day fails only if it is too long even after the
    statutory break (parameter ``unknown_break``) is taken off; if that break would make the difference, it stays open.
    """
    days = work.days
    limit = law.values(rule.parameters["limit"], days.date)
    unknown = np.where(days.sure, 0.0, law.values(rule.parameters["unknown_break"], days.date))
    failed = days.net - unknown > limit
    open_ = (days.net + days.masked > limit) & ~failed
    judged = ~open_ & ~np.isnan(limit)
    return Units(
        subject=days.subject,
        at=days.start,
        day=days.date,
        measured=days.net.astype(np.float64),
        limit=limit,
        failed=failed,
        open=open_,
        checked=int(judged.sum()),
        more_is_worse=True,
        open_reason="no_break_data" if (open_ & ~days.sure).any() else "break_position_unknown",
        note="no_break_data" if (failed & ~days.sure).any() else "",
    )


def max_per_day_for(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Working days above a limit of persons with a certain status; option ``flag`` names it (§ 207 SGB IX)."""
    concerned = flagged(str(rule.options["flag"]), work, scope)
    if not concerned.any():
        return nothing(work, off="nobody_concerned")
    units = max_per_day(rule, law, work, scope)
    return only_units(units, concerned[units.subject])


def max_in_span(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Stretches of 24 hours, or calendar days, with more work than a day may have, not yet found otherwise.

    Off unless ``day_basis`` in the scope asks for ``strict_24h`` (from the start of each working day) or
    ``calendar_day``. Only minutes that are certainly work count; days found by the default reading are left out.

    Raises
    ------
    UnknownName
        ``unknown_day_basis``.
    """
    basis = str(scope.get("day_basis") or BASES[0])
    if basis not in BASES:
        raise UnknownName("unknown_day_basis", basis, list(BASES))
    if basis == BASES[0] or not len(work.days.date):
        return nothing(work, off="reading_not_chosen")
    days = work.days
    unknown = np.where(days.sure, 0.0, np.nan_to_num(law.values(rule.parameters["unknown_break"], days.date)))
    found = days.net - unknown > law.values(rule.parameters["limit"], days.date)
    if basis == "strict_24h":
        subject, at, day = days.subject, days.start, days.date
        measured = _in_next_day(work, unknown)
        limit = law.values(rule.parameters["limit"], day)
        known = found
    else:
        legs = work.legs
        leg, on = spread(np.arange(len(legs.first)), legs.first, legs.last)
        parts = touched(work, leg, on, 0)
        subject, at, day = parts.subject, parts.at, parts.day
        unsure = unknown[legs.day[leg]]
        places = np.searchsorted(parts.key, person_day(legs.subject[leg], on))
        lost = np.zeros(len(parts.day))
        _, once = np.unique(person_day(legs.run[leg], on), return_index=True)
        np.add.at(lost, places[once], unsure[once])  # each working day on that date may have had its break then
        measured = np.maximum(parts.certain - lost, 0)
        known = found_in(person_day(subject, day), np.sort(person_day(days.subject[found], days.date[found])))
        limit = law.values(rule.parameters["limit"], np.maximum(day, days.date.min()))
    return Units(
        subject=subject,
        at=at,
        day=day,
        measured=measured,
        limit=limit,
        failed=(measured > limit) & ~known,
        open=np.zeros(len(day), bool),
        checked=int((~np.isnan(limit)).sum()),
        more_is_worse=True,
        note="strict_reading",
    )


def _in_next_day(work: WorkTime, unknown: Any) -> Any:
    """Minutes that are certainly work in the 24 hours from the start of each working day."""
    runs, days = work.runs, work.days
    lost = runs.unplaced + unknown[runs.day]
    done = np.append(0.0, np.cumsum(np.maximum(runs.end - runs.start - lost, 0)))
    line = runs.subject * _APART + runs.start
    until = days.start + _DAY
    last = np.searchsorted(line, days.subject * _APART + until) - 1
    part = np.maximum(np.minimum(until, runs.end[last]) - runs.start[last] - lost[last], 0)
    return done[last] + part - done[days.first_run]


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


def max_span(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Working days that take too long from the first start to the last end, breaks included (Art. 10 ArG)."""
    days = work.days
    span = (days.end - days.start).astype(np.float64)
    limit = law.values(rule.parameters["limit"], days.date)
    return Units(
        subject=days.subject,
        at=days.start,
        day=days.date,
        measured=span,
        limit=limit,
        failed=span > limit,
        open=np.zeros(len(span), bool),
        checked=int((~np.isnan(limit)).sum()),
        more_is_worse=True,
    )


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


_HOURS = ("day", "gap", "union", "unknown_break")
_SPAN = ("day", "elapsed", "union")
#: Kinds of check in this module.
KINDS = (
    Kind("max_per_day", max_per_day, _HOURS, one_day=True, required=("limit", "unknown_break")),
    Kind(
        "max_per_day_for",
        max_per_day_for,
        _HOURS,
        one_day=True,
        required=("limit", "unknown_break"),
        options={"flag": Option(names="fact", required=True)},
    ),
    Kind("max_in_span", max_in_span, _HOURS, one_day=True, required=("limit", "unknown_break")),
    Kind(
        "max_per_day_by_person",
        max_per_day_by_person,
        _HOURS,
        one_day=False,
        required=("limit", "unknown_break"),
        optional=("balanced",),
        by_scope=("limit",),
    ),
    Kind("max_span", max_span, _SPAN, one_day=True, required=("limit",), figures=(Figure("span_hours", per=60),)),
    Kind(
        "max_shift_span",
        max_shift_span,
        _SPAN,
        one_day=False,
        required=("limit",),
        by_scope=("limit",),
        figures=(Figure("span_hours", per=60),),
    ),
)
