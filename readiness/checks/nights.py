"""Night work, night workers, and their average working time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from readiness.checks.averages import averages, nothing
from readiness.checks.clock import Codes, Days, Mask, Minutes, local_day, midnight
from readiness.checks.facts import other_numbers, stated
from readiness.checks.ledger import Amounts, bin_of, first_day
from readiness.checks.outcome import Units
from readiness.checks.worktime import WorkTime
from readiness.law import Law, Rule

_YEARS = 10_000  # keeps persons apart beside a year
_APART = 1 << 24  # more days than any calendar has


@dataclass(frozen=True, slots=True)
class _NightWorkers:
    """Who works how often at night, one entry per person and calendar year with records."""

    subject: Codes
    year: Codes
    first: Codes  # position of the first working day in that year
    certain: Amounts  # days with night work
    possible: Amounts  # the same if breaks of unknown position lay outside the night
    limit: Amounts
    is_one: Mask
    may_be: Mask
    by_breaks: Mask


def night_work(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Working days with more than two hours of work in the night (§ 2 (3) and (4) ArbZG); information, no breach.

    Parameters ``opens`` and ``closes`` are minutes of the local day on which the night begins and of the next. Breaks
    whose position is unknown are taken to lie in the night, so that what is counted is certain.
    """
    days = work.days
    if not len(days.date):
        return nothing(work)
    least, most = _night_minutes(rule, law, work, scope)
    limit = law.values(rule.parameters["longer_than"], days.date)
    kept = np.flatnonzero(most > 0)
    failed, open_ = (least > limit)[kept], ((most > limit) & ~(least > limit))[kept]
    return Units(
        subject=days.subject[kept],
        at=days.start[kept],
        day=days.date[kept],
        measured=np.where(failed, least[kept], most[kept]),
        limit=limit[kept],
        failed=failed,
        open=open_,
        checked=int((~np.isnan(limit)).sum() - open_.sum()),
        more_is_worse=True,
        open_reason="no_break_data" if (open_ & ~days.sure[kept]).any() else "break_position_unknown",
    )


def night_worker(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Calendar years in which somebody is a night worker (§ 2 (5) ArbZG): a classification, no breach.

    Either by 48 days of night work in the year or because rotating shifts normally include the night, which records
    cannot say: ``night_worker: rotating`` of the person or in the scope. A year of which records are missing stays open
    if somebody worked at night and the missing days could make up the number.
    """
    if not len(work.days.date):
        return nothing(work)
    found, days = _night_workers(rule, law, work, scope), work.days
    year_open = found.may_be & ~found.by_breaks
    return Units(
        subject=found.subject,
        at=days.start[found.first],
        day=days.date[found.first],
        measured=np.where(found.is_one, found.certain, found.possible),
        limit=found.limit,
        failed=found.is_one,
        open=found.may_be,
        checked=int((~found.may_be & ~np.isnan(found.limit)).sum()),
        more_is_worse=True,
        open_reason="year_not_complete" if year_open.any() or not found.may_be.any() else "break_position_unknown",
        unit="days",
    )


def night_average(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Periods of four weeks in which a night worker works longer on average than allowed (§ 6 (2) ArbZG).

    Periods begin on every Monday. Somebody who is a night worker only by the number of nights is judged in periods with
    night work; for the others the longer period of § 3 applies.
    """
    if not len(work.days.date):
        return nothing(work)
    found = _night_workers(rule, law, work, scope)
    rotating = _rotating(work, scope)
    if not found.is_one.any():
        reason = "night_worker_open" if found.may_be.any() else ""
        return nothing(work, open_reason=reason) if reason else nothing(work, off="no_night_workers")
    least, _ = _night_minutes(rule, law, work, scope)
    at_night = least > law.values(rule.parameters["longer_than"], work.days.date)
    nights = np.sort(work.days.subject[at_night] * _APART + work.days.date[at_night].astype(np.int64))
    years = found.subject[found.is_one] * _YEARS + found.year[found.is_one]

    def judged(subject: Codes, opens: Days, closes: Days) -> Mask:
        mine = np.isin(subject * _YEARS + _year(opens), years) | np.isin(subject * _YEARS + _year(closes - 1), years)
        start, end = (np.searchsorted(nights, subject * _APART + d.astype(np.int64)) for d in (opens, closes))
        return rotating[subject] | (mine & (end > start))

    return averages(rule, law, work, scope, "week", False, judged)


def _night_workers(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> _NightWorkers:
    days = work.days
    least, most = _night_minutes(rule, law, work, scope)
    longer = law.values(rule.parameters["longer_than"], days.date)
    key = days.subject * _YEARS + _year(days.date)
    keys, first, place = np.unique(key, return_index=True, return_inverse=True)
    certain = np.bincount(place, least > longer, len(keys)).astype(np.float64)
    possible = np.bincount(place, most > longer, len(keys)).astype(np.float64)
    subject, year = keys // _YEARS, keys % _YEARS
    limit = law.values(rule.parameters["days"], days.date[first])
    rotating = _rotating(work, scope)[subject]
    is_one = (certain >= limit) | rotating
    missing = _missing_days(work, subject, year)
    by_breaks = ~is_one & (possible >= limit)
    may_be = by_breaks | (~is_one & (possible > 0) & (possible + missing >= limit))
    return _NightWorkers(subject, year, first, certain, possible, limit, is_one, may_be, by_breaks)


def _missing_days(work: WorkTime, subject: Codes, year: Codes) -> Amounts:
    """Days of each person's year before the first and after the last week with records or absences."""
    days, absent = work.days, work.absent
    size = len(work.subjects)
    begin = np.full(size, np.iinfo(np.int64).max)
    end = np.full(size, np.iinfo(np.int64).min)
    for who, day in ((days.subject, days.date), (absent.subject, absent.day)):
        week = bin_of(day, "week")
        np.minimum.at(begin, who, week)
        np.maximum.at(end, who, week)
    january = (year - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)
    december = (year - 1969).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)
    opens = first_day(begin[subject], "week").astype(np.int64)
    closes = first_day(end[subject] + 1, "week").astype(np.int64)
    before, after = np.maximum(opens - january, 0), np.maximum(december - closes, 0)
    return np.minimum(before + after, december - january).astype(np.float64)


def _rotating(work: WorkTime, scope: Mapping[str, Any]) -> Mask:
    return np.asarray(stated("night_worker", work, scope) == "rotating", bool)


def _year(days: Days) -> Codes:
    return days.astype("datetime64[Y]").astype(np.int64) + 1970


def _night_minutes(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> tuple[Amounts, Amounts]:
    """Minutes of each working day that are certainly, and that may be, work in the night."""
    runs, days = work.runs, work.days
    kinds = [(rule.parameters["opens"], rule.parameters["closes"])]
    kind = np.zeros(len(work.subjects), np.int64)
    for other, theirs in other_numbers(rule, law, work, scope):
        kind[theirs] = len(kinds)
        kinds.append((other["opens"], other["closes"]))
    overlap = np.zeros(len(runs.start), np.int64)
    first = local_day(runs.start[:1], runs.zone[:1], work.zones)[0] if len(runs.start) else None
    earliest, latest = days.date.min(), runs.end.max().astype("datetime64[m]").astype("datetime64[D]")
    calendar = np.arange(min(earliest, first) - 2, latest + 3)
    for number, (opens, closes) in enumerate(kinds):
        for code in range(len(work.zones)):
            here = np.flatnonzero((kind[runs.subject] == number) & (runs.zone == code))
            if len(here):
                dark = _dark(law, opens, closes, calendar, earliest, code, work.zones)
                overlap[here] = _before(runs.end[here], *dark) - _before(runs.start[here], *dark)
    unknown = np.where(days.sure, 0.0, np.nan_to_num(law.values(rule.parameters["unknown_break"], days.date)))
    certain = np.maximum(overlap - runs.unplaced - unknown[runs.day], 0)
    least, most = (np.bincount(runs.day, part, len(days.date)).astype(np.float64) for part in (certain, overlap))
    return least, most


def _dark(
    law: Law, opens: str, closes: str, calendar: Days, earliest: np.datetime64, code: int, zones: tuple[str, ...]
) -> tuple[Minutes, Minutes]:
    """Instants at which the night of each date begins and ends; both the same where there is no such number."""
    asked = np.maximum(calendar, earliest)
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
    """Minutes of night before each instant, since the first night listed."""
    length = np.append(0, np.cumsum(stop - start))
    place = np.maximum(np.searchsorted(start, instants, "right") - 1, 0)
    return np.asarray(length[place] + np.clip(instants - start[place], 0, (stop - start)[place]))
