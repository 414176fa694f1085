"""Work in windows in which there should be none: Sundays and public holidays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from readiness.checks.clock import Codes, Days, Mask, Minutes, is_sunday, local_day, midnight, sundays_between
from readiness.checks.outcome import Units
from readiness.checks.scope import window_shift
from readiness.checks.worktime import WorkTime
from readiness.law import Law, Rule

_APART = 1 << 24  # more days than any calendar has; keeps persons apart on one number line


@dataclass(frozen=True, slots=True)
class _Worked:
    """Local days touched by work, one entry per person and day, with the minutes that are certainly work."""

    subject: Codes
    day: Days
    at: Minutes
    certain: Minutes

    @property
    def key(self) -> npt.NDArray[np.int64]:
        return self.subject * _APART + self.day.astype("datetime64[D]").astype(np.int64)


@dataclass(frozen=True, slots=True)
class _Calendar:
    """Free days per region, sorted; `perhaps` are those of some region, for records that name none."""

    free: tuple[Days, ...]
    perhaps: tuple[Days, ...]
    known: Mask


def no_work_in_window(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Sundays or public holidays with work, 0 to 24 hours on the clock of the place of work (§ 9 (1) ArbZG).

    Where a break's position is unknown, only the minutes that are certainly work count. A holiday on a Sunday is a
    Sunday. Without a region only nation-wide holidays are checked, and the rule stays open. If the firm moves the rest
    (§ 9 (2)), days that fail only by the unmoved window are kept as claimed.
    """
    if not len(work.days.date):
        return _units(_touched(work, np.zeros(0, np.int64), work.days.date, 0), 0, "", False)
    last = local_day(work.runs.end - 1, work.runs.zone, work.zones)
    first = local_day(work.runs.start, work.runs.zone, work.zones)
    shift = window_shift(rule, law, scope, last.max())
    pad = np.timedelta64(1 if shift else 0, "D")
    if rule.options["days"] == "sunday":
        near = np.flatnonzero(sundays_between(first - pad, last + pad) > 0)
        run, day = _spread(near, first - pad, last + pad)
        free = is_sunday(day)
        plain = _touched(work, run[free], day[free], 0)
        moved = _touched(work, run[free], day[free], shift) if shift else None
        return _units(plain, _spans(work, first, last, None), "", False, moved)
    calendar = _holidays(work, law, scope, first.min(), last.max())
    region = work.runs.region
    run, day = _all_days(work, calendar.perhaps, first - pad, last + pad)
    certain = _member(day, region[run], calendar.free)
    plain = _touched(work, run[certain], day[certain], 0)
    moved = _touched(work, run[certain], day[certain], shift) if shift else None
    unknown = _touched(work, run[~certain], day[~certain], shift)
    checked = _spans(work, first, last, calendar)
    no_region = not calendar.known[np.unique(region)].all()
    return _units(plain, checked, "no_region" if no_region else "", no_region, moved, unknown)


def _spread(near: Codes, first: Days, last: Days) -> tuple[Codes, Days]:
    """Every local day that the runs `near` touch, with the run it belongs to."""
    count = (last[near] - first[near]).astype(np.int64) + 1
    run = np.repeat(near, count)
    number = np.arange(len(run)) - np.repeat(np.cumsum(count) - count, count)
    return run, first[run] + number.astype("timedelta64[D]")


def _all_days(work: WorkTime, days: tuple[Days, ...], first: Days, last: Days) -> tuple[Codes, Days]:
    """Local days of runs that are, or may be, public holidays and no Sundays."""
    region = work.runs.region
    near = np.zeros(len(first), bool)
    for code, listed in enumerate(days):
        here = region == code
        near |= here & (np.searchsorted(listed, last, "right") > np.searchsorted(listed, first))
    run, day = _spread(np.flatnonzero(near), first, last)
    kept = _member(day, region[run], days) & ~is_sunday(day)
    return run[kept], day[kept]


def _member(day: Days, region: Codes, days: tuple[Days, ...]) -> Mask:
    found = np.zeros(len(day), bool)
    for code, listed in enumerate(days):
        found |= (region == code) & np.isin(day, listed)
    return found


def _touched(work: WorkTime, run: Codes, day: Days, shift: int) -> _Worked:
    """Minutes of work per person and day, the day beginning `shift` minutes after midnight."""
    runs = work.runs
    opens = midnight(day, runs.zone[run], work.zones, shift)
    closes = midnight(day + np.timedelta64(1, "D"), runs.zone[run], work.zones, shift)
    start = np.maximum(runs.start[run], opens)
    overlap = np.minimum(runs.end[run], closes) - start
    kept = overlap > 0
    run, day, start, overlap = run[kept], day[kept], start[kept], overlap[kept]
    key = runs.subject[run] * _APART + day.astype("datetime64[D]").astype(np.int64)
    unique, first, group = np.unique(key, return_index=True, return_inverse=True)
    certain = np.zeros(len(unique), np.int64)
    at = np.full(len(unique), np.iinfo(np.int64).max)
    np.add.at(certain, group, np.maximum(overlap - runs.unplaced[run], 0))
    np.minimum.at(at, group, start)
    return _Worked(runs.subject[run][first], day[first], at, certain)


def _spans(work: WorkTime, first: Days, last: Days, calendar: _Calendar | None) -> int:
    """Number of Sundays or holidays between each person's first and last day of work: those that can be judged."""
    subject = work.runs.subject
    opens = np.flatnonzero(np.append(True, subject[1:] != subject[:-1]))
    begin, end = np.minimum.reduceat(first, opens), np.maximum.reduceat(last, opens)
    if calendar is None:
        return int(sundays_between(begin, end).sum())
    total = 0
    for code, listed in enumerate(calendar.free):
        here = work.runs.region[opens] == code
        workdays = listed[~is_sunday(listed)]
        total += int((np.searchsorted(workdays, end[here], "right") - np.searchsorted(workdays, begin[here])).sum())
    return total


def _holidays(
    work: WorkTime, law: Law, scope: Mapping[str, Any], first: np.datetime64, last: np.datetime64
) -> _Calendar:
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
    return _Calendar(free, perhaps, np.array([bool(name) for name in named], bool))


def _units(
    plain: _Worked,
    checked: int,
    reason: str,
    wholly_open: bool,
    moved: _Worked | None = None,
    unknown: _Worked | None = None,
) -> Units:
    """Failing, claimed and open days as units."""
    parts = [(moved or plain, False, False)]
    if moved is not None:
        only_plain = ~np.isin(plain.key, moved.key)
        parts.append((_Worked(*(getattr(plain, name)[only_plain] for name in _Worked.__slots__)), True, False))
    if unknown is not None:
        parts.append((unknown, False, True))
    claimed = np.concatenate([np.full(len(w.day), c) for w, c, _ in parts])
    perhaps = np.concatenate([np.full(len(w.day), o) for w, _, o in parts])
    certain = np.concatenate([w.certain for w, _, _ in parts])
    open_ = perhaps | ((certain == 0) & ~claimed)
    judged = int((~open_).sum())
    return Units(
        subject=np.concatenate([w.subject for w, _, _ in parts]),
        at=np.concatenate([w.at for w, _, _ in parts]),
        day=np.concatenate([w.day for w, _, _ in parts]),
        measured=certain.astype(np.float64),
        limit=np.zeros(len(certain)),
        failed=(certain > 0) & ~open_ & ~claimed,
        open=open_,
        checked=max(checked - int((open_ & ~perhaps).sum()), judged),
        more_is_worse=True,
        open_reason=reason or "break_position_unknown",
        wholly_open=wholly_open,
        claimed=claimed,
    )
