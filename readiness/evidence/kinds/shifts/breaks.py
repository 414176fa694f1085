"""Breaks: what each format says about them, cut out where the position is known and kept as minutes where not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from readiness.arrays import Amounts, Ints, Mask
from readiness.evidence.cells.moments import midnight_ends, on_day_of, refuse_unread, to_instants
from readiness.evidence.issues import Issues
from readiness.evidence.kinds.shifts.records import Records
from readiness.evidence.moment_columns import read_moment
from readiness.evidence.source_table import SourceTable, read_minutes


@dataclass(frozen=True, slots=True)
class Pair:
    """One break per row, in UTC minutes, where `given`."""

    start: Ints
    end: Ints
    given: Mask


@dataclass(frozen=True, slots=True)
class Breaks:
    """Breaks with a known position, minutes without one, and rows for which the format tells at all."""

    start: Ints
    end: Ints
    record: Ints
    unplaced: Amounts
    known: Mask


def read_breaks(table: SourceTable, records: Records, net: Amounts, issues: Issues) -> Breaks:
    """Breaks by the format's rule.

    placed
        Columns with start and end of a break; a total that is larger leaves an unplaced rest.
    duration
        Elapsed time less the net duration `net`, unless the file has a column with the break itself.
    rows, none
        Nothing per record: breaks are rows of their own, or the format does not have them.
    """
    rule = table.rule("breaks")
    nothing = np.zeros(0, np.int64)
    if rule["rule"] not in ("placed", "duration"):
        none = np.zeros(table.size, bool)
        return Breaks(nothing, nothing, nothing, np.zeros(table.size), none)
    total = read_minutes(table, rule.get("total"), issues)
    elapsed = (records.end - records.start).astype(np.float64)
    if (rule.get("total") or {}).get("unit") == "minutes":
        _refuse_hours(total, table, issues)
    if rule["rule"] == "duration":
        total = _from_duration(elapsed, net, total, issues)
    label = table.label((rule.get("total") or rule.get("net") or {}).get("column"))
    issues.refuse("break_implausible", (total < 0) | (total > elapsed), label)

    starts, ends, owners = [nothing], [nothing], [nothing]
    known = ~np.isnan(total)
    placed = np.zeros(table.size)
    for columns in rule.get("pairs", ()):
        pair = _pair(table, records, columns, issues)
        known |= pair.given
        rows = np.flatnonzero(pair.given & issues.alive)
        starts.append(pair.start[rows])
        ends.append(pair.end[rows])
        owners.append(rows)
        placed[rows] += (pair.end - pair.start)[rows]
    told = ~np.isnan(total)
    issues.note("break_mismatch", told & (placed > total), label)
    unplaced: Amounts = np.where(told, np.maximum(np.nan_to_num(total) - placed, 0), 0.0)
    return Breaks(np.concatenate(starts), np.concatenate(ends), np.concatenate(owners), unplaced.round(), known)


def _refuse_hours(total: Amounts, table: SourceTable, issues: Issues) -> None:
    # A few minutes with a fraction, such as 0,75, are hours in truth; then 1,00 in the same column is one, too.
    if ((total % 1 > 0) & (total < 10)).any():
        column = table.column(table.rule("breaks")["total"]["column"])
        label, cells = (column.label, column.cells) if column else ("", None)
        issues.refuse("break_unit_unclear", total > 0, label, cells)


def _from_duration(elapsed: Amounts, net: Amounts, total: Amounts, issues: Issues) -> Amounts:
    # Two decimals of an hour are exact to a third of a minute, so rounding restores whole minutes.
    rest = elapsed - np.round(net)
    issues.note("duration_exceeds_elapsed", rest < 0)
    return np.where(np.isnan(total), np.maximum(rest, 0), total)


def _pair(table: SourceTable, records: Records, rule: dict[str, dict[str, str]], issues: Issues) -> Pair:
    begin, finish = read_moment(table, rule["start"]), read_moment(table, rule["end"])
    for moment in (begin, finish):
        refuse_unread(moment, issues, empty=None)
    given = begin.read & finish.read
    issues.refuse("break_implausible", begin.read != finish.read, begin.label)
    begin_wall = on_day_of(records.wall, begin)
    finish_wall = on_day_of(begin_wall, finish)
    start = to_instants(begin_wall, begin, records.zones, issues, given) // 60
    end = to_instants(finish_wall, finish, records.zones, issues, given) // 60
    end, _ = midnight_ends(end, end == start, records.zones)
    outside = (start < records.start) | (end > records.end) | (end < start)
    issues.refuse("break_implausible", given & outside, begin.label, begin.cells)
    return Pair(start, end, given)
