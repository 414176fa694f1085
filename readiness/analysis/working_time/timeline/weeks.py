"""Working time of calendar weeks, Monday to Sunday, and of months: one entry for each that a person has."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from readiness.analysis.working_time.timeline.calendar import WEEK
from readiness.analysis.working_time.timeline.coverage import first_and_last
from readiness.analysis.working_time.timeline.grouping import first_of_person
from readiness.analysis.working_time.timeline.model import Timeline, view
from readiness.analysis.working_time.timeline.working_days import WorkingDays
from readiness.arrays import Amounts, Codes, Ints, Mask, Minutes
from readiness.loops import ints, loop, run


class Hours(NamedTuple):
    """Work of each working day without breaks, in minutes.

    `least` and `most` bound it: breaks nobody recorded are taken off, breaks another record may cover are added.
    """

    person: Codes
    at: Minutes
    day: Ints
    net: Amounts
    least: Amounts
    most: Amounts
    breaks_known: Mask

    @property
    def each(self) -> tuple[Codes, Minutes, Ints]:
        """Whose, when the working day starts and which day."""
        return self.person, self.at, self.day

    def take(self, places: Codes | Mask) -> Hours:
        """Some of the days."""
        return Hours._make(column[places] for column in self)


class Weeks(NamedTuple):
    """Weeks (or months) of each person, one after another; a working day counts where it starts.

    `least` and `most` bound the work: breaks nobody recorded are taken off, breaks another record may cover are added.
    """

    person: Codes
    opens: Ints  # the Monday, and the Monday after
    closes: Ints
    at: Minutes  # start of its first working day
    days: Ints  # working days
    unsure: Ints  # those of them whose breaks cannot be judged
    net: Amounts
    least: Amounts
    most: Amounts

    @property
    def each(self) -> tuple[Codes, Minutes, Ints]:
        """Whose, when the first working day starts, and the Monday."""
        return self.person, self.at, self.opens

    @property
    def breaks_known(self) -> Mask:
        """Breaks of all its days can be judged."""
        return self.unsure == 0

    def take(self, places: Codes | Mask) -> Weeks:
        """Some of the weeks."""
        return Weeks._make(column[places] for column in self)


@view
def whole_weeks(work: Timeline) -> tuple[Ints, Ints]:
    """First Monday of each person and the Monday after the last day, of working days and days of absence."""
    days, away = work.days, work.absent
    person, date = np.append(days.person, away.person), np.append(days.date, away.day)
    first, last = run(first_and_last, person, date, date, len(work.subjects))
    nothing = first > last
    first, last = np.where(nothing, WEEK, first), np.where(nothing, 0, last)
    return first - first % WEEK, last - last % WEEK + WEEK


@loop
def one_after_another(first: Ints, after: Ints) -> tuple[Codes, Ints]:
    """Person and number of every week of each person, from the first to before the last of two numbers.

    >>> person, number = one_after_another([5, 9], [7, 10])
    >>> person.tolist(), number.tolist()
    ([0, 0, 1], [5, 6, 9])
    """
    person: list[int] = []
    number: list[int] = []
    for p in range(len(first)):
        for n in range(first[p], after[p]):
            person.append(p)
            number.append(n)
    return ints(person), ints(number)


@loop
def places(person: Codes, date: Ints, number: Ints, first: Ints, begin: Codes) -> Codes:
    """A working day counts for the week in which it starts: its position in the list of weeks, or -1 outside of it.

    `number` is the week of each day of the calendar; the weeks of a person begin with number `first`, at `begin`. So a
    journey west, which can put a later working day into an earlier week, does no harm.

    >>> places([0, 0, 1], [1, 0, 2], [5, 6, 7], [5, 6], [0, 2, 3]).tolist()
    [1, 0, -1]
    """
    place = np.full(len(date), -1)
    for n in range(len(date)):
        p = person[n]
        week = begin[p] + number[date[n]] - first[p]
        if begin[p] <= week < begin[p + 1]:
            place[n] = week
    return place


class Entries(NamedTuple):
    """Every whole week or month of each person, with or without work."""

    person: Codes
    opens: Ints  # first day, and the day after the last
    closes: Ints
    of_day: Codes  # position in this list of each working day; -1 before the first whole month and after the last


@view
def entries(work: Timeline, unit: str) -> Entries:
    """The weeks, or the months that lie within them, from each person's first to the last day of work or absence."""
    calendar, days = work.calendar, work.days
    every = np.arange(len(calendar))
    number = calendar.month if unit == "month" else every // WEEK
    starts = calendar.month_start if unit == "month" else every[::WEEK]
    opens, closes = whole_weeks(work)
    first, after = number[opens], number[closes]
    first = first + (starts[first] < opens)
    person, mine = run(one_after_another, first, after)
    place = run(places, days.person, days.date, number, first, first_of_person(person, len(first)))
    return Entries(person, starts[mine], starts[mine + 1], place)


@view
def every_week(work: Timeline, unknown_break: str, unit: str) -> Weeks:
    """Every whole week or month of each person from the first to the last day of work or absence.

    Parameters
    ----------
    unknown_break : str
        Parameter for the break of a day without break information; one that was repealed, or none (""), takes nothing.
    unit : {"week", "month"}
        Months count if they lie within the weeks of the person.
    """
    every, days = entries(work, unit), work.days
    unknown = np.nan_to_num(unknown_breaks(work, unknown_break))
    return Weeks._make([*every[:3], *run(added_up, every.of_day, len(every.person), days, unknown)])


@loop
def added_up(
    place: Codes, weeks: int, days: WorkingDays, unknown: Amounts
) -> tuple[Minutes, Ints, Ints, Amounts, Amounts, Amounts]:
    """The hours of a week are those of the working days that start in it (§ 3 ArbZG).

    The last entries of `Weeks`, from the position of the week of each working day and the break to be taken off it.

    >>> days = WorkingDays(*[[0, 0]] * 11)._replace(start=[480, 1920], net=[480, 300], breaks_known=[True, False])
    >>> [column.tolist() for column in added_up([0, 0], 1, days, [0.0, 30.0])]
    [[480], [2], [1], [780.0], [750.0], [780.0]]
    """
    at = np.zeros(weeks, np.int64)
    number = np.zeros(weeks, np.int64)
    unsure = np.zeros(weeks, np.int64)
    net = np.zeros(weeks)
    least = np.zeros(weeks)
    most = np.zeros(weeks)
    for n in range(len(place)):
        week = place[n]
        if week >= 0:
            if number[week] == 0:
                at[week] = days.start[n]
            number[week] += 1
            unsure[week] += int(not days.breaks_known[n])
            net[week] += days.net[n]
            least[week] += max(days.net[n] - unknown[n], 0.0)
            most[week] += days.net[n] + days.maybe_covered[n]
    return at, number, unsure, net, least, most


@view
def week_hours(work: Timeline, unknown_break: str) -> Weeks:
    """Weeks with work; at least no number where a day's break is unknown and its length was repealed."""
    weeks = every_week(work, unknown_break, "week")
    repealed = np.zeros(len(weeks.person), bool)
    repealed[entries(work, "week").of_day[np.isnan(unknown_breaks(work, unknown_break))]] = True
    return weeks._replace(least=np.where(repealed, np.nan, weeks.least)).take(weeks.days > 0)


@view
def unknown_breaks(work: Timeline, name: str) -> Amounts:
    """Break to be taken off each working day without break information, by a number of the law; none for the others."""
    if not name:
        return np.zeros(len(work.days.date))
    return np.where(work.days.breaks_known, 0.0, work.number(name)[work.days.date])


@view
def hours_of_days(work: Timeline, unknown_break: str) -> Hours:
    """Work of each working day; without break information that number of the law is taken off at least."""
    days = work.days
    net = days.net.astype(np.float64)
    least, most = net - unknown_breaks(work, unknown_break), net + days.maybe_covered
    return Hours(*days.each, net, least, most, days.breaks_known)
