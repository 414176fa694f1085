"""Minutes of each working day that lie in the night."""

from __future__ import annotations

import numpy as np

from readiness.analysis.working_time.timeline.model import Timeline, view
from readiness.analysis.working_time.timeline.stretches import Segments, Stretches
from readiness.analysis.working_time.timeline.weeks import unknown_breaks
from readiness.analysis.working_time.timeline.working_days import WorkingDays
from readiness.arrays import Amounts, Minutes
from readiness.loops import loop, run

_DAY = 24 * 60


@view
def minutes_at_night(work: Timeline, unknown_break: str, opens: str, closes: str) -> tuple[Amounts, Amounts]:
    """Minutes of each working day that are certainly, and that may be, work in the night (see `in_the_night`).

    Parameters
    ----------
    unknown_break : str
        Parameter for the break of a day without break information; "" for none.
    opens, closes : str
        Parameters with the minutes of the local day at which a night begins, and of the next day at which it ends.
    """
    begin, end, calendar = work.number(opens), work.number(closes), work.calendar
    begins, ends = calendar.instants(begin), calendar.instants(end + _DAY)
    ends = np.where(np.isnan(begin) | np.isnan(end), begins, ends)  # no night where it was repealed
    unknown = np.nan_to_num(unknown_breaks(work, unknown_break))
    return run(in_the_night, work.days, work.stretches, work.segments, begins, ends, unknown)


@loop
def in_the_night(
    days: WorkingDays, stretches: Stretches, segments: Segments, begins: Minutes, ends: Minutes, unknown: Amounts
) -> tuple[Amounts, Amounts]:
    """Night work is work in the night, from 23 to 6 o'clock, in bakeries from 22 to 5 (§ 2 (3) and (4) ArbZG).

    Minutes of each working day in the night: at least, when breaks of unknown position lay in the night, too, and at
    most. `begins` and `ends` are when the night of each day begins and ends, on the clock of each zone.

    >>> days, stretches = WorkingDays(*[[0]] * 11), Stretches(*[[0]] * 13)._replace(unplaced=[30])
    >>> segments = Segments(*[[0]] * 8)._replace(start=[2700], end=[3060], first=[1], last=[2])  # from 9 pm to 3 am
    >>> eleven = np.arange(4)[None] * 1440 + 1380
    >>> [minutes.tolist() for minutes in in_the_night(days, stretches, segments, eleven, eleven + 420, [0.0])]
    [[210.0], [240.0]]
    """
    least = np.zeros(len(days.start))
    most = np.zeros(len(days.start))
    part = 0
    for n in range(len(days.start)):
        for s in range(days.first[n], days.last[n] + 1):
            dark = 0
            while part < len(segments.start) and segments.stretch[part] == s:
                start, end, zone = segments.start[part], segments.end[part], segments.zone[part]
                for night in range(segments.first[part] - 1, segments.last[part] + 1):  # the one of the day before, too
                    begin, until = int(begins[zone, night]), int(ends[zone, night])
                    if start < until and begin < end:
                        dark += min(end, until) - max(start, begin)
                part += 1
            least[n] += max(dark - stretches.unplaced[s] - unknown[n], 0.0)
            most[n] += dark
    return least, most
