"""Days on which youth, expectant and nursing mothers may not work: Saturdays, Sundays, public holidays."""

from __future__ import annotations

import numpy as np

from readiness.analysis.working_time.applicability.context import RuleContext
from readiness.analysis.working_time.applicability.limits import applies
from readiness.analysis.working_time.judging.kind import Figure, Kind, Option
from readiness.analysis.working_time.judging.units import Units
from readiness.analysis.working_time.timeline.calendar import SUNDAY, WEEK
from readiness.analysis.working_time.timeline.coverage import worked_span
from readiness.analysis.working_time.timeline.grouping import first_of_person, found_in, grouped, person_day
from readiness.analysis.working_time.timeline.local_days import DayWork, day_work, local_days, pieces
from readiness.analysis.working_time.timeline.stretches import Stretches
from readiness.arrays import Amounts, Codes, Ints, Mask, Minutes
from readiness.loops import loop, run

_DAY = 24 * 60
_SATURDAY = 5


def no_work_on_days(context: RuleContext) -> Units:
    """Saturdays, Sundays or public holidays with work, 0 to 24 hours local (§§ 16 to 18 JArbSchG, § 6 MuSchG).

    Options: ``days`` (saturday, sunday, holiday); ``never`` (holidays no exception reaches, such as 12-25 or easter);
    ``eves`` (days that close early, at parameter ``closes``). A holiday on a Sunday is a Sunday, except one of
    ``never``. Where a scope permits the work (``permitted_days``, ``conditions``) the day is kept as claimed. Under
    ``conditions`` with a parameter ``rest``, a week without a free day after that rest fails all the same.
    """
    if context.option("days") == "holiday":
        return _holidays(context)
    closed, parts = np.arange(len(context.calendar)) % WEEK == _weekday(context), pieces(context.work, 0)
    found = day_work(context.work, parts, closed[parts.day])
    return _units(context, found, closed, np.zeros(len(found.day), bool), _permitted(context, found))


def _holidays(context: RuleContext) -> Units:
    calendar, parts = context.calendar, pieces(context.work, 0)
    never, eve = _named(context, "never"), _named(context, "eves")
    ordinary = np.arange(len(calendar)) % WEEK != SUNDAY
    holiday, maybe_holiday = calendar.holiday & ordinary, calendar.maybe_holiday & ordinary
    certain = never[parts.day] | holiday[parts.region, parts.day]
    perhaps = ~certain & maybe_holiday[parts.region, parts.day]
    early_end = eve[parts.day] & ~certain
    if early_end.any():
        closes = calendar.instants(np.nan_to_num(context.number("closes"), nan=_DAY))[parts.zone, parts.day]
        parts = parts._replace(start=np.where(early_end, np.maximum(parts.start, closes), parts.start))
    found = day_work(context.work, parts, (certain | perhaps | early_end) & (parts.end > parts.start))
    maybe = found_in(found.key, person_day(parts.person, parts.day)[perhaps])
    listed = holiday[parts.region[found.piece], found.day] & ~never[found.day]
    # Where records lie in several regions, no list of days holds for everybody.
    closed = never | eve | (holiday[0] if len(holiday) == 1 else False)
    reason = "" if calendar.region_known[parts.region].all() else "no_region"
    return _units(context, found, closed, maybe, _permitted(context, found) & listed, reason)


def _weekday(context: RuleContext) -> int:
    return _SATURDAY if context.option("days") == "saturday" else SUNDAY


def _named(context: RuleContext, option: str) -> Mask:
    """Which days of the calendar a rule names itself, as month-day or ``easter`` (the Sunday)."""
    named, calendar = context.option(option).split(), context.calendar
    years = np.unique(calendar.year).tolist()
    listed = [f"{year}-{easter_sunday(year) if name == 'easter' else name}" for year in years for name in named]
    return np.isin(calendar.dates(np.arange(len(calendar))).astype(str), listed)


def easter_sunday(year: int) -> str:
    """Month and day of Easter Sunday, by the Gregorian rule of Meeus, Jones and Butcher.

    >>> easter_sunday(2026)
    '04-05'
    """
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * week) // 451
    number = h + week - 7 * m + 114
    return f"{number // 31:02d}-{number % 31 + 1:02d}"


def _permitted(context: RuleContext, found: DayWork) -> Mask:
    """Days on which a scope permits the work, by its sector or because its conditions are stated to hold."""
    work, permitted = context.work, np.zeros(len(found.day), bool)
    zone = pieces(work, 0).zone[found.piece]
    bounds, midnights = first_of_person(work.stretches.person, len(work.subjects)), context.calendar.midnights()
    for entry in context.scopes("permitted_days") + context.scopes("conditions"):
        holds = applies(entry, context, found.person, found.day)[0]
        if "rest" in entry.parameters and holds.any():
            rest = work.number(entry.parameters["rest"])[found.day]
            holds &= ~run(without_rest_day, found.person, found.day, zone, rest, work.stretches, bounds, midnights)
        permitted |= holds
    return permitted


@loop
def without_rest_day(
    person: Codes, day: Ints, zone: Codes, rest: Amounts, stretches: Stretches, bounds: Ints, midnights: Minutes
) -> Mask:
    """Work on Sundays takes a free day each week, after a night's rest of eleven hours (§ 6 (1) no. 3 MuSchG).

    Whether the week of each worked day certainly has no such day: a local day without work, Monday to Sunday, in one
    piece with the night's rest before or after it. Days outside the person's records may have been free, so a week that
    is cut off never counts.

    >>> stretches = Stretches(*[[0, 0]] * 13)._replace(last=[7, 13], start=[0, 19200], end=[11000, 19500])
    >>> midnights = np.arange(20)[None] * 1440
    >>> without_rest_day([0, 0], [13, 13], [0, 0], [660.0, 9000.0], stretches, [0, 2], midnights).tolist()
    [False, True]
    """
    missing = np.ones(len(day), np.bool_)
    near = 0
    for n in range(len(day)):
        first, last = bounds[person[n]], bounds[person[n] + 1] - 1
        monday = day[n] - day[n] % WEEK
        near = max(near, first)
        while near < last and stretches.end[near] <= midnights[zone[n], monday - 2]:
            near += 1  # two days are more than clocks differ
        s = near
        for other in range(monday, monday + WEEK):
            begin, end = midnights[zone[n], other], midnights[zone[n], other + 1]
            while s <= last and stretches.end[s] <= begin:
                s += 1
            cut_off = other < stretches.first[first] or other > stretches.last[last]
            free = s > last or stretches.start[s] >= end
            if free and first < s <= last:
                free = stretches.start[s] - stretches.end[s - 1] - (end - begin) >= rest[n]
            if other != day[n] and (cut_off or free):
                missing[n] = False
    return missing


def _units(context: RuleContext, found: DayWork, closed: Mask, maybe: Mask, claimed: Mask, reason: str = "") -> Units:
    """Days with work, judged among all such days from each person's first to last day of work."""
    span = worked_span(context.work)
    there = span.last >= span.first
    upto = np.append(0, np.cumsum(closed))
    number = int((upto[span.last[there] + 1] - upto[span.first[there]]).sum())
    certain = found.certain > 0
    open_ = (maybe | ~certain) & ~claimed
    return Units.judged(
        found.each,
        found.certain,
        np.zeros(len(found.day)),
        certain & ~open_ & ~claimed,
        open_,
        checked=number - int((open_ & ~maybe).sum()),
        least=int((~open_).sum()),
        open_reason=reason or "break_position_unknown",
        wholly_open=bool(reason),
        claimed=claimed,
    )


def free_days_per_month(context: RuleContext) -> Units:
    """Months in which too few Saturdays or Sundays stay free (§ 16 (2), § 17 (2) sentence 2 JArbSchG).

    Units are the months with work on such a day. Days outside the records count as free, so a finding is certain.
    """
    month, weekday, found = context.calendar.month, _weekday(context), local_days(context.work)
    found = found.take((found.day % WEEK == weekday) & (found.certain > 0))
    _, first, group = grouped(person_day(found.person, month[found.day]))
    there = month[found.day[first]]
    free = np.bincount(month[weekday::WEEK], minlength=month[-1] + 1)[there] - np.bincount(group, minlength=len(first))
    begin = context.calendar.month_start[there]
    each = found.person[first], found.at[first], begin
    return Units.below(each, free, context.number("limit")[begin], unit="days")


#: Kinds of check in this module.
KINDS = (
    Kind(
        no_work_on_days,
        ("elapsed", "calendar"),
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
        free_days_per_month,
        ("elapsed", "calendar"),
        required=("limit",),
        options={"days": Option(("saturday", "sunday"), required=True)},
        figures=(Figure("days"),),
    ),
)
