"""Length of the working day: hours of work and the time from first start to last end."""

from __future__ import annotations

import numpy as np

from readiness.analysis.working_time.applicability.context import RuleContext
from readiness.analysis.working_time.applicability.limits import limits_for
from readiness.analysis.working_time.judging.kind import Figure, Kind, Option
from readiness.analysis.working_time.judging.units import Units
from readiness.analysis.working_time.timeline.calendar import SUNDAY, WEEK
from readiness.analysis.working_time.timeline.coverage import first_and_last
from readiness.analysis.working_time.timeline.grouping import found_in, person_day
from readiness.analysis.working_time.timeline.local_days import local_days, pieces
from readiness.analysis.working_time.timeline.stretches import Stretches
from readiness.analysis.working_time.timeline.working_days import WorkingDays
from readiness.arrays import Amounts, Mask
from readiness.errors import UnknownName
from readiness.loops import loop, run

#: How somebody may read the word "Werktag": from the start of work to a full rest, any 24 hours, or the calendar day.
BASES = ("default", "strict_24h", "calendar_day")
_DAY = 24 * 60
_FRIDAY = 4


def max_per_day(context: RuleContext) -> Units:
    """Working days that last longer than allowed, without breaks (§ 3 ArbZG).

    Where the records carry no breaks and show no interruption, a day fails only if it is too long even after the
    statutory break (parameter ``unknown_break``) is taken off; if that break would make the difference, it stays open.
    """
    return Units.too_long(context.hours(), context.number("limit")[context.days.date])


def max_per_day_for(context: RuleContext) -> Units:
    """Working days above a limit of persons with a certain status; option ``flag`` names it (§ 207 SGB IX)."""
    concerned = context.flagged(context.option("flag"))
    if not concerned.any():
        return Units.none(off="nobody_concerned")
    units = max_per_day(context)
    return units.only(concerned[units.person])


def max_in_span(context: RuleContext) -> Units:
    """Stretches of 24 hours, or calendar days, with more work than a day may have, not yet found otherwise.

    Off unless ``day_basis`` in the scope asks for ``strict_24h`` (from the start of each working day) or
    ``calendar_day``. Only minutes that are certainly work count; days found by the default reading are left out.

    Raises
    ------
    UnknownName
        ``unknown_day_basis``.
    """
    basis = str(context.scope.get("day_basis") or BASES[0])
    if basis not in BASES:
        raise UnknownName("unknown_day_basis", basis, list(BASES))
    days = context.days
    if basis == BASES[0] or not len(days.date):
        return Units.none(off="reading_not_chosen")
    unknown, limit = np.nan_to_num(context.unknown_break()), context.number("limit")
    known = days.net - unknown > limit[days.date]
    each, measured = days.each, run(work_in_24_hours, days, context.work.stretches, unknown)
    if basis == "calendar_day":
        found = local_days(context.work)
        each, measured = found.each, _on_calendar_days(context, unknown)
        known = found_in(found.key, np.sort(person_day(days.person[known], days.date[known])))
    limit = limit[each[2]]
    return Units.judged(each, measured, limit, (measured > limit) & ~known, note="strict_reading")


@loop
def work_in_24_hours(days: WorkingDays, stretches: Stretches, unknown: Amounts) -> Amounts:
    """The working time of a day may not exceed ten hours (§ 3 sentence 2 ArbZG), a day being any 24 hours.

    Minutes that are certainly work in the 24 hours from the start of each working day.

    >>> days = WorkingDays(*[[0, 0]] * 11)._replace(start=[480, 1800], first=[0, 1], last=[0, 1])
    >>> stretches = Stretches(*[[0, 0]] * 13)._replace(start=[480, 1800], end=[1000, 2200])
    >>> work_in_24_hours(days, stretches, [0.0, 0.0]).tolist()  # the second day begins before 24 hours are over
    [640.0, 400.0]
    """
    found = np.zeros(len(days.start))
    day = 0
    for n in range(len(days.start)):
        until = days.start[n] + _DAY
        day = n
        for s in range(days.first[n], len(stretches.start)):
            if stretches.person[s] != days.person[n] or stretches.start[s] > until:
                break
            if s > days.last[day]:
                day += 1
            lost = stretches.unplaced[s] + unknown[day]
            found[n] += max(min(until, stretches.end[s]) - stretches.start[s] - lost, 0.0)
    return found


def _on_calendar_days(context: RuleContext, unknown: Amounts) -> Amounts:
    """Minutes that are certainly work per local day; each working day may have had its break on any of its dates."""
    work = context.work
    parts, found = pieces(work, 0), local_days(work)
    day_of_stretch = np.repeat(np.arange(len(work.days.first)), work.days.last - work.days.first + 1)
    _, once = np.unique(person_day(parts.stretch, parts.day), return_index=True)
    place = np.searchsorted(found.key, person_day(parts.person, parts.day)[once])
    lost = np.bincount(place, unknown[day_of_stretch[parts.stretch[once]]], len(found.day))
    return np.maximum(found.certain - lost, 0)


def max_per_day_by_person(context: RuleContext) -> Units:
    """Working days longer than allowed for this person (§ 8 JArbSchG, § 4 (1) MuSchG).

    With a parameter ``balanced`` a weekday may last that long if another weekday of the same week is shortened below
    the plain limit (§ 8 (2a) JArbSchG). A day without any record is not a shortened one. Where the week is cut off by
    the first or last record of the person, the shorter day may be missing: the day stays open.
    """
    days, hours = context.days, context.hours()
    low, high = limits_for(context, "limit", days.person, days.date)
    cut = np.zeros(len(low), bool)
    if "balanced" in context.parameters and len(low):
        longer, plain = context.number("balanced")[days.date], low
        region = context.work.stretches.region[days.first]
        weekday = (days.date % WEEK != SUNDAY) & ~context.calendar.holiday[region, days.date]
        cut = ~_week_inside(days, len(context.work.subjects))
        low = np.where(weekday & run(short_day_in_week, days, hours.most, plain, weekday), longer, plain)
        high = np.where(weekday & (run(short_day_in_week, days, hours.least, plain, weekday) | cut), longer, high)
    return Units.too_long(hours, low, high, because=(cut & (hours.least > low), "week_incomplete"))


@loop
def short_day_in_week(days: WorkingDays, minutes: Amounts, limit: Amounts, weekday: Mask) -> Mask:
    """Half an hour longer if another weekday of the week is shortened below eight hours (§ 8 (2a) JArbSchG).

    Whether the week of each working day has another weekday with work below the limit; minutes of one date add up.

    >>> days = WorkingDays(*[[0, 0]] * 11)._replace(date=[7, 8])
    >>> short_day_in_week(days, [510.0, 450.0], [480.0, 480.0], [True, True]).tolist()
    [True, False]
    """
    found = np.zeros(len(days.date), np.bool_)
    total, least = np.zeros(WEEK), np.zeros(WEEK)
    seen, counts = np.zeros(WEEK, np.bool_), np.zeros(WEEK, np.bool_)
    for n in range(len(days.date)):
        monday = days.date[n] - days.date[n] % WEEK
        total[:] = 0
        seen[:] = False
        counts[:] = False
        other = n
        # A journey can turn the calendar back, so the days around the week are looked at, too.
        while other > 0 and days.person[other - 1] == days.person[n] and days.date[other - 1] >= monday - 1:
            other -= 1
        while other < len(days.date) and days.person[other] == days.person[n] and days.date[other] <= monday + WEEK:
            place = days.date[other] - monday
            if 0 <= place < WEEK and place != days.date[n] % WEEK:
                if not seen[place]:
                    seen[place], least[place], counts[place] = True, limit[other], weekday[other]
                total[place] += minutes[other]
            other += 1
        for place in range(WEEK):
            found[n] |= counts[place] and total[place] < least[place]
    return found


def _week_inside(days: WorkingDays, people: int) -> Mask:
    """Whether Monday to Friday of the week lie between the person's first and last day of work."""
    first, last = run(first_and_last, days.person, days.date, days.date, people)
    monday = days.date - days.date % WEEK
    return (first[days.person] <= monday) & (last[days.person] >= monday + _FRIDAY)


def max_span(context: RuleContext) -> Units:
    """Working days that take too long from the first start to the last end, breaks included (Art. 10 ArG)."""
    days = context.days
    return Units.above(days.each, days.end - days.start, context.number("limit")[days.date])


def max_shift_span(context: RuleContext) -> Units:
    """Working days that take too long from start to end, breaks included (§ 12 with § 4 (2) JArbSchG)."""
    days = context.days
    low, high = limits_for(context, "limit", days.person, days.date)
    no_sector = not (context.scope.get("sector") or "sector" in context.work.people)
    return Units.above(
        days.each,
        days.end - days.start,
        low,
        high=high,
        open_reason="no_age",
        note="no_sector" if no_sector else "",
    )


_HOURS = ("day", "gap", "union", "unknown_break")
_SPAN = ("day", "elapsed", "union")
#: Kinds of check in this module.
KINDS = (
    Kind(max_per_day, _HOURS, one_day=True, required=("limit", "unknown_break")),
    Kind(
        max_per_day_for,
        _HOURS,
        one_day=True,
        required=("limit", "unknown_break"),
        options={"flag": Option(names="fact", required=True)},
    ),
    Kind(max_in_span, _HOURS, one_day=True, required=("limit", "unknown_break")),
    Kind(
        max_per_day_by_person, _HOURS, required=("limit", "unknown_break"), optional=("balanced",), by_scope=("limit",)
    ),
    Kind(max_span, _SPAN, one_day=True, required=("limit",), figures=(Figure("span_hours", per=60),)),
    Kind(max_shift_span, _SPAN, required=("limit",), by_scope=("limit",), figures=(Figure("span_hours", per=60),)),
)
