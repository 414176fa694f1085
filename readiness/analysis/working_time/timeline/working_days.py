"""Working days: stretches of work that belong together, cut where a rest or a night lies between."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from readiness.analysis.working_time.timeline.grouping import added, ends_of, every
from readiness.analysis.working_time.timeline.stretches import Stretches
from readiness.arrays import Amounts, Codes, Ints, Mask, Minutes
from readiness.loops import loop, run


class WorkingDays(NamedTuple):
    """Working days, sorted by person and start."""

    person: Codes
    start: Minutes
    end: Minutes
    date: Ints  # local date on which the working day starts; all its hours count for it
    net: Minutes  # work without breaks
    gaps: Minutes  # breaks whose position is known
    unplaced: Minutes
    maybe_covered: Minutes
    breaks_known: Mask  # breaks can be judged: the records carry them, or an interruption shows them
    first: Codes  # position of the first stretch
    last: Codes  # and of the last one

    @property
    def each(self) -> tuple[Codes, Minutes, Ints]:
        """Whose, when it starts and which day."""
        return self.person, self.start, self.date

    def take(self, places: Codes | Mask) -> WorkingDays:
        """Some of the working days."""
        return WorkingDays._make(column[places] for column in self)


@loop
def opening(stretches: Stretches, rest: Amounts, long_gap: Amounts, span: Amounts) -> Mask:
    """Which stretches of work open a new working day ("Werktag", § 3 sentence 1 ArbZG).

    A day of work ends at a full rest, 24 hours after its start, or at a long interruption across the change of date.
    Numbers are those in force on the day before; a repealed one (not a number) never ends a day.

    Parameters
    ----------
    rest, long_gap, span : array of float
        Minutes, for each day of the calendar.

    >>> start, end, first = [480, 780, 1860], [720, 1020, 2340], [0, 0, 1]  # from 8 am, after lunch, the next day
    >>> stretches = Stretches(*[[0, 0, 0]] * 13)._replace(start=start, end=end, first=first)
    >>> opening(stretches, [660.0] * 2, [240.0] * 2, [1440.0] * 2).tolist()
    [True, False, True]
    """
    opens = np.ones(len(stretches.person), np.bool_)
    opener = 0
    for n in range(1, len(stretches.person)):
        if stretches.person[n] == stretches.person[n - 1]:
            free = stretches.start[n] - stretches.end[n - 1]
            before, today = stretches.first[n - 1], stretches.first[opener]
            opens[n] = (
                free >= rest[before]
                or stretches.start[n] - stretches.start[opener] >= span[today]
                or (free >= long_gap[before] and stretches.first[n] > today)
            )
        if opens[n]:
            opener = n
    return opens


def working_days(stretches: Stretches, rest: Amounts, long_gap: Amounts, span: Amounts) -> WorkingDays:
    """The working days that stretches of work make up (see `opening`)."""
    opens = run(opening, stretches, rest, long_gap, span)
    first = np.flatnonzero(opens)
    last = ends_of(first, len(opens)) - 1
    gap = np.zeros(len(opens), np.int64)
    gap[1:] = stretches.start[1:] - stretches.end[:-1]
    gap[first] = 0
    return WorkingDays(
        person=stretches.person[first],
        start=stretches.start[first],
        end=stretches.end[last],
        date=stretches.first[first],
        net=added(stretches.end - stretches.start - stretches.unplaced, first),
        gaps=added(gap, first),
        unplaced=added(stretches.unplaced, first),
        maybe_covered=added(stretches.maybe_covered, first),
        breaks_known=run(every, stretches.known, first) | (last > first),
        first=first,
        last=last,
    )
