"""Work and working days that were due, per person and calendar week or month: what averages are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from readiness.analysis.working_time.timeline.grouping import found_in, person_day
from readiness.analysis.working_time.timeline.local_time import day_number, is_sunday
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.arrays import Amounts, Codes, Days, Mask
from readiness.law import Law


@dataclass(frozen=True, slots=True)
class Ledger:
    """Complete weeks or months of every person with work, all persons one after the other.

    `first` and `count` say which weeks or months are a person's own, `place` where they begin in the running totals.
    The totals have one entry more than there are weeks or months, so that a difference is the sum of a window.
    Work has bounds: breaks nobody recorded are taken off in `least`, breaks another record may cover are added in
    `most`. Days are due on Monday to Saturday without public holidays and without leave or sickness; `due_least` also
    leaves out days that are a holiday somewhere, for persons whose region is not known.
    """

    unit: str  # "week" or "month"
    subject: Codes
    first: npt.NDArray[np.int64]
    count: npt.NDArray[np.int64]
    place: npt.NDArray[np.int64]
    net: Amounts
    least: Amounts
    most: Amounts
    due: Amounts
    due_least: Amounts
    unsure: Amounts  # working days without break information

    def between(self, total: Amounts, start: Codes, end: Codes) -> Amounts:
        """Sum of a running total from `start` to before `end`."""
        return np.asarray(total[end] - total[start])


def bin_of(days: Days, unit: str) -> npt.NDArray[np.int64]:
    """Number of the week (from Monday) or month of each day."""
    if unit == "month":
        return days.astype("datetime64[M]").astype(np.int64)
    return np.asarray((day_number(days) + 3) // 7)


def first_day(number: npt.NDArray[np.int64], unit: str) -> Days:
    """First day of each week or month."""
    if unit == "month":
        return number.astype("datetime64[M]").astype("datetime64[D]")
    return (number * 7 - 3).astype("datetime64[D]")


def keep_books(work: WorkTime, law: Law, scope: Mapping[str, Any], unknown_break: str, unit: str) -> Ledger:
    """Work and due days per person and complete week or month (see `Ledger`)."""
    return work.once(_keep_books, law, scope, unknown_break, unit)


def _keep_books(work: WorkTime, law: Law, scope: Mapping[str, Any], unknown_break: str, unit: str) -> Ledger:
    """Add up work and due days per person and complete week or month.

    Data counts from the first to the last working day or day of absence, widened to whole weeks. Hours of a working
    day count on the day it starts; Sundays and holidays add hours but are never due.
    """
    days, absent = work.days, work.absent
    opens = np.flatnonzero(np.append(True, days.subject[1:] != days.subject[:-1])[: len(days.subject)])
    subject = days.subject[opens]
    begin = np.minimum.reduceat(days.date, opens).astype("datetime64[D]")
    end = np.maximum.reduceat(days.date, opens).astype("datetime64[D]")
    theirs = np.searchsorted(subject, absent.subject)
    kept = np.append(subject, -1)[theirs] == absent.subject
    who, off, neutral = theirs[kept], absent.day[kept], absent.neutral[kept]
    np.minimum.at(begin, who, off)
    np.maximum.at(end, who, off)
    begin, end = first_day(bin_of(begin, "week"), "week"), first_day(bin_of(end, "week") + 1, "week")
    first = bin_of(begin, unit)
    first += first_day(first, unit) < begin
    count = np.maximum(bin_of(end, unit) - first, 0)
    place = np.append(0, np.cumsum(count))

    owner = np.repeat(np.arange(len(opens)), np.diff(np.append(opens, len(days.subject))))
    at = bin_of(days.date, unit) - first[owner]
    inside = (at >= 0) & (at < count[owner])
    at = (place[owner] + at)[inside]

    def total(values: npt.NDArray[Any]) -> Amounts:
        return _running(np.bincount(at, values[inside].astype(np.float64), int(place[-1])))

    unknown = np.where(days.sure, 0.0, np.nan_to_num(law.values(unknown_break, days.date)))
    region, free, perhaps = _calendars(work, law, scope, begin.min(), end.max())
    region = region[subject]
    due = [_due(r, region, first, count, begin.min(), unit) for r in (free, perhaps)]
    dates = np.sort(person_day(days.subject, days.date)) if len(who) else who
    worked = found_in(person_day(subject[who], off), dates)
    away = neutral & ~worked
    who, off = who[away], off[away]
    slot = bin_of(off, unit) - first[who]
    within = (slot >= 0) & (slot < count[who])
    who, off, slot = who[within], off[within], slot[within]
    for table, amount in zip((free, perhaps), due, strict=True):
        counts = table[region[who], (off - begin.min()).astype(np.int64)]
        amount -= np.bincount((place[who] + slot)[counts], minlength=int(place[-1]))
    return Ledger(
        unit=unit,
        subject=subject,
        first=first,
        count=count,
        place=place,
        net=total(days.net),
        least=total(np.maximum(days.net - unknown, 0)),
        most=total(days.net + days.masked),
        due=_running(due[0]),
        due_least=_running(due[1]),
        unsure=total(~days.sure),
    )


def _running(values: npt.NDArray[Any]) -> Amounts:
    return np.append(0.0, np.cumsum(values))


def _due(
    table: npt.NDArray[np.bool_],
    region: Codes,
    first: npt.NDArray[np.int64],
    count: npt.NDArray[np.int64],
    origin: np.datetime64,
    unit: str,
) -> Amounts:
    """Due days in each complete week or month of each person."""
    numbers = np.repeat(first, count) + np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    upto = np.concatenate([np.zeros((len(table), 1)), np.cumsum(table, axis=1)], axis=1)
    start, stop = ((first_day(numbers + step, unit) - origin).astype(np.int64) for step in (0, 1))
    mine = np.repeat(region, count)
    return np.asarray(upto[mine, stop] - upto[mine, start])


def _calendars(
    work: WorkTime, law: Law, scope: Mapping[str, Any], first: np.datetime64, last: np.datetime64
) -> tuple[Codes, Mask, Mask]:
    """Region of each person, and by region which days are due: for certain holidays, and for possible ones.

    A person belongs to the region with most of the own stretches of work, else to that of the firm.
    """
    default = str(scope.get("region") or "")
    names = list(work.regions)
    width = len(names) + 1
    cells = work.legs.subject * width + work.legs.region
    count = np.bincount(cells, minlength=len(work.subjects) * width).reshape(-1, width)
    count[:, [n for n, name in enumerate(names) if not name]] = 0
    names.append(default)
    region = np.where(count.any(axis=1), count.argmax(axis=1), len(names) - 1)
    days = np.arange(first, last, dtype="datetime64[D]")
    years = range(int(str(first)[:4]), int(str(last)[:4]) + 1)
    extra = np.array(sorted(map(str, scope.get("extra_holidays", ()))), "datetime64[D]")
    weekday = ~is_sunday(days)
    free = np.array([weekday & ~np.isin(days, np.union1d(law.holidays(name, years), extra)) for name in names])
    perhaps = free.copy()
    for place, name in enumerate(names):
        if not name and (region == place).any():
            for possible in law.regions():
                perhaps[place] &= ~np.isin(days, law.holidays(possible, years))
    return region, free, perhaps
