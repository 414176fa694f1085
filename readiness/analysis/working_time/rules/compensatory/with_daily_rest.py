"""A free Sunday, holiday or compensatory day together with a rest before or after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from readiness.analysis.working_time.applicability.scopes import rest_may_be_reduced, rest_shift, window_shift
from readiness.analysis.working_time.judging.kind import Kind
from readiness.analysis.working_time.judging.matching import serve, served, serving_days
from readiness.analysis.working_time.judging.units import Units
from readiness.analysis.working_time.rules.compensatory.rest_days import period
from readiness.analysis.working_time.timeline.days_due import FreeDays, Needs, coverage, free_days, needs
from readiness.analysis.working_time.timeline.grouping import found_in, person_day, spread
from readiness.analysis.working_time.timeline.local_time import earliest, is_sunday, latest, midnight
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.analysis.working_time.timeline.public_holidays import holidays_of, is_listed, touched
from readiness.arrays import Codes, Days, Mask, Minutes
from readiness.law import Law, Rule

_DAY = np.timedelta64(1, "D")


@dataclass(frozen=True, slots=True)
class _Spans:
    """Local days that lie wholly between two stretches of work of one person."""

    subject: Codes
    day: Days
    region: Codes  # of the stretch of work before
    begin: Minutes  # end of the work before
    free: npt.NDArray[np.float64]  # free minutes from there to the next work
    required: npt.NDArray[np.float64]

    def take(self, places: npt.NDArray[Any]) -> _Spans:
        return _Spans(*(getattr(self, name)[places] for name in _Spans.__slots__))


def day_with_rest(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Free Sundays, holidays and compensatory days without a rest before or after them (§ 11 (4) ArbZG).

    The free span around the day has to be as long as that local day and the daily rest together: 35 hours, an hour less
    or more when the clocks change. What lies before the first and after the last record is not known and not judged. A
    compensatory day is looked for among the days with enough free time around them first.
    """
    rest = rule.parameters["reduced" if rest_may_be_reduced(rule, law, scope) else "limit"]
    shift = window_shift(rule, law, scope, latest(work.days.date)) if len(work.days.date) else 0
    off = every = _between(law, work, rest, shift)
    sunday = is_sunday(off.day)
    certain, perhaps = sunday.copy(), sunday.copy()
    if len(off.day):
        calendar = holidays_of(work, law, scope, earliest(off.day), latest(off.day))
        certain |= is_listed(off.day, off.region, calendar.free)
        perhaps |= is_listed(off.day, off.region, calendar.perhaps)
    short = off.free < off.required
    kept = certain | (perhaps & short)
    off, doubtful = off.take(kept), ~certain[kept]
    made_up, longer = _compensatory(rule, law, work, scope, every if shift == 0 else _between(law, work, rest, 0))
    found = _Spans(*(np.append(getattr(off, name), getattr(made_up, name)) for name in _Spans.__slots__))
    open_ = np.append(doubtful, np.zeros(len(made_up.day), bool))
    failed = (found.free < found.required) & ~open_
    return Units(
        subject=found.subject,
        at=found.begin,
        day=found.day,
        measured=found.free,
        limit=found.required,
        failed=failed,
        open=open_,
        checked=int((~open_).sum()) + longer,
        more_is_worse=False,
        open_reason="no_region",
    )


def _between(law: Law, work: WorkTime, rest: str, shift: int) -> _Spans:
    """Every local day without work between two stretches of work, the day beginning `shift` minutes after midnight.

    On a journey the day begins on the clock of the place before it and ends on that of the place after it; its length
    is that on the clock of the place before.
    """
    runs = work.runs
    before = np.flatnonzero(runs.subject[1:] == runs.subject[:-1])
    journey = runs.zone_after[before] != runs.zone[before + 1]
    # No local day is shorter, but one that is lost on a journey.
    before = before[(runs.start[before + 1] - runs.end[before] >= 22 * 60) | journey]
    place, day = spread(np.arange(len(before)), runs.last[before] - _DAY, runs.first[before + 1] + _DAY)
    run = before[place]
    opens, ends = (midnight(day + extra, runs.zone_after[run], work.zones, shift) for extra in (0 * _DAY, _DAY))
    closes = midnight(day + _DAY, runs.zone[run + 1], work.zones, shift) if journey.any() else ends
    begin, end = runs.end[run], runs.start[run + 1]
    whole = (opens >= begin) & (closes <= end)
    if journey.any():  # a clock turned back can show the same date twice
        whole &= ~_worked(work, runs.subject[run], day, shift)
    run, day, begin, end = run[whole], day[whole], begin[whole], end[whole]
    required = (ends - opens)[whole] + law.values(rest, day)
    return _Spans(runs.subject[run], day, runs.region_after[run], begin, (end - begin).astype(np.float64), required)


def _worked(work: WorkTime, subject: Codes, day: Days, shift: int) -> Mask:
    """Which days have work, the day beginning `shift` minutes after midnight."""
    legs = work.legs
    pad = _DAY if shift else 0 * _DAY
    leg, on = spread(np.arange(len(legs.start)), legs.first - pad, legs.last + pad)
    return found_in(person_day(subject, day), touched(work, leg, on, shift).key)


def _compensatory(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any], spans: _Spans) -> tuple[_Spans, int]:
    """Compensatory days that only a day with too little free time around it can be, and how many are longer."""
    everything = needs(law, work, scope, rest_shift(rule, law, work, scope))
    due = everything.take(everything.certain)
    opens, closes = period(rule.parameters, law, due, scope)
    cover = coverage(work)
    bound = ~np.isnat(opens)
    bound[bound] = cover.holds(due.subject[bound], opens[bound], closes[bound])
    due, opens, closes = due.take(bound), opens[bound], closes[bound]
    free = free_days(law, work, scope, everything)
    spans = spans.take(np.flatnonzero(spans.free < spans.required))
    key, short_key = person_day(free.subject, free.day), person_day(spans.subject, spans.day)
    is_short = found_in(key, np.sort(short_key))
    length = (closes - due.day).astype(np.int64)

    long = served(due.subject, opens, closes, length, free.subject[~is_short], free.day[~is_short])
    usable = is_short & free.certain
    others = due.subject[~long], opens[~long], closes[~long], length[~long]
    taken = serve(*others, free.subject[usable], free.day[usable])
    serves = np.zeros(len(key), bool)
    serves[np.flatnonzero(usable)[taken[taken >= 0]]] = True
    met = long.copy()
    met[~long] = taken >= 0
    for person in _more(due, opens, closes, length, met, free.take(~is_short | usable)):
        mine, longer = due.subject == person, np.flatnonzero((free.subject == person) & ~is_short)
        short = np.flatnonzero((free.subject == person) & usable)
        every = np.append(longer, short)
        serves[short] = serving_days(opens[mine], closes[mine], free.day[every])[len(longer) :]
    if free.doubtful.any():  # a day that may be a holiday serves, but nobody has seen a compensatory day
        settled = ~is_short & ~free.doubtful
        long = served(due.subject, opens, closes, length, free.subject[settled], free.day[settled])
    return spans.take(np.flatnonzero(found_in(short_key, np.sort(key[serves])))), int(long.sum())


def _more(due: Needs, opens: Days, closes: Days, length: Codes, met: Mask, free: FreeDays) -> Codes:
    """Persons for whom more short days would serve if the longer ones were handed out otherwise."""
    size = int(due.subject.max(initial=-1)) + 1
    lacking = np.zeros(size, bool)
    lacking[due.subject[~met]] = True
    some = np.flatnonzero(lacking[due.subject])
    most = served(due.subject[some], opens[some], closes[some], length[some], free.subject, free.day)
    gain = np.bincount(due.subject[some[most]], minlength=size) - np.bincount(due.subject[met], minlength=size)
    return np.flatnonzero(lacking & (gain > 0))


#: Kinds of check in this module.
KINDS = (
    Kind(
        "day_with_rest",
        day_with_rest,
        ("elapsed", "rest", "leave", "calendar"),
        one_day=False,
        required=("limit", "reduced", "sunday", "holiday"),
    ),
)
