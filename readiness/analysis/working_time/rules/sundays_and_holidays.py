"""Sundays and public holidays: work on them, and how many Sundays of a year stay free."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from readiness.analysis.working_time.applicability.scopes import rest_shift, window_shift
from readiness.analysis.working_time.judging.kind import Figure, Kind, Option
from readiness.analysis.working_time.judging.units import Units
from readiness.analysis.working_time.timeline.days_due import coverage, needs
from readiness.analysis.working_time.timeline.grouping import APART, found_in, grouped, spread
from readiness.analysis.working_time.timeline.local_time import earliest, is_sunday, latest, sundays_between
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.analysis.working_time.timeline.public_holidays import (
    Holidays,
    Worked,
    holidays_of,
    holidays_touched,
    is_listed,
    touched,
)
from readiness.arrays import Days
from readiness.law import Law, Rule

_DAY = np.timedelta64(1, "D")


def free_sundays(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Persons and calendar years with so many Sundays worked that too few stay free (§ 11 (1) ArbZG).

    A year fails once more Sundays are worked than may be, even if the records cover a part of it only; it stays open
    while the Sundays outside the records could still decide.
    """
    worked, cover = needs(law, work, scope, rest_shift(rule, law, work, scope), holidays=False), coverage(work)
    known, _, _ = grouped(work.runs.subject)
    begin, end = cover.first[known].astype("datetime64[Y]"), cover.last[known].astype("datetime64[Y]")
    count = (end - begin).astype(np.int64) + 1
    subject = np.repeat(known, count)
    year = np.repeat(begin, count) + (np.arange(len(subject)) - np.repeat(np.cumsum(count) - count, count))
    first, last = year.astype("datetime64[D]"), (year + 1).astype("datetime64[D]") - _DAY
    inside = sundays_between(np.maximum(first, cover.first[subject]), np.minimum(last, cover.last[subject]))
    total = sundays_between(first, last)

    key = subject * APART + year.astype(np.int64)
    place = np.searchsorted(key, worked.subject * APART + worked.day.astype("datetime64[Y]").astype(np.int64))
    certain = np.bincount(place[worked.certain], minlength=len(key))
    perhaps = np.bincount(place, minlength=len(key))
    at, day = first.astype("datetime64[m]").astype(np.int64), first.copy()
    latest = np.lexsort((worked.day, place))  # of several entries the last one stays
    at[place[latest]], day[place[latest]] = worked.at[latest], worked.day[latest]

    limit = total - law.values(rule.parameters["free"], first)
    failed = certain > limit
    open_ = (perhaps + total - inside > limit) & ~failed
    outside = (certain + total - inside > limit) & open_
    return Units(
        subject=subject,
        at=at,
        day=day,
        measured=certain.astype(np.float64),
        limit=limit,
        failed=failed,
        open=open_,
        checked=int((~open_ & ~np.isnan(limit)).sum()),
        more_is_worse=True,
        open_reason="year_incomplete" if outside.any() else "break_position_unknown",
        unit="days",
    )


def no_work_in_window(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Sundays or public holidays with work, 0 to 24 hours on the clock of the place of work (§ 9 (1) ArbZG).

    Where a break's position is unknown, only the minutes that are certainly work count. A holiday on a Sunday is a
    Sunday. Without a region only nation-wide holidays are checked, and the rule stays open. If the firm moves the rest
    (§ 9 (2)), days that fail only by the unmoved window are kept as claimed.
    """
    if not len(work.days.date):
        return _units(touched(work, np.zeros(0, np.int64), work.days.date, 0), 0, "", False)
    last = work.legs.last
    first = work.legs.first
    shift = window_shift(rule, law, scope, latest(last))
    begins = 0  # minutes against midnight at which the law lets the day begin
    if "begins" in rule.parameters:
        begins = int(law.values(rule.parameters["begins"], last.max(keepdims=True))[0])
    pad = np.timedelta64(1 if shift or begins else 0, "D")
    if rule.options["days"] == "sunday":
        near = np.flatnonzero(sundays_between(first - pad, last + pad) > 0)
        leg, day = spread(near, first - pad, last + pad)
        free = is_sunday(day)
        plain = touched(work, leg[free], day[free], begins)
        moved = touched(work, leg[free], day[free], begins + shift) if shift else None
        return _units(plain, _spans(work, first, last, None), "", False, moved)
    calendar = holidays_of(work, law, scope, earliest(first), latest(last))
    region = work.legs.region
    leg, day = holidays_touched(work, calendar.perhaps, first - pad, last + pad)
    certain = is_listed(day, region[leg], calendar.free)
    plain = touched(work, leg[certain], day[certain], 0)
    moved = touched(work, leg[certain], day[certain], shift) if shift else None
    unknown = touched(work, leg[~certain], day[~certain], shift)
    checked = _spans(work, first, last, calendar)
    no_region = not (calendar.known.all() or calendar.known[region].all())
    return _units(plain, checked, "no_region" if no_region else "", no_region, moved, unknown)


def _spans(work: WorkTime, first: Days, last: Days, calendar: Holidays | None) -> int:
    """Number of Sundays or holidays between each person's first and last day of work: those that can be judged."""
    subject = work.legs.subject
    opens = np.flatnonzero(np.append(True, subject[1:] != subject[:-1]))
    begin, end = np.minimum.reduceat(first, opens), np.maximum.reduceat(last, opens)
    if calendar is None:
        return int(sundays_between(begin, end).sum())
    total = 0
    for code, listed in enumerate(calendar.free):
        here = work.legs.region[opens] == code
        workdays = listed[~is_sunday(listed)]
        total += int((np.searchsorted(workdays, end[here], "right") - np.searchsorted(workdays, begin[here])).sum())
    return total


def _units(
    plain: Worked,
    checked: int,
    reason: str,
    wholly_open: bool,
    moved: Worked | None = None,
    unknown: Worked | None = None,
) -> Units:
    """Failing, claimed and open days as units."""
    parts = [(moved or plain, False, False)]
    if moved is not None:
        # Minutes that may have been a break are no failure, not even a claimed one.
        only_plain = ~found_in(plain.key, moved.key) & (plain.certain > 0)
        parts.append((Worked(*(getattr(plain, name)[only_plain] for name in Worked.__slots__)), True, False))
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
        checked=checked - int((open_ & ~perhaps).sum()),
        least=judged,
        more_is_worse=True,
        open_reason=reason or "break_position_unknown",
        wholly_open=wholly_open,
        claimed=claimed,
    )


#: Kinds of check in this module.
KINDS = (
    Kind(
        "no_work_in_window",
        no_work_in_window,
        ("elapsed",),
        one_day=True,
        optional=("begins",),
        options={"days": Option(("sunday", "holiday"), required=True)},
        figures=(
            Figure("sunday_minutes", "total", days="sunday"),
            Figure("holiday_minutes", "total", days="holiday"),
        ),
    ),
    Kind("free_sundays", free_sundays, ("elapsed", "calendar"), one_day=False, required=("free",)),
)
