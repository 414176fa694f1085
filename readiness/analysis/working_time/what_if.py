"""What would change if work ended earlier or began later: the same records, moved, and checked again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from readiness.analysis.working_time.check import check_shifts
from readiness.analysis.working_time.timeline.local_time import local_clock, minutes
from readiness.analysis.working_time.timeline.model import Timeline, build
from readiness.arrays import Amounts, Codes, Mask, Minutes
from readiness.errors import UsageError
from readiness.findings import Findings
from readiness.law import Law, checked_scope

_APART = 1 << 32  # more minutes than any calendar has; keeps persons apart on one number line


@dataclass(frozen=True, slots=True)
class Comparison:
    """Findings as recorded and as supposed, with what was supposed.

    Attributes
    ----------
    rules : DataFrame
        One row per rule: rule, severity, failed, checked, failed_after, checked_after, change.
    remedies : DataFrame
        Short rests by their times on the clock, without person and date, all in minutes (times after midnight): end,
        start, rest, limit, latest_end and earliest_start (each would keep the rest), cases. Most frequent first.
    assumptions : tuple of str
        Codes of what was supposed; see ``report.what_if.assumptions``.
    latest_end, earliest_start : int or None
        Minutes after midnight.
    days_moved, minutes_removed : int
        Working days that were changed, and working time that nobody does any more.
    """

    rules: pd.DataFrame
    remedies: pd.DataFrame
    assumptions: tuple[str, ...]
    latest_end: int | None
    earliest_start: int | None
    days_moved: int
    minutes_removed: int


def what_if(
    frame: pd.DataFrame,
    law: Law,
    scope: Mapping[str, Any] | None = None,
    *,
    latest_end: str | None = None,
    earliest_start: str | None = None,
    evening: str = "cut",
    absences: pd.DataFrame | None = None,
    people: pd.DataFrame | None = None,
) -> Comparison:
    """Compare the findings with those of the same records with an earlier end or a later start.

    A working day that begins too early is moved as a whole, so that it keeps its length and ends later. After that,
    evening work is dealt with: ``cut`` drops what lies after the latest end; ``move`` puts blocks that begin after it
    right behind the work before them, and leaves the rest as it is. Days that begin after the latest end (night shifts)
    stay as they are.

    Parameters
    ----------
    frame : DataFrame
        Shifts evidence.
    law : Law
        From `load_law`.
    scope : mapping, optional
        As for `check_shifts`.
    latest_end, earliest_start : str, optional
        Times of day on the local clock, such as ``20:00``.
    evening : {"cut", "move"}
        What becomes of work after `latest_end`.
    absences, people : DataFrame, optional
        As for `check_shifts`.

    Raises
    ------
    UsageError
        ``bad_time_of_day`` for a time that is none, ``bad_evening`` for anything else than cut or move.
    """
    scope = checked_scope(scope, law)
    if evening not in ("cut", "move"):
        raise UsageError("bad_evening", found=evening, known=["cut", "move"])
    end, start = _time("latest_end", latest_end), _time("earliest_start", earliest_start)
    counted = frame["duty"].isin(law.duties.get("counted", ()))
    rows = frame[counted].reset_index(drop=True)
    work = build(rows, law, scope)
    supposed, days_moved, minutes_removed = _supposed(rows, work, start, end, evening)
    everything = pd.concat([supposed, frame[~counted]], ignore_index=True)
    before = check_shifts(frame, law, scope, absences, people)
    after = check_shifts(everything, law, scope, absences, people)
    assumed = [*(["later_start"] if start is not None else []), *([evening, "night"] if end is not None else [])]
    return Comparison(
        rules=_rules(before, after),
        remedies=_remedies(work, before),
        assumptions=(*assumed, "nothing_else"),
        latest_end=end,
        earliest_start=start,
        days_moved=days_moved,
        minutes_removed=minutes_removed,
    )


def _time(name: str, text: str | None) -> int | None:
    if text is None:
        return None
    hour, colon, minute = str(text).partition(":")
    if not (colon and hour.isdigit() and minute.isdigit() and int(hour) < 24 and int(minute) < 60):
        raise UsageError("bad_time_of_day", name=name, found=str(text))
    return 60 * int(hour) + int(minute)


def _supposed(
    rows: pd.DataFrame, work: Timeline, earliest: int | None, latest: int | None, evening: str
) -> tuple[pd.DataFrame, int, int]:
    """The records as supposed, how many working days were changed, and the minutes of work that are gone."""
    days = work.days
    if not len(days.date):
        return rows, 0, 0
    zone = work.stretches.zone[days.first]
    subject = pd.Categorical(rows["subject"], categories=work.subjects).codes.astype(np.int64)
    begin, finish = minutes(rows["start"]), minutes(rows["end"])
    day = np.searchsorted(days.person * _APART + days.start, subject * _APART + begin, "right") - 1
    start, end, opens = begin, finish, days.start
    if earliest is not None:
        late = np.maximum(work.calendar.midnights(earliest)[zone, days.date] - days.start, 0)
        start, end, opens = start + late[day], end + late[day], opens + late
    if latest is not None:
        border = work.calendar.midnights(latest)[zone, days.date]
        border = np.where(opens < border, border, np.iinfo(np.int64).max)[day]
        if evening == "cut":
            end = np.minimum(end, np.maximum(border, start))
        else:
            back = _forward(start, end, start >= border, day, len(days.date))
            start, end = start - back, end - back
    changed = (start != begin) | (end != finish)
    unplaced = rows["unplaced_break"].fillna(0).to_numpy(np.float64)
    inside = np.minimum(unplaced, np.maximum(end - start, 0))
    moved = rows.assign(start=_instants(start), end=_instants(end), unplaced_break=inside)[end > start]
    was = (finish - begin).sum() - unplaced.sum()
    now = np.maximum(end - start, 0).sum() - inside.sum()
    return moved, len(np.unique(day[changed])), int(was - now)


def _forward(start: Minutes, end: Minutes, late: Mask, day: Codes, days: int) -> Minutes:
    """How far late blocks, all of a working day together, come forward to follow the work before them."""
    reached, first = np.full(days, -_APART), np.full(days, _APART)
    np.maximum.at(reached, day[~late], end[~late])
    np.minimum.at(first, day[late], start[late])
    return np.where(late, np.maximum(first - reached, 0)[day], 0)


def _instants(when: Minutes) -> pd.DatetimeIndex:
    return pd.DatetimeIndex(when.astype("datetime64[m]").astype("datetime64[s]"), tz="UTC")


def _rules(before: Findings, after: Findings) -> pd.DataFrame:
    columns = ["rule", "severity", "failed", "checked"]
    both = before.tally[columns].merge(
        after.tally[["rule", "failed", "checked"]], "left", "rule", suffixes=("", "_after")
    )
    both = both.fillna({"failed_after": 0, "checked_after": 0}).astype({"failed_after": int, "checked_after": int})
    return both.assign(change=both["failed_after"] - both["failed"])


def _remedies(work: Timeline, findings: Findings) -> pd.DataFrame:
    """Which end or start would keep each short rest, counted by times on the clock."""
    days = work.days
    rules = findings.tally.loc[findings.tally["topic"] == "daily_rest", "rule"]
    cases = findings.cases[findings.cases["rule"].isin(rules)]
    cases = cases.assign(subject=cases["subject"].astype(object), at=minutes(cases["at"]))
    ends = pd.DataFrame({"subject": work.subjects.astype(object)[days.person], "at": days.end})
    # Another rule about rest may count something else than a rest: only what begins where a working day ends is one.
    cases = cases.merge(ends.assign(zone=work.stretches.zone[days.first]), on=["subject", "at"])
    at, zone = cases["at"].to_numpy(), cases["zone"].to_numpy()

    def clock(when: Amounts | Minutes) -> Minutes:
        return local_clock(when.astype(np.int64), zone, work.calendar.zones) % (24 * 60)

    rest, limit = cases["measured"].to_numpy(), cases["limit"].to_numpy()
    found = pd.DataFrame(
        {
            "end": clock(at),
            "start": clock(at + rest),
            "rest": rest.astype(np.int64),
            "limit": limit.astype(np.int64),
            "latest_end": clock(at + rest - limit),
            "earliest_start": clock(at + limit),
        }
    )
    counted = found.value_counts().reset_index(name="cases")
    return counted.sort_values(["cases", "rest", *found], ascending=[False, *[True] * 7], ignore_index=True)
