"""The free day that makes up for a Sunday or public holiday worked by an expectant or nursing mother."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from readiness.analysis.working_time.timeline.calendar_days import DayWork
from readiness.analysis.working_time.timeline.local_time import midnight
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.analysis.working_time.timeline.weeks import monday_of
from readiness.arrays import Mask

_APART = 1 << 32  # more minutes than from 1970 to any date we accept


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
    place = runs.subject * _APART
    starts, ends = place + runs.start, place + np.maximum(runs.end, 0)
    opens = np.searchsorted(runs.subject, found.subject)
    closes = np.searchsorted(runs.subject, found.subject, "right") - 1
    for step in range(7):
        day = monday_of(found.day) + np.timedelta64(step, "D")
        other = day != found.day
        cut_off = (day < first[opens]) | (day > last[closes])
        begin = midnight(day, found.zone, work.zones)
        end = midnight(day + np.timedelta64(1, "D"), found.zone, work.zones)
        own = found.subject * _APART
        before = np.searchsorted(ends, own + begin, "right") - 1  # last stretch that ended by then
        after = np.searchsorted(starts, own + end)  # first stretch that starts later
        free = np.searchsorted(starts, own + end) == np.searchsorted(ends, own + begin, "right")
        known = (before >= opens) & (after <= closes)
        span = runs.start[np.minimum(after, closes)] - runs.end[np.maximum(before, opens)]
        long_enough = ~known | (span - (end - begin) >= rest)
        missing &= ~(other & (cut_off | (free & long_enough)))
    return missing
