"""Work by local day: every stretch of work cut at midnight, and minutes added up per person and day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from readiness.analysis.working_time.timeline.grouping import person_day, spread
from readiness.analysis.working_time.timeline.local_time import midnight
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.arrays import Codes, Days, Mask, Minutes

_DAY = 1440


@dataclass(frozen=True, slots=True)
class Pieces:
    """Stretches of work inside one local day each."""

    subject: Codes
    day: Days
    zone: Codes
    region: Codes
    start: Minutes
    end: Minutes
    unplaced: Minutes  # breaks of the whole stretch whose position is not known


@dataclass(frozen=True, slots=True)
class DayWork:
    """Work of one person on one local day; `certain` leaves out minutes that may have been a break."""

    subject: Codes
    day: Days
    zone: Codes
    region: Codes
    at: Minutes
    certain: Minutes

    def only(self, mask: Mask) -> DayWork:
        """The entries for which `mask` is true."""
        return DayWork(*(getattr(self, name)[mask] for name in DayWork.__slots__))


def pieces(work: WorkTime) -> Pieces:
    """All work, cut at local midnights."""
    legs = work.legs
    leg, day = spread(np.arange(len(legs.first)), legs.first, legs.last)
    zone = legs.zone[leg]
    opens = midnight(day, zone, work.zones)
    closes = midnight(day + np.timedelta64(1, "D"), zone, work.zones)
    start, end = np.maximum(legs.start[leg], opens), np.minimum(legs.end[leg], closes)
    kept = end > start
    leg = leg[kept]
    return Pieces(
        subject=legs.subject[leg],
        day=day[kept],
        zone=zone[kept],
        region=legs.region[leg],
        start=start[kept],
        end=end[kept],
        unplaced=work.runs.unplaced[legs.run[leg]],
    )


def at_clock(day: Days, zone: Codes, zones: tuple[str, ...], minute: npt.NDArray[np.float64]) -> Minutes:
    """Instant at which the local clock shows a minute of the day, which may differ from entry to entry."""
    found = np.empty(len(day), np.int64)
    for value in np.unique(minute):
        here = minute == value
        found[here] = midnight(day[here], zone[here], zones, int(value))
    return found


def outside(work: WorkTime, parts: Pieces, opens: npt.NDArray[np.float64], closes: npt.NDArray[np.float64]) -> DayWork:
    """Work before `opens` or from `closes` on, both in minutes of the local day, one value per piece.

    A limit that is not a number, because it was repealed, forbids nothing.
    """
    left = at_clock(parts.day, parts.zone, work.zones, np.where(np.isnan(opens), 0.0, opens))
    right = at_clock(parts.day, parts.zone, work.zones, np.where(np.isnan(closes), float(_DAY), closes))
    early = np.clip(np.minimum(parts.end, left) - parts.start, 0, None)
    late = np.clip(parts.end - np.maximum(parts.start, right), 0, None)
    at = np.where(early > 0, parts.start, np.maximum(parts.start, right))
    return by_day(parts, early + late, at)


def by_day(parts: Pieces, minutes: Minutes, at: Minutes) -> DayWork:
    """Minutes per person and day, of pieces that have any."""
    mine = np.flatnonzero(minutes > 0)
    key = person_day(parts.subject[mine], parts.day[mine])
    unique, first, group = np.unique(key, return_index=True, return_inverse=True)
    certain = np.zeros(len(unique), np.int64)
    begin = np.full(len(unique), np.iinfo(np.int64).max)
    np.add.at(certain, group, np.maximum(minutes[mine] - parts.unplaced[mine], 0))
    np.minimum.at(begin, group, at[mine])
    place = mine[first]
    return DayWork(parts.subject[place], parts.day[place], parts.zone[place], parts.region[place], begin, certain)
