"""Breaks: enough of them, and in time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from readiness.analysis.working_time.judging.verdicts import Units
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.arrays import Amounts, Mask
from readiness.law import Law, Rule


def required_break(rule: Rule, law: Law, work: WorkTime, net: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Minutes of break due on each working day for that many minutes of work (§ 4 sentence 1 ArbZG)."""
    value = {part: law.values(name, work.days.date) for part, name in rule.parameters.items()}
    return np.where(net > value["long_above"], value["long"], np.where(net > value["short_above"], value["short"], 0.0))


def break_by_length(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Working days with less break than their length requires (§ 4 sentences 1 and 2 ArbZG).

    Units are the working days that require a break. A break known only in total counts as one break. Without break
    information and without a visible interruption nothing is assumed: the day stays open.
    """
    return enough_break(work, lambda net: required_break(rule, law, work, net))


def enough_break(work: WorkTime, required_for: Callable[[Amounts], Amounts], longest: Amounts | None = None) -> Units:
    """Working days that require a break, as a function says for their minutes of work.

    With the longest break of each day, a day whose breaks suffice only as a sum of shorter ones stays open.
    """
    days = work.days
    net = days.net.astype(np.float64)
    found = (days.gaps + days.unplaced).astype(np.float64)
    required = required_for(net)
    failed = (found < required) & days.sure
    # Where another record may cover the break, less of it may be break and more of the day work.
    most = required_for(net + days.masked)
    unsure = ((found < required) | (found - days.masked < most)) & ~failed
    split = np.zeros(len(net), bool) if longest is None else (longest < most) & ~failed & ~unsure
    open_ = unsure | split
    due = np.flatnonzero((required > 0) | open_)
    return Units(
        subject=days.subject[due],
        at=days.start[due],
        day=days.date[due],
        measured=found[due],
        limit=required[due],
        failed=failed[due],
        open=open_[due],
        checked=int((~open_[due]).sum()),
        more_is_worse=False,
        open_reason=_reason(unsure, split, work),
    )


def _reason(unsure: Mask, split: Mask, work: WorkTime) -> str:
    if split.any() and not unsure.any():
        return "break_split_needs_reasons"
    return "no_break_data" if (unsure & ~work.days.sure).any() else "break_position_unknown"


def max_stretch(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Working days with a stretch of work that is too long without a break (§ 4 sentence 3 ArbZG).

    With a break whose position is unknown, the shortest and the longest possible stretch are compared with the limit:
    a day fails only if even the best position does not help, and stays open if the position decides.
    """
    runs, days = work.runs, work.days
    if not len(days.date):
        none = np.zeros(0, np.float64)
        nobody = np.zeros(0, bool)
        return Units(days.subject, days.start, days.date, none, none, nobody, nobody, 0, True)
    work_in_run = (runs.end - runs.start - runs.unplaced).astype(np.float64)
    part = law.values(law.working_day["break_part"], days.date)[runs.day]
    parts = np.floor_divide(runs.unplaced, np.where(part > 0, part, 1.0))
    shortest = work_in_run / (parts + 1)
    at_least = np.maximum.reduceat(shortest, days.first_run)
    at_most = np.maximum.reduceat(work_in_run + runs.masked, days.first_run)
    limit = law.values(rule.parameters["limit"], days.date)
    failed = (at_least > limit) & days.sure
    open_ = (at_most > limit) & ~failed
    return Units(
        subject=days.subject,
        at=days.start,
        day=days.date,
        measured=np.where(failed, at_least, at_most),
        limit=limit,
        failed=failed,
        open=open_,
        checked=int((~open_ & ~np.isnan(limit)).sum()),
        more_is_worse=True,
        open_reason="no_break_data" if (open_ & ~days.sure).any() else "break_position_unknown",
    )
