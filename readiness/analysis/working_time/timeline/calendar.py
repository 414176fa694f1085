"""The one calendar of a check: local days as numbers, with their midnights, months, years and public holidays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from readiness.analysis.working_time.timeline.local_time import midnight
from readiness.arrays import Amounts, Days, Ints, Minutes
from readiness.law import Law

#: Days of a week, and the number of its Sunday: day 0 of every calendar is a Monday.
WEEK, SUNDAY = 7, 6
#: Calendar of records that there are none of.
_NOBODY = np.array(["2024-01-01"], "datetime64[D]")

Table = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Whole years around the records. Day 0 is a Monday, so ``day % 7`` is 6 on Sundays and ``day // 7`` is the week.

    `holiday` and `maybe_holiday` have one row per region of the records: what is a public holiday there, and for
    records without a region what is one in some region of the country.
    """

    first: np.datetime64
    zones: tuple[str, ...]
    month: Ints  # of each day, counted from the calendar's first
    month_start: Ints  # first day of each month, and of one more
    year: Ints
    holiday: Table
    maybe_holiday: Table
    region_known: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.month)

    def numbers(self, days: Days) -> Ints:
        """Local dates as days of this calendar."""
        return (days.astype("datetime64[D]") - self.first).astype(np.int64)

    def dates(self, numbers: Ints | int) -> Days:
        """Days of this calendar as local dates."""
        return self.first + np.asarray(numbers, np.int64).astype("timedelta64[D]")

    def midnights(self, shift: int = 0) -> Minutes:
        """Instant at which each day begins, one row per zone; or `shift` minutes after midnight on its clock."""
        return _midnights(self.first, len(self), self.zones, shift)

    def instants(self, minute: Amounts) -> Minutes:
        """When the clock of each zone shows the minute given for each day; one that was repealed is midnight."""
        asked = np.nan_to_num(minute)
        found = np.zeros((max(len(self.zones), 1), len(self)), np.int64)
        for value in np.unique(asked):
            here = asked == value
            found[:, here] = self.midnights(int(value))[:, here]
        return found

    def of_year(self, year: int) -> tuple[int, int]:
        """First day of a year and of the next."""
        first, after = (np.datetime64(str(y), "D") - self.first for y in (year, year + 1))
        return int(first.astype(np.int64)), int(after.astype(np.int64))


@lru_cache(maxsize=64)
def _midnights(first: np.datetime64, days: int, zones: tuple[str, ...], shift: int) -> Minutes:
    every = np.arange(first, first + days)
    found = [midnight(every, np.zeros(days, np.int64), (zone,), shift) for zone in zones]
    return np.stack(found) if found else np.zeros((1, days), np.int64)


def calendar_of(
    law: Law, scope: Mapping[str, Any], days: Sequence[Days], zones: tuple[str, ...], regions: tuple[str, ...]
) -> Calendar:
    """The calendar of some local dates, with the year before and the year after.

    Holidays are those of the region of each record, else of the firm's (``region``), with those of the municipality
    (``extra_holidays``).
    """
    some = [d.astype("datetime64[D]") for d in days if len(d)] or [_NOBODY]
    years = range(int(str(min(d.min() for d in some))[:4]) - 1, int(str(max(d.max() for d in some))[:4]) + 2)
    first, after = np.datetime64(str(years.start), "D"), np.datetime64(str(years.stop), "D")
    first -= (first.astype(np.int64) + 3) % WEEK
    every = np.arange(first, after + WEEK, dtype="datetime64[D]")
    month = every.astype("datetime64[M]")
    months = np.arange(month[0], month[-1] + 2)
    extra = np.array(sorted(map(str, scope.get("extra_holidays", ()))), "datetime64[D]")
    firm = str(scope.get("region") or "")
    law.holidays(firm, years)  # an unknown region of the firm is refused even where every record names its own
    named = [name or firm for name in regions]

    def listed(name: str) -> npt.NDArray[np.bool_]:
        return np.isin(every, np.union1d(law.holidays(name, years), extra))

    holiday = np.array([listed(name) for name in named], bool).reshape(len(named), len(every))
    anywhere = np.any([listed(name) for name in law.regions()] or holiday[:0], axis=0) if not all(named) else False
    known = np.array([bool(name) for name in named], bool)
    return Calendar(
        first=first,
        zones=zones,
        month=(month - month[0]).astype(np.int64),
        month_start=(months.astype("datetime64[D]") - first).astype(np.int64),
        year=every.astype("datetime64[Y]").astype(np.int64) + 1970,
        holiday=holiday,
        maybe_holiday=holiday | (~known[:, None] & anywhere),
        region_known=known,
    )
