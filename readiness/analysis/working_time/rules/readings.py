"""Stricter readings of the daily maximum, what follows from it for the week, and limits for some persons only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import numpy as np

from readiness.analysis.working_time.applicability.facts import flagged
from readiness.analysis.working_time.judging.verdicts import Units
from readiness.analysis.working_time.rules.daily_hours import max_per_day
from readiness.analysis.working_time.rules.reference_period import nothing
from readiness.analysis.working_time.rules.weekly_hours import max_per_week
from readiness.analysis.working_time.timeline.grouping import found_in, person_day, spread
from readiness.analysis.working_time.timeline.hours_account import bin_of
from readiness.analysis.working_time.timeline.local_time import is_sunday, sundays_between
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.analysis.working_time.timeline.public_holidays import touched
from readiness.arrays import Codes, Mask
from readiness.errors import UnknownName
from readiness.law import Law, Rule

#: How somebody may read the word "Werktag": from the start of work to a full rest, any 24 hours, or the calendar day.
BASES = ("default", "strict_24h", "calendar_day")

_DAY = 24 * 60
_APART = 1 << 32  # keeps persons apart on one line of minutes


def max_in_span(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Stretches of 24 hours, or calendar days, with more work than a day may have, not yet found otherwise.

    Off unless ``day_basis`` in the scope asks for ``strict_24h`` (from the start of each working day) or
    ``calendar_day``. Only minutes that are certainly work count; days found by the default reading are left out.

    Raises
    ------
    UnknownName
        ``unknown_day_basis``.
    """
    basis = str(scope.get("day_basis") or BASES[0])
    if basis not in BASES:
        raise UnknownName("unknown_day_basis", basis, list(BASES))
    if basis == BASES[0] or not len(work.days.date):
        return nothing(work, off="reading_not_chosen")
    days = work.days
    unknown = np.where(days.sure, 0.0, np.nan_to_num(law.values(rule.parameters["unknown_break"], days.date)))
    found = days.net - unknown > law.values(rule.parameters["limit"], days.date)
    if basis == "strict_24h":
        subject, at, day = days.subject, days.start, days.date
        measured = _in_next_day(work, unknown)
        limit = law.values(rule.parameters["limit"], day)
        known = found
    else:
        legs = work.legs
        leg, on = spread(np.arange(len(legs.first)), legs.first, legs.last)
        parts = touched(work, leg, on, 0)
        subject, at, day = parts.subject, parts.at, parts.day
        unsure = unknown[legs.day[leg]]
        places = np.searchsorted(parts.key, person_day(legs.subject[leg], on))
        lost = np.zeros(len(parts.day))
        _, once = np.unique(person_day(legs.run[leg], on), return_index=True)
        np.add.at(lost, places[once], unsure[once])  # each working day on that date may have had its break then
        measured = np.maximum(parts.certain - lost, 0)
        known = found_in(person_day(subject, day), np.sort(person_day(days.subject[found], days.date[found])))
        limit = law.values(rule.parameters["limit"], np.maximum(day, days.date.min()))
    return Units(
        subject=subject,
        at=at,
        day=day,
        measured=measured,
        limit=limit,
        failed=(measured > limit) & ~known,
        open=np.zeros(len(day), bool),
        checked=int((~np.isnan(limit)).sum()),
        more_is_worse=True,
        note="strict_reading",
    )


def _in_next_day(work: WorkTime, unknown: Any) -> Any:
    """Minutes that are certainly work in the 24 hours from the start of each working day."""
    runs, days = work.runs, work.days
    lost = runs.unplaced + unknown[runs.day]
    done = np.append(0.0, np.cumsum(np.maximum(runs.end - runs.start - lost, 0)))
    line = runs.subject * _APART + runs.start
    until = days.start + _DAY
    last = np.searchsorted(line, days.subject * _APART + until) - 1
    part = np.maximum(np.minimum(until, runs.end[last]) - runs.start[last] - lost[last], 0)
    return done[last] + part - done[days.first_run]


def max_per_week_without_sunday(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Weeks above six full days although nobody worked on the Sunday: some day must have been too long."""
    units = max_per_week(rule, law, work, scope)
    if not len(units.day):
        return units
    legs = work.legs
    leg, day = spread(np.flatnonzero(sundays_between(legs.first, legs.last) > 0), legs.first, legs.last)
    with_sunday = _week(legs.subject[leg], day)[is_sunday(day)]
    return only_units(units, ~found_in(_week(units.subject, units.day), np.sort(with_sunday)))


def _week(subject: Codes, day: Any) -> Codes:
    return np.asarray(subject * _APART + bin_of(day, "week"))


def max_per_day_for(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Working days above a limit of persons with a certain status; option ``flag`` names it (§ 207 SGB IX)."""
    concerned = flagged(str(rule.options["flag"]), work, scope)
    if not concerned.any():
        return nothing(work, off="nobody_concerned")
    units = max_per_day(rule, law, work, scope)
    return only_units(units, concerned[units.subject])


def only_units(units: Units, kept: Mask) -> Units:
    """Some of the units; what could be judged is counted anew."""
    names = [f.name for f in fields(Units) if isinstance(getattr(units, f.name), np.ndarray)]
    few = replace(units, **{name: getattr(units, name)[kept] for name in names})
    return replace(few, checked=int((~few.open & ~np.isnan(few.limit)).sum()))
