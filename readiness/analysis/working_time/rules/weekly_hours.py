"""Working time of weeks: hours and days of one week or two, the average of several, and the excess of a year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from readiness.analysis.working_time.applicability.limits import numbers
from readiness.analysis.working_time.applicability.scopes import limit_groups
from readiness.analysis.working_time.judging.kind import Figure, Kind
from readiness.analysis.working_time.judging.units import Units, only_units, unsure_reason
from readiness.analysis.working_time.timeline.grouping import APART, found_in, person_day, spread
from readiness.analysis.working_time.timeline.hours_account import bin_of
from readiness.analysis.working_time.timeline.local_time import day_number, is_sunday, midnight, sundays_between
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.analysis.working_time.timeline.weeks import Weeks, monday_of, week_hours
from readiness.arrays import Amounts, Codes, Days
from readiness.law import Law, Rule

_WEEKDAYS = 5  # an absent day from Monday to Friday takes a fifth of its week out of the average
_WEEK = np.timedelta64(7, "D")


def max_per_week(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Weeks in which somebody works longer than allowed, without breaks (for example § 9 (1) AZG).

    The limit is that of the Monday. Where it depends on the group a firm belongs to and the scope names none, a week
    fails above the highest limit and stays open above the lowest.
    """
    weeks = week_hours(rule, law, work)
    groups = limit_groups(rule, law, scope)
    limits = np.array([law.values(name, weeks.monday) for name in groups or [rule.parameters["limit"]]])
    low, high = limits.min(axis=0), limits.max(axis=0)
    failed = weeks.least > high
    open_ = (weeks.most > low) & ~failed
    by_group = open_ & (weeks.least > low)
    return Units(
        subject=weeks.subject,
        at=weeks.at,
        day=weeks.monday,
        measured=weeks.net,
        limit=np.where(failed, high, low),
        failed=failed,
        open=open_,
        checked=int((~open_ & ~np.isnan(low)).sum()),
        more_is_worse=True,
        open_reason=unsure_reason(open_ & ~by_group, weeks.sure) if not by_group.any() else "no_limit_group",
        note="no_break_data" if (failed & ~weeks.sure).any() else "",
    )


def max_per_week_without_sunday(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Weeks above six full days although nobody worked on the Sunday: some day must have been too long."""
    units = max_per_week(rule, law, work, scope)
    if not len(units.day):
        return units
    legs = work.legs
    leg, day = spread(np.flatnonzero(sundays_between(legs.first, legs.last) > 0), legs.first, legs.last)
    with_sunday = _week(legs.subject[leg], day)[is_sunday(day)]
    return only_units(units, ~found_in(_week(units.subject, units.day), np.sort(with_sunday)))


def _week(subject: Codes, day: Any) -> Codes:
    return np.asarray(subject * APART + bin_of(day, "week"))


def max_days_per_week(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Weeks, Monday to Sunday, with work on too many days (§ 15 JArbSchG).

    A working day counts for the local date on which it starts. More records could only add days, so a finding is
    certain also where the records begin or end inside a week.
    """
    days = work.days
    _, first = np.unique(person_day(days.subject, days.date), return_index=True)
    week, begin, count = np.unique(
        person_day(days.subject[first], monday_of(days.date[first])), return_index=True, return_counts=True
    )
    place = first[begin]
    monday = (week % APART).astype("datetime64[D]")
    limit = law.values(rule.parameters["limit"], monday)
    failed = count > limit
    return Units(
        subject=days.subject[place],
        at=days.start[place],
        day=monday,
        measured=count.astype(np.float64),
        limit=limit,
        failed=failed,
        open=np.zeros(len(failed), bool),
        checked=int((~np.isnan(limit)).sum()),
        more_is_worse=True,
        unit="days",
    )


def max_per_two_weeks(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Pairs of consecutive weeks, Sundays included, with too much work (§ 4 (1) sentences 1 to 3 MuSchG).

    Every pair of weeks is looked at (rolling). A person with records in a single week fails only if that week alone is
    too long, and otherwise stays open: the week before or after is not in the data.
    """
    weeks = week_hours(rule, law, work)
    subject, monday = weeks.subject, weeks.monday
    n = len(subject)
    # Each week opens a pair with the next one; a week after a gap also closes a pair with the empty week before it.
    follows = np.zeros(n, bool)
    follows[1:] = (subject[1:] == subject[:-1]) & (monday[1:] - monday[:-1] == _WEEK)
    opens = np.append(follows[1:], False) if n else follows
    new = np.append(True, subject[1:] != subject[:-1]) if n else follows
    last = np.append(new[1:], True) if n else follows
    lone = new & last
    keep = opens | ~last | lone  # the last week of a person is covered by the pair before it
    extra = np.flatnonzero(last & ~new & ~follows)  # unless the week before it has no work
    place = np.concatenate([np.flatnonzero(keep), extra])
    paired = opens[place]
    following = np.minimum(place + 1, max(n - 1, 0))
    least, most, net = (
        amount[place] + np.where(paired, amount[following], 0.0) for amount in (weeks.least, weeks.most, weeks.net)
    )
    low, high = numbers("limit", "other_limit", rule, law, work, scope, subject[place], monday[place])
    failed = least > high
    single = lone[place] & ~failed
    open_ = ((most > low) & ~failed) | single
    sure = weeks.sure[place] & (weeks.sure[following] | ~paired)
    return Units(
        subject=subject[place],
        at=weeks.at[place],
        day=monday[place],
        measured=net,
        limit=np.where(failed, high, low),
        failed=failed,
        open=open_,
        checked=int((~open_ & ~np.isnan(low)).sum()),
        more_is_worse=True,
        open_reason="too_few_weeks" if single.any() else unsure_reason(open_, sure),
        note="no_break_data" if (failed & ~sure).any() else "",
    )


@dataclass(frozen=True, slots=True)
class _Grid:
    """Every week of every person from the first to the last with work or absence; persons follow one another."""

    subject: Codes
    monday: Days
    left: npt.NDArray[np.int64]  # weeks from here to the person's last, this one included

    def place(self, subject: Codes, monday: Days) -> npt.NDArray[np.intp]:
        """Position of weeks that are in the grid."""
        mine = self.subject * APART + self.monday.astype(np.int64)
        return np.searchsorted(mine, subject * APART + monday.astype(np.int64))


def max_week_average(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Periods of several weeks in which somebody works too long on average (Art. 6 (b) Directive 2003/88/EC).

    Periods begin on every Monday; only those wholly inside a person's records and absences are judged. Full days of
    neutral absence from Monday to Friday without work each take a fifth of a week out of the divisor. A person without
    a whole period is one open unit with the average so far.
    """
    weeks = week_hours(rule, law, work)
    absent = work.absent
    away = monday_of(absent.day)
    grid = _grid(np.append(weeks.subject, absent.subject), np.append(weeks.monday, away))
    length = law.values(rule.parameters["weeks"], grid.monday)
    opens = np.append(True, grid.subject[1:] != grid.subject[:-1]) if len(grid.subject) else np.zeros(0, bool)
    first = np.flatnonzero((grid.left >= length) | (opens & (grid.left < length)))
    whole = grid.left[first] >= length[first]
    last = first + np.minimum(length, grid.left)[first].astype(np.int64)
    place = grid.place(weeks.subject, weeks.monday)
    fifths = np.zeros(len(grid.subject))
    neutral = _neutral(work)
    np.add.at(fifths, grid.place(absent.subject[neutral], away[neutral]), 1.0)
    divisor = last - first - _sums(fifths, first, last) / _WEEKDAYS

    def average(values: Amounts) -> Amounts:
        dense = np.zeros(len(grid.subject))
        dense[place] = values
        total = _sums(dense, first, last)
        # A third of a minute must not tip the scale.
        means: Amounts = np.divide(total, divisor, out=np.full(len(first), np.nan), where=divisor > 1e-9)
        return means.round(6)

    limit = law.values(rule.parameters["limit"], grid.monday[first])
    measured = average(weeks.net)
    failed, open_ = np.zeros(len(first), bool), np.zeros(len(first), bool)
    failed[:] = (average(weeks.least) > limit) & whole
    open_[:] = ((average(weeks.most) > limit) | ~whole) & ~failed
    sure = average(weeks.sure.astype(np.float64)) >= average(np.ones(len(weeks.sure)))
    return Units(
        subject=grid.subject[first],
        at=midnight(grid.monday[first], np.zeros(len(first), np.int64), work.zones),
        day=grid.monday[first],
        measured=measured,
        limit=limit,
        failed=failed,
        open=open_,
        checked=int((~open_ & ~np.isnan(measured)).sum()),
        more_is_worse=True,
        open_reason=unsure_reason(open_, sure) if whole.all() else "no_full_period",
    )


def max_excess_per_year(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Calendar years with too much time above the weekly limit in total (Art. 12 (2) ArG).

    A week belongs to the year of its Monday. Part of a year is enough for a failure, never for more than "no
    indication". Where the limit depends on the group of the firm and the scope names none, a year fails only if it does
    so in every group.
    """
    weeks = week_hours(rule, law, work)
    year = weeks.monday.astype("datetime64[Y]").astype(np.int64)
    key = weeks.subject * APART + year
    first = np.flatnonzero(np.append(True, np.diff(key) != 0)) if len(key) else np.zeros(0, np.int64)
    sums, limits = [], []
    for name in limit_groups(rule, law, scope) or [rule.parameters["limit"]]:
        above = law.values(rule.parameters[f"{name}_above"], weeks.monday)
        both = [np.maximum(hours - above, 0) for hours in (weeks.least, weeks.most)]
        sums.append([np.add.reduceat(excess, first) if len(first) else np.zeros(0) for excess in both])
        limits.append(law.values(name, weeks.monday[first]))
    least, most, limit = np.array([s[0] for s in sums]), np.array([s[1] for s in sums]), np.array(limits)
    failed = np.logical_and.reduce(least > limit, axis=0)
    open_ = np.logical_or.reduce(most > limit, axis=0) & ~failed
    by_group = open_ & np.logical_or.reduce(least > limit, axis=0)
    nearest = np.argmin(limit - least, axis=0) if len(first) else np.zeros(0, np.int64)
    column = np.arange(len(first))
    return Units(
        subject=weeks.subject[first],
        at=weeks.at[first],
        day=weeks.monday[first],
        measured=least[nearest, column],
        limit=limit[nearest, column],
        failed=failed,
        open=open_,
        checked=int((~open_).sum()),
        more_is_worse=True,
        open_reason="no_limit_group" if by_group.any() else unsure_reason(open_, _all_sure(weeks, first)),
    )


def _all_sure(weeks: Weeks, first: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
    return np.logical_and.reduceat(weeks.sure, first) if len(first) else weeks.sure


def _grid(subject: Codes, monday: Days) -> _Grid:
    number = day_number(monday)
    people, place = np.unique(subject, return_inverse=True)
    begin = np.full(len(people), np.iinfo(np.int64).max)
    end = np.full(len(people), np.iinfo(np.int64).min)
    np.minimum.at(begin, place, number)
    np.maximum.at(end, place, number)
    count = (end - begin) // 7 + 1
    who = np.repeat(np.arange(len(people)), count)
    step = np.arange(len(who)) - np.repeat(np.cumsum(count) - count, count)
    return _Grid(people[who], (begin[who] + 7 * step).astype("datetime64[D]"), count[who] - step)


def _sums(values: Amounts, first: npt.NDArray[np.intp], last: npt.NDArray[np.int64]) -> Amounts:
    upto = np.append(0.0, np.cumsum(values))
    return upto[last] - upto[first]


def _neutral(work: WorkTime) -> npt.NDArray[np.bool_]:
    """Absences that leave the divisor: leave, sickness and holidays, Monday to Friday, without work on that date."""
    absent, days = work.absent, work.days
    worked = days.subject * APART + day_number(days.date)
    day = absent.day.astype("datetime64[D]")
    free = absent.neutral & ~np.isin(absent.subject * APART + day.astype(np.int64), worked)
    return free & ((day.astype(np.int64) + 3) % 7 < _WEEKDAYS)


_HOURS = ("day", "gap", "union", "unknown_break")
#: Kinds of check in this module.
KINDS = (
    Kind(
        "max_per_week",
        max_per_week,
        _HOURS,
        one_day=False,
        required=("limit",),
        optional=("unknown_break",),
        figures=(Figure("week_hours", per=60),),
    ),
    Kind(
        "max_per_week_without_sunday",
        max_per_week_without_sunday,
        _HOURS,
        one_day=False,
        required=("limit",),
        optional=("unknown_break",),
    ),
    Kind(
        "max_days_per_week",
        max_days_per_week,
        ("day", "elapsed", "union"),
        one_day=False,
        required=("limit",),
        figures=(Figure("days"),),
    ),
    Kind(
        "max_per_two_weeks",
        max_per_two_weeks,
        _HOURS,
        one_day=False,
        required=("limit",),
        optional=("unknown_break",),
        by_scope=("limit",),
        figures=(Figure("double_week_hours", per=60),),
    ),
    Kind(
        "max_week_average",
        max_week_average,
        (*_HOURS, "leave", "average"),
        one_day=False,
        required=("limit", "weeks"),
        optional=("unknown_break",),
        figures=(Figure("avg_week_hours", per=60),),
    ),
    Kind(
        "max_excess_per_year",
        max_excess_per_year,
        _HOURS,
        one_day=False,
        required=("limit", "{limit}_above"),
        optional=("{limit}", "unknown_break"),  # every possible limit by its own name, so that its date and mark count
        figures=(Figure("excess_hours", per=60),),
    ),
)
