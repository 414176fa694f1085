"""Work in the weeks before and after a birth."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from readiness.analysis.working_time.applicability.facts import flagged
from readiness.analysis.working_time.applicability.limits import dates
from readiness.analysis.working_time.judging.kind import Kind
from readiness.analysis.working_time.judging.units import Units
from readiness.analysis.working_time.timeline.calendar_days import by_day, pieces
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.arrays import Days, Mask
from readiness.law import Law, Rule

_LONGER = ("preterm", "multiple_birth", "child_disability")


def no_work_around_birth(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Local days with work in the protection periods (§ 3 (1) and (2) MuSchG).

    Facts: ``due`` and ``birth`` (dates), ``willing`` (she declared herself willing to work before the birth),
    ``preterm``, ``multiple_birth``, ``child_disability`` (longer period, the last one only if she applied). Before the
    birth the period is counted back from the due date; if the child comes early, the days lost are added after it.
    Persons without dates stay open.
    """
    parts = pieces(work)
    found = by_day(parts, parts.end - parts.start, parts.start)
    due, birth = (dates(name, work, scope)[found.subject] for name in ("due", "birth"))
    willing = flagged("willing", work, scope)[found.subject]
    longer = np.zeros(len(work.subjects), bool)
    for name in _LONGER:
        longer |= flagged(name, work, scope)
    inside = _before(rule, law, found.day, due, birth) & ~willing
    inside |= _after(rule, law, found.day, due, birth, longer[found.subject])
    unknown = np.isnat(due) & np.isnat(birth)
    certain = found.certain > 0
    open_ = unknown | (inside & ~certain)
    return Units(
        subject=found.subject,
        at=found.at,
        day=found.day,
        measured=np.where(inside, found.certain, 0).astype(np.float64),
        limit=np.zeros(len(found.day)),
        failed=inside & certain,
        open=open_,
        checked=int((~open_).sum()),
        more_is_worse=True,
        open_reason="no_birth_dates" if unknown.any() else "break_position_unknown",
    )


def _length(name: str, rule: Rule, law: Law, on: Days) -> npt.NDArray[np.float64]:
    """Days of a period as the law stood on each day; none where that day is unknown or the period was repealed."""
    found = np.zeros(len(on))
    known = ~np.isnat(on)
    if known.any():
        found[known] = np.nan_to_num(law.values(rule.parameters[name], on[known]))
    return found


def _before(rule: Rule, law: Law, day: Days, due: Days, birth: Days) -> Mask:
    begin = due - _length("before", rule, law, due).astype("timedelta64[D]")
    end = np.where(np.isnat(birth), due, birth)
    return (day >= begin) & (day < end)


def _after(rule: Rule, law: Law, day: Days, due: Days, birth: Days, longer: Mask) -> Mask:
    weeks = np.where(longer, _length("after_longer", rule, law, birth), _length("after", rule, law, birth))
    early = np.where(np.isnat(due) | np.isnat(birth), np.timedelta64(0, "D"), due - birth).astype(np.int64)
    lost = np.clip(early, 0, _length("before", rule, law, due))
    end = birth + (weeks + lost).astype(np.int64).astype("timedelta64[D]")
    return (day >= birth) & (day <= end)


#: Kinds of check in this module.
KINDS = (
    Kind(
        "no_work_around_birth",
        no_work_around_birth,
        ("elapsed",),
        one_day=False,
        required=("before", "after", "after_longer"),
    ),
)
