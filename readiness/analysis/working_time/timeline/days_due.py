"""Sundays and public holidays with work, and the free days that may make up for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt

from readiness.analysis.working_time.timeline.grouping import found_in, grouped, spread
from readiness.analysis.working_time.timeline.local_time import day_number, earliest, is_sunday, latest, sundays_between
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.analysis.working_time.timeline.public_holidays import (
    Worked,
    days_touched,
    holidays_of,
    holidays_touched,
    is_listed,
    touched,
)
from readiness.arrays import Codes, Days, Mask, Minutes
from readiness.law import Law

_DAY = np.timedelta64(1, "D")


@dataclass(frozen=True, slots=True)
class Needs:
    """Days with work that a free day has to make up for; one entry per person and day."""

    subject: Codes
    day: Days
    at: Minutes
    sunday: Mask  # a Sunday; otherwise a public holiday on another day
    certain: Mask  # it is certainly such a day, and certainly worked
    doubtful: Mask  # a public holiday in some regions only, and the region is not known

    def take(self, places: npt.NDArray[Any]) -> Needs:
        """Some of the days."""
        return Needs(*(getattr(self, name)[places] for name in Needs.__slots__))


@dataclass(frozen=True, slots=True)
class FreeDays:
    """Days from Monday to Saturday, no public holidays, without any work from 0 to 24 hours on the local clock."""

    subject: Codes
    day: Days
    certain: Mask  # false where a holiday of an unknown region or the position of a break may decide
    doubtful: Mask  # those of them that a holiday decides

    def take(self, places: npt.NDArray[Any]) -> FreeDays:
        """Some of the days."""
        return FreeDays(*(getattr(self, name)[places] for name in FreeDays.__slots__))


@dataclass(frozen=True, slots=True)
class Coverage:
    """First and last day on which a person's records or absences lie; one entry per person in the evidence."""

    first: Days
    last: Days

    def holds(self, subject: Codes, opens: Days, closes: Days) -> Mask:
        """Whether a period lies wholly inside the data of the person."""
        return (opens >= self.first[subject]) & (closes <= self.last[subject])


def coverage(work: WorkTime) -> Coverage:
    """What the data of each person cover: from the first to the last day of work or absence."""
    return work.once(_coverage)


def _coverage(work: WorkTime) -> Coverage:
    legs, absent = work.legs, work.absent
    people = len(work.subjects)
    first = np.full(people, np.iinfo(np.int64).max)
    last = np.full(people, np.iinfo(np.int64).min)
    if len(legs.subject):  # legs follow one another by person, so one step per person is enough
        who, opens, _ = grouped(legs.subject)
        first[who] = np.minimum.reduceat(legs.first.astype(np.int64), opens)
        last[who] = np.maximum.reduceat(legs.last.astype(np.int64), opens)
    away = day_number(absent.day)
    np.minimum.at(first, absent.subject, away)
    np.maximum.at(last, absent.subject, away)
    return Coverage(first.astype("datetime64[D]"), last.astype("datetime64[D]"))


def needs(law: Law, work: WorkTime, scope: Mapping[str, Any], shift: int, holidays: bool = True) -> Needs:
    """Sundays with work and, if wanted, public holidays on other days, 0 to 24 hours or as the firm moves the rest.

    `shift` are the minutes by which it does (`window_shift`).
    """
    if not len(work.runs.subject):
        return _joined([], [])
    return work.once(_needs, law, scope, shift, holidays)


def _needs(work: WorkTime, law: Law, scope: Mapping[str, Any], shift: int, holidays: bool) -> Needs:
    legs = work.legs
    first, last = (legs.first - _DAY, legs.last + _DAY) if shift else (legs.first, legs.last)
    leg, day = spread(np.flatnonzero(sundays_between(first, last) > 0), first, last)
    sunday = is_sunday(day)
    parts, kinds = [touched(work, leg[sunday], day[sunday], shift)], [(True, True)]
    if holidays:
        calendar = holidays_of(work, law, scope, earliest(first), latest(last))
        leg, day = holidays_touched(work, calendar.perhaps, first, last)
        certain = is_listed(day, legs.region[leg], calendar.free)
        parts.append(touched(work, leg[certain], day[certain], shift))
        kinds.append((False, True))
        perhaps = touched(work, leg[~certain], day[~certain], shift)
        fresh = ~found_in(perhaps.key, parts[-1].key)
        parts.append(Worked(*(getattr(perhaps, name)[fresh] for name in Worked.__slots__)))
        kinds.append((False, False))
    return _joined(parts, kinds)


def _joined(parts: list[Worked], kinds: list[tuple[bool, bool]]) -> Needs:
    if not parts:
        none = np.zeros(0, np.int64)
        return Needs(none, none.astype("datetime64[D]"), none, *[none.astype(bool)] * 3)
    return Needs(
        subject=np.concatenate([w.subject for w in parts]),
        day=np.concatenate([w.day for w in parts]),
        at=np.concatenate([w.at for w in parts]),
        sunday=np.concatenate([np.full(len(w.day), s) for w, (s, _) in zip(parts, kinds, strict=True)]),
        certain=np.concatenate([(w.certain > 0) & c for w, (_, c) in zip(parts, kinds, strict=True)]),
        doubtful=np.concatenate([np.full(len(w.day), not c) for w, (_, c) in zip(parts, kinds, strict=True)]),
    )


def free_days(law: Law, work: WorkTime, scope: Mapping[str, Any], due: Needs) -> FreeDays:
    """Free days of the persons with days to make up for, inside their data, that may serve as compensatory rest days.

    A day serves only if it is free from 0 to 24 hours; 24 free hours in a row are not enough. Days of leave or sickness
    do not serve. Sorted by person and day.

    References
    ----------
    § 11 (3) ArbZG; BAG 8 December 2021, 10 AZR 641/19.
    """
    return work.once(_free_days, law, scope, due)


def _free_days(work: WorkTime, law: Law, scope: Mapping[str, Any], due: Needs) -> FreeDays:
    cover = coverage(work)
    chosen = np.zeros(len(work.subjects), bool)
    chosen[due.subject] = True
    people = np.flatnonzero(chosen)
    if not len(people):
        return FreeDays(people, people.astype("datetime64[D]"), people.astype(bool), people.astype(bool))
    # Every day of every person is one place on a line; what happened on it is marked there.
    count = np.zeros(len(chosen), np.int64)
    count[people] = (cover.last - cover.first)[people].astype(np.int64) + 1
    origin = np.cumsum(count) - count - np.where(chosen, cover.first.astype(np.int64), 0)
    subject = np.repeat(people, count[people])
    day = (np.arange(len(subject)) - origin[subject]).astype("datetime64[D]")

    def marked(who: Codes, on: Days) -> Mask:
        found = np.zeros(len(subject), bool)
        mine = chosen[who]
        found[(origin[who] + day_number(on))[mine]] = True
        return found

    worked, absent = work.once(days_touched), work.absent
    surely = worked.certain > 0
    possible = ~marked(worked.subject[surely], worked.day[surely])
    possible &= ~marked(absent.subject[absent.neutral], absent.day[absent.neutral])
    possible &= ~is_sunday(day)
    certain = possible if surely.all() else possible & ~marked(worked.subject, worked.day)
    subject, day, certain = subject[possible], day[possible], certain[possible]
    holiday, perhaps = _holidays(law, work, scope, subject, day)
    possible = ~holiday
    return FreeDays(subject[possible], day[possible], (certain & ~perhaps)[possible], perhaps[possible])


def _holidays(law: Law, work: WorkTime, scope: Mapping[str, Any], subject: Codes, day: Days) -> tuple[Mask, Mask]:
    """Which days are holidays wherever the person works, and which may be holidays at one of these places."""
    if not len(day):
        return np.zeros(0, bool), np.zeros(0, bool)
    calendar = holidays_of(work, law, scope, earliest(day), latest(day))
    works_in = np.zeros((len(work.subjects), len(work.regions)), bool)
    works_in[work.legs.subject, work.legs.region] = True
    places, kind = np.unique(works_in, axis=0, return_inverse=True)
    everywhere = tuple(_days_of(mine, calendar.free, all_of_them=True) for mine in places)
    anywhere = tuple(_days_of(mine, calendar.perhaps, all_of_them=False) for mine in places)
    mine = kind.ravel()[subject]
    return is_listed(day, mine, everywhere), is_listed(day, mine, anywhere)


def _days_of(mine: Mask, days: tuple[Days, ...], all_of_them: bool) -> Days:
    """Days that are in all lists of these regions, or in any."""
    lists = [days[code] for code in np.flatnonzero(mine)]
    if not lists:
        return np.zeros(0, "datetime64[D]")
    return reduce(np.intersect1d if all_of_them else np.union1d, lists)
