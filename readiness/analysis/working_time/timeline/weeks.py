"""Hours of calendar weeks, Monday to Sunday: in one week, and above the limit in a year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from readiness.analysis.working_time.timeline.grouping import APART, grouped
from readiness.analysis.working_time.timeline.local_time import day_number
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.arrays import Amounts, Codes, Days, Mask, Minutes
from readiness.law import Law, Rule


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
