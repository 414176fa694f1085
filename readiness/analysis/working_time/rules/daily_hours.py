"""Length of the working day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from readiness.analysis.working_time.judging.verdicts import Units
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.law import Law, Rule


def max_per_day(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Working days that last longer than allowed, without breaks (§ 3 ArbZG).

    Where the records carry no breaks and show no interruption, a day fails only if it is too long even after the
    statutory break (parameter ``unknown_break``) is taken off; if that break would make the difference, it stays open.
    """
    days = work.days
    limit = law.values(rule.parameters["limit"], days.date)
    unknown = np.where(days.sure, 0.0, law.values(rule.parameters["unknown_break"], days.date))
    failed = days.net - unknown > limit
    open_ = (days.net + days.masked > limit) & ~failed
    judged = ~open_ & ~np.isnan(limit)
    return Units(
        subject=days.subject,
        at=days.start,
        day=days.date,
        measured=days.net.astype(np.float64),
        limit=limit,
        failed=failed,
        open=open_,
        checked=int(judged.sum()),
        more_is_worse=True,
        open_reason="no_break_data" if (open_ & ~days.sure).any() else "break_position_unknown",
        note="no_break_data" if (failed & ~days.sure).any() else "",
    )
