"""Minutes of each working day that lie in the night."""

from __future__ import annotations

import numpy as np

from readiness.analysis.working_time.timeline.local_time import earliest, latest, midnight
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.arrays import Amounts, Days, Minutes
from readiness.law import Law

_DAY = 24 * 60
_NEVER = np.iinfo(np.int64).max


def minutes_at_night(
    work: WorkTime, law: Law, unknown_break: str, hours: tuple[tuple[str, str], ...], kind: tuple[int, ...]
) -> tuple[Amounts, Amounts]:
    """Minutes of each working day that are certainly, and that may be, work in the night.

    Parameters
    ----------
    unknown_break : str
        Parameter for the break of a day without break information; breaks of unknown position lie in the night.
    hours : tuple of pairs
        Parameters with the minutes of the local day at which a night begins, and of the next day at which it ends.
    kind : tuple of int
        Which of these pairs counts for each person.
    """
    runs, legs, days = work.runs, work.legs, work.days
    overlap = np.zeros(len(legs.start), np.int64)
    begin, end = earliest(days.date), latest(legs.last)
    calendar = np.arange(min(begin, earliest(legs.first)) - 2, end + 3)
    mine = np.array(kind, np.int64)[legs.subject] if len(hours) > 1 else np.zeros(1, np.int64)
    for number, (opens, closes) in enumerate(hours):
        for code in range(len(work.zones)):
            chosen = (mine == number) & (legs.zone == code)
            here = slice(None) if chosen.all() else np.flatnonzero(chosen)
            dark = _dark(law, opens, closes, calendar, begin, code, work.zones)
            overlap[here] = _before(legs.end[here], *dark) - _before(legs.start[here], *dark)
    if len(overlap) > len(runs.start):
        overlap = np.bincount(legs.run, overlap, len(runs.start)).astype(np.int64)
    unknown = np.where(days.sure, 0.0, np.nan_to_num(law.values(unknown_break, days.date)))
    certain = np.maximum(overlap - runs.unplaced - unknown[runs.day], 0)
    least, most = (np.bincount(runs.day, part, len(days.date)).astype(np.float64) for part in (certain, overlap))
    return least, most


def _dark(
    law: Law, opens: str, closes: str, calendar: Days, known_from: np.datetime64, code: int, zones: tuple[str, ...]
) -> tuple[Minutes, Minutes]:
    """Instants at which the night of each date begins and ends; both the same where there is no such number."""
    asked = np.maximum(calendar, known_from)
    begin, end = (law.values(name, asked) for name in (opens, closes))
    repealed = np.isnan(begin) | np.isnan(end)
    zone = np.full(len(calendar), code)

    def instants(shift: Amounts, on: Days) -> Minutes:
        found = np.zeros(len(on), np.int64)
        for value in np.unique(shift):
            same = shift == value
            found[same] = midnight(on[same], zone[same], zones, int(value))
        return found

    start = instants(np.where(repealed, 0, begin), calendar)
    stop = instants(np.where(repealed, 0, end), calendar + 1)
    return start, np.where(repealed, start, stop)


def _before(instants: Minutes, start: Minutes, stop: Minutes) -> Minutes:
    """Minutes of night before each instant, since the first night listed; nights begin about a day apart."""
    length = np.append(0, np.cumsum(stop - start))
    place = np.clip((instants - start[0]) // _DAY, 0, len(start) - 1)
    place -= instants < start[place]  # clock changes move a night by an hour
    place = np.clip(place + (instants >= np.append(start[1:], _NEVER)[place]), 0, None)
    return np.asarray(length[place] + np.clip(instants - start[place], 0, (stop - start)[place]))
