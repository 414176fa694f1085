"""Duties about the records themselves: made in time, and kept long enough."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from readiness.analysis.working_time.applicability.scopes import off_reason
from readiness.analysis.working_time.judging.kind import Kind, Option
from readiness.analysis.working_time.judging.units import Units
from readiness.analysis.working_time.timeline.grouping import found_in, person_day
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.arrays import Mask
from readiness.law import Law, Rule


def record_delay(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Days of work that were recorded too late (§ 17 (1) MiLoG).

    Only for marginal employment and listed sectors. The day of work is the local date on which a record begins; of
    several records of one day the latest counts. Without the date of recording a day stays open.
    """
    off = off_reason(rule, law, scope)
    people = _marginal(work) if off else np.ones(len(work.subjects), bool)
    recorded, days = work.recorded, work.days
    mine = np.flatnonzero(people[recorded.subject])
    mine = mine[np.lexsort((recorded.made[mine], recorded.day[mine], recorded.subject[mine]))]
    key = person_day(recorded.subject[mine], recorded.day[mine])
    latest = mine[np.append(key[1:] != key[:-1], True)] if len(mine) else mine
    late = (recorded.made - recorded.day)[latest].astype(np.int64).astype(np.float64)
    limit = law.values(rule.parameters["days"], recorded.day[latest])
    told = found_in(person_day(days.subject, days.date), key)
    silent = np.flatnonzero(people[days.subject] & ~told)
    failed = np.append(late > limit, np.zeros(len(silent), bool))
    return Units(
        subject=np.append(recorded.subject[latest], days.subject[silent]),
        at=np.append(recorded.start[latest], days.start[silent]),
        day=np.append(recorded.day[latest], days.date[silent]),
        measured=np.append(late, np.full(len(silent), np.nan)),
        limit=np.append(limit, law.values(rule.parameters["days"], days.date[silent])),
        failed=failed,
        open=np.append(np.zeros(len(latest), bool), np.ones(len(silent), bool)),
        checked=len(latest),
        more_is_worse=True,
        open_reason="no_record_date",
        unit="days",
        off="" if people[days.subject].any() else off,
    )


def _marginal(work: WorkTime) -> Mask:
    """Who is in marginal employment."""
    if "marginal" not in work.people:
        return np.zeros(len(work.subjects), bool)
    return work.people["marginal"].astype(object).eq(True).to_numpy(bool)


def kept_records(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Records of long days that were not kept long enough (§ 16 (2) sentence 2 ArbZG).

    Needs the day on which the records were deleted (``deleted_on`` in the scope), or the day on which somebody saw that
    they exist (``seen_on``). What was seen can show that old records are still there, never that any are missing; one
    old record of anybody is enough, and younger ones then say nothing more.
    """
    days = work.days
    unknown = np.where(days.sure, 0.0, law.values(rule.parameters["unknown_break"], days.date))
    long = np.flatnonzero(days.net - unknown > law.values(rule.parameters["above"], days.date))
    date = days.date[long].astype("datetime64[D]")
    limit = law.values(rule.parameters["kept"], date)
    deleted, seen = (np.datetime64(str(scope.get(name) or "NaT"), "D") for name in ("deleted_on", "seen_on"))
    until = seen if np.isnat(deleted) else deleted
    whole = np.full(len(date), np.nan)
    if not np.isnat(until):
        month = date.astype("datetime64[M]")
        whole = (until.astype("datetime64[M]") - month).astype(np.int64).astype(np.float64)
        whole -= (date - month) > (until - until.astype("datetime64[M]"))  # the last month is not complete
    before = ~(whole < 0)  # a record made after that day was not deleted then
    whole, limit, long = whole[before], limit[before], long[before]
    failed = (whole < limit) & ~np.isnat(deleted)
    open_ = ~(whole >= limit) & np.isnat(deleted)
    return Units(
        subject=days.subject[long],
        at=days.start[long],
        day=days.date[long],
        measured=whole,
        limit=limit,
        failed=failed,
        open=open_,
        checked=int((~open_).sum()),
        more_is_worse=False,
        open_reason="no_deletion_date" if np.isnat(until) else "records_too_young",
        unit="months",
        open_alone=True,
    )


#: Kinds of check in this module.
KINDS = (
    Kind("kept_records", kept_records, ("verdict",), one_day=False, required=("kept", "above", "unknown_break")),
    Kind(
        "record_delay",
        record_delay,
        ("verdict",),
        one_day=False,
        required=("days",),
        options={"only_for": Option(names="scope"), "not_for": Option(names="scope")},
    ),
)
