"""Moments of a table: which columns tell a time, as the description of the format says, and in which zone."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from readiness.evidence.cells.moments import Moment, clock_moment, instant_moment, no_moment
from readiness.evidence.cells.zones import Zones, known_zone
from readiness.evidence.issues import Issues
from readiness.evidence.source_table import SourceTable


def read_moment(table: SourceTable, rule: Mapping[str, str]) -> Moment:
    """Read a moment by a rule: ``{date: …, clock: …}``, ``{clock: …}`` or ``{instant: …}``."""
    told = table.column(rule["instant"] if "instant" in rule else rule["clock"])
    if told is None:
        return no_moment(table.size)
    universal = table.naive == "utc"
    if "instant" in rule:
        return instant_moment(told, table.order, universal)
    return clock_moment(table.column(rule.get("date")), told, table.order, universal)


def read_zones(table: SourceTable, issues: Issues) -> Zones:
    """Time zone of the place of work per row: its own column, else the zone the caller gives."""
    column = table.column("zone")
    if column is None:
        return Zones(np.zeros(table.size, np.int64), [table.zone])
    found = [name or table.zone for name in column.values]
    known = np.array([known_zone(name) for name in found], bool)
    issues.refuse("unknown_zone", ~known[column.codes], column.label)
    names = sorted({name for name, good in zip(found, known, strict=True) if good} | {table.zone})
    place = np.array([names.index(name) if name in names else -1 for name in found], np.int64)
    return Zones(place[column.codes], names)
