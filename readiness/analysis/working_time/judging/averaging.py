"""Averages of working time per working day, over periods of weeks or months."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from readiness.analysis.working_time.applicability.context import RuleContext
from readiness.analysis.working_time.judging.kind import Figure
from readiness.analysis.working_time.judging.units import Units
from readiness.analysis.working_time.timeline.calendar import WEEK
from readiness.analysis.working_time.timeline.grouping import first_of_person
from readiness.analysis.working_time.timeline.hours_account import HoursAccount, hours_account, total
from readiness.arrays import Amounts, Codes, Ints, Mask
from readiness.loops import loop, run

#: What worked cases of averages may expect: of the complete rolling period with the highest average.
PERIOD_FIGURES = tuple(Figure(name, "period") for name in ("sum_hours", "werktage", "avg_hours"))

#: Which periods concern the rule: an account, and the first entry of each period and the one after its last.
Concerned = Callable[[HoursAccount, Codes, Codes], Mask]


@loop
def complete_periods(person: Codes, length: Amounts) -> tuple[Codes, Codes]:
    """Longer days are balanced within 24 weeks or six months (§ 3 sentence 2 ArbZG), night work within four (§ 6 (2)).

    With every week or month of a person ends one such period, if it begins inside the data: its first entry and the
    one after its last. `length` is the one in force on the last day of each entry; none where it was repealed.

    >>> first, after = complete_periods([0, 0, 0, 1, 1], [2.0] * 5)
    >>> first.tolist(), after.tolist()
    ([0, 1, 3], [2, 3, 5])
    """
    first = np.zeros(len(person), np.int64)
    after = np.zeros(len(person), np.int64)
    count = 0
    begin = 0
    for n in range(len(person)):
        if person[n] != person[begin]:
            begin = n
        if n + 1 - length[n] >= begin:
            first[count], after[count] = n + 1 - int(length[n]), n + 1
            count += 1
    return first[:count], after[:count]


def averages(context: RuleContext, unit: str, fixed: bool, concerned: Concerned) -> Units:
    """Periods in which the work per due day is above the limit, of those that `concerned` accepts.

    Parameters
    ----------
    unit : {"week", "month"}
        What periods are made of: as many as the rule's ``weeks`` or ``months``.
    fixed : bool
        Periods follow each other without overlap, counted from ``average_start`` in the scope, else from the person's
        first week or from January; otherwise one begins with every week or month.
    """
    work, calendar = context.work, context.calendar
    if not len(context.days.date):
        return Units.none()
    account = hours_account(work, context.parameters["unknown_break"], unit)
    first, after, limit = _periods(context, account, unit)
    grid = _on_grid(context, account, unit, first, after)
    if fixed:
        first, after, limit, grid = (column[grid] for column in (first, after, limit, grid))
    worked = np.bincount(context.days.person, minlength=len(work.subjects)) > 0
    too_short = worked.copy()
    too_short[account.person[first]] = False
    mine = worked[account.person[first]] & concerned(account, first, after)
    first, after, limit, grid = (column[mine] for column in (first, after, limit, grid))
    net, least, most, due, due_least, unsure = (
        total(values, first, after)
        for values in (account.net, account.least, account.most, account.due, account.due_least, account.unsure)
    )
    failed = least > limit * due
    by_breaks = (most > limit * due) & ~failed
    by_region = (most > limit * due_least) & ~failed & ~by_breaks
    who = account.person[first]
    rolling = not fixed and len(np.setdiff1d(who[failed & (due > 0)], who[failed & grid])) > 0

    kept = due > 0
    so_far = _so_far(context, too_short, concerned)
    person, day, measured, limit = (
        np.concatenate([of_period[kept], of_person])
        for of_period, of_person in zip((who, account.opens[first], _ratio(net, due), limit), so_far, strict=True)
    )
    short = len(so_far[0])
    failed = np.append(failed[kept], np.zeros(short, bool))
    open_ = np.append((by_breaks | by_region)[kept], np.ones(short, bool))
    reason = "break_position_unknown"
    if short:
        reason = "period_too_short"
    elif (by_region & kept).any():
        reason = "no_region"
    elif (by_breaks & kept & (unsure > 0)).any():
        reason = "no_break_data"
    zone = work.stretches.zone[first_of_person(work.stretches.person, len(work.subjects))[person]]
    return Units.judged(
        (person, calendar.instants()[zone, day], day),
        measured,
        limit,
        failed,
        open_,
        open_reason=reason,
        note="rolling_reading" if rolling else "",
    )


def _periods(context: RuleContext, account: HoursAccount, unit: str) -> tuple[Codes, Codes, Amounts]:
    """First entry, the one after the last, and limit of all periods that have one; shorter ones first."""
    length = context.number(f"{unit}s")[account.closes - 1]
    first, after = run(complete_periods, account.person, length)
    limit = context.number("limit")[account.closes[after - 1] - 1]
    in_force = ~np.isnan(limit)
    order = np.argsort((after - first)[in_force], kind="stable")
    return first[in_force][order], after[in_force][order], limit[in_force][order]


def _on_grid(context: RuleContext, account: HoursAccount, unit: str, first: Codes, after: Codes) -> Mask:
    """Periods that follow each other without overlap."""
    calendar = context.calendar
    start = np.array([context.scope.get("average_start", "1970-01-01")], "datetime64[D]")
    if unit == "month":
        begin = start.astype("datetime64[M]") - calendar.first.astype("datetime64[M]")
        number, origin = calendar.month[account.opens[first]], begin.astype(np.int64)
    elif "average_start" in context.scope:
        number, origin = account.opens[first] // WEEK, calendar.numbers(start) // WEEK
    else:
        number, origin = first, first_of_person(account.person, len(context.work.subjects))[account.person[first]]
    return np.asarray((number - origin) % (after - first) == 0)


def _so_far(context: RuleContext, person: Mask, concerned: Concerned) -> tuple[Codes, Ints, Amounts, Amounts]:
    """Some persons without a complete period: who, from when, average so far, limit."""
    weeks = hours_account(context.work, context.parameters["unknown_break"], "week")
    place = first_of_person(weeks.person, len(person))
    who = np.flatnonzero(person)
    limit = context.number("limit")[weeks.closes[place[who + 1] - 1] - 1]
    kept = ~np.isnan(limit) & concerned(weeks, place[who], place[who + 1])
    who, limit = who[kept], limit[kept]
    first, after = place[who], place[who + 1]
    return who, weeks.opens[first], _ratio(total(weeks.net, first, after), total(weeks.due, first, after)), limit


def _ratio(work: Amounts, due: Ints) -> Amounts:
    return work / np.where(due > 0, due, np.nan)


def period_figures(context: RuleContext) -> dict[str, float]:
    """Hours, due days and average of the complete rolling period with the highest average; empty without one."""
    if not len(context.days.date):
        return {}
    account = hours_account(context.work, context.parameters["unknown_break"], "week")
    first, after, _ = _periods(context, account, "week")
    if not len(first):
        return {}
    hours, due = total(account.net, first, after) / 60, total(account.due, first, after)
    average = hours / np.maximum(due, 1)
    place = int(np.argmax(average))
    return {"sum_hours": float(hours[place]), "werktage": float(due[place]), "avg_hours": float(average[place])}
