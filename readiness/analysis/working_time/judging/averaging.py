"""Averages of working time per working day, over periods of weeks or months."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from readiness.analysis.working_time.applicability.context import RuleContext
from readiness.analysis.working_time.judging.kind import Figure
from readiness.analysis.working_time.judging.units import Units
from readiness.analysis.working_time.timeline.calendar import WEEK
from readiness.analysis.working_time.timeline.grouping import first_of_person
from readiness.analysis.working_time.timeline.hours_account import periods, total, workdays_due
from readiness.analysis.working_time.timeline.weeks import Weeks, every_week
from readiness.arrays import Amounts, Codes, Ints, Mask
from readiness.errors import UnknownName
from readiness.loops import run

#: What worked cases of averages may expect: of the complete rolling period with the highest average.
PERIOD_FIGURES = tuple(Figure(name, "period") for name in ("sum_hours", "werktage", "avg_hours"))

#: Which periods concern a rule: weeks or months (the unit), and where each period starts and stops in their list.
Concerned = Callable[[str, Codes, Codes], Mask]


def chosen(context: RuleContext, fact: str, ways: Mapping[str, tuple[str, bool]]) -> tuple[str, bool]:
    """How the firm lays periods over the calendar, by a fact in the scope, else the first way: unit, and whether fixed.

    Raises
    ------
    UnknownName
        ``unknown_average_period``.
    """
    name = str(context.scope.get(fact) or next(iter(ways)))
    if name not in ways:
        raise UnknownName("unknown_average_period", name, list(ways))
    return ways[name]


def averages(context: RuleContext, unit: str, fixed: bool, concerned: Concerned) -> Units:
    """Periods with more work per due day than the limit, of those that `concerned` accepts (§ 3 sentence 2 ArbZG).

    A person without a complete period stays open, with the average so far.

    Parameters
    ----------
    unit : {"week", "month"}
        What periods are made of: as many as the rule's ``weeks`` or ``months``.
    fixed : bool
        Periods follow each other without overlap, counted from ``average_start`` in the scope, else from the person's
        first week or from January; otherwise one begins with every week or month.
    """
    work = context.work
    if not len(work.days.date):
        return Units.none()
    weeks, (due, due_least) = _weeks(context, unit), workdays_due(work, unit)
    start, stop, limit = _complete(context, weeks, unit)
    apart = _without_overlap(context, weeks, unit, start, stop)
    works, has_period = np.zeros((2, len(work.subjects)), bool)
    works[work.days.person] = True
    mine = works[weeks.person[start]] & (apart | (not fixed))
    has_period[weeks.person[start[mine]]] = True
    # Only now: who has a complete period is not left with an average so far, even if the rule does not ask for it or no
    # day was due in it.
    mine &= concerned(unit, start, stop) & (total(due, start, stop) > 0)
    start, stop, limit, apart = start[mine], stop[mine], limit[mine], apart[mine]

    net, least, most, days = (total(values, start, stop) for values in (weeks.net, weeks.least, weeks.most, due))
    failed = least > limit * days
    by_breaks = (most > limit * days) & ~failed
    # The fewest days due, where the region decides about holidays, make the highest average.
    by_region = (most > limit * total(due_least, start, stop)) & ~failed & ~by_breaks
    person = weeks.person[start]
    so_far = _so_far(context, np.flatnonzero(works & ~has_period), concerned)
    reason = "break_position_unknown"
    if len(so_far[0]):
        reason = "period_too_short"
    elif by_region.any():
        reason = "no_region"
    elif (by_breaks & (total(weeks.unsure, start, stop) > 0)).any():
        reason = "no_break_data"

    complete = person, weeks.opens[start], net / days, limit, failed, by_breaks | by_region
    who, day, measured, limit, has_failed, open_ = (np.concatenate(both) for both in zip(complete, so_far, strict=True))
    zone = work.stretches.zone[first_of_person(work.stretches.person, len(work.subjects))[who]]
    each = who, context.calendar.midnights()[zone, day], day
    only_rolling = np.setdiff1d(person[failed], person[failed & apart])
    note = "rolling_reading" if len(only_rolling) else ""
    return Units.judged(each, measured, limit, has_failed, open_, open_reason=reason, note=note)


def _weeks(context: RuleContext, unit: str) -> Weeks:
    return every_week(context.work, context.parameters["unknown_break"], unit)


def _complete(context: RuleContext, weeks: Weeks, unit: str) -> tuple[Codes, Codes, Amounts]:
    """Periods of the length in force on their last day, with the limit of that day; shorter lengths come first.

    Where each starts and stops in the list of weeks or months; none where length or limit were repealed.
    """
    length, limit = (context.number(part)[weeks.closes - 1] for part in (f"{unit}s", "limit"))
    found = [(np.zeros(0, np.int64), np.zeros(0, np.int64))]
    for value in np.unique(length[~np.isnan(length)]):
        start, stop, whole = run(periods, weeks.person, np.full(len(length), value))
        whole &= (length[stop - 1] == value) & ~np.isnan(limit[stop - 1])
        found.append((start[whole], stop[whole]))
    start, stop = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return start, stop, limit[stop - 1]


def _without_overlap(context: RuleContext, weeks: Weeks, unit: str, start: Codes, stop: Codes) -> Mask:
    """Which periods follow each other without overlap, as `averages` counts fixed ones."""
    calendar, given = context.calendar, context.scope.get("average_start")
    day = np.array([given or "1970-01-01"], "datetime64[D]")
    if unit == "month":
        number, origin = calendar.month, (day.astype("datetime64[M]") - calendar.first.astype("datetime64[M]"))
    else:
        number, origin = np.arange(len(calendar)) // WEEK, calendar.numbers(day) // WEEK
    mine = number[weeks.opens]
    if unit == "week" and not given:  # counted from the person's first week
        origin = mine[first_of_person(weeks.person, len(context.work.subjects))[weeks.person[start]]]
    whole_periods_from_origin = (mine[start] - origin.astype(np.int64)) % (stop - start) == 0
    return np.asarray(whole_periods_from_origin)


def _so_far(context: RuleContext, who: Codes, concerned: Concerned) -> tuple[Codes, Ints, Amounts, Amounts, Mask, Mask]:
    """Persons without a complete period: who, from when, average so far, limit; none has failed, all are open."""
    weeks, (due, _) = _weeks(context, "week"), workdays_due(context.work, "week")
    place = first_of_person(weeks.person, len(context.work.subjects))
    start, stop = place[who], place[who + 1]
    limit = context.number("limit")[weeks.closes[stop - 1] - 1]
    kept = ~np.isnan(limit) & concerned("week", start, stop)
    who, start, stop, limit = who[kept], start[kept], stop[kept], limit[kept]
    days = total(due, start, stop)
    average = total(weeks.net, start, stop) / np.where(days > 0, days, np.nan)
    return who, weeks.opens[start], average, limit, np.zeros(len(who), bool), np.ones(len(who), bool)


def period_figures(context: RuleContext) -> dict[str, float]:
    """Hours, due days and average of the complete rolling period with the highest average; empty without one."""
    if not len(context.days.date):
        return {}
    weeks = _weeks(context, "week")
    start, stop, _ = _complete(context, weeks, "week")
    if not len(start):
        return {}
    hours, days = total(weeks.net, start, stop) / 60, total(workdays_due(context.work, "week")[0], start, stop)
    average = hours / np.maximum(days, 1)
    place = int(np.argmax(average))
    return {"sum_hours": float(hours[place]), "werktage": float(days[place]), "avg_hours": float(average[place])}
