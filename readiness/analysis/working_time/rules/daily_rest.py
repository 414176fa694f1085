"""Rest between working days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from readiness.analysis.working_time.applicability.scopes import off_reason
from readiness.analysis.working_time.judging.matching import Places, serve
from readiness.analysis.working_time.judging.verdicts import Units
from readiness.analysis.working_time.timeline.days_due import coverage
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.arrays import Days, Mask
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
