"""Work outside the hours of the clock in which a person may work: night rest of youth and of expectant mothers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from readiness.analysis.working_time.applicability.limits import numbers
from readiness.analysis.working_time.judging.kind import Figure, Kind, Option
from readiness.analysis.working_time.judging.units import Units
from readiness.analysis.working_time.timeline.calendar_days import DayWork, outside, pieces
from readiness.analysis.working_time.timeline.grouping import person_day
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.arrays import Codes
from readiness.law import Law, Rule


def work_inside_clock(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Local days with work outside the permitted hours (§ 14 JArbSchG, § 5 MuSchG).

    Parameters ``opens`` and ``closes`` are minutes of the local day. Scopes with the effect ``wider_window`` widen the
    window for a sector, an age or under conditions. Where an age is not known, a day fails only outside the widest
    window that may count, and stays open outside the narrowest. Without a sector no wider window is assumed.
    """
    parts = pieces(work)

    def window(part: str) -> tuple[Any, Any]:
        return numbers(part, "wider_window", rule, law, work, scope, parts.subject, parts.day)

    (widest_open, narrow_open), (narrow_close, widest_close) = window("opens"), window("closes")
    found = outside(work, parts, narrow_open, narrow_close)
    beyond = outside(work, parts, widest_open, widest_close)
    failed = np.isin(_key(found), _key(beyond.only(beyond.certain > 0)))
    measured = found.certain.astype(np.float64)
    measured[failed] = beyond.certain[np.searchsorted(_key(beyond), _key(found)[failed])]
    position = ~failed & (found.certain == 0)
    by_age = ~failed & ~position
    days = len(np.unique(person_day(parts.subject, parts.day)))
    open_ = ~failed
    return Units(
        subject=found.subject,
        at=found.at,
        day=found.day,
        measured=measured,
        limit=np.zeros(len(measured)),
        failed=failed,
        open=open_,
        checked=days - int(open_.sum()),
        more_is_worse=True,
        open_reason="no_age" if by_age.any() else "break_position_unknown",
        note="" if scope.get("sector") or "sector" in work.people or rule.options.get("any_sector") else "no_sector",
    )


def _key(days: DayWork) -> Codes:
    return person_day(days.subject, days.day)


#: Kinds of check in this module.
KINDS = (
    Kind(
        "work_inside_clock",
        work_inside_clock,
        ("elapsed",),
        one_day=False,
        required=("opens", "closes"),
        by_scope=("opens", "closes"),
        options={"any_sector": Option(values=(True, False))},
        figures=(Figure("outside_minutes", "total"),),
    ),
)
