"""Free time that has to be long: once a week, around the Sunday, on public holidays."""

from __future__ import annotations

import numpy as np

from readiness.analysis.working_time.applicability.context import RuleContext
from readiness.analysis.working_time.judging.kind import Figure, Kind, Option
from readiness.analysis.working_time.judging.units import Units
from readiness.analysis.working_time.timeline.calendar import SUNDAY, WEEK, Table
from readiness.analysis.working_time.timeline.coverage import worked_span
from readiness.analysis.working_time.timeline.grouping import first_of_person
from readiness.analysis.working_time.timeline.stretches import Segments, Stretches
from readiness.analysis.working_time.timeline.weeks import one_after_another
from readiness.arrays import Amounts, Codes, Ints, Mask, Minutes
from readiness.loops import ints, loop, run

_DAY = 24 * 60


def weekly_rest(context: RuleContext) -> Units:
    """Calendar weeks without one free stretch that is long enough (Art. 5 Directive 2003/88/EC).

    Free time before the first record counts inside its week; the week of the last record is judged only if it holds
    enough, and is open where it is the only one.

    Options: ``days: sunday`` asks for a stretch around the whole Sunday, with its full length (a Sunday with work has
    none); ``weeks: sunday_worked`` looks only at weeks with work on Sunday.
    """
    work, stretches, midnights = context.work, context.work.stretches, context.calendar.midnights()
    people, span, around = len(work.subjects), worked_span(work), context.option("days") == "sunday"
    there = span.last >= span.first
    person, week = run(one_after_another, span.first // WEEK, np.where(there, span.last // WEEK + 1, -1))
    monday, weeks = week * WEEK, first_of_person(person, people)
    bounds = first_of_person(stretches.person, people)
    worked = run(sundays_worked, work.segments, monday, weeks)
    if around:
        found = run(free_around_sunday, person, monday, worked, stretches, bounds)
    else:
        found = run(longest_free, stretches, monday, weeks, midnights)
    limit = context.number("limit")[monday]
    ends = np.ones(len(person), bool)  # what comes after the last week is not known
    ends[:-1] = person[1:] != person[:-1]
    unknown = ends & (found < limit) & ~(worked & around)
    asked = worked | (context.option("weeks") != "sunday_worked")
    judged = np.bincount(person[asked & ~unknown], minlength=people) > 0
    open_ = asked & unknown & ~judged[person]  # otherwise the week without an end is no news
    each = person, midnights[stretches.zone[bounds[person]], monday], monday
    units = Units.below(each, found, limit, open_, open_reason="no_full_week")
    return units.only((asked & ~unknown) | open_)


@loop
def sundays_worked(segments: Segments, monday: Ints, weeks: Codes) -> Mask:
    """Whether there is work on the Sunday of each week; `weeks` says where those of each person begin.

    >>> sundays_worked(Segments(*[[0]] * 8)._replace(first=[5], last=[6]), [0, 7], [0, 2]).tolist()
    [True, False]
    """
    found = np.zeros(len(monday), np.bool_)
    for n in range(len(segments.first)):
        week = weeks[segments.person[n]]
        week += (segments.first[n] - monday[week]) // WEEK
        while week < weeks[segments.person[n] + 1] and monday[week] + SUNDAY <= segments.last[n]:
            found[week] = True
            week += 1
    return found


@loop
def longest_free(stretches: Stretches, monday: Ints, weeks: Codes, midnights: Minutes) -> Minutes:
    """In each period of seven days 24 hours without interruption and the daily rest (Art. 5 Directive 2003/88/EC).

    Minutes of the longest free time of each week. Free time counts in full for the week in which it begins, and for
    later weeks with the part inside them.

    >>> stretches = Stretches(*[[0, 0]] * 13)._replace(start=[480, 10560], end=[960, 11040])
    >>> longest_free(stretches, [0, 7], [0, 2], np.arange(20)[None] * 1440).tolist()
    [9600, 9120]
    """
    found = np.zeros(len(monday), np.int64)
    for s in range(len(stretches.start)):
        person, zone, end, day = stretches.person[s], stretches.zone_after[s], stretches.end[s], stretches.last[s]
        first, last = weeks[person], weeks[person + 1] - 1
        if s == 0 or stretches.person[s - 1] != person:
            found[first] = max(stretches.start[s] - midnights[stretches.zone[s], monday[first]], 0)
        if s + 1 < len(stretches.start) and stretches.person[s + 1] == person:
            until = stretches.start[s + 1]
            if day % WEEK == SUNDAY and end >= midnights[zone, day + 1]:
                day += 1  # work until midnight
            week = min(first + (day - monday[first]) // WEEK, last)
        else:
            until = midnights[zone, monday[last] + WEEK]
            week = last
        found[week] = max(found[week], until - end)
        while week < last and until > midnights[zone, monday[week + 1]]:
            week += 1
            closes = min(until, midnights[zone, monday[week] + WEEK])
            found[week] = max(found[week], closes - midnights[zone, monday[week]])
    return found


@loop
def free_around_sunday(person: Codes, monday: Ints, worked: Mask, stretches: Stretches, bounds: Ints) -> Minutes:
    """In each week 36 hours in a row that include the whole Sunday (§ 3 (1) ARG).

    Minutes of the free time around the Sunday of each week; none where there is work on it.

    >>> stretches = Stretches(*[[0, 0]] * 13)._replace(first=[4, 7], last=[4, 7], start=[0, 10560], end=[6780, 0])
    >>> free_around_sunday([0], [0], [False], stretches, [0, 2]).tolist()
    [3780]
    """
    found = np.zeros(len(monday), np.int64)
    near = 0
    for n in range(len(monday)):
        sunday = monday[n] + SUNDAY
        near = max(near, bounds[person[n]])
        while near + 1 < bounds[person[n] + 1] and stretches.first[near + 1] <= sunday:
            near += 1
        if near + 1 < bounds[person[n] + 1] and stretches.last[near] < sunday and not worked[n]:
            found[n] = stretches.start[near + 1] - stretches.end[near]
    return found


def holiday_rest(context: RuleContext) -> Units:
    """Public holidays without enough free time that begins early on the day (§ 7 (1) ARG).

    Parameters of the rule: ``limit``, and ``latest``, minutes after midnight by which the free time has begun. Holidays
    on a Sunday are left to the rest of the weekend. After the last record nothing is known and nothing judged.
    """
    stretches, people = context.work.stretches, len(context.work.subjects)
    holiday, midnights, latest = context.calendar.holiday, context.calendar.midnights(), context.number("latest")
    person, day = run(holidays_at_work, context.work.segments, holiday)
    bounds = first_of_person(stretches.person, people)
    found = run(free_from_morning, person, day, stretches, bounds, midnights, latest)
    first, last = bounds[person], bounds[person + 1] - 1
    begin, limit = midnights[stretches.zone[first], day], context.number("limit")[day]
    inside = (stretches.start[first] < begin + _DAY) & (stretches.end[last] > begin)
    inside &= (stretches.end[last] > begin + latest[day]) | (found >= limit)
    return Units.below((person, begin, day), found, limit).only(inside)


@loop
def holidays_at_work(segments: Segments, holiday: Table) -> tuple[Codes, Ints]:
    """Public holidays are those of the place of work: where somebody works on the day, else where work ended before.

    Person and day of each holiday that is no Sunday, from the first day of work to the day after the last.

    >>> segments = Segments(*[[0, 0]] * 8)._replace(first=[1, 4], last=[1, 4], region=[0, 1])
    >>> holiday = np.array([[0, 0, 1, 0, 0, 0], [0, 0, 0, 1, 1, 0]], bool)
    >>> [found.tolist() for found in holidays_at_work(segments, holiday)]
    [[0, 0], [2, 4]]
    """
    person: list[int] = []
    found: list[int] = []
    for n in range(len(segments.first)):
        until = segments.last[n] + 2
        if n + 1 < len(segments.first) and segments.person[n + 1] == segments.person[n]:
            until = max(segments.last[n] + 1, segments.first[n + 1])
        for day in range(segments.first[n], until):
            known = len(person) > 0 and person[-1] == segments.person[n] and found[-1] >= day
            if holiday[segments.region[n], day] and day % WEEK != SUNDAY and not known:
                person.append(segments.person[n])
                found.append(day)
    return ints(person), ints(found)


@loop
def free_from_morning(
    person: Codes, day: Ints, stretches: Stretches, bounds: Ints, midnights: Minutes, latest: Amounts
) -> Minutes:
    """On a public holiday 24 hours in a row, which begin between 0 and 6 o'clock (§ 7 (1) ARG).

    Minutes of the longest free time of each person and holiday that has begun by then; before somebody's first record
    it counts from midnight.

    >>> stretches = Stretches(*[[0, 0]] * 13)._replace(start=[480, 3360], end=[1800, 3840])
    >>> free_from_morning([0], [1], stretches, [0, 2], np.arange(6)[None] * 1440, [360.0] * 6).tolist()
    [1560]
    """
    found = np.zeros(len(day), np.int64)
    near = 0
    for n in range(len(day)):
        first, last = bounds[person[n]], bounds[person[n] + 1] - 1
        found[n] = max(stretches.start[first] - midnights[stretches.zone[first], day[n]], 0)
        near = max(near, first)
        while near < last and stretches.start[near + 1] <= midnights[stretches.zone_after[near], day[n]]:
            near += 1
        s = near
        while s < last and stretches.end[s] < midnights[stretches.zone_after[s], day[n] + 2]:
            midnight = midnights[stretches.zone_after[s], day[n]]
            begin = max(stretches.end[s], midnight)
            if begin <= midnight + latest[day[n]]:
                found[n] = max(found[n], stretches.start[s + 1] - begin)
            s += 1
    return found


#: Kinds of check in this module.
KINDS = (
    Kind(
        weekly_rest,
        ("day", "elapsed", "rest", "leave"),
        required=("limit",),
        options={"days": Option(("sunday",)), "weeks": Option(("sunday_worked",))},
        figures=(Figure("longest_rest_hours", per=60, days=""), Figure("free_span_hours", per=60, days="sunday")),
    ),
    Kind(
        holiday_rest,
        ("elapsed", "calendar"),
        required=("limit", "latest"),
        figures=(Figure("longest_rest_hours", per=60),),
    ),
)
