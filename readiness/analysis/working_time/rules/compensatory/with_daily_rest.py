"""A free Sunday, holiday or compensatory day together with a rest before or after it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from readiness.analysis.working_time.applicability.context import RuleContext
from readiness.analysis.working_time.applicability.scopes import rest_may_be_reduced, rest_shift
from readiness.analysis.working_time.judging.kind import Kind
from readiness.analysis.working_time.judging.matching import Duties, serve, serving_days, unmet
from readiness.analysis.working_time.judging.units import Units
from readiness.analysis.working_time.rules.compensatory.rest_days import periods
from readiness.analysis.working_time.timeline.calendar import SUNDAY, WEEK
from readiness.analysis.working_time.timeline.coverage import coverage
from readiness.analysis.working_time.timeline.days_due import FreeDays, free_days
from readiness.analysis.working_time.timeline.grouping import first_of_person, found_in, person_day
from readiness.analysis.working_time.timeline.local_days import pieces
from readiness.analysis.working_time.timeline.model import Timeline, view
from readiness.analysis.working_time.timeline.stretches import Stretches
from readiness.arrays import Amounts, Codes, Ints, Mask, Minutes
from readiness.loops import ints, loop, run


class FreeSpans(NamedTuple):
    """Local days that lie wholly between two stretches of work of one person."""

    person: Codes
    day: Ints
    region: Codes  # of the stretch of work before
    begin: Minutes  # end of the work before
    free: Minutes  # from there to the next work
    required: Amounts

    @property
    def key(self) -> Ints:
        """Person and day as one number."""
        return person_day(self.person, self.day)

    def take(self, places: Codes | Mask) -> FreeSpans:
        """Some of the days."""
        return FreeSpans._make(column[places] for column in self)


def day_with_rest(context: RuleContext) -> Units:
    """Free Sundays, holidays and compensatory days without a rest before or after them (§ 11 (4) ArbZG).

    The free span around the day has to be as long as that local day and the daily rest together: 35 hours, an hour less
    or more when the clocks change. What lies before the first and after the last record is not known and not judged. A
    compensatory day is looked for among the days with enough free time around them first.
    """
    rest = context.parameters["reduced" if rest_may_be_reduced(context) else "limit"]
    off, calendar = free_spans(context.work, rest, rest_shift(context)), context.calendar
    certain = (off.day % WEEK == SUNDAY) | calendar.holiday[off.region, off.day]
    kept = certain | (calendar.maybe_holiday[off.region, off.day] & (off.free < off.required))
    made_up, longer = _compensatory(context, rest)
    found = FreeSpans(*(np.concatenate(both) for both in zip(off.take(kept), made_up, strict=True)))
    open_ = np.append(~certain[kept], np.zeros(len(made_up.day), bool))
    return Units.below(
        (found.person, found.begin, found.day),
        found.free,
        found.required,
        open_,
        checked=int((~open_).sum()) + longer,
        open_reason="no_region",
    )


@view
def free_spans(work: Timeline, rest: str, shift: int) -> FreeSpans:
    """Every local day without work between two stretches of work, the day beginning `shift` minutes after midnight."""
    stretches, calendar = work.stretches, work.calendar
    n, day, required = run(days_between, stretches, calendar.midnights(shift), work.number(rest), int(shift != 0))
    begin = stretches.end[n]
    found = FreeSpans(
        stretches.person[n], day, stretches.region_after[n], begin, stretches.start[n + 1] - begin, required
    )
    if ((stretches.zone_after[:-1] != stretches.zone[1:]) & (stretches.person[:-1] == stretches.person[1:])).any():
        # On a journey a clock turned back can show the same date twice.
        worked = pieces(work, shift)
        found = found.take(~found_in(found.key, np.unique(person_day(worked.person, worked.day))))
    return found


@loop
def days_between(stretches: Stretches, midnights: Minutes, rest: Amounts, moved: int) -> tuple[Codes, Ints, Amounts]:
    """A free day is given together with a rest (§ 11 (4) ArbZG): so long must be free around each day without work.

    Gives the stretch of work before, the day, and its length together with the `rest`. On a journey the day begins on
    the clock of the place before it and ends on that of the place after it; its length is that on the clock of the
    place before. With `moved` 1, days begin at another time than midnight.

    >>> stretches = Stretches(*[[0, 0]] * 13)._replace(end=[1260, 0], start=[0, 3360], last=[0, 2], first=[0, 2])
    >>> before, day, required = days_between(stretches, np.arange(6)[None] * 1440, [660.0] * 6, 0)
    >>> before.tolist(), day.tolist(), required.tolist()  # free from 9 pm to 8 am: 35 hours as required
    ([0], [1], [2100.0])
    """
    before: list[int] = []
    days: list[int] = []
    required: list[float] = []
    for n in range(len(stretches.person) - 1):
        if stretches.person[n + 1] == stretches.person[n]:
            here, there = stretches.zone_after[n], stretches.zone[n + 1]
            for day in range(stretches.last[n] + 1 - moved, stretches.first[n + 1] + moved):
                opens, closes = midnights[here, day], midnights[there, day + 1]
                if stretches.end[n] <= opens and closes <= stretches.start[n + 1]:
                    before.append(n)
                    days.append(day)
                    required.append(midnights[here, day + 1] - opens + rest[day])
    return ints(before), ints(days), np.array(required, np.float64)


def _compensatory(context: RuleContext, rest: str) -> tuple[FreeSpans, int]:
    """Compensatory days that only a day with too little free time around it can be, and how many are longer."""
    work, shift = context.work, rest_shift(context)
    due, duties = periods(work, shift, context.parameters["sunday"], context.parameters["holiday"])
    duties = duties.take(due.certain & coverage(work).holds(duties.person, duties.first, duties.last))
    free, spans = free_days(work, shift), free_spans(work, rest, 0)
    spans = spans.take(spans.free < spans.required)
    is_short = found_in(person_day(free.person, free.day), np.sort(spans.key))
    long, short = free.take(~is_short), free.take(is_short & free.certain)
    serves = _short_days_serving(duties, long, short, len(work.subjects))
    serving = person_day(short.person, short.day)[serves]
    # A day that may be a holiday serves, but nobody has seen a compensatory day.
    seen = long.take(~long.doubtful)
    longer = serve(duties, seen.person, seen.day) >= 0
    return spans.take(found_in(spans.key, serving)), int(longer.sum())


def _short_days_serving(duties: Duties, long: FreeDays, short: FreeDays, people: int) -> Mask:
    """Short days that have to serve because the long ones are not enough to meet as many duties as possible."""
    everything = np.ones(len(duties.person), bool)
    serves = np.zeros(len(short.day), bool)
    left = np.flatnonzero(unmet(duties, everything, long.person, long.day))
    if not len(left):
        return serves
    given = serve(duties.take(left), short.person, short.day)
    serves[given[given >= 0]] = True
    both = FreeDays(*(np.concatenate(pair) for pair in zip(long, short, strict=True)))
    fewest = unmet(duties, everything, both.person, both.day)
    without = np.bincount(duties.person[left[given < 0]], minlength=people)
    # Perhaps more can be met if the long days are handed out otherwise.
    begins = [first_of_person(person, people) for person in (duties.person, long.person, short.person)]
    for who in np.flatnonzero(without > np.bincount(duties.person[fewest], minlength=people)):
        mine, longs, shorts = (slice(begin[who], begin[who + 1]) for begin in begins)
        days = np.append(long.day[longs], short.day[shorts])
        serves[shorts] = run(serving_days, duties.first[mine], duties.last[mine], days)[len(long.day[longs]) :]
    return serves


#: Kinds of check in this module.
KINDS = (
    Kind(day_with_rest, ("elapsed", "rest", "leave", "calendar"), required=("limit", "reduced", "sunday", "holiday")),
)
