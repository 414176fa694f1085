"""Working days from the first start to the last end, and working days that reach into the night."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from readiness.analysis.working_time.judging.verdicts import Units
from readiness.analysis.working_time.timeline.local_time import midnight
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.arrays import Mask
from readiness.law import Law, Rule


def max_span(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Working days that take too long from the first start to the last end, breaks included (Art. 10 ArG)."""
    days = work.days
    span = (days.end - days.start).astype(np.float64)
    limit = law.values(rule.parameters["limit"], days.date)
    return Units(
        subject=days.subject,
        at=days.start,
        day=days.date,
        measured=span,
        limit=limit,
        failed=span > limit,
        open=np.zeros(len(span), bool),
        checked=int((~np.isnan(limit)).sum()),
        more_is_worse=True,
    )


def max_at_night(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Working days with night work that last longer than allowed (Art. 17a ArG).

    Parameters of the rule: ``night_from`` and ``night_until`` on the local clock, ``limit``, and ``most``, which an
    exception allows under conditions; between the two a day stays open. With the option ``measure: span`` breaks are
    included, otherwise the hours of work count.
    """
    days = work.days
    touched = _reaches_night(rule, law, work)
    limit, most = (law.values(rule.parameters[name], days.date)[touched] for name in ("limit", "most"))
    net, masked, sure = (a[touched] for a in (days.net, days.masked, days.sure))
    measured = (days.end - days.start)[touched] if rule.options.get("measure") == "span" else net
    sure_break = np.zeros(len(net))
    extra = np.zeros(len(net))
    if rule.options.get("measure") != "span":
        sure_break = np.where(sure, 0.0, law.values(rule.parameters["unknown_break"], days.date[touched]))
        extra = masked.astype(np.float64)
    failed = measured - sure_break > most
    open_ = (measured + extra > limit) & ~failed
    by_rule = open_ & (measured - sure_break > limit)
    unsure = "no_break_data" if (open_ & ~sure).any() else "break_position_unknown"
    return Units(
        subject=days.subject[touched],
        at=days.start[touched],
        day=days.date[touched],
        measured=measured.astype(np.float64),
        limit=np.where(failed, most, limit),
        failed=failed,
        open=open_,
        checked=int((~open_ & ~np.isnan(limit)).sum()),
        more_is_worse=True,
        open_reason="night_exception_needs_conditions" if by_rule.any() else unsure,
    )


def _reaches_night(rule: Rule, law: Law, work: WorkTime) -> Mask:
    """Working days with at least one minute of work in the night."""
    legs, days = work.legs, work.days
    found = np.zeros(len(days.date), bool)
    if not len(days.date):
        return found
    first, last = legs.first, legs.last
    opens, closes = (int(law.values(rule.parameters[n], first).max()) for n in ("night_from", "night_until"))
    for step in range(-1, int((last - first).max().astype(np.int64)) + 1):  # the night that began the day before, too
        night = first + np.timedelta64(step, "D")
        begin = midnight(night, legs.zone, work.zones, opens)
        end = midnight(night + np.timedelta64(1, "D"), legs.zone, work.zones, closes)
        found[legs.day[(legs.start < end) & (legs.end > begin)]] = True
    return found
