"""Rest that may be shortened once a week if the average of two weeks is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from readiness.analysis.working_time.judging.verdicts import Units
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.analysis.working_time.timeline.weeks import monday_of
from readiness.arrays import Amounts
from readiness.law import Law, Rule

_APART = 1 << 24  # more weeks than any calendar has; keeps persons apart on one number line


def min_gap_averaged(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Rests between working days that are too short, one a week shortened if the average holds (Art. 15a ArG).

    A rest belongs to the calendar week in which the working day before it begins. One between ``reduced`` and ``limit``
    is kept if it is the first of its week and the rests of that week with the week before or after reach ``limit`` on
    average; all rests between working days count in full. If no pair reaches it and none is wholly inside the person's
    records, the rest stays open.
    """
    days = work.days
    before = np.flatnonzero(days.subject[1:] == days.subject[:-1])
    rest = (days.start[before + 1] - days.end[before]).astype(np.float64)
    date, subject = days.date[before], days.subject[before]
    limit, reduced = (law.values(rule.parameters[name], date) for name in ("limit", "reduced"))
    week = subject * _APART + (monday_of(date).astype("datetime64[D]").astype(np.int64) + 3) // 7
    shortened = (rest < limit) & (rest >= reduced)
    again = shortened & ~_first_of_week(week, shortened)
    enough, known = _two_weeks(week, rest, limit, work)
    failed = (rest < reduced) | again | (shortened & ~enough & known)
    open_ = shortened & ~failed & ~enough
    return Units(
        subject=subject,
        at=days.end[before],
        day=date,
        measured=rest,
        limit=np.where((rest < reduced) | (shortened & ~failed & ~open_), reduced, limit),
        failed=failed,
        open=open_,
        checked=int((~open_ & ~np.isnan(limit)).sum()),
        more_is_worse=False,
        open_reason="two_weeks_not_covered",
    )


def _first_of_week(week: npt.NDArray[np.int64], chosen: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    place = np.flatnonzero(chosen)
    found = np.zeros(len(week), bool)
    found[place[np.unique(week[place], return_index=True)[1]]] = True
    return found


def _two_weeks(
    week: npt.NDArray[np.int64], rest: Amounts, limit: Amounts, work: WorkTime
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Per rest: a pair of weeks around it reaches the limit on average; a pair lies wholly inside the records."""
    weeks, place = np.unique(week, return_inverse=True)
    total, number = np.zeros((2, len(weeks)))
    np.add.at(total, place, rest)
    np.add.at(number, place, 1.0)
    enough = np.zeros(len(rest), bool)
    known = np.zeros(len(rest), bool)
    covered = np.unique(
        work.days.subject * _APART + (monday_of(work.days.date).astype("datetime64[D]").astype(np.int64) + 3) // 7
    )
    for step in (-1, 1):
        other = np.searchsorted(weeks, week + step)
        there = np.zeros(len(week), bool)
        inside = other < len(weeks)
        there[inside] = weeks[other[inside]] == (week + step)[inside]
        other = np.where(there, other, 0)
        with_total = total[place] + np.where(there, total[other], 0.0)
        with_number = number[place] + np.where(there, number[other], 0.0)
        enough |= with_total >= limit * with_number
        low, high = (
            np.searchsorted(covered, week // _APART * _APART),
            np.searchsorted(covered, (week // _APART + 1) * _APART),
        )
        known |= (covered[low] <= week + step) & (covered[high - 1] >= week + step)
    return enough, known
