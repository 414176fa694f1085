"""Days on which youth, expectant and nursing mothers may not work: Saturdays, Sundays, public holidays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from readiness.analysis.working_time.applicability.limits import applies, entries
from readiness.analysis.working_time.judging.kind import Figure, Kind, Option
from readiness.analysis.working_time.judging.units import Units
from readiness.analysis.working_time.timeline.calendar_days import DayWork, Pieces, at_clock, by_day, pieces
from readiness.analysis.working_time.timeline.grouping import APART, person_day
from readiness.analysis.working_time.timeline.local_time import is_sunday, midnight
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.analysis.working_time.timeline.public_holidays import holidays_of, is_listed
from readiness.analysis.working_time.timeline.weeks import monday_of
from readiness.arrays import Days, Mask
from readiness.law import Law, Rule

_MINUTES_APART = 1 << 32  # more minutes than from 1970 to any date we accept


def no_work_on_days(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Saturdays, Sundays or public holidays with work, 0 to 24 hours local (§§ 16 to 18 JArbSchG, § 6 MuSchG).

    Options: ``days`` (saturday, sunday, holiday); ``never`` (holidays no exception reaches, such as 12-25 or easter);
    ``eves`` (days that close early, at parameter ``closes``). A holiday on a Sunday is a Sunday, except one of
    ``never``. Where a scope permits the work (``permitted_days``, ``conditions``) the day is kept as claimed. Under
    ``conditions`` with a parameter ``rest``, a week without a free day after that rest fails all the same.
    """
    parts = pieces(work)
    if not len(parts.day):
        return _units(by_day(parts, parts.end - parts.start, parts.start), 0, np.zeros(0, bool), np.zeros(0, bool))
    if rule.options["days"] != "holiday":
        ban = _weekday(parts.day, rule)
        found = by_day(parts, np.where(ban, parts.end - parts.start, 0), parts.start)
        claimed = _permitted(rule, law, work, scope, found)
        return _units(found, _number(work, lambda days: _weekday(days, rule)), np.zeros(len(found.day), bool), claimed)
    return _holidays(rule, law, work, scope, parts)


def _holidays(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any], parts: Pieces) -> Units:
    calendar = holidays_of(work, law, scope, parts.day.min(), parts.day.max())
    ordinary = ~is_sunday(parts.day)
    never, eve = _named(parts.day, rule, "never"), _named(parts.day, rule, "eves")
    certain = never | (is_listed(parts.day, parts.region, calendar.free) & ordinary)
    perhaps = ~certain & is_listed(parts.day, parts.region, calendar.perhaps) & ordinary
    start, minutes = parts.start, parts.end - parts.start
    if eve.any():
        closes = law.values(rule.parameters["closes"], parts.day)
        late = at_clock(parts.day, parts.zone, work.zones, np.where(np.isnan(closes), 1440.0, closes))
        early_end = eve & ~certain
        start = np.where(early_end, np.maximum(start, late), start)
        minutes = np.where(early_end, np.maximum(parts.end - start, 0), minutes)
    found = by_day(parts, np.where(certain | perhaps | eve, minutes, 0), start)
    maybe = np.isin(person_day(found.subject, found.day), person_day(parts.subject, parts.day)[perhaps])
    listed = is_listed(found.day, found.region, calendar.free) & ~is_sunday(found.day)
    claimed = _permitted(rule, law, work, scope, found) & listed & ~_named(found.day, rule, "never")
    free = calendar.free

    def closed(days: Days) -> Mask:
        anywhere = np.unique(np.concatenate(free)) if len(free) == 1 else np.array([], "datetime64[D]")
        plain = np.isin(days, anywhere) & ~is_sunday(days)
        return plain | _named(days, rule, "never") | _named(days, rule, "eves")

    no_region = not calendar.known[parts.region].all()
    return _units(found, _number(work, closed), maybe, claimed, "no_region" if no_region else "")


def _weekday(days: Days, rule: Rule) -> Mask:
    return is_sunday(days + np.timedelta64(1 if rule.options["days"] == "saturday" else 0, "D"))


def _named(days: Days, rule: Rule, option: str) -> Mask:
    """Which days a rule names itself, as month-day or ``easter`` (the Sunday)."""
    found = np.zeros(len(days), bool)
    for name in str(rule.options.get(option, "")).split():
        if name == "easter":
            found |= days == easter_sunday(days)
        else:
            month, day = (int(n) for n in name.split("-"))
            found |= (days.astype("datetime64[M]").astype(np.int64) % 12 + 1 == month) & (_of_month(days) == day)
    return found


def _of_month(days: Days) -> npt.NDArray[np.int64]:
    return (days - days.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64) + 1


def easter_sunday(days: Days) -> Days:
    """Easter Sunday of the year of each day, by the Gregorian rule of Meeus, Jones and Butcher."""
    year = days.astype("datetime64[Y]").astype(np.int64) + 1970
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * week) // 451
    number = h + week - 7 * m + 114
    first = (year - 1970).astype("datetime64[Y]").astype("datetime64[M]") + (number // 31 - 1)
    return first.astype("datetime64[D]") + number % 31


def _permitted(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any], found: DayWork) -> Mask:
    """Days on which a scope permits the work, by its sector or because its conditions are stated to hold."""
    claimed = np.zeros(len(found.day), bool)
    for entry in entries(rule, law, "permitted_days"):
        claimed |= applies(entry, law, work, scope, found.subject, found.day)[0]
    for entry in entries(rule, law, "conditions"):
        holds = applies(entry, law, work, scope, found.subject, found.day)[0]
        if "rest" in entry.parameters and holds.any():
            holds &= ~without_rest_day(work, found, law.values(entry.parameters["rest"], found.day))
        claimed |= holds
    return claimed


def _number(work: WorkTime, closed: Any) -> int:
    """Number of such days between each person's first and last day of work: those that can be judged."""
    legs = work.legs
    first = legs.first
    last = legs.last
    opens = np.flatnonzero(np.append(True, legs.subject[1:] != legs.subject[:-1]))
    begin, end = np.minimum.reduceat(first, opens), np.maximum.reduceat(last, opens)
    every = np.arange(begin.min(), end.max() + 1)
    days = every[closed(every)]
    return int((np.searchsorted(days, end, "right") - np.searchsorted(days, begin)).sum())


def _units(found: DayWork, number: int, maybe: Mask, claimed: Mask, reason: str = "") -> Units:
    certain = found.certain > 0
    open_ = (maybe | ~certain) & ~claimed
    return Units(
        subject=found.subject,
        at=found.at,
        day=found.day,
        measured=found.certain.astype(np.float64),
        limit=np.zeros(len(found.day)),
        failed=certain & ~open_ & ~claimed,
        open=open_,
        checked=number - int((open_ & ~maybe).sum()),
        least=int((~open_).sum()),
        more_is_worse=True,
        open_reason=reason or "break_position_unknown",
        wholly_open=bool(reason),
        claimed=claimed,
    )


def without_rest_day(work: WorkTime, found: DayWork, rest: npt.NDArray[np.float64]) -> Mask:
    """Whether the week of each worked day certainly has no free day after a night's rest (§ 6 (1) no. 3 MuSchG).

    A free day is a local day without work, Monday to Sunday, with the whole night's rest before or after it in one
    piece with it. Days outside the person's records may have been free, so a week that is cut off never counts.
    """
    missing = np.ones(len(found.day), bool)
    runs = work.runs
    if not len(found.day):
        return missing
    first = runs.first
    last = runs.last
    place = runs.subject * _MINUTES_APART
    starts, ends = place + runs.start, place + np.maximum(runs.end, 0)
    opens = np.searchsorted(runs.subject, found.subject)
    closes = np.searchsorted(runs.subject, found.subject, "right") - 1
    for step in range(7):
        day = monday_of(found.day) + np.timedelta64(step, "D")
        other = day != found.day
        cut_off = (day < first[opens]) | (day > last[closes])
        begin = midnight(day, found.zone, work.zones)
        end = midnight(day + np.timedelta64(1, "D"), found.zone, work.zones)
        own = found.subject * _MINUTES_APART
        before = np.searchsorted(ends, own + begin, "right") - 1  # last stretch that ended by then
        after = np.searchsorted(starts, own + end)  # first stretch that starts later
        free = np.searchsorted(starts, own + end) == np.searchsorted(ends, own + begin, "right")
        known = (before >= opens) & (after <= closes)
        span = runs.start[np.minimum(after, closes)] - runs.end[np.maximum(before, opens)]
        long_enough = ~known | (span - (end - begin) >= rest)
        missing &= ~(other & (cut_off | (free & long_enough)))
    return missing


def free_days_per_month(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Months in which too few Saturdays or Sundays stay free (§ 16 (2), § 17 (2) sentence 2 JArbSchG).

    Units are the months with work on such a day. Days outside the records count as free, so a finding is certain.
    """
    parts = pieces(work)
    found = by_day(parts, parts.end - parts.start, parts.start)
    weekday = 5 if rule.options["days"] == "saturday" else 6
    found = found.only(found.day - monday_of(found.day) == np.timedelta64(weekday, "D"))
    found = found.only(found.certain > 0)
    month = found.day.astype("datetime64[M]")
    key, first, worked = np.unique(
        person_day(found.subject, month.astype("datetime64[D]")), return_index=True, return_counts=True
    )
    begin = (key % APART).astype("datetime64[D]")
    free = _weekdays_of_month(begin, weekday) - worked
    limit = law.values(rule.parameters["limit"], begin)
    return Units(
        subject=found.subject[first],
        at=found.at[first],
        day=begin,
        measured=free.astype(np.float64),
        limit=limit,
        failed=free < limit,
        open=np.zeros(len(free), bool),
        checked=int((~np.isnan(limit)).sum()),
        more_is_worse=False,
        unit="days",
    )


def _weekdays_of_month(begin: Days, weekday: int) -> np.ndarray[Any, np.dtype[np.int64]]:
    """How often a weekday (Monday is 0) occurs in the month that begins on each day."""
    end = (begin.astype("datetime64[M]") + 1).astype("datetime64[D]").astype(np.int64)
    shift = 3 - weekday  # 1970-01-01 was a Thursday
    return (end - 1 + shift) // 7 - (begin.astype(np.int64) - 1 + shift) // 7


#: Kinds of check in this module.
KINDS = (
    Kind(
        "no_work_on_days",
        no_work_on_days,
        ("elapsed", "calendar"),
        one_day=False,
        by_scope=("rest",),
        options={
            "days": Option(("saturday", "sunday", "holiday"), required=True),
            "never": Option(names="days"),
            "eves": Option(names="days", parts=("closes",)),
        },
        figures=(
            Figure("outside_minutes", "total"),
            Figure("sunday_minutes", "total", days="sunday"),
            Figure("holiday_minutes", "total", days="holiday"),
        ),
    ),
    Kind(
        "free_days_per_month",
        free_days_per_month,
        ("elapsed", "calendar"),
        one_day=False,
        required=("limit",),
        options={"days": Option(("saturday", "sunday"), required=True)},
        figures=(Figure("days"),),
    ),
)
