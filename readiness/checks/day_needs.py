"""Sundays and public holidays with work, and the free days that may make up for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from readiness.checks.clock import Codes, Days, Mask, Minutes, among, found_in, is_sunday, local_day, sundays_between
from readiness.checks.scope import window_shift
from readiness.checks.worked_days import Worked, holidays_of, holidays_touched, is_listed, person_day, spread, touched
from readiness.checks.worktime import WorkTime
from readiness.law import Law, Rule

_DAY = np.timedelta64(1, "D")


@dataclass(frozen=True, slots=True)
class Needs:
    """Days with work that a free day has to make up for; one entry per person and day."""

    subject: Codes
    day: Days
    at: Minutes
    sunday: Mask  # a Sunday; otherwise a public holiday on another day
    certain: Mask  # it is certainly such a day, and certainly worked

    def take(self, places: npt.NDArray[Any]) -> Needs:
        """Some of the days."""
        return Needs(*(getattr(self, name)[places] for name in Needs.__slots__))


@dataclass(frozen=True, slots=True)
class FreeDays:
    """Days from Monday to Saturday, no public holidays, without any work from 0 to 24 hours on the local clock."""

    subject: Codes
    day: Days
    certain: Mask  # false where a holiday of an unknown region or the position of a break may decide


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
    runs, absent = work.runs, work.absent
    people = len(work.subjects)
    first = np.full(people, np.iinfo(np.int64).max)
    last = np.full(people, np.iinfo(np.int64).min)
    begin = local_day(runs.start, runs.zone, work.zones).astype(np.int64)
    end = local_day(runs.end - 1, runs.zone, work.zones).astype(np.int64)
    away = absent.day.astype("datetime64[D]").astype(np.int64)
    np.minimum.at(first, np.append(runs.subject, absent.subject), np.append(begin, away))
    np.maximum.at(last, np.append(runs.subject, absent.subject), np.append(end, away))
    return Coverage(first.astype("datetime64[D]"), last.astype("datetime64[D]"))


def needs(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any], holidays: bool = True) -> Needs:
    """Sundays with work and, if wanted, public holidays on other days, 0 to 24 hours or as the firm moves the rest."""
    runs = work.runs
    if not len(runs.subject):
        return _joined([], [])
    first = local_day(runs.start, runs.zone, work.zones)
    last = local_day(runs.end - 1, runs.zone, work.zones)
    shift = window_shift(rule, law, scope, last.max())
    first, last = (first - _DAY, last + _DAY) if shift else (first, last)
    run, day = spread(np.flatnonzero(sundays_between(first, last) > 0), first, last)
    sunday = is_sunday(day)
    parts, kinds = [touched(work, run[sunday], day[sunday], shift)], [(True, True)]
    if holidays:
        calendar = holidays_of(work, law, scope, first.min(), last.max())
        run, day = holidays_touched(work, calendar.perhaps, first, last)
        certain = is_listed(day, runs.region[run], calendar.free)
        parts.append(touched(work, run[certain], day[certain], shift))
        kinds.append((False, True))
        perhaps = touched(work, run[~certain], day[~certain], shift)
        fresh = ~found_in(perhaps.key, parts[-1].key)
        parts.append(Worked(*(getattr(perhaps, name)[fresh] for name in Worked.__slots__)))
        kinds.append((False, False))
    return _joined(parts, kinds)


def _joined(parts: list[Worked], kinds: list[tuple[bool, bool]]) -> Needs:
    if not parts:
        none = np.zeros(0, np.int64)
        return Needs(none, none.astype("datetime64[D]"), none, none.astype(bool), none.astype(bool))
    return Needs(
        subject=np.concatenate([w.subject for w in parts]),
        day=np.concatenate([w.day for w in parts]),
        at=np.concatenate([w.at for w in parts]),
        sunday=np.concatenate([np.full(len(w.day), s) for w, (s, _) in zip(parts, kinds, strict=True)]),
        certain=np.concatenate([(w.certain > 0) & c for w, (_, c) in zip(parts, kinds, strict=True)]),
    )


def free_days(law: Law, work: WorkTime, scope: Mapping[str, Any], people: Codes, cover: Coverage) -> FreeDays:
    """Free days of some persons inside their data that may serve as compensatory rest days.

    A day serves only if it is free from 0 to 24 hours; 24 free hours in a row are not enough. Days of leave or sickness
    do not serve.

    References
    ----------
    § 11 (3) ArbZG; BAG 8 December 2021, 10 AZR 641/19.
    """
    chosen = np.zeros(len(work.subjects), bool)
    chosen[people] = True
    people = np.flatnonzero(chosen)
    if not len(people):
        return FreeDays(people, people.astype("datetime64[D]"), people.astype(bool))
    place, day = spread(np.arange(len(people)), cover.first[people], cover.last[people])
    subject = people[place]
    kept = ~is_sunday(day)
    subject, day = subject[kept], day[kept]
    key = person_day(subject, day)
    mine = np.flatnonzero(chosen[work.runs.subject])
    zone = work.runs.zone[mine]
    first = local_day(work.runs.start[mine], zone, work.zones)
    last = local_day(work.runs.end[mine] - 1, zone, work.zones)
    run, touches = spread(np.arange(len(mine)), first, last)
    worked = touched(work, mine[run], touches, 0)
    away = person_day(work.absent.subject, work.absent.day)[work.absent.neutral]
    possible = ~found_in(key, worked.key[worked.certain > 0]) & ~found_in(key, np.sort(away))
    certain = ~found_in(key, worked.key)
    certain_holiday, perhaps_holiday = _holidays(law, work, scope, subject, day)
    possible &= ~certain_holiday
    certain &= possible & ~perhaps_holiday
    return FreeDays(subject[possible], day[possible], certain[possible])


def _holidays(law: Law, work: WorkTime, scope: Mapping[str, Any], subject: Codes, day: Days) -> tuple[Mask, Mask]:
    """Which days are holidays wherever the person works, and which may be holidays at one of these places."""
    everywhere, anywhere = np.ones(len(day), bool), np.zeros(len(day), bool)
    if not len(day):
        return everywhere, anywhere
    calendar = holidays_of(work, law, scope, day.min(), day.max())
    works_in = np.zeros((len(work.regions), len(work.subjects)), bool)
    works_in[work.runs.region, work.runs.subject] = True
    for code in range(len(work.regions)):
        here = works_in[code, subject]
        everywhere &= ~here | among(day, calendar.free[code])
        anywhere |= here & among(day, calendar.perhaps[code])
    return everywhere, anywhere
