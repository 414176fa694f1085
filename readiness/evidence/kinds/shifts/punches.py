"""Punches: a time clock's list of single stamps becomes stretches of work."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from readiness.arrays import Categories, Ints, Mask, Objects
from readiness.evidence.cells.moments import refuse_unread, to_instants
from readiness.evidence.issues import Issues
from readiness.evidence.kinds.shifts.records import LONGEST, Records
from readiness.evidence.moment_columns import read_moment, read_zones
from readiness.evidence.person_column import read_people
from readiness.evidence.source_table import SourceTable, read_values


@dataclass(frozen=True, slots=True)
class Punches:
    """Punches as records: the row of the first punch of a pair is "work" up to its partner, whose row is "paired"."""

    records: Records
    kinds: Objects
    subject: Categories


def read_punches(table: SourceTable, issues: Issues) -> Punches:
    """Pair the punches of each person in the order of time.

    log_type
        A punch marked as coming belongs to the next one if that is marked as going. Rows without a mark are refused
        (``direction_missing``), so are a coming without a going (``open_record``) and a going without a coming
        (``punch_without_start``).
    alternate
        Coming and going take turns. A gap longer than the format's `longest_hours` starts the turns anew, so that one
        forgotten punch does not turn every later night into work; the punch left over is refused (``open_record``).

    The time between two pairs is no work; whether it was a break the file does not say.
    """
    zones = read_zones(table, issues)
    punch = read_moment(table, table.rule("times")["punch"])
    refuse_unread(punch, issues, empty="start_missing")
    at = to_instants(punch.wall, punch, zones, issues, np.ones(table.size, bool))
    issues.count("seconds_dropped", at % 60 != 0)
    subject = read_people(table, issues)
    strict = table.pairing == "log_type"
    marks, unknown = read_values(table, "direction", "")
    if strict:
        issues.refuse("unknown_row_type", unknown, table.label("direction"))
        issues.refuse("direction_missing", marks == "", table.label("direction"))

    rows = np.flatnonzero(issues.alive)
    rows = rows[np.lexsort((rows, at[rows], subject.codes[rows]))]
    same = np.zeros(len(rows), bool)
    same[:-1] = subject.codes[rows][1:] == subject.codes[rows][:-1]
    opens, closes = _by_mark(marks[rows], same) if strict else _by_turn(at[rows], same, _longest(table))

    partner = np.arange(table.size)
    partner[rows[opens]] = rows[np.flatnonzero(opens) + 1]
    kinds = np.full(table.size, "paired", dtype=object)
    kinds[rows[opens]] = "work"
    lost = np.zeros(table.size, bool)
    lost[rows[~opens & ~closes]] = True
    going = (marks == "out") & strict
    issues.refuse("open_record", lost & ~going, punch.label, punch.cells)
    issues.refuse("punch_without_start", lost & going, punch.label, punch.cells)
    start, end = at // 60, at[partner] // 60
    too_long = end - start > LONGEST
    issues.refuse("too_long", too_long | np.isin(np.arange(table.size), partner[too_long]), punch.label, punch.cells)
    return Punches(Records(start, end, punch.wall, zones), kinds, subject)


def _longest(table: SourceTable) -> int:
    return int(table.rule("longest_hours") or 16) * 3600


def _by_mark(marks: Objects, same: Mask) -> tuple[Mask, Mask]:
    coming = marks == "in"
    opens = np.zeros(len(marks), bool)
    opens[:-1] = coming[:-1] & ~coming[1:] & same[:-1]
    return opens, _after(opens)


def _by_turn(at: Ints, same: Mask, longest: int) -> tuple[Mask, Mask]:
    near = same.copy()
    near[:-1] &= np.diff(at) <= longest
    first = ~_after(near)
    place = np.arange(len(at))
    turn = place - np.maximum.accumulate(np.where(first, place, 0)) if len(at) else place
    opens = (turn % 2 == 0) & near
    return opens, _after(opens)


def _after(flags: Mask) -> Mask:
    """The row behind each marked one."""
    moved = np.zeros(len(flags), bool)
    moved[1:] = flags[:-1]
    return moved
