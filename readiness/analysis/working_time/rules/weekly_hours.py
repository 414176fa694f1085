"""Working time of weeks: hours and days of one week or two, the average of several, and the excess of a year."""

from __future__ import annotations

import numpy as np

from readiness.analysis.working_time.applicability.context import RuleContext
from readiness.analysis.working_time.applicability.limits import limits_for
from readiness.analysis.working_time.applicability.scopes import limit_groups
from readiness.analysis.working_time.judging.kind import Figure, Kind, Option
from readiness.analysis.working_time.judging.units import Units, unsure_reason
from readiness.analysis.working_time.timeline.calendar import SUNDAY, WEEK, Table
from readiness.analysis.working_time.timeline.grouping import APART, found_in, grouped, person_day
from readiness.analysis.working_time.timeline.hours_account import due_in, home_region, neutral_days, periods, total
from readiness.analysis.working_time.timeline.local_days import local_days
from readiness.analysis.working_time.timeline.weeks import Weeks, every_week, week_hours
from readiness.arrays import Amounts, Codes, Ints, Mask
from readiness.loops import ints, loop, masks, run

_WEEKDAYS = 5  # an absent day from Monday to Friday takes a fifth of its week out of the average


def max_per_week(context: RuleContext) -> Units:
    """Weeks in which somebody works longer than allowed, without breaks (for example § 9 (1) AZG).

    The limit is that of the Monday. Where it depends on the group a firm belongs to and the scope names none, a week
    fails above the highest limit and stays open above the lowest. With the option ``holidays: credited`` hours lost
    through a public holiday count as worked; where they could decide, a week stays open, because records do not tell
    them.
    """
    weeks = _worked_weeks(context)
    units = _too_long(context, weeks)
    credited = context.option("holidays") and len(weeks.person)
    return _with_lost_hours(context, weeks, units) if credited else units


def _too_long(context: RuleContext, weeks: Weeks) -> Units:
    limits = np.array([context.work.number(name)[weeks.opens] for name in _limits(context)])
    low, high = limits.min(axis=0), limits.max(axis=0)
    return Units.too_long(weeks, low, high, because=(weeks.least > low, "no_limit_group"))


def _worked_weeks(context: RuleContext) -> Weeks:
    return week_hours(context.work, context.parameters.get("unknown_break", ""))


def _limits(context: RuleContext) -> list[str]:
    """Parameters that may be the limit: several where it depends on the group of the firm, which is not known."""
    return limit_groups(context.rule, context.law, context.scope) or [context.parameters["limit"]]


def _with_lost_hours(context: RuleContext, weeks: Weeks, units: Units) -> Units:
    """Units that stay open where hours lost through a public holiday could bring them above the limit.

    Agreed weekly hours do not tell how many of them were planned for the holiday; the reason says that they are known.
    """
    hours, calendar = context.hours(), context.calendar
    date, first, place = grouped(person_day(hours.person, hours.day))
    least, most = (np.bincount(place, minutes, len(first)).astype(np.float64) for minutes in (hours.least, hours.most))
    full, longest = context.number("full_day"), context.number("longest_day")

    def may_exceed(holiday: Table) -> Mask:
        lost = run(lost_hours, weeks, home_region(context.work), holiday, date, least, most, full, longest)
        return ~units.failed & ~units.open & (weeks.most + lost > units.limit)

    by_holiday = may_exceed(calendar.holiday)
    by_region = may_exceed(calendar.maybe_holiday) & ~by_holiday
    stated = np.array([known is not None for known in context.fact("weekly_hours")], bool)[weeks.person]
    why = {
        units.open_reason: units.open,
        "holiday_hours_unknown": by_holiday & ~stated,
        "holiday_hours_not_spread": by_holiday & stated,
        "no_region": by_region,
    }
    return Units.judged(
        weeks.each,
        units.measured,
        units.limit,
        units.failed,
        units.open | by_holiday | by_region,
        open_reason=max((reason for reason, some in why.items() if some.any()), default=""),
        note=units.note,
    )


@loop
def lost_hours(
    weeks: Weeks,
    region: Codes,
    holiday: Table,
    date: Ints,
    least: Amounts,
    most: Amounts,
    full: Amounts,
    longest: Amounts,
) -> Amounts:
    """Hours lost through a public holiday from Monday to Saturday count as worked (§ 4 (4) sentence 2 JArbSchG).

    The most that each week can have lost: who worked a full day on the holiday lost nothing, anybody else at most what
    is left of the longest day that the act allows. `least` and `most` bound the work of each `date` (person and day as
    one number) with work; `region` is that of each person.

    >>> weeks = Weeks(*[[0]] * 9)._replace(person=[0, 1], opens=[0, 0])  # both work on Monday, one on the holiday
    >>> thursday, dates = np.arange(7)[None] == 3, person_day(np.array([0, 1, 1]), np.array([0, 0, 3])).tolist()
    >>> lost_hours(weeks, [0, 0], thursday, dates, [480, 480, 240], [480, 480, 240], [480] * 7, [540] * 7).tolist()
    [540.0, 300.0]
    """
    lost = np.zeros(len(weeks.person))
    n = 0
    for week in range(len(weeks.person)):
        person = weeks.person[week]
        for day in range(weeks.opens[week], weeks.opens[week] + SUNDAY):
            if holiday[region[person], day]:
                this = person * APART + day
                while n < len(date) and date[n] < this:
                    n += 1
                worked = n < len(date) and date[n] == this
                if not worked or least[n] < full[day]:
                    lost[week] += max(longest[day] - (most[n] if worked else 0.0), 0.0)
    return lost


def max_per_week_without_sunday(context: RuleContext) -> Units:
    """Weeks above six full days although nobody worked on the Sunday: some day must have been too long."""
    units, worked = _too_long(context, _worked_weeks(context)), local_days(context.work)
    sundays = worked.take(worked.day % WEEK == SUNDAY)
    return units.only(~found_in(person_day(units.person, units.day + SUNDAY), sundays.key))


def max_days_per_week(context: RuleContext) -> Units:
    """Weeks, Monday to Sunday, with work on too many days (§ 15 JArbSchG).

    A working day counts for the local date on which it starts. More records could only add days, so a finding is
    certain also where the records begin or end inside a week.
    """
    days = context.days
    _, date, _ = grouped(person_day(days.person, days.date))  # each date once
    _, first, week = grouped(person_day(days.person[date], days.date[date] // WEEK))
    place = date[first]
    monday = days.date[place] - days.date[place] % WEEK
    count = np.bincount(week, minlength=len(place))
    each = days.person[place], days.start[place], monday
    return Units.above(each, count, context.number("limit")[monday], unit="days")


@loop
def weeks_in_pairs(person: Codes, monday: Ints) -> tuple[Codes, Mask, Mask]:
    """No more than a number of hours in two weeks in a row, Sundays included (§ 4 (1) MuSchG).

    Of the weeks with work, those that begin a pair: whether the next week has work, too, and whether the person has
    no other week with work. The last week of a person counts with the week before it, which may be without work.

    >>> week, paired, lone = weeks_in_pairs([0, 0, 0, 1], [7, 14, 28, 7])
    >>> week.tolist(), paired.tolist(), lone.tolist()
    ([0, 1, 2, 3], [True, False, False, False], [False, False, False, True])
    """
    week: list[int] = []
    paired: list[bool] = []
    lone: list[bool] = []
    for n in range(len(person)):
        first = n == 0 or person[n - 1] != person[n]
        last = n == len(person) - 1 or person[n + 1] != person[n]
        follows = not first and monday[n] - monday[n - 1] == WEEK
        if not last or not follows:
            week.append(n)
            paired.append(not last and monday[n + 1] - monday[n] == WEEK)
            lone.append(first and last)
    return ints(week), masks(paired), masks(lone)


def max_per_two_weeks(context: RuleContext) -> Units:
    """Pairs of consecutive weeks, Sundays included, with too much work (§ 4 (1) sentences 1 to 3 MuSchG).

    Every pair of weeks is looked at (rolling). A person with records in a single week fails only if that week alone is
    too long, and otherwise stays open: the week before or after is not in the data.
    """
    weeks = _worked_weeks(context)
    week, paired, lone = run(weeks_in_pairs, weeks.person, weeks.opens)
    first, second = weeks.take(week), weeks.take(week + paired)
    net, least, most = (
        one + np.where(paired, other, 0.0)
        for one, other in ((first.net, second.net), (first.least, second.least), (first.most, second.most))
    )
    low, high = limits_for(context, "limit", first.person, first.opens)
    failed = least > high
    lone &= ~failed
    open_ = ((most > low) & ~failed) | lone
    known = first.breaks_known & second.breaks_known
    return Units.judged(
        first.each,
        net,
        np.where(failed, high, low),
        failed,
        open_,
        open_reason="too_few_weeks" if lone.any() else unsure_reason(open_, known),
        note="no_break_data" if (failed & ~known).any() else "",
    )


def max_week_average(context: RuleContext) -> Units:
    """Periods of several weeks in which somebody works too long on average (Art. 6 (b) Directive 2003/88/EC).

    Periods begin on every Monday; only those wholly inside a person's records and absences are judged. Full days of
    neutral absence from Monday to Friday without work each take a fifth of a week out of the divisor. A person without
    a whole period is one open unit with the average so far.
    """
    work, calendar = context.work, context.calendar
    weeks = every_week(work, context.parameters.get("unknown_break", ""), "week")
    first, after, whole = run(periods, weeks.person, context.number("weeks")[weeks.opens])
    monday_to_friday = (np.arange(len(calendar)) % WEEK < _WEEKDAYS)[None]
    anywhere = np.zeros(len(weeks.person), np.int64)
    present = run(due_in, weeks.person, weeks.opens, weeks.closes, anywhere, monday_to_friday, neutral_days(work))
    divisor = total(present, first, after) / _WEEKDAYS

    def average(values: Amounts | Ints) -> Amounts:
        mean = total(values, first, after) / np.where(divisor > 0, divisor, np.nan)
        return np.asarray(mean.round(6))  # a third of a minute must not tip the scale

    limit = context.number("limit")[weeks.opens[first]]
    failed = (average(weeks.least) > limit) & whole
    open_ = ((average(weeks.most) > limit) | ~whole) & ~failed
    known = average(weeks.unsure) <= 0
    person, day, measured = weeks.person[first], weeks.opens[first], average(weeks.net)
    return Units.judged(
        (person, calendar.midnights()[0, day], day),
        measured,
        limit,
        failed,
        open_,
        checked=int(np.count_nonzero(~open_ & ~np.isnan(measured))),
        open_reason=unsure_reason(open_, known) if whole.all() else "no_full_period",
    )


def max_excess_per_year(context: RuleContext) -> Units:
    """Calendar years with too much time above the weekly limit in total (Art. 12 (2) ArG).

    A week belongs to the year of its Monday. Part of a year is enough for a failure, never for more than "no
    indication". Where the limit depends on the group of the firm and the scope names none, a year fails only if it does
    so in every group.
    """
    weeks = _worked_weeks(context)
    _, first, year = grouped(person_day(weeks.person, context.calendar.year[weeks.opens]))

    def excess(name: str, hours: Amounts) -> Amounts:
        above = context.number(f"{name}_above")[weeks.opens]
        return np.bincount(year, np.maximum(hours - above, 0), len(first)).astype(np.float64)

    names = _limits(context)
    least, most = (np.array([excess(name, hours) for name in names]) for hours in (weeks.least, weeks.most))
    limit = np.array([context.work.number(name)[weeks.opens[first]] for name in names])
    failed = np.logical_and.reduce(least > limit)
    open_ = np.logical_or.reduce(most > limit) & ~failed
    by_group = open_ & np.logical_or.reduce(least > limit)
    nearest = (limit - least).argmin(axis=0), np.arange(len(first))
    known = np.bincount(year, weeks.unsure, len(first)) == 0
    return Units.judged(
        weeks.take(first).each,
        least[nearest],
        limit[nearest],
        failed,
        open_,
        checked=int(np.count_nonzero(~open_)),
        open_reason="no_limit_group" if by_group.any() else unsure_reason(open_, known),
    )


_HOURS = ("day", "gap", "union", "unknown_break")
#: Kinds of check in this module.
KINDS = (
    Kind(
        max_per_week,
        _HOURS,
        required=("limit",),
        optional=("unknown_break",),
        options={"holidays": Option(("credited",), parts=("full_day", "longest_day"))},
        figures=(Figure("week_hours", per=60),),
    ),
    Kind(max_per_week_without_sunday, _HOURS, required=("limit",), optional=("unknown_break",)),
    Kind(max_days_per_week, ("day", "elapsed", "union"), required=("limit",), figures=(Figure("days"),)),
    Kind(
        max_per_two_weeks,
        _HOURS,
        required=("limit",),
        optional=("unknown_break",),
        by_scope=("limit",),
        figures=(Figure("double_week_hours", per=60),),
    ),
    Kind(
        max_week_average,
        (*_HOURS, "leave", "average"),
        required=("limit", "weeks"),
        optional=("unknown_break",),
        figures=(Figure("avg_week_hours", per=60),),
    ),
    Kind(
        max_excess_per_year,
        _HOURS,
        required=("limit", "{limit}_above"),
        optional=("{limit}", "unknown_break"),  # every possible limit by its own name, so that its date and mark count
        figures=(Figure("excess_hours", per=60),),
    ),
)
