"""Breaks: enough of them, in time, and not at the edge of the day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from readiness.analysis.working_time.judging.kind import Figure, Kind, Option
from readiness.analysis.working_time.judging.units import Units, unsure_reason
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.arrays import Amounts, Mask
from readiness.law import Law, Rule

_STEPS = (1, 2, 3)


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


def break_position(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Working days whose breaks lie too close to start or end to count in full (§ 11 (2) sentence 1 JArbSchG).

    A break counts if it begins at least ``margin`` minutes after the start and ends at least as long before the end of
    the working day. Units are the working days that require a break.
    """
    days, runs = work.days, work.runs
    net = days.net.astype(np.float64)
    required = required_break(rule, law, work, net)
    margin = law.values(rule.parameters["margin"], days.date)
    well_placed = np.zeros(len(net))
    inner = np.flatnonzero(runs.day[1:] == runs.day[:-1])  # a break follows this stretch, on the same working day
    of = runs.day[inner]
    starts, ends = runs.end[inner], runs.start[inner + 1]
    fits = (starts - days.start[of] >= margin[of]) & (days.end[of] - ends >= margin[of])
    np.add.at(well_placed, of[fits], (ends - starts)[fits])
    best = well_placed + days.unplaced  # a break of unknown position may lie well
    failed = (best < required) & days.sure
    more = required_break(rule, law, work, net + days.masked)
    open_ = ((well_placed < required) | (well_placed < more)) & ~failed
    due = (required > 0) | open_
    return Units(
        subject=days.subject[due],
        at=days.start[due],
        day=days.date[due],
        measured=np.where(failed, best, well_placed)[due],
        limit=required[due],
        failed=failed[due],
        open=open_[due],
        checked=int((due & ~open_).sum()),
        more_is_worse=False,
        open_reason=unsure_reason(open_, days.sure),
    )


_ENOUGH = ("day", "gap", "unplaced", "breaks")
_BY_LENGTH = ("short", "short_above", "long", "long_above")
#: Kinds of check in this module.
KINDS = (
    Kind("break_by_length", break_by_length, _ENOUGH, one_day=True, required=_BY_LENGTH),
    Kind(
        "break_steps",
        break_steps,
        _ENOUGH,
        one_day=True,
        required=("above_1", "break_1"),
        together=(("above_2", "break_2"), ("above_3", "break_3")),
        options={"whole": Option(values=(True, False))},
    ),
    Kind("max_stretch", max_stretch, ("gap", "elapsed", "unplaced"), one_day=True, required=("limit",)),
    Kind(
        "break_position",
        break_position,
        _ENOUGH,
        one_day=False,
        required=(*_BY_LENGTH, "margin"),
        figures=(Figure("counted_break_minutes"),),
    ),
)
