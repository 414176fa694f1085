"""Free time that has to be long: once a week, around the Sunday, on public holidays."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from readiness.analysis.working_time.applicability.context import RuleContext
from readiness.analysis.working_time.judging.kind import Figure, Kind, Option
from readiness.analysis.working_time.judging.units import Units
from readiness.analysis.working_time.timeline.calendar import SUNDAY, WEEK, Table
from readiness.analysis.working_time.timeline.coverage import worked_span
from readiness.analysis.working_time.timeline.grouping import first_of_person
from readiness.analysis.working_time.timeline.stretches import Segments, Stretches
from readiness.arrays import Amounts, Codes, Ints, Mask, Minutes
from readiness.loops import loop, run

_DAY = 24 * 60


class Weeks(NamedTuple):
    """Every week of every person from the first to the last record; persons follow one another."""

    person: Codes
    monday: Ints
    first: Codes  # position of the first week of each person, and at last the number of weeks


def weekly_rest(context: RuleContext) -> Units:
    """Calendar weeks without one free stretch that is long enough (Art. 5 Directive 2003/88/EC).

    Free time before the first record counts inside its week; the week of the last record is judged only if it holds
    enough, and is open where it is the only one.

    Options: ``days: sunday`` asks for a stretch around the whole Sunday, with its full length (a Sunday with work has
    none); ``weeks: sunday_worked`` looks only at weeks with work on Sunday.
    """
    work, span, midnights = context.work, worked_span(context.work), context.calendar.instants()
    weeks = Weeks(*run(weeks_between, span.first, span.last))
    worked, around = run(sundays_worked, work.segments, weeks), context.option("days") == "sunday"
    free = run(free_around_sunday, work.stretches, weeks, worked) if around else None
    found = run(longest_free, work.stretches, weeks, midnights) if free is None else free
    limit = context.number("limit")[weeks.monday]
    ends = np.append(weeks.person[1:] != weeks.person[:-1], True)[: len(found)]  # what comes after it is not known
    unknown = ends & (found < limit) & ~(worked & around)
    asked = worked | (context.option("weeks") != "sunday_worked")
    judged = np.bincount(weeks.person[asked & ~unknown], minlength=len(work.subjects)) > 0
    open_ = asked & unknown & ~judged[weeks.person]  # otherwise the week without an end is no news
    zone = work.stretches.zone[np.searchsorted(work.stretches.person, weeks.person)]
    each = weeks.person, midnights[zone, weeks.monday], weeks.monday
    units = Units.below(each, found, limit, open_, open_reason="no_full_week")
    return units.only((asked & ~unknown) | open_)


@loop
def weeks_between(first: Ints, last: Ints) -> tuple[Codes, Ints, Codes]:
    """Every week from the first to the last day of each person; persons without any have the last before the first.

    >>> person, monday, begin = weeks_between([9, 5], [15, 6])
    >>> person.tolist(), monday.tolist(), begin.tolist()
    ([0, 0, 1], [7, 14, 0], [0, 2, 3])
    """
    begin = np.zeros(len(first) + 1, np.int64)
    for p in range(len(first)):
        begin[p + 1] = begin[p] + max(last[p] // WEEK - first[p] // WEEK + 1, 0)
    person = np.zeros(begin[len(first)], np.int64)
    monday = np.zeros(begin[len(first)], np.int64)
    for p in range(len(first)):
        for n in range(begin[p], begin[p + 1]):
            person[n], monday[n] = p, (first[p] // WEEK + n - begin[p]) * WEEK
    return person, monday, begin


@loop
def week_of(weeks: Weeks, person: int, day: int) -> int:
    """Position of the week of a day; a journey can put it outside the weeks of the person, then it is the next one."""
    first = weeks.first[person]
    return min(max(first + (day - weeks.monday[first]) // WEEK, first), weeks.first[person + 1] - 1)


@loop
def sundays_worked(segments: Segments, weeks: Weeks) -> Mask:
    """For each week whether there is work on its Sunday."""
    found = np.zeros(len(weeks.monday), np.bool_)
    for n in range(len(segments.first)):
        sunday = segments.first[n] - segments.first[n] % WEEK + SUNDAY
        while sunday <= segments.last[n]:
            found[week_of(weeks, segments.person[n], sunday)] = True
            sunday += WEEK
    return found


@loop
def longest_free(stretches: Stretches, weeks: Weeks, midnights: Minutes) -> Minutes:
    """In each period of seven days 24 hours without interruption and the daily rest (Art. 5 Directive 2003/88/EC).

    Minutes of the longest free time of each week. Free time counts in full for the week in which it begins, and for
    later weeks with the part inside them.
    """
    found = np.zeros(len(weeks.monday), np.int64)
    for n in range(len(stretches.start)):
        person, zone, end = stretches.person[n], stretches.zone_after[n], stretches.end[n]
        if n == 0 or stretches.person[n - 1] != person:
            week = weeks.first[person]
            found[week] = max(found[week], stretches.start[n] - midnights[stretches.zone[n], weeks.monday[week]])
        if n + 1 == len(stretches.start) or stretches.person[n + 1] != person:
            week = weeks.first[person + 1] - 1
            found[week] = max(found[week], midnights[zone, weeks.monday[week] + WEEK] - end)
        else:
            begins = stretches.last[n] if end < midnights[zone, stretches.last[n] + 1] else stretches.last[n] + 1
            week = week_of(weeks, person, begins)
            until = stretches.start[n + 1]
            found[week] = max(found[week], until - end)
            while week + 1 < weeks.first[person + 1] and until > midnights[zone, weeks.monday[week] + WEEK]:
                week += 1
                monday = weeks.monday[week]
                found[week] = max(found[week], min(until, midnights[zone, monday + WEEK]) - midnights[zone, monday])
    return found


@loop
def free_around_sunday(stretches: Stretches, weeks: Weeks, worked: Mask) -> Minutes:
    """In each week 36 hours in a row that include the whole Sunday (§ 3 (1) ARG).

    Minutes of the free time around the Sunday of each week; none where there is work on it.
    """
    found = np.zeros(len(weeks.monday), np.int64)
    for n in range(1, len(stretches.start)):
        if stretches.person[n] == stretches.person[n - 1]:
            day = stretches.last[n - 1] + 1
            sunday = day + (SUNDAY - day) % WEEK
            while sunday < stretches.first[n]:
                week = week_of(weeks, stretches.person[n], sunday)
                # Where a clock turned back, the same Sunday may be there twice, once with work.
                found[week] = 0 if worked[week] else max(found[week], stretches.start[n] - stretches.end[n - 1])
                sunday += WEEK
    return found


def holiday_rest(context: RuleContext) -> Units:
    """Public holidays without enough free time that begins early on the day (§ 7 (1) ARG).

    Parameters of the rule: ``limit``, and ``latest``, minutes after midnight by which the free time has begun. Holidays
    on a Sunday are left to the rest of the weekend. After the last record nothing is known and nothing judged.
    """
    work, stretches, people = context.work, context.work.stretches, len(context.work.subjects)
    holiday, midnights, latest = context.calendar.holiday, context.calendar.instants(), context.number("latest")
    most = people * int(holiday.any(axis=0).sum())
    person, day = run(holidays_at_work, work.segments, holiday, most)
    bounds = first_of_person(stretches.person, people)
    found = run(free_from_morning, person, day, stretches, bounds, midnights, latest)
    first, last = bounds[person], bounds[person + 1] - 1
    begin, limit = midnights[stretches.zone[first], day], context.number("limit")[day]
    inside = (stretches.start[first] < begin + _DAY) & (stretches.end[last] > begin)
    inside &= (stretches.end[last] > begin + latest[day]) | (found >= limit)
    return Units.below((person, begin, day), found, limit).only(inside)


@loop
def holidays_at_work(segments: Segments, holiday: Table, most: int) -> tuple[Codes, Ints]:
    """Rest on public holidays is that of the place of work: where somebody works on the day, else where he did before.

    Person and day of each holiday that is no Sunday, from the first day of work to the day after the last; there are at
    most as many as given.
    """
    person = np.zeros(most, np.int64)
    found = np.zeros(most, np.int64)
    count = 0
    next_day = 0
    for n in range(len(segments.first)):
        if n == 0 or segments.person[n - 1] != segments.person[n]:
            next_day = 0
        until = segments.last[n] + 1
        if n + 1 < len(segments.first) and segments.person[n + 1] == segments.person[n]:
            until = max(until, segments.first[n + 1])
        else:
            until += 1
        for day in range(max(segments.first[n], next_day), until):
            if holiday[segments.region[n], day] and day % WEEK != SUNDAY:
                person[count], found[count] = segments.person[n], day
                count += 1
                next_day = day + 1
    return person[:count], found[:count]


@loop
def free_from_morning(
    person: Codes, day: Ints, stretches: Stretches, bounds: Ints, midnights: Minutes, latest: Amounts
) -> Minutes:
    """On a public holiday 24 hours in a row, which begin between 0 and 6 o'clock (§ 7 (1) ARG).

    Minutes of the longest free time of each person and holiday that has begun by then; before somebody's first record
    it counts from midnight.
    """
    found = np.zeros(len(day), np.int64)
    near = 0
    for n in range(len(day)):
        first, last = bounds[person[n]], bounds[person[n] + 1] - 1
        found[n] = max(stretches.start[first] - midnights[stretches.zone[first], day[n]], 0)
        near = max(near, first)
        while near < last and stretches.start[near + 1] <= midnights[stretches.zone_after[near], day[n]]:
            near += 1
        for s in range(near, last):
            midnight = midnights[stretches.zone_after[s], day[n]]
            begin = max(stretches.end[s], midnight)
            if begin <= midnight + latest[day[n]] and stretches.start[s + 1] > midnight:
                found[n] = max(found[n], stretches.start[s + 1] - begin)
            if stretches.end[s] > midnights[stretches.zone_after[s], day[n] + 3]:
                break  # no clock is so far behind another
    return found


#: Kinds of check in this module.
KINDS = (
    Kind(
        "weekly_rest",
        weekly_rest,
        ("day", "elapsed", "rest", "leave"),
        one_day=False,
        required=("limit",),
        options={"days": Option(("sunday",)), "weeks": Option(("sunday_worked",))},
        figures=(
            Figure("longest_rest_hours", per=60, days=""),
            Figure("free_span_hours", per=60, days="sunday"),
        ),
    ),
    Kind(
        "holiday_rest",
        holiday_rest,
        ("elapsed", "calendar"),
        one_day=False,
        required=("limit", "latest"),
        figures=(Figure("longest_rest_hours", per=60),),
    ),
)
