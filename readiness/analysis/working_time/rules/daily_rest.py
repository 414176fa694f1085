"""Rest between working days: in full, shortened with balance, or cut by call-outs."""

from __future__ import annotations

import numpy as np

from readiness.analysis.working_time.applicability.context import RuleContext
from readiness.analysis.working_time.applicability.scopes import off_reason
from readiness.analysis.working_time.judging.kind import Kind, Option
from readiness.analysis.working_time.judging.matching import Duties, unmet
from readiness.analysis.working_time.judging.units import Each, Units
from readiness.analysis.working_time.timeline.calendar import WEEK
from readiness.analysis.working_time.timeline.coverage import coverage
from readiness.arrays import Amounts, Codes, Ints, Mask, Minutes
from readiness.loops import ints, loop, run


def min_gap(context: RuleContext) -> Units:
    """Rests between two working days that are shorter than required (§ 5 (1) ArbZG).

    A rest is known only if the next record exists; the one after a person's last record is not judged. Where another
    rule takes this one's place, as in sectors that may shorten the rest, nothing is judged here.
    """
    if off := off_reason(context):
        return Units.none(off=off)
    _, each, rest = _rests(context)
    return Units.below(each, rest, context.number("limit")[each[2]])


def _rests(context: RuleContext, left_to: str = "") -> tuple[Codes, Each, Minutes]:
    """Working days after which the same person has another one, and the rest between: whose and when, and minutes.

    A rest that begins or ends with a call-out is left to another rule, if there is one that concerns the firm.
    """
    days, called = context.days, context.work.stretches.called
    known = days.person[1:] == days.person[:-1]  # the next working day is of the same person
    if left_to and not off_reason(context, context.law.rule(left_to)):
        known &= ~called[days.last[:-1]] & ~called[days.first[1:]]
    before = np.flatnonzero(known)
    each = days.person[before], days.end[before], days.date[before]
    return before, each, days.start[before + 1] - days.end[before]


def reduced_rest(context: RuleContext) -> Units:
    """Rests in sectors that may shorten them: too short even there, or shortened and not balanced (§ 5 (2) ArbZG).

    Parts of the rule: ``limit`` (11 hours), ``reduced`` (10), ``longer`` (12) and ``within`` (4 weeks). Every shortened
    rest needs a longer one of its own, within the same calendar month or within the weeks that include it; days of
    leave count as rest here. It fails only if that whole period lies inside the person's data; otherwise it stays open.
    A rest belongs to the date of the working day before it (see `timeline.working_days.opening` for where one ends).
    Rests cut by call-outs are left to the rule about these; long ones balance all the same.
    """
    if off := off_reason(context):
        return Units.none(off=off)
    _, each, rest = _rests(context, context.option("call_outs"))
    _, (every_person, _, every_date), every_rest = _rests(context)
    person, _, date = each
    full, reduced = (context.number(part)[date] for part in ("limit", "reduced"))
    too_short = rest < reduced
    shortened = (rest < full) & ~too_short
    # A rest beside a call-out is judged elsewhere, but if it is long it balances like any other.
    long = every_rest >= context.number("longer")[every_date]
    balancing = every_person[long], every_date[long]
    duties = _balancing(context, person, date)
    inside = coverage(context.work).holds(person, duties.first, duties.last)
    failed = too_short | unmet(duties, shortened & inside, *balancing)
    open_ = unmet(duties, shortened & ~failed, *balancing)
    limit = np.where((failed | open_) & ~too_short, full, reduced)
    reason = "balancing_outside_data"
    return Units.judged(each, rest, limit, failed, open_, more_is_worse=False, open_reason=reason)


def _balancing(context: RuleContext, person: Codes, date: Ints) -> Duties:
    """From when to when a longer rest balances a shortened one: its calendar month, and the weeks that include it.

    Where the number of weeks was repealed the month is left.
    """
    calendar = context.calendar
    side = (np.nan_to_num(context.number("within")[date]) * WEEK - 1).astype(np.int64)
    month = calendar.month[date]
    opens = np.minimum(calendar.month_start[month], date - side)
    first = date + 1 if context.scope.get("only_after") else opens
    return Duties(person, first, np.maximum(calendar.month_start[month + 1] - 1, date + side), date)


def min_gap_averaged(context: RuleContext) -> Units:
    """Rests between working days that are too short, one a week shortened if the average holds (Art. 15a ArG).

    A rest belongs to the calendar week in which the working day before it begins. One between ``reduced`` and ``limit``
    is kept if it is the first of its week and the rests of that week with the week before or after reach ``limit`` on
    average; all rests between working days count in full. If no pair reaches it and none is wholly inside the person's
    records, the rest stays open.
    """
    limit, reduced = context.number("limit"), context.number("reduced")
    days, (before, each, rest) = context.days, _rests(context)
    found = run(averaged, days.person, days.start, days.end, days.date, limit, reduced)
    failed, open_, kept = (mask[before] for mask in found)
    full, reduced = limit[each[2]], reduced[each[2]]
    return Units.judged(
        each,
        rest,
        np.where((rest < reduced) | kept, reduced, full),
        failed,
        open_,
        checked=int(np.count_nonzero(~open_ & ~np.isnan(full))),
        more_is_worse=False,
        open_reason="two_weeks_not_covered",
    )


@loop
def averaged(
    person: Codes, start: Minutes, end: Minutes, date: Ints, limit: Amounts, reduced: Amounts
) -> tuple[Mask, Mask, Mask]:
    """The rest may be eight hours once a week if it is eleven on average of two weeks (Art. 15a (2) ArG).

    For the rest after each working day: whether it fails, stays open, or is shortened as the law allows. `limit` and
    `reduced` are those of each day of the calendar.

    >>> start, end, date = [480, 1680, 3180], [1080, 2400, 3780], [7, 8, 9]  # rests of 10 and of 13 hours
    >>> [found.tolist() for found in averaged([0] * 3, start, end, date, [660.0] * 28, [480.0] * 28)]
    [[False, False, False], [False, False, False], [True, False, False]]
    """
    failed = np.zeros(len(date), np.bool_)
    open_ = np.zeros(len(date), np.bool_)
    kept = np.zeros(len(date), np.bool_)
    total = np.zeros(len(limit) // WEEK + 1, np.int64)  # minutes of rest in each week
    number = np.zeros(len(total), np.int64)
    again = np.zeros(len(total), np.bool_)  # the week has a shortened rest already
    begin = 0
    while begin < len(date):
        first = last = date[begin] // WEEK
        after = begin
        while after < len(date) and person[after] == person[begin]:
            first, last = min(first, date[after] // WEEK), max(last, date[after] // WEEK)
            after += 1
        total[first - 1 : last + 2] = 0
        number[first - 1 : last + 2] = 0
        again[first : last + 1] = False
        for day in range(begin, after - 1):
            total[date[day] // WEEK] += start[day + 1] - end[day]
            number[date[day] // WEEK] += 1
        for day in range(begin, after - 1):
            rest, week = start[day + 1] - end[day], date[day] // WEEK
            full, least = limit[date[day]], reduced[date[day]]
            if rest < least:
                failed[day] = True
            elif least <= rest < full:
                enough = False
                known = False
                for other in (week - 1, week + 1):
                    enough |= total[week] + total[other] >= full * (number[week] + number[other])
                    known |= first <= other <= last
                failed[day] = again[week] or (known and not enough)
                open_[day] = not failed[day] and not enough
                kept[day] = not failed[day] and enough
                again[week] = True
        begin = after
    return failed, open_, kept


def call_outs_in_rest(context: RuleContext) -> Units:
    """Rests cut by call-outs that take more than half of it (§ 5 (3) ArbZG).

    Only call-outs after the last full rest count, without their breaks. Up to half of the rest they may be balanced at
    other times, which records of working time do not show: such a rest stays open. Above that a full rest has to follow
    at once.
    """
    if off := off_reason(context):
        return Units.none(off=off)
    days, stretches, full = context.days, context.work.stretches, context.number("rest")
    date = np.repeat(days.date, days.last - days.first + 1)  # of the working day of each stretch
    minutes = stretches.end - stretches.start - stretches.unplaced
    person, start, end, called = stretches.person, stretches.start, stretches.end, stretches.called
    first, last, minutes = run(call_outs, person, start, end, minutes, called, full[date])
    day = date[last]
    limit = full[day] * context.number("share")[day]
    failed = minutes > limit
    each = person[last], start[first], day
    # Nobody can say of a rest that is not cut too much whether it was balanced.
    checked = int(np.count_nonzero(failed))
    return Units.judged(each, minutes, limit, failed, ~failed, checked=checked, open_reason="call_outs_need_balancing")


@loop
def call_outs(
    person: Codes, start: Minutes, end: Minutes, work: Minutes, called: Mask, full: Amounts
) -> tuple[Codes, Codes, Minutes]:
    """In hospitals call-outs from stand-by may cut the rest by up to half of it (§ 5 (3) ArbZG).

    A chain of call-outs begins after regular work or a full rest; it cuts the rest if regular work follows and no full
    rest lies between. Gives its first and its last stretch, and its minutes of work.

    Parameters
    ----------
    work : array of int
        Minutes of each stretch without breaks.
    full : array of float
        Full rest after each stretch.

    >>> start, end = [480, 1320, 1920], [960, 1440, 2400]  # work, called from 10 pm to midnight, work from 8 am
    >>> first, last, minutes = call_outs([0] * 3, start, end, [480, 120, 480], [False, True, False], [660.0] * 3)
    >>> first.tolist(), last.tolist(), minutes.tolist()
    ([1], [1], [120])
    """
    first: list[int] = []
    last: list[int] = []
    minutes: list[int] = []
    opener = 0
    total = 0
    rested = True
    for n in range(len(full)):
        if called[n]:
            if rested or not called[n - 1]:
                opener = n
                total = 0
            total += work[n]
        goes_on = n + 1 < len(full) and person[n + 1] == person[n]
        rested = not goes_on or start[n + 1] - end[n] >= full[n]
        if called[n] and not rested and not called[n + 1]:
            first.append(opener)
            last.append(n)
            minutes.append(total)
    return ints(first), ints(last), ints(minutes)


_REST = ("day", "elapsed", "rest", "leave")
#: Only in firms of a scope, or only outside of it.
_FOR_SOME = {"only_for": Option(names="scope"), "not_for": Option(names="scope")}
#: Kinds of check in this module.
KINDS = (
    Kind(min_gap, _REST, one_day=True, required=("limit",), options=_FOR_SOME),
    Kind(
        reduced_rest,
        _REST,
        one_day=True,
        required=("limit", "reduced", "longer", "within"),
        options={**_FOR_SOME, "call_outs": Option(names="rule")},
    ),
    Kind(min_gap_averaged, _REST, one_day=True, required=("limit", "reduced")),
    Kind(call_outs_in_rest, _REST, one_day=True, required=("rest", "share"), options=_FOR_SOME),
)
