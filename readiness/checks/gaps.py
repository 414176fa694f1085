"""Rest between working days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from readiness.checks.outcome import Units
from readiness.checks.scope import rest_may_be_reduced
from readiness.checks.worktime import WorkTime
from readiness.law import Law, Rule


def min_gap(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Rests between two working days that are shorter than required (§ 5 (1) ArbZG).

    A rest is known only if the next record exists; the one after a person's last record is not judged. In sectors that
    may shorten the rest, one between the shortened and the full length stays open: whether it was balanced is another
    question.
    """
    days = work.days
    same = days.subject[1:] == days.subject[:-1]
    before = np.flatnonzero(same)
    rest = (days.start[before + 1] - days.end[before]).astype(np.float64)
    limit = law.values(rule.parameters["limit"], days.date[before])
    open_ = np.zeros(len(before), bool)
    if rest_may_be_reduced(rule, law, scope):
        reduced = law.values(rule.parameters["reduced"], days.date[before])
        open_ = (rest < limit) & (rest >= reduced)
        limit = np.where(rest < reduced, reduced, limit)
    failed = (rest < limit) & ~open_
    return Units(
        subject=days.subject[before],
        at=days.end[before],
        day=days.date[before],
        measured=rest,
        limit=limit,
        failed=failed,
        open=open_,
        checked=int((~open_ & ~np.isnan(limit)).sum()),
        more_is_worse=False,
        open_reason="reduced_rest_needs_balancing",
    )
