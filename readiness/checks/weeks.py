"""Hours of calendar weeks, Monday to Sunday: in one week, and above the limit in a year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from readiness.checks.clock import Codes, Days, Mask, Minutes, day_number
from readiness.checks.keys import APART, grouped
from readiness.checks.outcome import Units
from readiness.checks.scope import limit_groups
from readiness.checks.worktime import WorkTime
from readiness.law import Law, Rule

Amounts = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weeks:
    """Weeks with work, one entry per person and week, sorted; hours count for the week in which a working day starts.

    `least` and `most` bound the work: breaks nobody recorded are taken off, breaks another record may cover are added.
    """

    subject: Codes
    monday: Days
    at: Minutes  # start of the first working day of the week
    net: Amounts
    least: Amounts
    most: Amounts
    sure: Mask  # breaks of all its days can be judged


def monday_of(days: Days) -> Days:
    """Monday of the week of each day."""
    number = day_number(days)
    return days.astype("datetime64[D]") - ((number + 3) % 7).astype("timedelta64[D]")


def week_hours(rule: Rule, law: Law, work: WorkTime) -> Weeks:
    """Minutes of work per person and week.

    A parameter ``unknown_break`` of the rule is taken off days without break information for the lower bound.
    """
    days = work.days
    monday = monday_of(days.date)
    if not len(monday):
        none = np.zeros(0)
        return Weeks(days.subject, monday, days.start, none, none, none, days.sure)
    unknown = np.zeros(len(monday))
    if "unknown_break" in rule.parameters:
        unknown = np.where(days.sure, 0.0, law.values(rule.parameters["unknown_break"], days.date))
    key = days.subject * APART + monday.astype(np.int64)
    _, first, week = grouped(key)  # a journey west can turn a person's calendar back

    def total(values: npt.NDArray[Any]) -> Amounts:
        return np.bincount(week, values, len(first)).astype(np.float64)

    return Weeks(
        subject=days.subject[first],
        monday=monday[first],
        at=days.start[first],  # days follow one another, so the first of a week is its earliest
        net=total(days.net),
        least=total(np.maximum(days.net - unknown, 0)),
        most=total(days.net + days.masked),
        sure=np.bincount(week, ~days.sure, len(first)) == 0,
    )


def max_per_week(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Weeks in which somebody works longer than allowed, without breaks (for example § 9 (1) AZG).

    The limit is that of the Monday. Where it depends on the group a firm belongs to and the scope names none, a week
    fails above the highest limit and stays open above the lowest.
    """
    weeks = week_hours(rule, law, work)
    groups = limit_groups(rule, law, scope)
    limits = np.array([law.values(name, weeks.monday) for name in groups or [rule.parameters["limit"]]])
    low, high = limits.min(axis=0), limits.max(axis=0)
    failed = weeks.least > high
    open_ = (weeks.most > low) & ~failed
    by_group = open_ & (weeks.least > low)
    return Units(
        subject=weeks.subject,
        at=weeks.at,
        day=weeks.monday,
        measured=weeks.net,
        limit=np.where(failed, high, low),
        failed=failed,
        open=open_,
        checked=int((~open_ & ~np.isnan(low)).sum()),
        more_is_worse=True,
        open_reason=unsure_reason(open_ & ~by_group, weeks.sure) if not by_group.any() else "no_limit_group",
        note="no_break_data" if (failed & ~weeks.sure).any() else "",
    )


def unsure_reason(open_: Mask, sure: Mask) -> str:
    """Why hours do not decide: breaks are not recorded at all, or only their position is unknown."""
    return "no_break_data" if (open_ & ~sure).any() else "break_position_unknown"
