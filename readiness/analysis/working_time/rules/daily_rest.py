"""Rest between working days: in full, shortened with balance, or cut by call-outs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from readiness.analysis.working_time.applicability.scopes import off_reason
from readiness.analysis.working_time.judging.kind import Kind, Option
from readiness.analysis.working_time.judging.matching import Places, serve
from readiness.analysis.working_time.judging.units import Units
from readiness.analysis.working_time.timeline.days_due import coverage
from readiness.analysis.working_time.timeline.grouping import APART
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.analysis.working_time.timeline.weeks import monday_of
from readiness.arrays import Amounts, Days, Mask
from readiness.law import Law, Rule

_DAY = np.timedelta64(1, "D")


def min_gap(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Rests between two working days that are shorter than required (§ 5 (1) ArbZG).

    A rest is known only if the next record exists; the one after a person's last record is not judged. Where another
    rule takes this one's place, as in sectors that may shorten the rest, nothing is judged here.
    """
    off = off_reason(rule, law, scope)
    before = _known_rests(work, off)
    days = work.days
    limit = law.values(rule.parameters["limit"], days.date[before])
    rest = (days.start[before + 1] - days.end[before]).astype(np.float64)
    return _rests(work, before, limit, rest < limit, np.zeros(len(before), bool), off)


def reduced_rest(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Rests in sectors that may shorten them: too short even there, or shortened and not balanced (§ 5 (2) ArbZG).

    Every shortened rest needs a longer one of its own, within the same calendar month or within four weeks that include
    it. It fails only if that whole period lies inside the person's data; otherwise it stays open. A rest belongs to the
    date of the working day before it. Rests cut by call-outs are left to the rule about these.
    """
    off = off_reason(rule, law, scope)
    before = _known_rests(work, off)
    if "call_outs" in rule.options and not off_reason(law.rule(str(rule.options["call_outs"])), law, scope):
        called = work.runs.called
        last_run = np.append(work.days.first_run[1:], len(called)) - 1
        before = before[~called[last_run[before]] & ~called[work.days.first_run[before + 1]]]
    days = work.days
    date = days.date[before].astype("datetime64[D]")
    rest = (days.start[before + 1] - days.end[before]).astype(np.float64)
    value = {part: law.values(name, date) for part, name in rule.parameters.items()}
    too_short = rest < value["reduced"]
    shortened = np.flatnonzero((rest < value["limit"]) & ~too_short)
    longer = np.flatnonzero(rest >= value["longer"])
    opens, closes = _balancing_period(date[shortened], value["within"][shortened], bool(scope.get("only_after")))
    who = days.subject[before]

    def unserved(some: Places) -> Mask:
        line = np.zeros(len(some), np.int64)
        needs = who[shortened[some]], opens[some], closes[some], line
        return serve(*needs, who[longer], date[longer]) < 0

    failed, open_ = too_short.copy(), np.zeros(len(before), bool)
    if len(shortened):
        inside = np.flatnonzero(coverage(work).holds(who[shortened], opens, closes))
        failed[shortened[inside[unserved(inside)]]] = True
        others = np.flatnonzero(~failed[shortened])
        open_[shortened[others[unserved(others)]]] = True
    limit = np.where(too_short, value["reduced"], np.where(failed | open_, value["limit"], value["reduced"]))
    return _rests(work, before, limit, failed, open_, off)


def _balancing_period(date: Days, weeks: np.ndarray[Any, Any], only_after: bool) -> tuple[Days, Days]:
    """First and last day on which a longer rest balances: the calendar month and the weeks that include the day."""
    month = date.astype("datetime64[M]")
    reach = (np.nan_to_num(weeks, nan=1.0) * 7 - 1).astype("timedelta64[D]")
    opens = date + _DAY if only_after else np.minimum(month.astype("datetime64[D]"), date - reach)
    return opens, np.maximum((month + 1).astype("datetime64[D]") - _DAY, date + reach)


def _known_rests(work: WorkTime, off: str) -> Places:
    """Positions of the working days after which the same person has another one; none if the rule concerns nobody."""
    if off:
        return np.zeros(0, np.int64)
    return np.flatnonzero(work.days.subject[1:] == work.days.subject[:-1])


def _rests(work: WorkTime, before: Places, limit: np.ndarray[Any, Any], failed: Mask, open_: Mask, off: str) -> Units:
    days = work.days
    return Units(
        subject=days.subject[before],
        at=days.end[before],
        day=days.date[before],
        measured=(days.start[before + 1] - days.end[before]).astype(np.float64),
        limit=limit,
        failed=failed,
        open=open_,
        checked=int((~open_ & ~np.isnan(limit)).sum()),
        more_is_worse=False,
        open_reason="balancing_outside_data",
        off=off,
    )


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
    week = subject * APART + (monday_of(date).astype("datetime64[D]").astype(np.int64) + 3) // 7
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
        work.days.subject * APART + (monday_of(work.days.date).astype("datetime64[D]").astype(np.int64) + 3) // 7
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
            np.searchsorted(covered, week // APART * APART),
            np.searchsorted(covered, (week // APART + 1) * APART),
        )
        known |= (covered[low] <= week + step) & (covered[high - 1] >= week + step)
    return enough, known


def call_outs_in_rest(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Rests cut by call-outs that take more than half of it (§ 5 (3) ArbZG).

    Only call-outs after the last full rest count, without their breaks. Up to half of the rest they may be balanced at
    other times, which records of working time do not show: such a rest stays open. Above that a full rest has to follow
    at once.
    """
    runs = work.runs
    off = off_reason(rule, law, scope)
    called = runs.called & (off == "")
    last = np.flatnonzero(called[:-1] & ~called[1:] & (runs.subject[1:] == runs.subject[:-1]))
    date = work.days.date[runs.day]
    full = law.values(rule.parameters["rest"], date)
    after_rest = np.ones(len(called), bool)
    after_rest[1:] = (runs.subject[1:] != runs.subject[:-1]) | (runs.start[1:] - runs.end[:-1] >= full[:-1])
    # A chain of call-outs begins after regular work, or after a full rest.
    begins = called & after_rest
    begins[1:] |= called[1:] & ~called[:-1]
    chain = np.cumsum(begins) - 1
    total = np.bincount(chain[called], weights=(runs.end - runs.start - runs.unplaced)[called], minlength=1)
    opening = np.flatnonzero(begins)
    cut = last[~after_rest[last + 1]]  # the rest up to the next regular work is not full
    measured = total[chain[cut]]
    limit = full[cut] * law.values(rule.parameters["share"], date[cut])
    failed = measured > limit
    return Units(
        subject=runs.subject[cut],
        at=runs.start[opening[chain[cut]]],
        day=date[cut],
        measured=measured,
        limit=limit,
        failed=failed,
        open=~failed,
        checked=int(failed.sum()),
        more_is_worse=True,
        open_reason="call_outs_need_balancing",
        off=off,
    )


_REST = ("day", "elapsed", "rest", "leave")
#: Only in firms of a scope, or only outside of it.
_FOR_SOME = {"only_for": Option(names="scope"), "not_for": Option(names="scope")}
#: Kinds of check in this module.
KINDS = (
    Kind("min_gap", min_gap, _REST, one_day=True, required=("limit",), options=_FOR_SOME),
    Kind(
        "reduced_rest",
        reduced_rest,
        _REST,
        one_day=True,
        required=("limit", "reduced", "longer", "within"),
        options={**_FOR_SOME, "call_outs": Option(names="rule")},
    ),
    Kind("min_gap_averaged", min_gap_averaged, _REST, one_day=True, required=("limit", "reduced")),
    Kind("call_outs_in_rest", call_outs_in_rest, _REST, one_day=True, required=("rest", "share"), options=_FOR_SOME),
)
