"""A free Sunday, holiday or compensatory day together with a rest before or after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from readiness.checks.clock import Codes, Days, Minutes, earliest, is_sunday, latest, local_day, midnight
from readiness.checks.day_needs import coverage, free_days, needs
from readiness.checks.free_days import period
from readiness.checks.keys import found_in, person_day, spread
from readiness.checks.matching import serve, served
from readiness.checks.outcome import Units
from readiness.checks.scope import rest_may_be_reduced, window_shift
from readiness.checks.worked_days import holidays_of, is_listed
from readiness.checks.worktime import WorkTime
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
    """Every local day without work between two stretches of work, the day beginning `shift` minutes after midnight."""
    runs = work.runs
    before = np.flatnonzero(runs.subject[1:] == runs.subject[:-1])
    before = before[runs.start[before + 1] - runs.end[before] >= 22 * 60]  # no local day is shorter
    zone = runs.zone[before]
    first = runs.last[before] - _DAY
    last = local_day(runs.start[before + 1], zone, work.zones) + _DAY
    place, day = spread(np.arange(len(before)), first, last)
    zone = zone[place]
    opens, closes = (midnight(day + extra, zone, work.zones, shift) for extra in (np.timedelta64(0, "D"), _DAY))
    begin, end = runs.end[before][place], runs.start[before + 1][place]
    whole = (opens >= begin) & (closes <= end)
    place, day, begin, end = place[whole], day[whole], begin[whole], end[whole]
    required = (closes - opens)[whole] + law.values(rest, day)
    run = before[place]
    return _Spans(runs.subject[run], day, runs.region[run], begin, (end - begin).astype(np.float64), required)


def _compensatory(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any], spans: _Spans) -> tuple[_Spans, int]:
    """Compensatory days that only a day with too little free time around it can be, and how many are longer."""
    everything = needs(rule, law, work, scope)
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
    chosen = key[usable][taken[taken >= 0]]
    return spans.take(np.flatnonzero(found_in(short_key, np.sort(chosen)))), int(long.sum())
