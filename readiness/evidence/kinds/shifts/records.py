"""Records: beginning and end of every row, whatever the format leaves out of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from readiness.arrays import Amounts, Ints, Mask
from readiness.evidence.cells.moments import Moment, midnight_ends, refuse_unread, to_instants
from readiness.evidence.cells.states import DAY
from readiness.evidence.cells.zones import Zones, to_wall
from readiness.evidence.issues import Issues
from readiness.evidence.moment_columns import read_moment, read_zones
from readiness.evidence.source_table import SourceTable, read_minutes

#: A single record longer than this is taken as a mistake of recording.
LONGEST = 24 * 60


@dataclass(frozen=True, slots=True)
class Records:
    """Records of one file before their breaks are taken out; all times in UTC minutes."""

    start: Ints
    end: Ints
    wall: Ints
    zones: Zones


def read_records(table: SourceTable, net: Amounts, issues: Issues) -> Records:
    """Beginning and end of every row; rows that cannot be one record of work are refused.

    The end is a moment, a clock without a date (then the day of the start or the next one), or a length.
    """
    zones = read_zones(table, issues)
    rules = table.rule("times")
    start = read_moment(table, rules["start"])
    refuse_unread(start, issues, empty="start_missing")
    issues.refuse("start_missing", ~start.dated, start.label)
    everything = np.ones(table.size, bool)
    start_at = to_instants(start.wall, start, zones, issues, everything)
    if "length" in rules["end"]:
        end = start
        end_at, exempt = _after(start_at, table, rules["end"], issues), everything
    else:
        end = read_moment(table, rules["end"])
        refuse_unread(end, issues, empty="open_record")
        end_wall, rolled = _next_day_where_needed(start, end, net)
        end_at = to_instants(end_wall, end, zones, issues, everything)
        exempt = (start_at // 60 == end_at // 60) & ~rolled
    first, last = start_at // 60, end_at // 60
    last, moved = midnight_ends(last, exempt, zones.only(issues.alive))
    issues.count("end_read_as_midnight", moved, end.label)
    issues.count("seconds_dropped", (start_at % 60 != 0) | ((end_at % 60 != 0) & ~moved))

    issues.refuse("end_before_start", last < first, end.label, end.cells)
    issues.refuse("too_long", last - first > LONGEST, end.label, end.cells)
    if table.rule("breaks")["rule"] == "duration":
        shift = [to_wall(at * 60, zones.only(issues.alive)) - at * 60 for at in (first, last)]
        issues.note("clock_change", shift[0] != shift[1])
    return Records(first, last, start.wall, zones)


def _after(start: Ints, table: SourceTable, rule: dict[str, str], issues: Issues) -> Ints:
    minutes = read_minutes(table, {"column": rule["length"], "unit": rule["unit"]}, issues)
    issues.refuse("open_record", np.isnan(minutes))
    # A length beyond any record is cut here, so that it is refused as too long and not as a number that overflows.
    seconds = np.clip(np.nan_to_num(minutes) * 60, -2 * LONGEST * 60, 2 * LONGEST * 60)
    return start + seconds.round().astype(np.int64)


def _next_day_where_needed(start: Moment, end: Moment, net: Amounts) -> tuple[Ints, Mask]:
    """An end without a date lies on the day of the start, or on the next day when it is not later than the start."""
    wall = start.wall // DAY * DAY + end.wall
    nothing_worked = (wall == start.wall) & (net < 1)
    rolled = ~end.dated & (wall <= start.wall) & ~nothing_worked
    return np.where(end.dated, end.wall, wall + np.where(rolled, DAY, 0)), rolled
