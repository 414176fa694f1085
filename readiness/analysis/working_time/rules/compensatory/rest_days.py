"""A free day for every Sunday or public holiday with work."""

from __future__ import annotations

import numpy as np

from readiness.analysis.working_time.applicability.context import RuleContext
from readiness.analysis.working_time.applicability.scopes import rest_shift
from readiness.analysis.working_time.judging.kind import Kind, Option
from readiness.analysis.working_time.judging.matching import Duties, unmet
from readiness.analysis.working_time.judging.units import Units
from readiness.analysis.working_time.timeline.calendar import WEEK
from readiness.analysis.working_time.timeline.coverage import coverage
from readiness.analysis.working_time.timeline.days_due import DaysDue, days_due, free_days
from readiness.analysis.working_time.timeline.model import Timeline, view
from readiness.arrays import Codes, Mask
from readiness.loops import loop, run


def compensatory_day(context: RuleContext) -> Units:
    """Sundays or public holidays with work for which no free day is left in the period of the law (§ 11 (3) ArbZG).

    A free day makes up for one day of work only, be that a Sunday or a holiday; as many days of work as possible get
    one. A day of work fails only if the whole period lies inside the person's data; otherwise it stays open. What is a
    holiday in some regions only, while the region is not known, is never judged: it is open if no free day is left for
    it, and otherwise not counted at all.
    """
    work, parts = context.work, context.parameters
    due, inside, failed, open_ = balanced(work, rest_shift(context), parts["sunday"], parts["holiday"])
    asked = due.sunday if context.option("days") == "sunday" else ~due.sunday
    mine = asked & (~due.doubtful | open_)
    return Units.judged(
        (due.person, due.at, due.day),
        ~failed & ~open_,
        np.ones(len(failed)),
        failed,
        open_,
        more_is_worse=False,
        open_reason=_reason(work, due.person[open_ & mine], inside[open_ & mine]),
        unit="days",
    ).only(mine)


@view
def balanced(work: Timeline, shift: int, sunday: str, holiday: str) -> tuple[DaysDue, Mask, Mask, Mask]:
    """Days to make up for, whether their period lies inside the data, and which fail or stay open."""
    due, duties = periods(work, shift, sunday, holiday)
    free = free_days(work, shift)
    sure = free.take(free.certain)
    inside = coverage(work).holds(duties.person, duties.first, duties.last)
    # A day of work fails if no day is left for it, even of those that are free only perhaps; it stays open if the days
    # that are surely free are not enough.
    failed = unmet(duties, inside & due.certain, free.person, free.day)
    open_ = unmet(duties, ~failed, sure.person, sure.day)
    if (open_ & ~due.doubtful).any() and due.doubtful.any():
        surely_open = unmet(duties, ~failed & ~due.doubtful, sure.person, sure.day)
        open_ = run(doubtful_last, due.person, due.doubtful, open_, surely_open, len(work.subjects))
    return due, inside, failed, open_


def periods(work: Timeline, shift: int, sunday: str, holiday: str) -> tuple[DaysDue, Duties]:
    """Days with work, and from when to when a free day may make up for each; without those that the law asks none for.

    A period of two weeks (eight for a holiday) that includes the day may lie before or after it: 13 (55) more days on
    either side. With ``only_after`` in the scope only later days serve. `sunday` and `holiday` are numbers of weeks.
    """
    due = days_due(work, shift)
    weeks = np.where(due.sunday, work.number(sunday)[due.day], work.number(holiday)[due.day])
    bound = ~np.isnan(weeks)  # an agreement may waive the day for holidays
    due, side = due.take(bound), (weeks[bound] * WEEK - 1).astype(np.int64)
    first = due.day + 1 if work.scope.get("only_after") else due.day - side
    return due, Duties(due.person, first, due.day + side, side)


@loop
def doubtful_last(person: Codes, doubtful: Mask, open_: Mask, surely_open: Mask, people: int) -> Mask:
    """Free days make up for what is surely a Sunday or a holiday first (§ 11 (3) ArbZG).

    As many days per person stay open as before, but first those in `surely_open`: days surely to be made up for that
    get no free day even if the doubtful ones take none. The rest of the number falls on days that are a holiday in some
    places only.

    >>> doubtful_last([0, 0], [False, True], [True, False], [False, False], 1).tolist()
    [False, True]
    """
    left = np.zeros(people, np.int64)
    found = np.zeros(len(person), np.bool_)
    for n in range(len(person)):
        found[n] = surely_open[n]
        left[person[n]] += int(open_[n]) - int(surely_open[n])
    for was_open in (True, False):
        for n in range(len(person)):
            if doubtful[n] and open_[n] == was_open and left[person[n]] > 0:
                found[n] = True
                left[person[n]] -= 1
    return found


def _reason(work: Timeline, person: Codes, inside: Mask) -> str:
    """Why days of these persons stay open; what holds for anybody holds for all, so that groups can be added up."""
    if not inside.all():
        return "period_outside_data"
    nowhere = np.zeros(len(work.subjects), bool)
    nowhere[work.segments.person[~work.calendar.region_known[work.segments.region]]] = True
    return "no_region" if nowhere[person].any() else "break_position_unknown"


#: Kinds of check in this module.
KINDS = (
    Kind(
        compensatory_day,
        ("calendar", "substitute"),
        required=("sunday", "holiday"),
        options={"days": Option(("sunday", "holiday"), required=True)},
    ),
)
