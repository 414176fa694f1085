"""Sundays and public holidays: work on them, and how many Sundays of a year stay free."""

from __future__ import annotations

import numpy as np

from readiness.analysis.working_time.applicability.context import RuleContext
from readiness.analysis.working_time.applicability.scopes import rest_shift
from readiness.analysis.working_time.judging.kind import Figure, Kind, Option
from readiness.analysis.working_time.judging.units import Units
from readiness.analysis.working_time.timeline.calendar import SUNDAY, WEEK
from readiness.analysis.working_time.timeline.coverage import coverage, worked_span
from readiness.analysis.working_time.timeline.days_due import days_due
from readiness.analysis.working_time.timeline.grouping import first_of_person, found_in
from readiness.analysis.working_time.timeline.local_days import (
    MAYBE_HOLIDAY,
    ON_HOLIDAY,
    ON_SUNDAY,
    DayWork,
    day_kinds,
    day_work,
    pieces,
)
from readiness.analysis.working_time.timeline.model import Timeline
from readiness.arrays import Codes, Ints, Mask
from readiness.loops import ints, loop, run


def no_work_in_window(context: RuleContext) -> Units:
    """Sundays or public holidays with work, 0 to 24 hours on the clock of the place of work (§ 9 (1) ArbZG).

    Where a break's position is unknown, only the minutes that are certainly work count. A holiday on a Sunday is a
    Sunday. Without a region only nation-wide holidays are checked, and the rule stays open. If the firm moves the rest
    (§ 9 (2)), days that fail only by the unmoved window are kept as claimed.
    """
    work, calendar, shift = context.work, context.calendar, rest_shift(context)
    if not len(work.segments.last):
        return Units.none()
    sundays = context.option("days") == "sunday"
    kind, begins = ON_SUNDAY if sundays else ON_HOLIDAY, 0  # minutes against midnight at which the day begins
    if sundays and "begins" in context.parameters:
        begins = int(context.number("begins")[work.segments.last.max()])
    no_region = not sundays and not calendar.region_known[work.segments.region].all()
    plain = _worked_on(work, kind, begins)
    moved = _worked_on(work, kind, begins + shift) if shift else plain
    # Minutes that may have been a break are no failure, not even a claimed one.
    only_plain = plain.take(~found_in(plain.key, moved.key) & (plain.certain > 0))
    unknown = plain.take(np.zeros(0, np.int64)) if sundays else _worked_on(work, MAYBE_HOLIDAY, shift)
    found = DayWork(*(np.concatenate(parts) for parts in zip(moved, only_plain, unknown, strict=True)))
    many = len(moved.day), len(only_plain.day), len(unknown.day)
    judged, claimed, maybe = (np.repeat(which, many) for which in np.eye(3, dtype=bool))
    unsure = judged & (found.certain == 0)
    return Units.judged(
        found.each,
        found.certain,
        np.zeros(len(judged)),
        judged & ~unsure,
        maybe | unsure,
        checked=_days_between(work, sundays) - int(np.count_nonzero(unsure)),
        least=int(np.count_nonzero(~maybe & ~unsure)),
        open_reason="no_region" if no_region else "break_position_unknown",
        wholly_open=no_region,
        claimed=claimed,
    )


def _worked_on(work: Timeline, kind: int, shift: int) -> DayWork:
    """Work on days of a kind that begin `shift` minutes after midnight."""
    return day_work(work, pieces(work, shift), day_kinds(work, shift) == kind)


def _days_between(work: Timeline, sundays: bool) -> int:
    """Number of Sundays or holidays between each person's first and last day of work: those that can be judged."""
    span, calendar = worked_span(work), work.calendar
    sunday = np.arange(len(calendar)) % WEEK == SUNDAY
    upto = np.cumsum(sunday | np.zeros_like(calendar.holiday) if sundays else calendar.holiday & ~sunday, axis=1)
    person = np.flatnonzero(span.first <= span.last)
    region = work.segments.region[first_of_person(work.segments.person, len(span.first))[person]]
    return int((upto[region, span.last[person]] - upto[region, span.first[person] - 1]).sum())


def free_sundays(context: RuleContext) -> Units:
    """Persons and calendar years with so many Sundays worked that too few stay free (§ 11 (1) ArbZG).

    A year fails once more Sundays are worked than may be, even if the records cover a part of it only; it stays open
    while the Sundays outside the records could still decide.
    """
    work, calendar, cover = context.work, context.calendar, coverage(context.work)
    due = days_due(work, rest_shift(context))
    due = due.take(due.sunday)
    starts = np.array([calendar.of_year(year)[0] for year in range(calendar.year[0], calendar.year[-1] + 2)])
    works = worked_span(work).first <= worked_span(work).last
    person, year, certain, worked, latest = run(
        sundays_by_year, due.person, due.day, due.certain, works, cover.first, cover.last, starts
    )
    first, after = starts[year], starts[year + 1]
    total = after // WEEK - first // WEEK
    inside = np.minimum(after, cover.last[person] + 1) // WEEK - np.maximum(first, cover.first[person]) // WEEK
    at, day = calendar.dates(first).astype("datetime64[m]").astype(np.int64), first.copy()
    known = np.flatnonzero(worked)  # with a Sunday to show, the last one
    at[known], day[known] = due.at[latest[known]], due.day[latest[known]]
    limit = total - context.number("free")[first]
    failed = certain > limit
    open_ = (worked + total - inside > limit) & ~failed
    outside = (certain + total - inside > limit) & open_
    reason = "year_incomplete" if outside.any() else "break_position_unknown"
    return Units.judged((person, at, day), certain, limit, failed, open_, open_reason=reason, unit="days")


@loop
def sundays_by_year(
    person: Codes, day: Ints, certain: Mask, works: Mask, first: Ints, last: Ints, starts: Ints
) -> tuple[Codes, Ints, Ints, Ints, Codes]:
    """At least fifteen Sundays of the year stay free of work (§ 11 (1) ArbZG).

    Given the Sundays with work, each person's first and last day in the data, and the first day of each year. Gives
    person and year, how many Sundays were certainly worked, how many perhaps, and the position of the last one.

    >>> years = sundays_by_year([0, 0, 0], [6, 13, 20], [True, True, False], [True], [0], [30], [-3, 14, 379])
    >>> [found.tolist() for found in years]
    [[0, 0], [0, 1], [2, 0], [2, 1], [1, 2]]
    """
    who: list[int] = []
    years: list[int] = []
    sure: list[int] = []
    worked: list[int] = []
    latest: list[int] = []
    n = 0
    for one in range(len(first)):
        for year in range(len(starts) - 1):
            if works[one] and first[one] < starts[year + 1] and last[one] >= starts[year]:
                before, surely = n, 0
                while n < len(day) and person[n] == one and day[n] < starts[year + 1]:
                    surely += int(certain[n])
                    n += 1
                who.append(one)
                years.append(year)
                sure.append(surely)
                worked.append(n - before)
                latest.append(max(n - 1, 0))
    return ints(who), ints(years), ints(sure), ints(worked), ints(latest)


#: Kinds of check in this module.
KINDS = (
    Kind(
        no_work_in_window,
        ("elapsed",),
        one_day=True,
        optional=("begins",),
        options={"days": Option(("sunday", "holiday"), required=True)},
        figures=(Figure("sunday_minutes", "total", days="sunday"), Figure("holiday_minutes", "total", days="holiday")),
    ),
    Kind(free_sundays, ("elapsed", "calendar"), required=("free",)),
)
