"""How far records of working time can be trusted: the same break every day, round times, missing days."""

from __future__ import annotations

from typing import Any

import numpy as np

from readiness.analysis.working_time.timeline.calendar import WEEK
from readiness.analysis.working_time.timeline.coverage import first_and_last
from readiness.analysis.working_time.timeline.model import Timeline
from readiness.loops import run
from readiness.privacy.suppression import hidden_parts, shown

QUARTER_HOUR, _WORKDAYS = 15, 5
#: Workdays without records: upper ends of the groups of persons; the last group is open.
GAPS = (0, 5, 10, 20)


def quality(work: Timeline, min_group: int) -> dict[str, Any]:
    """Signs of records that were filled in by hand or by rule rather than measured; none of them proves anything.

    Returns
    -------
    dict
        ``breaks``: working days with a break and the share of them with the most frequent length. ``round``: starts and
        ends of working days and the share of them on a full quarter of an hour. ``gaps``: persons by workdays (Monday
        to Friday, no public holiday) with neither record nor absence between their first and last day; None
        where suppressed.
    """
    return {"breaks": _same_breaks(work), "round": _round_times(work), "gaps": _gaps(work, min_group)}


def _same_breaks(work: Timeline) -> dict[str, Any]:
    days = work.days
    taken = (days.gaps + days.unplaced)[days.breaks_known]
    taken = taken[taken > 0]
    if not len(taken):
        return {"days": 0, "minutes": None, "same": 0, "share": None}
    counts = np.bincount(taken)
    most = int(counts.argmax())
    share = round(float(counts[most]) / len(taken), 6)
    return {"days": len(taken), "minutes": most, "same": int(counts[most]), "share": share}


def _round_times(work: Timeline) -> dict[str, Any]:
    # Every offset of a time zone is whole quarters of an hour, so that a quarter here is one on the local clock.
    times = np.concatenate([work.days.start, work.days.end])
    quarter = int((times % QUARTER_HOUR == 0).sum())
    return {
        "times": len(times),
        "quarter": quarter,
        "by_chance": round(1 / QUARTER_HOUR, 6),
        "share": round(quarter / len(times), 6) if len(times) else None,
    }


def _gaps(work: Timeline, min_group: int) -> dict[str, Any]:
    days, away, people = work.days, work.absent, len(work.subjects)
    first, last = run(first_and_last, days.person, days.date, days.date, people)
    region = np.zeros(people, np.int64)
    region[days.person[::-1]] = work.stretches.region[days.first[::-1]]  # the place of the person's first record
    day = np.arange(len(work.calendar))
    missing = ((day % WEEK < _WORKDAYS) & ~work.calendar.holiday)[region]
    missing &= (day >= first[:, None]) & (day <= last[:, None])
    missing[days.person, days.date] = False
    missing[away.person, away.day] = False
    gaps = missing.sum(axis=1)[np.unique(days.person)]
    # All groups together are the persons of the records, who are counted.
    persons = np.bincount(np.searchsorted(GAPS, gaps), minlength=len(GAPS) + 1)
    return {"upto": list(GAPS), "persons": shown(persons.tolist(), hidden_parts(persons, min_group))}
