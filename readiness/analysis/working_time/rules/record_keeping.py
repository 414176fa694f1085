"""Duties about the records themselves: made in time, and kept long enough."""

from __future__ import annotations

import numpy as np

from readiness.analysis.working_time.applicability.context import RuleContext
from readiness.analysis.working_time.applicability.scopes import off_reason
from readiness.analysis.working_time.judging.kind import Kind, Option
from readiness.analysis.working_time.judging.units import Units
from readiness.analysis.working_time.timeline.grouping import ends_of, found_in, grouped, person_day
from readiness.arrays import Amounts, Days, Mask


def record_delay(context: RuleContext) -> Units:
    """Days of work that were recorded too late (§ 17 (1) MiLoG).

    Only for marginal employment and listed sectors. The day of work is the local date on which a record begins. Without
    the date of recording a day stays open.
    """
    off, days, recorded = off_reason(context), context.days, context.work.recorded
    concerned = _marginal(context) if off else np.ones(len(context.work.subjects), bool)
    if off and not concerned[days.person].any():
        return Units.none(off=off, unit="days")
    mine = np.flatnonzero(concerned[recorded.person])
    mine = mine[np.lexsort((recorded.made[mine], recorded.day[mine], recorded.person[mine]))]
    _, first, _ = grouped(person_day(recorded.person[mine], recorded.day[mine]))
    latest = mine[ends_of(first, len(mine)) - 1]  # of several records of one day
    person, day, start, made = (column[latest] for column in recorded)
    known = found_in(person_day(days.person, days.date), person_day(person, day))
    silent = np.flatnonzero(concerned[days.person] & ~known)
    late = np.append(made - day, np.full(len(silent), np.nan))
    day = np.append(day, days.date[silent])
    limit = context.number("days")[day]
    return Units.judged(
        (np.append(person, days.person[silent]), np.append(start, days.start[silent]), day),
        late,
        limit,
        late > limit,
        np.isnan(late),
        checked=len(made),
        open_reason="no_record_date",
        unit="days",
    )


def _marginal(context: RuleContext) -> Mask:
    """Who is in marginal employment, by the list of persons."""
    people = context.work.people
    if "marginal" not in people:
        return np.zeros(len(people), bool)
    return people["marginal"].astype(object).eq(True).to_numpy(bool)


def kept_records(context: RuleContext) -> Units:
    """Records of long days that were not kept long enough (§ 16 (2) sentence 2 ArbZG).

    Needs the day on which the records were deleted (``deleted_on`` in the scope), or the day on which somebody saw that
    they exist (``seen_on``). What was seen can show that old records are still there, never that any are missing; one
    old record of anybody is enough, and younger ones then say nothing more.
    """
    days = context.days
    deleted, seen = (np.datetime64(str(context.scope.get(name) or "NaT"), "D") for name in ("deleted_on", "seen_on"))
    only_seen = np.isnat(deleted)
    until = seen if only_seen else deleted
    kept = whole_months(context.calendar.dates(days.date), until)
    long = days.net - context.unknown_break() > context.number("above")[days.date]
    there = long & ~(kept < 0)  # a record made after that day was not deleted then
    days, kept = days.take(there), kept[there]
    limit = context.number("kept")[days.date]
    open_ = ~(kept >= limit) & only_seen
    return Units.judged(
        days.each,
        kept,
        limit,
        (kept < limit) & ~only_seen,
        open_,
        checked=int((~open_).sum()),
        more_is_worse=False,
        open_reason="no_deletion_date" if np.isnat(until) else "records_too_young",
        unit="months",
        open_alone=True,
    )


def whole_months(days: Days, until: np.datetime64) -> Amounts:
    """Complete months from each day to another; not a number where that is unknown.

    >>> whole_months(np.array(["2024-01-31", "2024-01-01"], "datetime64[D]"), np.datetime64("2024-03-30")).tolist()
    [1.0, 2.0]
    """
    if np.isnat(until):
        return np.full(len(days), np.nan)
    month, end = days.astype("datetime64[M]"), until.astype("datetime64[M]")
    incomplete = days - month > until - end
    return (end - month).astype(np.float64) - incomplete


#: Kinds of check in this module.
KINDS = (
    Kind(kept_records, ("verdict",), required=("kept", "above", "unknown_break")),
    Kind(
        record_delay,
        ("verdict",),
        required=("days",),
        options={"only_for": Option(names="scope"), "not_for": Option(names="scope")},
    ),
)
