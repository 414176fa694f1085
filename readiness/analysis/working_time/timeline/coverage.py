"""What the data of each person cover: from the first to the last day of work or absence."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from readiness.analysis.working_time.timeline.model import Timeline, view
from readiness.arrays import Codes, Ints, Mask
from readiness.loops import loop, run

#: First day of persons without any.
_NEVER = np.iinfo(np.int64).max


class Coverage(NamedTuple):
    """First and last day of each person in the evidence."""

    first: Ints
    last: Ints

    def holds(self, person: Codes, opens: Ints, closes: Ints) -> Mask:
        """Whether a period lies wholly inside the data of the person."""
        return (opens >= self.first[person]) & (closes <= self.last[person])


@loop
def first_and_last(person: Codes, first: Ints, last: Ints, people: int) -> tuple[Ints, Ints]:
    """The first and the last day of each person; a journey can put a later record on an earlier date.

    >>> first, last = first_and_last([0, 0, 1], [8, 7, 3], [8, 9, 3], 2)
    >>> first.tolist(), last.tolist()
    ([7, 3], [9, 3])
    """
    begin = np.full(people, _NEVER)
    end = np.full(people, -_NEVER)
    for n in range(len(person)):
        begin[person[n]] = min(begin[person[n]], first[n])
        end[person[n]] = max(end[person[n]], last[n])
    return begin, end


@view
def worked_span(work: Timeline) -> Coverage:
    """From the first to the last local day with work."""
    found = work.segments
    return Coverage(*run(first_and_last, found.person, found.first, found.last, len(work.subjects)))


@view
def coverage(work: Timeline) -> Coverage:
    """From the first to the last day of work or absence."""
    worked, away = worked_span(work), work.absent
    first, last = run(first_and_last, away.person, away.day, away.day, len(work.subjects))
    return Coverage(np.minimum(worked.first, first), np.maximum(worked.last, last))
