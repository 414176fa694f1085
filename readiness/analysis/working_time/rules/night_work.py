"""Night work, night workers, their average working time, and the length of days that reach into the night."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from readiness.analysis.working_time.applicability.facts import other_numbers, stated
from readiness.analysis.working_time.judging.averaging import PERIOD_FIGURES, averages
from readiness.analysis.working_time.judging.kind import Figure, Kind, Option
from readiness.analysis.working_time.judging.units import Units, nothing
from readiness.analysis.working_time.timeline.grouping import found_in, grouped, person_day
from readiness.analysis.working_time.timeline.hours_account import bin_of, first_day
from readiness.analysis.working_time.timeline.local_time import day_number, earliest, latest, midnight
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.analysis.working_time.timeline.nights import minutes_at_night
from readiness.arrays import Amounts, Codes, Days, Mask
from readiness.errors import UnknownName
from readiness.law import Law, Rule

#: How a firm may lay the period of night workers over the calendar: (unit, fixed).
PERIODS = {"rolling_4w": ("week", False), "calendar_month": ("month", True)}
_YEARS = 10_000  # keeps persons apart beside a year


@dataclass(frozen=True, slots=True)
class _NightWorkers:
    """Who works how often at night, one entry per person and calendar year with records."""

    subject: Codes
    year: Codes
    first: Codes  # position of the first working day in that year
    certain: Amounts  # days with night work
    possible: Amounts  # the same if breaks of unknown position lay outside the night
    limit: Amounts
    is_one: Mask
    may_be: Mask
    by_breaks: Mask


def night_work(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Working days with more than two hours of work in the night (§ 2 (3) and (4) ArbZG); information, no breach.

    Parameters ``opens`` and ``closes`` are minutes of the local day on which the night begins and of the next. Breaks
    whose position is unknown are taken to lie in the night, so that what is counted is certain.
    """
    days = work.days
    if not len(days.date):
        return nothing(work)
    least, most = _night_minutes(rule, law, work, scope)
    limit = law.values(rule.parameters["longer_than"], days.date)
    kept = np.flatnonzero(most > 0)
    failed, open_ = (least > limit)[kept], ((most > limit) & ~(least > limit))[kept]
    return Units(
        subject=days.subject[kept],
        at=days.start[kept],
        day=days.date[kept],
        measured=np.where(failed, least[kept], most[kept]),
        limit=limit[kept],
        failed=failed,
        open=open_,
        checked=int((~np.isnan(limit)).sum() - open_.sum()),
        more_is_worse=True,
        open_reason="no_break_data" if (open_ & ~days.sure[kept]).any() else "break_position_unknown",
    )


def night_worker(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Calendar years in which somebody is a night worker (§ 2 (5) ArbZG): a classification, no breach.

    Either by 48 days of night work in the year or because rotating shifts normally include the night, which records
    cannot say: ``night_worker: rotating`` of the person or in the scope. A year of which records are missing stays open
    if somebody worked at night and the missing days could make up the number.
    """
    if not len(work.days.date):
        return nothing(work, unit="days")
    found, days = _night_workers(rule, law, work, scope), work.days
    year_open = found.may_be & ~found.by_breaks
    return Units(
        subject=found.subject,
        at=days.start[found.first],
        day=days.date[found.first],
        measured=np.where(found.is_one, found.certain, found.possible),
        limit=found.limit,
        failed=found.is_one,
        open=found.may_be,
        checked=int((~found.may_be & ~np.isnan(found.limit)).sum()),
        more_is_worse=True,
        open_reason="year_not_complete" if year_open.any() or not found.may_be.any() else "break_position_unknown",
        unit="days",
    )


def night_average(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Periods of four weeks in which a night worker works longer on average than allowed (§ 6 (2) ArbZG).

    Periods begin on every Monday; ``night_average_period: calendar_month`` in the scope asks for calendar months
    instead. Somebody who is a night worker only by the number of nights is judged in periods with night work; for the
    others the longer period of § 3 applies.

    Raises
    ------
    UnknownName
        ``unknown_average_period``.
    """
    name = str(scope.get("night_average_period") or "rolling_4w")
    if name not in PERIODS:
        raise UnknownName("unknown_average_period", name, list(PERIODS))
    if not len(work.days.date):
        return nothing(work)
    found = _night_workers(rule, law, work, scope)
    rotating = _rotating(work, scope)
    if not found.is_one.any():
        reason = "night_worker_open" if found.may_be.any() else ""
        return nothing(work, open_reason=reason) if reason else nothing(work, off="no_night_workers")
    least, _ = _night_minutes(rule, law, work, scope)
    days = work.days
    at_night = least > law.values(rule.parameters["longer_than"], days.date)
    nights = np.sort(person_day(days.subject[at_night], days.date[at_night]))
    years = found.subject[found.is_one] * _YEARS + found.year[found.is_one]
    concerned = rotating.copy()
    concerned[found.subject[found.is_one]] = True

    def judged(subject: Codes, opens: Days, closes: Days) -> Mask:
        kept = rotating[subject]
        some = np.flatnonzero(concerned[subject] & ~kept)
        who, opens, closes = subject[some], opens[some], closes[some]
        mine = found_in(who * _YEARS + _year(opens), years) | found_in(who * _YEARS + _year(closes - 1), years)
        start, end = (np.searchsorted(nights, person_day(who, on)) for on in (opens, closes))
        kept[some] = mine & (end > start)
        return kept

    units = averages(rule, law, work, scope, *PERIODS[name], judged)
    if not found.may_be.any():
        return units
    # Others may be night workers too; whether their averages count is open.
    reason = max(units.open_reason if units.open.any() else "", "night_worker_open")
    return replace(units, wholly_open=True, open_reason=reason)


def _night_workers(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> _NightWorkers:
    minutes, names = _night_minutes(rule, law, work, scope), (rule.parameters["longer_than"], rule.parameters["days"])
    return work.once(_classified, law, scope, *minutes, *names)


def _classified(
    work: WorkTime, law: Law, scope: Mapping[str, Any], least: Amounts, most: Amounts, longer_than: str, number: str
) -> _NightWorkers:
    days = work.days
    longer = law.values(longer_than, days.date)
    keys, first, place = grouped(days.subject * _YEARS + _year(days.date))
    certain = np.bincount(place, least > longer, len(keys)).astype(np.float64)
    possible = np.bincount(place, most > longer, len(keys)).astype(np.float64)
    subject, year = keys // _YEARS, keys % _YEARS
    limit = law.values(number, days.date[first])
    rotating = _rotating(work, scope)[subject]
    is_one = (certain >= limit) | rotating
    missing = _missing_days(work, subject, year)
    by_breaks = ~is_one & (possible >= limit)
    may_be = by_breaks | (~is_one & (possible > 0) & (possible + missing >= limit))
    return _NightWorkers(subject, year, first, certain, possible, limit, is_one, may_be, by_breaks)


def _missing_days(work: WorkTime, subject: Codes, year: Codes) -> Amounts:
    """Days of each person's year before the first and after the last week with records or absences."""
    days, absent = work.days, work.absent
    size = len(work.subjects)
    begin = np.full(size, np.iinfo(np.int64).max)
    end = np.full(size, np.iinfo(np.int64).min)
    for who, day in ((days.subject, days.date), (absent.subject, absent.day)):
        week = bin_of(day, "week")
        np.minimum.at(begin, who, week)
        np.maximum.at(end, who, week)
    january = (year - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)
    december = (year - 1969).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)
    opens = first_day(begin[subject], "week").astype(np.int64)
    closes = first_day(end[subject] + 1, "week").astype(np.int64)
    before, after = np.maximum(opens - january, 0), np.maximum(december - closes, 0)
    return np.minimum(before + after, december - january).astype(np.float64)


def _rotating(work: WorkTime, scope: Mapping[str, Any]) -> Mask:
    return np.asarray(stated("night_worker", work, scope) == "rotating", bool)


def _year(days: Days) -> Codes:
    if not len(days):
        return np.zeros(0, np.int64)
    begin = earliest(days)  # a table of all dates between is quicker than a conversion of each
    table = np.arange(begin, latest(days) + 1).astype("datetime64[Y]").astype(np.int64) + 1970
    return table[day_number(days) - int(begin.astype(np.int64))]


def _night_minutes(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> tuple[Amounts, Amounts]:
    """Minutes of each working day that are certainly, and that may be, work in the night."""
    hours = [(rule.parameters["opens"], rule.parameters["closes"])]
    kind = np.zeros(len(work.subjects), np.int64)
    for other, theirs in other_numbers(rule, law, work, scope):
        if theirs.any():
            kind[theirs] = len(hours)
            hours.append((other["opens"], other["closes"]))
    return work.once(minutes_at_night, law, rule.parameters["unknown_break"], tuple(hours), tuple(kind.tolist()))


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


_NIGHT = ("day", "elapsed", "night")
_HOURS = ("opens", "closes")
_BY_NIGHT = (*_HOURS, "longer_than", "unknown_break")
#: Kinds of check in this module.
KINDS = (
    Kind(
        "night_work",
        night_work,
        _NIGHT,
        one_day=False,
        required=_BY_NIGHT,
        by_scope=_HOURS,
        figures=(Figure("night_minutes"),),
    ),
    Kind(
        "night_worker",
        night_worker,
        _NIGHT,
        one_day=False,
        required=(*_BY_NIGHT, "days"),
        by_scope=_HOURS,
        figures=(Figure("night_days"),),
    ),
    Kind(
        "night_average",
        night_average,
        ("day", "gap", "union", "unknown_break", "leave", "average", "night"),
        one_day=False,
        required=(*_BY_NIGHT, "days", "limit", "weeks", "months"),
        by_scope=_HOURS,
        figures=PERIOD_FIGURES,
    ),
    Kind(
        "max_at_night",
        max_at_night,
        _NIGHT,
        one_day=True,
        required=("night_from", "night_until", "limit", "most", "unknown_break"),
        options={"measure": Option(("span",), spares=("unknown_break",))},
    ),
)
