"""How far records of working time can be trusted: the same break every day, round times, missing days."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from readiness.analysis.working_time.timeline.calendar import WEEK
from readiness.analysis.working_time.timeline.coverage import first_and_last
from readiness.analysis.working_time.timeline.grouping import APART, person_day
from readiness.analysis.working_time.timeline.model import Timeline
from readiness.analysis.working_time.views.presence import distinct
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
    return {
        "breaks": _same_breaks(work),
        "round": _round_times(work),
        "gaps": _gaps(work, min_group),
    }


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
    days, people = work.days, len(work.subjects)
    first, last = run(first_and_last, days.person, days.date, days.date, people)
    seen = np.unique(days.person)
    region = np.zeros(people, np.int64)
    region[days.person[::-1]] = work.stretches.region[days.first[::-1]]  # the place of the person's first record
    workday = (np.arange(len(work.calendar)) % WEEK < _WORKDAYS) & ~work.calendar.holiday
    upto = np.concatenate([np.zeros((len(workday), 1), np.int64), np.cumsum(workday, axis=1)], axis=1)
    due = upto[region[seen], last[seen] + 1] - upto[region[seen], first[seen]]
    away = work.absent
    settled = distinct(np.concatenate([person_day(days.person, days.date), person_day(away.person, away.day)]))
    who, day = settled // APART, settled % APART
    counted = (first[who] <= day) & (day <= last[who]) & workday[region[who], day]
    covered = np.bincount(who[counted], minlength=people)[seen]
    return {"upto": list(GAPS), "persons": _grouped(due - covered, min_group)}


def _grouped(missing: npt.NDArray[np.int64], min_group: int) -> list[int | None]:
    """Persons per group of missing days; all groups together are the persons of the records, who are counted."""
    persons = np.bincount(np.searchsorted(GAPS, missing), minlength=len(GAPS) + 1)
    return shown(persons.tolist(), hidden_parts(persons, min_group))
