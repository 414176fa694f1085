"""Local days that work touches, person by person, and the public holidays at their places of work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from readiness.analysis.working_time.timeline.grouping import grouped, person_day, spread
from readiness.analysis.working_time.timeline.local_time import day_number, earliest, is_sunday, latest, midnight
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.arrays import Codes, Days, Mask, Minutes
from readiness.law import Law


@dataclass(frozen=True, slots=True)
class Worked:
    """Local days touched by work, one entry per person and day, with the minutes that are certainly work."""

    subject: Codes
    day: Days
    at: Minutes
    certain: Minutes

    @property
    def key(self) -> npt.NDArray[np.int64]:
        """Person and day as one number."""
        return person_day(self.subject, self.day)


@dataclass(frozen=True, slots=True)
class Holidays:
    """Free days per region, sorted; `perhaps` are those of some region, for records that name none."""

    free: tuple[Days, ...]
    perhaps: tuple[Days, ...]
    known: Mask


def holidays_touched(work: WorkTime, days: tuple[Days, ...], first: Days, last: Days) -> tuple[Codes, Days]:
    """Local days of legs that are, or may be, public holidays and no Sundays."""
    region = work.legs.region
    workdays = tuple(listed[~is_sunday(listed)] for listed in days)
    if not len(first):
        return spread(np.zeros(0, np.int64), first, last)
    table, begin, width = _listed(workdays, earliest(first), latest(last))
    upto = np.concatenate([np.zeros((len(table), 1), np.int64), np.cumsum(table, axis=1)], axis=1).ravel()
    place = region * (width + 1) - begin
    near = upto[place + last.astype(np.int64) + 1] > upto[place + first.astype(np.int64)]
    run, day = spread(np.flatnonzero(near), first, last)
    kept = is_listed(day, region[run], workdays)
    return run[kept], day[kept]


def is_listed(day: Days, region: Codes, days: tuple[Days, ...]) -> Mask:
    """Which days are in the list of their region."""
    if not len(day):
        return np.zeros(0, bool)
    table, begin, width = _listed(days, earliest(day), latest(day))
    return np.asarray(table.ravel()[region * width + (day.astype(np.int64) - begin)])


def _listed(days: tuple[Days, ...], first: np.datetime64, last: np.datetime64) -> tuple[Mask, int, int]:
    """Table of the days of each region, with the number of its first day and its length."""
    begin = int(first.astype(np.int64))
    width = int(last.astype(np.int64)) - begin + 1
    table = np.zeros((len(days), width), bool)
    for row, listed in zip(table, days, strict=True):
        number = day_number(listed) - begin
        row[number[(number >= 0) & (number < width)]] = True
    return table, begin, width


def days_touched(work: WorkTime) -> Worked:
    """All local days with work, 0 to 24 hours."""
    legs = work.legs
    leg, day = spread(np.arange(len(legs.start)), legs.first, legs.last)
    return touched(work, leg, day, 0)


def touched(work: WorkTime, leg: Codes, day: Days, shift: int) -> Worked:
    """Minutes of work per person and day, of some legs on some days; the day begins `shift` minutes after midnight."""
    runs, legs = work.runs, work.legs
    start, end, subject = legs.start[leg], legs.end[leg], legs.subject[leg]
    # Most work lies inside one local day; only the rest has to be cut.
    inside = (legs.first[leg] == day) & (legs.last[leg] == day) if shift == 0 else np.zeros(len(leg), bool)
    cut = np.flatnonzero(~inside)
    if len(cut):
        zone, here = legs.zone[leg[cut]], day[cut]
        start[cut] = np.maximum(start[cut], midnight(here, zone, work.zones, shift))
        end[cut] = np.minimum(end[cut], midnight(here + np.timedelta64(1, "D"), zone, work.zones, shift))
    overlap = end - start
    if len(cut) and (overlap[cut] <= 0).any():
        kept = overlap > 0
        leg, day, start, overlap, subject = leg[kept], day[kept], start[kept], overlap[kept], subject[kept]
    run = legs.run[leg]
    if len(legs.start) > len(runs.start):  # a run with several legs on one day has its breaks once
        _, one, group = grouped(person_day(run, day))
        overlap = np.bincount(group, overlap, len(one)).astype(np.int64)
        run, day, start, subject = run[one], day[one], start[one], subject[one]
    certain = np.maximum(overlap - runs.unplaced[run], 0)
    keys, first, group = grouped(person_day(subject, day))
    if len(keys) < len(group):
        certain = np.bincount(group, certain, len(keys)).astype(np.int64)
        at = np.full(len(keys), np.iinfo(np.int64).max)
        np.minimum.at(at, group, start)
        start = at
    return Worked(subject[first], day[first], start, certain)


def holidays_of(
    work: WorkTime, law: Law, scope: Mapping[str, Any], first: np.datetime64, last: np.datetime64
) -> Holidays:
    """Public holidays of the regions in the records from the year before `first` to the year after `last`."""
    years = range(int(str(first)[:4]) - 1, int(str(last)[:4]) + 2)
    extra = np.array(sorted(map(str, scope.get("extra_holidays", ()))), "datetime64[D]")
    named = [name or str(scope.get("region") or "") for name in work.regions]
    free = tuple(np.union1d(law.holidays(name, years), extra) for name in named)
    anywhere = (
        free[0]
        if all(named) and free
        else np.unique(np.concatenate([law.holidays(region, years) for region in law.regions()] + [extra]))
    )
    perhaps = tuple(days if name else np.union1d(days, anywhere) for name, days in zip(named, free, strict=True))
    return Holidays(free, perhaps, np.array([bool(name) for name in named], bool))
