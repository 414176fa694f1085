"""Rests cut by call-outs from stand-by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from readiness.analysis.working_time.applicability.scopes import off_reason
from readiness.analysis.working_time.judging.verdicts import Units
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.law import Law, Rule


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
