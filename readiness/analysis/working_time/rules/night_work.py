"""Night work, night workers, their average working time, and the length of days that reach into the night."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from readiness.analysis.working_time.applicability.context import RuleContext
from readiness.analysis.working_time.judging.averaging import PERIOD_FIGURES, averages, chosen
from readiness.analysis.working_time.judging.kind import Figure, Kind, Option
from readiness.analysis.working_time.judging.units import Units, unsure_reason
from readiness.analysis.working_time.timeline.grouping import grouped, person_day
from readiness.analysis.working_time.timeline.hours_account import total
from readiness.analysis.working_time.timeline.nights import minutes_at_night
from readiness.analysis.working_time.timeline.weeks import entries, whole_weeks
from readiness.analysis.working_time.timeline.working_days import WorkingDays
from readiness.arrays import Amounts, Codes, Ints, Mask

#: How a firm may lay the period of night workers over the calendar: (unit, fixed).
PERIODS = {"rolling_4w": ("week", False), "calendar_month": ("month", True)}


def night_work(context: RuleContext) -> Units:
    """Working days with more than two hours of work in the night (§ 2 (3) and (4) ArbZG); information, no breach.

    Parameters ``opens`` and ``closes`` are minutes of the local day on which the night begins and of the next. Breaks
    whose position is unknown are taken to lie in the night, so that what is counted is certain.
    """
    least, most = _night_minutes(context)
    touched = np.flatnonzero(most > 0)
    days, all_limits = context.days.take(touched), context.number("longer_than")[context.days.date]
    least, most, limit = least[touched], most[touched], all_limits[touched]
    failed = least > limit
    open_ = (most > limit) & ~failed
    return Units.judged(
        days.each,
        np.where(failed, least, most),
        limit,
        failed,
        open_,
        checked=int(np.count_nonzero(~np.isnan(all_limits)) - np.count_nonzero(open_)),
        open_reason=unsure_reason(open_, days.breaks_known),
    )


def night_worker(context: RuleContext) -> Units:
    """Calendar years in which somebody is a night worker (§ 2 (5) ArbZG): a classification, no breach.

    Either by 48 days of night work in the year or because rotating shifts normally include the night, which records
    cannot say: ``night_worker: rotating`` of the person or in the scope. Night work belongs to the date on which its
    working day begins, and two working days that begin on one date are one day. A year of which records are missing
    stays open if somebody worked at night and the missing days could make up the number.
    """
    days, (least, most) = context.days, _night_minutes(context)
    longer, year = context.number("longer_than")[days.date], context.calendar.year[days.date]
    _, first, place = grouped(person_day(days.person, year))
    certain, possible = (_dates(days, minutes > longer, place, len(first)) for minutes in (least, most))
    person, limit = days.person[first], context.number("days")[days.date[first]]
    is_one = (certain >= limit) | _rotating(context)[person]
    by_breaks = ~is_one & (possible >= limit)
    missing = _missing_days(context, person, year[first])
    may_be = by_breaks | (~is_one & (possible > 0) & (possible + missing >= limit))
    return Units.judged(
        days.take(first).each,
        np.where(is_one, certain, possible),
        limit,
        is_one,
        may_be,
        open_reason="year_not_complete" if (may_be & ~by_breaks).any() else "break_position_unknown",
        unit="days",
    )


def _dates(days: WorkingDays, chosen: Mask, place: Codes, years: int) -> Ints:
    """How many dates the chosen working days of each year begin on; `place` is the year of every working day."""
    _, once, _ = grouped(person_day(days.person[chosen], days.date[chosen]))
    return np.bincount(place[chosen][once], minlength=years)


def _missing_days(context: RuleContext, person: Codes, year: Ints) -> Ints:
    """Days of each person's year before the first and after the last week with records or absences."""
    january, december = (context.calendar.numbers((year + step).astype("datetime64[Y]")) for step in (-1970, -1969))
    opens, closes = whole_weeks(context.work)
    missing = np.maximum(opens[person] - january, 0) + np.maximum(december - closes[person], 0)
    return np.minimum(missing, december - january)


def _rotating(context: RuleContext) -> Mask:
    return np.asarray(context.fact("night_worker") == "rotating", bool)


def night_average(context: RuleContext) -> Units:
    """Periods of four weeks in which a night worker works longer on average than allowed (§ 6 (2) ArbZG).

    Periods begin on every Monday; ``night_average_period: calendar_month`` in the scope asks for calendar months
    instead. Somebody who is a night worker only by the number of nights is judged in periods with night work; for the
    others the longer period of § 3 applies.

    Raises
    ------
    UnknownName
        ``unknown_average_period``.
    """
    unit, fixed = chosen(context, "night_average_period", PERIODS)
    workers = night_worker(context)
    if not workers.failed.any():
        return Units.none(open_reason="night_worker_open") if workers.open.any() else Units.none(off="no_night_workers")
    calendar, rotating = context.calendar, _rotating(context)
    at_night = np.flatnonzero(_night_minutes(context)[0] > context.number("longer_than")[context.days.date])
    year = calendar.year - calendar.year[0]
    in_year = np.zeros((len(rotating), year[-1] + 1), bool)  # who is a night worker in which year
    in_year[workers.person[workers.failed], year[workers.day[workers.failed]]] = True

    def concerned(unit: str, start: Codes, stop: Codes) -> Mask:
        every = entries(context.work, unit)
        nights = np.bincount(every.of_day[at_night] + 1, minlength=len(every.person) + 1)[1:]
        person, opens, last = every.person[start], every.opens[start], every.closes[stop - 1] - 1
        mine = in_year[person, year[opens]] | in_year[person, year[last]]
        return rotating[person] | (mine & (total(nights, start, stop) > 0))

    units = averages(context, unit, fixed, concerned)
    if not workers.open.any():
        return units
    # Others may be night workers too; whether their averages count is open.
    reason = max(units.open_reason if units.open.any() else "", "night_worker_open")
    return replace(units, wholly_open=True, open_reason=reason)


def _night_minutes(context: RuleContext) -> tuple[Amounts, Amounts]:
    """Minutes of each working day that are certainly, and that may be, work in the night of its sector."""
    unknown, names = context.parameters["unknown_break"], context.parameters
    least, most = minutes_at_night(context.work, unknown, names["opens"], names["closes"])
    for entry in context.scopes("other_limit"):
        theirs = context.in_sector(entry)[context.days.person]
        if theirs.any():
            there = minutes_at_night(context.work, unknown, entry.parameters["opens"], entry.parameters["closes"])
            least, most = np.where(theirs, there[0], least), np.where(theirs, there[1], most)
    return least, most


def max_at_night(context: RuleContext) -> Units:
    """Working days with night work that last longer than allowed (Art. 17a ArG).

    Parameters of the rule: ``night_from`` and ``night_until`` on the local clock, ``limit``, and ``most``, which an
    exception allows under conditions; between the two a day stays open. With the option ``measure: span`` breaks are
    included, otherwise the hours of work count.
    """
    opens, closes = context.parameters["night_from"], context.parameters["night_until"]
    night = minutes_at_night(context.work, "", opens, closes)[1] > 0
    hours = context.hours().take(night)
    if context.option("measure") == "span":
        span = (context.days.end - context.days.start)[night].astype(np.float64)
        hours = hours._replace(net=span, least=span, most=span)
    limit, most = context.number("limit")[hours.day], context.number("most")[hours.day]
    because = hours.least > limit, "night_exception_needs_conditions"
    return Units.too_long(hours, limit, most, because=because, note="")


_NIGHT = ("day", "elapsed", "night")
_HOURS = ("opens", "closes")
_BY_NIGHT = (*_HOURS, "longer_than", "unknown_break")
#: Kinds of check in this module.
KINDS = (
    Kind(night_work, _NIGHT, required=_BY_NIGHT, by_scope=_HOURS, figures=(Figure("night_minutes"),)),
    Kind(night_worker, _NIGHT, required=(*_BY_NIGHT, "days"), by_scope=_HOURS, figures=(Figure("night_days"),)),
    Kind(
        night_average,
        ("day", "gap", "union", "unknown_break", "leave", "average", "night"),
        required=(*_BY_NIGHT, "days", "limit", "weeks", "months"),
        by_scope=_HOURS,
        figures=PERIOD_FIGURES,
    ),
    Kind(
        max_at_night,
        _NIGHT,
        one_day=True,
        required=("night_from", "night_until", "limit", "most", "unknown_break"),
        options={"measure": Option(("span",), spares=("unknown_break",))},
    ),
)
