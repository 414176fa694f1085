"""Work outside the hours of the clock in which a person may work: night rest of youth and of expectant mothers."""

from __future__ import annotations

import numpy as np

from readiness.analysis.working_time.applicability.context import RuleContext
from readiness.analysis.working_time.applicability.limits import limits_for
from readiness.analysis.working_time.judging.kind import Figure, Kind, Option
from readiness.analysis.working_time.judging.units import Units
from readiness.analysis.working_time.timeline.grouping import found_in
from readiness.analysis.working_time.timeline.local_days import DayWork, day_work, local_days, pieces
from readiness.arrays import Amounts, Minutes

_DAY = 24 * 60


def work_inside_clock(context: RuleContext) -> Units:
    """Local days with work outside the permitted hours (§ 14 JArbSchG, § 5 MuSchG).

    Parameters ``opens`` and ``closes`` are minutes of the local day. Scopes with the effect ``wider_window`` widen the
    window for a sector, an age or under conditions. Where an age is not known, a day fails only outside the widest
    window that may count, and stays open outside the narrowest. Without a sector no wider window is assumed.
    """
    parts = pieces(context.work, 0)
    earliest, opens = limits_for(context, "opens", parts.person, parts.day)
    closes, latest = limits_for(context, "closes", parts.person, parts.day)
    found, beyond = _outside(context, opens, closes), _outside(context, earliest, latest)
    surely = beyond.take(beyond.certain > 0)
    failed = found_in(found.key, surely.key)
    measured = found.certain.copy()
    measured[failed] = surely.certain
    open_ = ~failed
    told = context.scope.get("sector") or "sector" in context.work.people or context.rule.options.get("any_sector")
    return Units.judged(
        found.each,
        measured,
        np.zeros(len(failed)),
        failed,
        open_,
        checked=len(local_days(context.work).day) - int(open_.sum()),
        open_reason="no_age" if found.certain[open_].any() else "break_position_unknown",
        note="" if told else "no_sector",
    )


def _outside(context: RuleContext, opens: Amounts, closes: Amounts) -> DayWork:
    """Work per day outside some hours of each piece of work; hours that were repealed forbid nothing."""
    parts = pieces(context.work, 0)

    def instants(minute: Amounts) -> Minutes:
        found = np.zeros(len(minute), np.int64)
        for value in np.unique(minute):
            here = minute == value
            found[here] = context.calendar.midnights(int(value))[parts.zone[here], parts.day[here]]
        return found

    opened, closed = instants(np.nan_to_num(opens)), instants(np.nan_to_num(closes, nan=_DAY))
    early = np.maximum(np.minimum(parts.end, opened) - parts.start, 0)
    evening = np.maximum(parts.start, closed)
    minutes = early + np.maximum(parts.end - evening, 0)
    begin = np.where(early > 0, parts.start, evening)
    return day_work(context.work, parts._replace(start=begin, end=begin + minutes), minutes > 0)


#: Kinds of check in this module.
KINDS = (
    Kind(
        work_inside_clock,
        ("elapsed",),
        required=("opens", "closes"),
        by_scope=("opens", "closes"),
        options={"any_sector": Option(values=(True, False))},
        figures=(Figure("outside_minutes", "total"),),
    ),
)
