"""Breaks in up to three steps of length, and breaks that are long enough only as a sum of shorter parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from readiness.analysis.working_time.judging.verdicts import Units
from readiness.analysis.working_time.rules.breaks import enough_break
from readiness.analysis.working_time.timeline.model import WorkTime
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
    of parts stays open until the scope says ``split_agreed``; a break known only in total is taken
    as one within a stretch of work.
    """
    whole = rule.options.get("whole") and not scope.get("split_agreed")
    return enough_break(work, lambda net: stepped_break(rule, law, work, net), _longest_break(work) if whole else None)


def _longest_break(work: WorkTime) -> npt.NDArray[np.float64]:
    """Longest break inside each working day, in minutes: an interruption, or what one stretch has without a position.

    Breaks of two stretches cannot be one, and what another record may cover may be no break.
    """
    runs, days = work.runs, work.days
    if not len(days.date):
        return np.zeros(0)
    gap = np.zeros(len(runs.start))
    gap[1:] = runs.start[1:] - runs.end[:-1]
    gap[days.first_run] = 0
    return np.maximum.reduceat(np.maximum(gap, runs.unplaced - runs.masked), days.first_run)
