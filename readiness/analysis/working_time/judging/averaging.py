"""Averages of working time per working day over weeks or months, of all persons and all periods."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from readiness.analysis.working_time.judging.kind import Figure
from readiness.analysis.working_time.judging.units import Units, nothing
from readiness.analysis.working_time.timeline.hours_account import Ledger, bin_of, first_day, keep_books
from readiness.analysis.working_time.timeline.local_time import midnight
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.arrays import Amounts, Codes, Days, Mask
from readiness.law import Law, Rule

#: What worked cases of averages may expect: of the complete rolling period with the highest average.
PERIOD_FIGURES = tuple(Figure(name, "period") for name in ("sum_hours", "werktage", "avg_hours"))

#: Whether a stretch of days counts for a person: subject, first day, day after the last.
Judged = Callable[[Codes, Days, Days], Mask]


@dataclass(frozen=True, slots=True)
class _Windows:
    """Complete periods: whose, from when to before when, and where they lie in the running totals."""

    who: Codes  # position in the ledger
    start: Codes
    end: Codes
    opens: Days
    closes: Days
    limit: Amounts
    fixed: Mask  # one of the periods that follow each other without overlap


def averages(
    rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any], unit: str, fixed: bool, judged: Judged
) -> Units:
    """Averages over periods of a rule's ``weeks`` or ``months``, of those stretches of days that `judged` accepts."""
    if not len(work.days.date):
        return nothing(work)
    books = keep_books(work, law, scope, rule.parameters["unknown_break"], unit)
    anchor = bin_of(np.array([scope["average_start"]], "datetime64[D]"), unit)[0] if "average_start" in scope else None
    parts = list(_windows(rule, law, books, fixed, anchor))
    windows = _Windows(*(np.concatenate([getattr(p, n) for p in parts]) for n in _Windows.__slots__))
    kept = judged(books.subject[windows.who], windows.opens, windows.closes)
    windows = _Windows(*(getattr(windows, n)[kept] for n in _Windows.__slots__))
    complete = _judge_windows(books, windows)
    trend = _trend(rule, law, work, scope, books, parts, judged, unit)
    return _units(work, books, windows, complete, trend, fixed)


@dataclass(frozen=True, slots=True)
class _Judged:
    """Outcome per period; periods without a due day are left out by `kept`."""

    kept: Mask
    average: Amounts
    failed: Mask
    open: Mask
    by_region: Mask
    unsure: Mask


def _windows(rule: Rule, law: Law, books: Ledger, fixed: bool, anchor: int | None) -> Iterator[_Windows]:
    """All complete periods; their length is the one in force on their last day."""
    name = rule.parameters["months" if books.unit == "month" else "weeks"]
    for length in sorted({int(v) for v in law.parameter(name).amounts if not np.isnan(v)}):
        many = np.maximum(books.count - length + 1, 0)
        who = np.repeat(np.arange(len(many)), many)
        step = np.arange(len(who)) - np.repeat(np.cumsum(many) - many, many)
        start = books.place[who] + step
        number = books.first[who] + step
        closes = first_day(number + length, books.unit)
        origin = 0 if books.unit == "month" else books.first[who]
        grid = (number - (origin if anchor is None else anchor)) % length == 0
        in_force = law.values(name, closes - 1) == length
        in_force &= grid if fixed else True
        limit = law.values(rule.parameters["limit"], closes - 1)
        in_force &= ~np.isnan(limit)
        opens = first_day(number, books.unit)
        found = (who, start, start + length, opens, closes, limit, grid)
        yield _Windows(*(values[in_force] for values in found))


def _judge_windows(books: Ledger, windows: _Windows) -> _Judged:
    def total(values: Amounts) -> Amounts:
        return books.between(values, windows.start, windows.end)

    due, allowed = total(books.due), windows.limit * total(books.due)
    with np.errstate(divide="ignore", invalid="ignore"):
        average = total(books.net) / due
    failed = total(books.least) > allowed
    by_breaks = (total(books.most) > allowed) & ~failed
    by_region = (total(books.most) > windows.limit * total(books.due_least)) & ~failed & ~by_breaks
    return _Judged(due > 0, average, failed, by_breaks | by_region, by_region, total(books.unsure) > 0)


def _trend(
    rule: Rule,
    law: Law,
    work: WorkTime,
    scope: Mapping[str, Any],
    books: Ledger,
    parts: list[_Windows],
    judged: Judged,
    unit: str,
) -> tuple[Codes, Days, Amounts, Amounts]:
    """Persons without one complete period: who, from when, average so far, limit."""
    weeks = books if unit == "week" else keep_books(work, law, scope, rule.parameters["unknown_break"], "week")
    whole = np.zeros(len(books.subject), bool)
    for part in parts:
        whole[part.who] = True
    opens = first_day(weeks.first, "week")
    closes = first_day(weeks.first + weeks.count, "week")
    limit = law.values(rule.parameters["limit"], closes - 1)
    short = np.flatnonzero(~whole & ~np.isnan(limit) & judged(weeks.subject, opens, closes))
    start, end = weeks.place[short], weeks.place[short + 1]
    due = weeks.between(weeks.due, start, end)
    average = weeks.between(weeks.net, start, end) / np.where(due > 0, due, np.nan)
    return short, opens[short], average, limit[short]


def _units(
    work: WorkTime,
    books: Ledger,
    windows: _Windows,
    complete: _Judged,
    trend: tuple[Codes, Days, Amounts, Amounts],
    fixed: bool,
) -> Units:
    kept = complete.kept
    short, opens, average, limit = trend
    who = np.concatenate([windows.who[kept], short])
    failed = np.concatenate([complete.failed[kept], np.zeros(len(short), bool)])
    open_ = np.concatenate([complete.open[kept], np.ones(len(short), bool)])
    reason = np.full(len(who), "period_too_short", object)
    reason[: int(kept.sum())] = np.where(
        complete.by_region[kept],
        "no_region",
        np.where(complete.unsure[kept], "no_break_data", "break_position_unknown"),
    )
    day = np.concatenate([windows.opens[kept], opens])
    runs = work.runs
    zone = runs.zone[np.searchsorted(runs.subject, books.subject)][who]
    rolling = np.setdiff1d(who[failed], windows.who[complete.failed & windows.fixed]) if not fixed else who[:0]
    return Units(
        subject=books.subject[who],
        at=midnight(day, zone, work.zones),
        day=day,
        measured=np.concatenate([complete.average[kept], average]),
        limit=np.concatenate([windows.limit[kept], limit]),
        failed=failed,
        open=open_,
        checked=int((~open_).sum()),
        more_is_worse=True,
        open_reason=max(reason[open_], default=""),
        note="rolling_reading" if len(rolling) else "",
    )


def period_figures(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> dict[str, float]:
    """Hours, due days and average of the complete rolling period with the highest average; empty without one."""
    if not len(work.days.date):
        return {}
    books = keep_books(work, law, scope, rule.parameters["unknown_break"], "week")
    parts = [p for p in _windows(rule, law, books, False, None) if len(p.who)]
    found: dict[str, float] = {}
    for part in parts:
        hours = books.between(books.net, part.start, part.end) / 60
        due = books.between(books.due, part.start, part.end)
        place = int(np.argmax(hours / np.maximum(due, 1)))
        average = float(hours[place] / max(due[place], 1))
        if average >= found.get("avg_hours", 0.0):
            found = {"sum_hours": float(hours[place]), "werktage": float(due[place]), "avg_hours": average}
    return found
