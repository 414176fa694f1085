"""Sundays and public holidays with work, and the free days that may make up for them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from readiness.analysis.working_time.timeline.calendar import SUNDAY, WEEK, Table
from readiness.analysis.working_time.timeline.coverage import Coverage, coverage
from readiness.analysis.working_time.timeline.grouping import found_in
from readiness.analysis.working_time.timeline.local_days import (
    MAYBE_HOLIDAY,
    ON_HOLIDAY,
    ON_SUNDAY,
    DayWork,
    day_kinds,
    day_work,
    local_days,
    pieces,
)
from readiness.analysis.working_time.timeline.model import Absent, Timeline, view
from readiness.arrays import Codes, Ints, Mask, Minutes
from readiness.loops import ints, loop, masks, run


class DaysDue(NamedTuple):
    """Days with work for which a free day is due; one entry per person and day."""

    person: Codes
    day: Ints
    at: Minutes
    sunday: Mask  # a Sunday; otherwise a public holiday on another day
    certain: Mask  # it is certainly such a day, and certainly worked
    doubtful: Mask  # a public holiday in some regions only, and the region is not known

    def take(self, places: Codes | Mask) -> DaysDue:
        """Some of the days."""
        return DaysDue._make(column[places] for column in self)


class FreeDays(NamedTuple):
    """Days from Monday to Saturday, no public holidays, without any work from 0 to 24 hours on the local clock."""

    person: Codes
    day: Ints
    certain: Mask  # false where a holiday of an unknown region or the position of a break may decide
    doubtful: Mask  # those of them that a holiday decides

    def take(self, places: Codes | Mask) -> FreeDays:
        """Some of the days."""
        return FreeDays._make(column[places] for column in self)


@view
def days_due(work: Timeline, shift: int) -> DaysDue:
    """Sundays and public holidays with work, 0 to 24 hours or `shift` minutes later (`rest_shift`).

    What is surely such a day comes first, sorted by person and day.
    """
    parts, kinds = pieces(work, shift), day_kinds(work, shift)
    known = day_work(work, parts, (kinds == ON_SUNDAY) | (kinds == ON_HOLIDAY))
    maybe = day_work(work, parts, kinds == MAYBE_HOLIDAY)
    maybe = maybe.take(~found_in(maybe.key, known.key))
    doubtful = np.arange(len(known.day) + len(maybe.day)) >= len(known.day)
    person, day, at, certain, _ = (np.concatenate(both) for both in zip(known, maybe, strict=True))
    return DaysDue(person, day, at, day % WEEK == SUNDAY, (certain > 0) & ~doubtful, doubtful)


@view
def free_days(work: Timeline, shift: int) -> FreeDays:
    """Free days of the persons with days due, inside their data, that may serve as compensatory rest days.

    `shift` says only whose: days with work may be moved, the free day lasts from 0 to 24 hours all the same.

    References
    ----------
    § 11 (3) ArbZG; BAG 8 December 2021, 10 AZR 641/19.
    """
    due, segments, calendar = days_due(work, shift), work.segments, work.calendar
    concerned = np.zeros(len(work.subjects), bool)
    concerned[due.person] = True
    works_in = np.zeros((len(work.subjects), len(work.regions)), bool)
    works_in[segments.person, segments.region] = True
    # Persons who work in the same regions have the same holidays.
    regions, group = np.unique(works_in, axis=0, return_inverse=True)
    everywhere = np.array([calendar.holiday[mine].all(axis=0) for mine in regions])
    anywhere = np.array([calendar.maybe_holiday[mine].any(axis=0) for mine in regions])
    cover, worked = coverage(work), local_days(work)
    return FreeDays(*run(days_without_work, concerned, cover, worked, work.absent, group.ravel(), everywhere, anywhere))


@loop
def days_without_work(
    concerned: Mask,
    cover: Coverage,
    worked: DayWork,
    absent: Absent,
    group: Codes,
    everywhere: Table,
    anywhere: Table,
) -> tuple[Codes, Ints, Mask, Mask]:
    """Work on a Sunday asks for a compensatory rest day (§ 11 (3) ArbZG): a working day, free from 0 to 24 hours.

    24 free hours in a row are not enough, and days of leave or sickness do not serve. Gives the entries of `FreeDays`.

    Parameters
    ----------
    group : array of int
        Row of each person in the tables of holidays: in all regions where the person works, and perhaps in one.

    >>> worked, away = DayWork([0], [6], [0], [300], [0]), Absent([0], [5], [True])  # work on Sunday, leave on Saturday
    >>> holidays = np.zeros((1, 9), bool)
    >>> found = days_without_work([True], Coverage([4], [7]), worked, away, [0], holidays, holidays)
    >>> [column.tolist() for column in found]
    [[0, 0], [4, 7], [True, True], [False, False]]
    """
    persons: list[int] = []
    days: list[int] = []
    certain: list[bool] = []
    doubtful: list[bool] = []
    w = 0
    a = 0
    for person in range(len(concerned)):
        if concerned[person]:
            for day in range(cover.first[person], cover.last[person] + 1):
                w = first_not_before(worked.person, worked.day, w, person, day)
                a = first_not_before(absent.person, absent.day, a, person, day)
                touched = w < len(worked.day) and worked.person[w] == person and worked.day[w] == day
                away = a < len(absent.day) and absent.person[a] == person and absent.day[a] == day
                if (
                    day % WEEK != SUNDAY
                    and not (touched and worked.certain[w] > 0)
                    and not (away and absent.neutral[a])
                    and not everywhere[group[person], day]
                ):
                    maybe = anywhere[group[person], day]
                    persons.append(person)
                    days.append(day)
                    certain.append(not touched and not maybe)
                    doubtful.append(maybe)
    return ints(persons), ints(days), masks(certain), masks(doubtful)


@loop
def first_not_before(persons: Codes, days: Ints, place: int, person: int, day: int) -> int:
    """The first entry from a place on that is not before a person's day, in a list sorted by person and day.

    >>> first_not_before([0, 0, 1], [3, 8, 2], 0, 0, 5)
    1
    """
    while place < len(days) and (persons[place] < person or (persons[place] == person and days[place] < day)):
        place += 1
    return place
