"""Local days that work touches, person by person, and the public holidays at their places of work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from readiness.checks.clock import Codes, Days, Mask, Minutes, among, is_sunday, midnight
from readiness.checks.worktime import WorkTime
from readiness.law import Law

#: More days than any calendar has; keeps persons apart on one number line.
APART = 1 << 24


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


def person_day(subject: Codes, day: Days) -> npt.NDArray[np.int64]:
    """Person and day as one number, in the order of persons, then days."""
    return subject * APART + day.astype("datetime64[D]").astype(np.int64)


def spread(near: Codes, first: Days, last: Days) -> tuple[Codes, Days]:
    """Every local day that the runs `near` touch, with the run it belongs to."""
    count = (last[near] - first[near]).astype(np.int64) + 1
    run = np.repeat(near, count)
    number = np.arange(len(run)) - np.repeat(np.cumsum(count) - count, count)
    return run, first[run] + number.astype("timedelta64[D]")


def holidays_touched(work: WorkTime, days: tuple[Days, ...], first: Days, last: Days) -> tuple[Codes, Days]:
    """Local days of runs that are, or may be, public holidays and no Sundays."""
    region = work.runs.region
    near = np.zeros(len(first), bool)
    for code, listed in enumerate(days):
        here = region == code
        near |= here & (np.searchsorted(listed, last, "right") > np.searchsorted(listed, first))
    run, day = spread(np.flatnonzero(near), first, last)
    kept = is_listed(day, region[run], days) & ~is_sunday(day)
    return run[kept], day[kept]


def is_listed(day: Days, region: Codes, days: tuple[Days, ...]) -> Mask:
    """Which days are in the list of their region."""
    found = np.zeros(len(day), bool)
    for code, listed in enumerate(days):
        found |= (region == code) & among(day, listed)
    return found


def touched(work: WorkTime, run: Codes, day: Days, shift: int) -> Worked:
    """Minutes of work per person and day, the day beginning `shift` minutes after midnight."""
    runs = work.runs
    opens = midnight(day, runs.zone[run], work.zones, shift)
    closes = midnight(day + np.timedelta64(1, "D"), runs.zone[run], work.zones, shift)
    start = np.maximum(runs.start[run], opens)
    overlap = np.minimum(runs.end[run], closes) - start
    kept = overlap > 0
    run, day, start, overlap = run[kept], day[kept], start[kept], overlap[kept]
    key = person_day(runs.subject[run], day)
    unique, first, group = np.unique(key, return_index=True, return_inverse=True)
    certain = np.zeros(len(unique), np.int64)
    at = np.full(len(unique), np.iinfo(np.int64).max)
    np.add.at(certain, group, np.maximum(overlap - runs.unplaced[run], 0))
    np.minimum.at(at, group, start)
    return Worked(runs.subject[run][first], day[first], at, certain)


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
