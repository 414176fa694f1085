"""Which duties can be met when each free day, or each long rest, may serve only one of them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from readiness.analysis.working_time.timeline.grouping import person_day
from readiness.arrays import Codes, Ints, Mask
from readiness.loops import loop, run


class Duties(NamedTuple):
    """Something to make up for, each on a day of its own from a first to a last day."""

    person: Codes
    first: Ints
    last: Ints
    turn: Ints  # of two that end on the same day, the smaller number goes first

    def take(self, places: Codes | Mask) -> Duties:
        """Some of the duties."""
        return Duties._make(column[places] for column in self)


def unmet(duties: Duties, among: Mask, free_person: Codes, free_day: Ints) -> Mask:
    """Which of the duties marked in `among` get no free day of their own when as many of them as possible do."""
    found = np.zeros(len(among), bool)
    found[among] = serve(duties.take(among), free_person, free_day) < 0
    return found


def serve(duties: Duties, free_person: Codes, free_day: Ints) -> Codes:
    """Position of the free day that each duty gets when as many as possible get one; -1 for the others."""
    order = np.lexsort((duties.turn, duties.last, duties.person))
    days, line = np.arange(len(free_day)), person_day(free_person, free_day)
    if (line[1:] < line[:-1]).any():  # a journey west can turn the calendar back
        days = np.argsort(line, kind="stable")
    longest = int((duties.last - duties.first).max(initial=0))
    given = run(earliest_deadline_first, duties.take(order), free_person[days], free_day[days], longest)
    found = np.full(len(order), -1)
    found[order] = np.where(given >= 0, days[given] if len(days) else -1, -1)
    return found


@loop
def earliest_deadline_first(duties: Duties, free_person: Codes, free_day: Ints, longest: int) -> Codes:
    """Each free day makes up for one day of work only (§ 11 (3) ArbZG), each longer rest for one rest (§ 5 (2) ArbZG).

    Free days are handed out in the order of time, each to the open duty that ends first: one that ends later can only
    have more choice left. So as many duties as possible are met. Gives the position of each duty's free day, or -1.

    Parameters
    ----------
    duties : Duties
        Sorted by person and last day.
    free_person, free_day : array of int
        Person and day of each free day, sorted.
    longest : int
        No duty lasts more days than this.

    References
    ----------
    The rule: J. R. Jackson (1955), Scheduling a production line to minimize maximum tardiness, Research Report 43,
    Management Sciences Research Project, UCLA. That it meets as many as possible where each duty takes one day within
    its period: F. Glover (1967), Maximum matching in a convex bipartite graph, Naval Research Logistics Quarterly 14,
    313-316.

    >>> two = Duties([0, 0], [8, 1], [10, 16], [2, 15])
    >>> earliest_deadline_first(two, [0, 0], [9, 12], 15).tolist()
    [0, 1]
    """
    given = np.full(len(duties.person), -1)
    head = 0  # before it all duties are met or over
    for n in range(len(free_day)):
        person, day = free_person[n], free_day[n]
        while head < len(given) and (
            duties.person[head] < person
            or (duties.person[head] == person and (given[head] >= 0 or duties.last[head] < day))
        ):
            head += 1
        duty = head
        while duty < len(given) and duties.person[duty] == person and duties.last[duty] <= day + longest:
            if given[duty] < 0 and duties.first[duty] <= day:
                given[duty] = n
                break
            duty += 1
    return given


@loop
def serving_days(first: Ints, last: Ints, days: Ints) -> Mask:
    """Which days of one person serve when as many duties as possible are met, and earlier entries of `days` go first.

    A day serves if one more duty can be met with it, perhaps because the days before it are handed out otherwise: a
    day asks each duty that it fits, and a duty that is met already asks for its day to serve another one.

    Parameters
    ----------
    first, last : array of int
        Period of each duty.

    References
    ----------
    Augmenting paths: H. W. Kuhn (1955), The Hungarian method for the assignment problem, Naval Research Logistics
    Quarterly 2, 83-97.

    >>> serving_days([1, 1], [9, 3], [2, 4, 5]).tolist()  # day 2 has to leave the long duty to day 4
    [True, True, False]
    """
    day_of = np.full(len(first), -1)
    duty_of = np.full(len(days), -1)
    asked_by = np.zeros(len(first), np.int64)
    asking = np.zeros(len(first) + 1, np.int64)
    for day in range(len(days)):
        asked_by[:] = -1
        asking[0], turn, count, unmet = day, 0, 1, -1
        while turn < count and unmet < 0:
            for duty in range(len(first)):
                if unmet < 0 and asked_by[duty] < 0 and first[duty] <= days[asking[turn]] <= last[duty]:
                    asked_by[duty] = asking[turn]
                    if day_of[duty] < 0:
                        unmet = duty
                    else:
                        asking[count] = day_of[duty]
                        count += 1
            turn += 1
        while unmet >= 0:  # each day on the way takes the duty that it asked, and leaves its own to the day before
            asker = asked_by[unmet]
            left = duty_of[asker]
            day_of[unmet], duty_of[asker] = asker, unmet
            unmet = left
    return duty_of >= 0
