"""Breaks in up to three steps of length, and breaks that are long enough only as a sum of shorter parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from readiness.checks.outcome import Units
from readiness.checks.worktime import WorkTime
from readiness.law import Law, Rule

_STEPS = (1, 2, 3)


def stepped_break(rule: Rule, law: Law, work: WorkTime, net: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Minutes of break due on each working day for that many minutes of work: the highest step that is passed.

    Parameters of the rule: ``above_1`` and ``break_1``, perhaps ``above_2`` and ``break_2``, ``above_3`` and
    ``break_3``.
    """
    due = np.zeros(len(net))
    for step in _STEPS:
        if f"break_{step}" in rule.parameters:
            above = law.values(rule.parameters[f"above_{step}"], work.days.date)
            due = np.where(net > above, law.values(rule.parameters[f"break_{step}"], work.days.date), due)
    return due


def break_steps(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Working days with less break than their length requires (for example Art. 15 ArG, § 11 (1) AZG).

    Units are the working days that require a break. With the option ``whole``, a day whose breaks suffice only as a sum
    of parts stays open until the scope says ``split_agreed``; a break known only in total is taken as one.
    """
    days = work.days
    net = days.net.astype(np.float64)
    found = (days.gaps + days.unplaced).astype(np.float64)
    required = stepped_break(rule, law, work, net)
    failed = (found < required) & days.sure
    # Where another record may cover the break, less of it may be break and more of the day work.
    perhaps = found - days.masked < stepped_break(rule, law, work, net + days.masked)
    open_ = ((found < required) | perhaps) & ~failed
    split = np.zeros(len(net), bool)
    if rule.options.get("whole") and not scope.get("split_agreed"):
        split = (np.maximum(_longest_gap(work), days.unplaced) < required) & ~failed & ~open_
    due = (required > 0) | open_
    reason = "no_break_data" if (open_ & ~days.sure).any() else "break_position_unknown"
    return Units(
        subject=days.subject[due],
        at=days.start[due],
        day=days.date[due],
        measured=found[due],
        limit=required[due],
        failed=failed[due],
        open=(open_ | split)[due],
        checked=int((due & ~open_ & ~split).sum()),
        more_is_worse=False,
        open_reason="break_split_needs_reasons" if split.any() and not open_.any() else reason,
    )


def _longest_gap(work: WorkTime) -> npt.NDArray[np.float64]:
    """Longest interruption inside each working day, in minutes."""
    runs, days = work.runs, work.days
    if not len(days.date):
        return np.zeros(0)
    gap = np.zeros(len(runs.start))
    gap[1:] = runs.start[1:] - runs.end[:-1]
    gap[days.first_run] = 0
    return np.maximum.reduceat(gap, days.first_run)
