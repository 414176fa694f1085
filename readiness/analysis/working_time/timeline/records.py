"""Records of working time as sorted arrays: without empty ones, each interval once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from readiness.analysis.working_time.timeline.local_time import minutes
from readiness.arrays import Codes, Days, Mask, Minutes
from readiness.loops import loop, run

#: Kind of duty whose work interrupts a stand-by.
_CALL_OUT = "call_out"


class Records(NamedTuple):
    """Intervals of work, sorted by person, start and end; `person`, `zone` and `region` are positions in lists."""

    person: Codes
    start: Minutes
    end: Minutes
    zone: Codes
    region: Codes
    unplaced: Minutes  # breaks inside whose position is not known
    known: Mask  # the record carries break information
    called: Mask  # a call-out from stand-by

    def take(self, places: Codes | Mask) -> Records:
        """Some of the records."""
        return Records._make(column[places] for column in self)


def records_of(
    frame: pd.DataFrame, person: pd.Categorical, zone: pd.Categorical, region: pd.Categorical
) -> tuple[Records, Days]:
    """Sorted records, and the day on which each was made (not a time where nobody said so)."""
    rows = Records(
        person.codes.astype(np.int64),
        minutes(frame["start"]),
        minutes(frame["end"]),
        zone.codes.astype(np.int64),
        region.codes.astype(np.int64),
        np.rint(frame["unplaced_break"].fillna(0).to_numpy(np.float64)).astype(np.int64),
        frame["break_known"].to_numpy(bool),
        (frame["duty"] == _CALL_OUT).to_numpy(bool),
    )
    made = frame["recorded_on"].to_numpy("datetime64[s]").astype("datetime64[D]")
    kept = rows.end > rows.start  # an empty interval must not bridge two short interruptions
    if not kept.all():
        rows, made = rows.take(kept), made[kept]
    state = int(run(sorting, rows.person, rows.start, rows.end))
    if state == UNSORTED:
        order = np.lexsort((rows.end, rows.start, rows.person))
        rows, made = rows.take(order), made[order]
        state = int(run(sorting, rows.person, rows.start, rows.end))
    return (rows, made) if state == SORTED else _once(rows, made)


#: What `sorting` finds.
SORTED, REPEATED, UNSORTED = 0, 1, 2


@loop
def sorting(person: Codes, start: Minutes, end: Minutes) -> int:
    """Whether records are in order of person, start and end, and whether one is there twice.

    >>> sorting([0, 0, 1], [480, 900, 480], [840, 960, 700]), sorting([0, 0], [480, 480], [840, 840])
    (0, 1)
    """
    state = 0
    for n in range(1, len(person)):
        if person[n] != person[n - 1]:
            behind = person[n] < person[n - 1]
        elif start[n] != start[n - 1]:
            behind = start[n] < start[n - 1]
        else:
            behind = end[n] < end[n - 1]
            if end[n] == end[n - 1]:
                state = 1
        if behind:
            return 2
    return state


def _once(rows: Records, made: Days) -> tuple[Records, Days]:
    """Records of which no interval is there twice.

    Only what both call a break or a call-out can be one, one record with breaks is enough to know, and the earlier day
    of recording counts.
    """
    fresh = np.ones(len(rows.person), bool)
    for column in (rows.person, rows.start, rows.end):
        fresh[1:] &= column[1:] == column[:-1]
    fresh[1:] = ~fresh[1:]
    first = np.flatnonzero(fresh)
    most = np.where(rows.known, rows.unplaced, np.iinfo(np.int64).max)
    known, least = np.logical_or.reduceat(rows.known, first), np.minimum.reduceat(most, first)
    unplaced = np.where(known, least, rows.unplaced[first])
    called = np.logical_and.reduceat(rows.called, first)
    return rows.take(first)._replace(known=known, unplaced=unplaced, called=called), np.fmin.reduceat(made, first)
