"""Work in the weeks before and after a birth."""

from __future__ import annotations

import numpy as np

from readiness.analysis.working_time.applicability.context import RuleContext
from readiness.analysis.working_time.judging.kind import Kind
from readiness.analysis.working_time.judging.units import Units
from readiness.analysis.working_time.timeline.local_days import local_days
from readiness.arrays import Days, Ints

_LONGER = ("preterm", "multiple_birth", "child_disability")


def no_work_around_birth(context: RuleContext) -> Units:
    """Local days with work in the protection periods (§ 3 (1) and (2) MuSchG).

    Facts: ``due`` and ``birth`` (dates), ``willing`` (she declared herself willing to work before the birth),
    ``preterm``, ``multiple_birth``, ``child_disability`` (longer period, the last one only if she applied). Before the
    birth the period is counted back from the due date; if the child comes early, the days lost are added after it.
    Persons without dates stay open.
    """
    found = local_days(context.work)
    day = context.calendar.dates(found.day)
    due, birth = (context.date_of(name)[found.person] for name in ("due", "birth"))
    longer = np.any([context.flagged(name) for name in _LONGER], axis=0)[found.person]
    before = _days(context, "before", due)
    after = np.where(longer, _days(context, "after_longer", birth), _days(context, "after", birth))
    early = np.where(np.isnat(due) | np.isnat(birth), 0, (due - birth).astype(np.int64))
    # A date that is not known makes every comparison false.
    expecting = (day >= due - before) & (day < np.where(np.isnat(birth), due, birth))
    recovering = (day >= birth) & (day <= birth + after + np.clip(early, 0, before))
    inside = (expecting & ~context.flagged("willing")[found.person]) | recovering
    unknown, certain = np.isnat(due) & np.isnat(birth), found.certain > 0
    return Units.judged(
        found.each,
        np.where(inside, found.certain, 0),
        np.zeros(len(day)),
        inside & certain,
        unknown | (inside & ~certain),
        open_reason="no_birth_dates" if unknown.any() else "break_position_unknown",
    )


def _days(context: RuleContext, part: str, on: Days) -> Ints:
    """Days of a period as the law stood on each date; none where the date is unknown or the period was repealed."""
    found, known = np.zeros(len(on), np.int64), ~np.isnat(on)
    if known.any():
        found[known] = np.nan_to_num(context.law.values(context.parameters[part], on[known]))
    return found


#: Kinds of check in this module.
KINDS = (Kind(no_work_around_birth, ("elapsed",), required=("before", "after", "after_longer")),)
