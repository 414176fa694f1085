"""How far records of working time can be trusted: the same break every day, round times, missing days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from readiness.analysis.working_time.timeline.grouping import APART
from readiness.analysis.working_time.timeline.local_time import day_number
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.analysis.working_time.views.presence import distinct
from readiness.law import Law
from readiness.privacy.suppression import hidden_parts, shown

QUARTER_HOUR = 15
#: Workdays without records: upper ends of the groups of persons; the last group is open.
GAPS = (0, 5, 10, 20)


def quality(work: WorkTime, law: Law, scope: Mapping[str, Any], min_group: int) -> dict[str, Any]:
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
        "gaps": _gaps(work, law, scope, min_group),
    }


def _same_breaks(work: WorkTime) -> dict[str, Any]:
    days = work.days
    taken = (days.gaps + days.unplaced)[days.sure]
    taken = taken[taken > 0]
    if not len(taken):
        return {"days": 0, "minutes": None, "same": 0, "share": None}
    counts = np.bincount(taken)
    most = int(counts.argmax())
    share = round(float(counts[most]) / len(taken), 6)
    return {"days": len(taken), "minutes": most, "same": int(counts[most]), "share": share}


def _round_times(work: WorkTime) -> dict[str, Any]:
    # Every offset of a time zone is whole quarters of an hour, so that a quarter here is one on the local clock.
    times = np.concatenate([work.days.start, work.days.end])
    quarter = int((times % QUARTER_HOUR == 0).sum())
    return {
        "times": len(times),
        "quarter": quarter,
        "by_chance": round(1 / QUARTER_HOUR, 6),
        "share": round(quarter / len(times), 6) if len(times) else None,
    }


def _gaps(work: WorkTime, law: Law, scope: Mapping[str, Any], min_group: int) -> dict[str, Any]:
    days = work.days
    opens = np.flatnonzero(np.append(True, days.subject[1:] != days.subject[:-1]))
    closes = np.append(opens[1:], len(days.subject)) - 1
    subject, first = days.subject[opens], days.date[opens].astype("datetime64[D]")
    after = days.date[closes].astype("datetime64[D]") + 1
    free = _holidays(work, law, scope, first.min(), after.max())
    region = work.runs.region[days.first_run[opens]]
    due = np.zeros(len(opens), np.int64)
    covered = np.zeros(len(opens), np.int64)
    away, worked = work.absent, day_number(days.date)
    absent = away.subject * APART + day_number(away.day)
    settled = distinct(np.concatenate([days.subject * APART + worked, absent]))
    who, day = settled // APART, (settled % APART).astype("datetime64[D]")
    place = np.minimum(np.searchsorted(subject, who), len(subject) - 1)
    known = subject[place] == who  # absences may be of persons without records
    who, day, place = who[known], day[known], place[known]
    inside = (day >= first[place]) & (day < after[place])
    for code, listed in enumerate(free):
        here = region == code
        due[here] = np.busday_count(first[here], after[here], holidays=listed)
        mine = inside & here[place]
        counted = mine.copy()
        counted[mine] = np.is_busday(day[mine], holidays=listed)
        covered += np.bincount(place[counted], minlength=len(opens))
    return {"upto": list(GAPS), "persons": _grouped(due - covered, min_group)}


def _holidays(
    work: WorkTime, law: Law, scope: Mapping[str, Any], first: np.datetime64, last: np.datetime64
) -> list[npt.NDArray[np.datetime64]]:
    years = range(int(str(first)[:4]), int(str(last)[:4]) + 1)
    extra = np.array(sorted(map(str, scope.get("extra_holidays", ()))), "datetime64[D]")
    return [np.union1d(law.holidays(name or str(scope.get("region") or ""), years), extra) for name in work.regions]


def _grouped(missing: npt.NDArray[np.int64], min_group: int) -> list[int | None]:
    """Persons per group of missing days; all groups together are the persons of the records, who are counted."""
    persons = np.bincount(np.searchsorted(GAPS, missing), minlength=len(GAPS) + 1)
    return shown(persons.tolist(), hidden_parts(persons, min_group))
