"""Breaks: enough of them, in time, and not at the edge of the day."""

from __future__ import annotations

import numpy as np

from readiness.analysis.working_time.applicability.context import RuleContext
from readiness.analysis.working_time.judging.kind import Figure, Kind, Option
from readiness.analysis.working_time.judging.units import Units, unsure_reason
from readiness.analysis.working_time.timeline.stretches import Stretches
from readiness.analysis.working_time.timeline.working_days import WorkingDays
from readiness.arrays import Amounts, Minutes
from readiness.loops import loop, run

#: Parts of a rule, by its kind: above so much work, so much break.
_BY_LENGTH = (("short_above", "short"), ("long_above", "long"))
_BY_STEPS = (("above_1", "break_1"), ("above_2", "break_2"), ("above_3", "break_3"))


def required_break(context: RuleContext, net: Minutes) -> Amounts:
    """Minutes of break due on each working day for that many minutes of work: the highest step that is passed.

    Two steps in § 4 sentence 1 ArbZG, up to three in Art. 15 ArG.
    """
    day, due = context.days.date, np.zeros(len(net))
    for above, length in _BY_STEPS if context.rule.kind == "break_steps" else _BY_LENGTH:
        if length in context.parameters:
            due = np.where(net > context.number(above)[day], context.number(length)[day], due)
    return due


def break_by_length(context: RuleContext) -> Units:
    """Working days with less break than their length requires (§ 4 sentences 1 and 2 ArbZG).

    Units are the working days that require a break. A break known only in total counts as one break. Without break
    information and without a visible interruption nothing is assumed: the day stays open.
    """
    taken = context.days.gaps + context.days.unplaced
    return _enough_break(context, taken, taken, taken - context.days.maybe_covered)


def break_steps(context: RuleContext) -> Units:
    """Working days with less break than their length requires (for example Art. 15 ArG, § 11 (1) AZG).

    With the option ``whole``, a day whose breaks suffice only as a sum of parts stays open until the scope says
    ``split_agreed``; a break known only in total is taken as one within a stretch of work.
    """
    whole = context.rule.options.get("whole") and not context.scope.get("split_agreed")
    longest = run(longest_break, context.days, context.work.stretches) if whole else None
    taken = context.days.gaps + context.days.unplaced
    return _enough_break(context, taken, taken, taken - context.days.maybe_covered, longest)


def _enough_break(
    context: RuleContext, most: Minutes, shown: Minutes, least: Minutes, longest: Minutes | None = None
) -> Units:
    """Working days that require a break, by the break there is at most, as recorded, and at least.

    Where another record may cover the break, less of it may be break and more of the day work.
    """
    days = context.days
    required = more = required_break(context, days.net)
    if days.maybe_covered.any():
        more = required_break(context, days.net + days.maybe_covered)
    failed = (most < required) & days.breaks_known
    unsure = ((shown < required) | (least < more)) & ~failed
    reason = unsure_reason(unsure, days.breaks_known)
    open_ = unsure if longest is None else unsure | ((longest < more) & ~failed)
    if open_.any() and not unsure.any():
        reason = "break_split_needs_reasons"
    measured = np.where(failed, most, shown)
    units = Units.judged(days.each, measured, required, failed, open_, more_is_worse=False, open_reason=reason)
    return units.only((required > 0) | open_)


@loop
def longest_break(days: WorkingDays, stretches: Stretches) -> Minutes:
    """A break of half an hour in one piece, if nothing else was agreed (§ 11 (1) AZG).

    The longest break inside each working day: an interruption, or what one stretch of work has without a position.
    Breaks of two stretches cannot be one, and what another record may cover may be no break.

    >>> days = WorkingDays(*[[0]] * 11)._replace(last=[1])
    >>> stretches = Stretches(*[[0, 0]] * 13)._replace(start=[480, 750], end=[720, 1020], unplaced=[10, 20])
    >>> longest_break(days, stretches).tolist()
    [30]
    """
    found = np.zeros(len(days.first), np.int64)
    for n in range(len(days.first)):
        for s in range(days.first[n], days.last[n] + 1):
            found[n] = max(found[n], stretches.unplaced[s] - stretches.maybe_covered[s])
            if s > days.first[n]:
                found[n] = max(found[n], stretches.start[s] - stretches.end[s - 1])
    return found


def max_stretch(context: RuleContext) -> Units:
    """Working days with a stretch of work that is too long without a break (§ 4 sentence 3 ArbZG).

    A day fails only if even the best position of its breaks does not help, and stays open if the position decides.
    """
    days = context.days
    limit, part = context.number("limit")[days.date], context.work.number(context.law.working_day["break_part"])
    least, most = run(longest_stretch, days, context.work.stretches, part)
    least = np.where(days.breaks_known, least, 0.0)
    measured = np.where(least > limit, least, most)
    return Units.above(days.each, measured, limit, least=least, most=most, breaks_known=days.breaks_known)


@loop
def longest_stretch(days: WorkingDays, stretches: Stretches, part: Amounts) -> tuple[Amounts, Amounts]:
    """Nobody works more than six hours in a row without a break (§ 4 sentence 3 ArbZG).

    Minutes of the longest stretch of each working day, at least and at most: breaks whose position is not known can cut
    a stretch into equal parts, as many as breaks of the shortest length (`part`) fit in, or lie at its edge.

    >>> days = WorkingDays(*[[0]] * 11)._replace(last=[1])
    >>> stretches = Stretches(*[[0, 0]] * 13)._replace(start=[480, 870], end=[840, 1020], unplaced=[60, 0])
    >>> [minutes.tolist() for minutes in longest_stretch(days, stretches, [15.0])]
    [[150.0], [300.0]]
    """
    least = np.zeros(len(days.first))
    most = np.zeros(len(days.first))
    for n in range(len(days.first)):
        shortest = part[days.date[n]]
        for s in range(days.first[n], days.last[n] + 1):
            work = stretches.end[s] - stretches.start[s] - stretches.unplaced[s]
            breaks = 0.0
            if stretches.unplaced[s] > 0:
                breaks = stretches.unplaced[s] // (shortest if shortest > 0 else 1.0)
            least[n] = max(least[n], work / (breaks + 1))
            most[n] = max(most[n], work + stretches.maybe_covered[s])
    return least, most


def break_position(context: RuleContext) -> Units:
    """Working days whose breaks lie too close to start or end to count in full (§ 11 (2) sentence 1 JArbSchG).

    Units are the working days that require a break. A break of unknown position may lie well.
    """
    inside = run(break_inside, context.days, context.work.stretches, context.number("margin"))
    return _enough_break(context, inside + context.days.unplaced, inside, inside)


@loop
def break_inside(days: WorkingDays, stretches: Stretches, margin: Amounts) -> Minutes:
    """Breaks begin an hour after the start of work at the earliest, and end an hour before its end (§ 11 (2) JArbSchG).

    Minutes of such breaks on each working day, of those whose position is known.

    >>> days = WorkingDays(*[[0]] * 11)._replace(start=[480], end=[1020], last=[2])
    >>> stretches = Stretches(*[[0, 0, 0]] * 13)._replace(start=[480, 540, 800], end=[510, 720, 1020])
    >>> break_inside(days, stretches, [60.0]).tolist()
    [80]
    """
    found = np.zeros(len(days.first), np.int64)
    for n in range(len(days.first)):
        edge = margin[days.date[n]]
        for s in range(days.first[n], days.last[n]):
            begin, end = stretches.end[s], stretches.start[s + 1]
            if begin - days.start[n] >= edge and days.end[n] - end >= edge:
                found[n] += end - begin
    return found


_ENOUGH = ("day", "gap", "unplaced", "breaks")
_SHORT_AND_LONG = tuple(part for step in _BY_LENGTH for part in step)
#: Kinds of check in this module.
KINDS = (
    Kind(break_by_length, _ENOUGH, one_day=True, required=_SHORT_AND_LONG),
    Kind(
        break_steps,
        _ENOUGH,
        one_day=True,
        required=_BY_STEPS[0],
        together=_BY_STEPS[1:],
        options={"whole": Option(values=(True, False))},
    ),
    Kind(max_stretch, ("gap", "elapsed", "unplaced"), one_day=True, required=("limit",)),
    Kind(break_position, _ENOUGH, required=(*_SHORT_AND_LONG, "margin"), figures=(Figure("counted_break_minutes"),)),
)
