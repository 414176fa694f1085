"""Shifts: one row per stretch of work, the record's own breaks already cut out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from readiness.arrays import Categories, Ints, Mask, Objects
from readiness.evidence.cells.clocks import parse_instants
from readiness.evidence.cells.cutting import cut, spread
from readiness.evidence.cells.days import parse_days
from readiness.evidence.cells.states import DAY, EMPTY, READ
from readiness.evidence.issues import Issues
from readiness.evidence.kinds.shifts.breaks import read_breaks
from readiness.evidence.kinds.shifts.punches import read_punches
from readiness.evidence.kinds.shifts.records import read_records
from readiness.evidence.order import in_order
from readiness.evidence.person_column import read_people
from readiness.evidence.source_table import SourceTable, read_minutes, read_region, read_values
from readiness.privacy.pseudonyms import pseudonyms


def read_shifts(table: SourceTable, issues: Issues) -> pd.DataFrame:
    """Read time records.

    Returns
    -------
    DataFrame
        subject (category, pseudonym), start and end (datetime64[s], UTC, whole minutes, half-open), zone (category),
        unplaced_break (minutes of break inside the interval whose position is unknown), break_known (whether the
        format tells about breaks of this record), employer, duty, region (category), recorded_on (datetime64[s],
        local day or missing), row (line in the file). Sorted by subject, start, end.
    """
    net = read_minutes(table, table.rule("breaks").get("net"), issues)
    if "punch" in table.rule("times"):
        punches = read_punches(table, issues)
        records, kinds, subject = punches.records, punches.kinds, punches.subject
        breaks = read_breaks(table, records, net, issues)
    else:
        records = read_records(table, net, issues)
        kinds = _read_kinds(table, issues)
        breaks = read_breaks(table, records, net, issues)
        subject = read_people(table, issues)

    alive = issues.alive
    work = np.flatnonzero(alive & (kinds == "work"))
    own = alive[breaks.record]
    gap_start, gap_end, gap_owner = breaks.start[own], breaks.end[own], breaks.record[own]
    owner = np.arange(table.size)
    if table.rule("breaks")["rule"] == "rows":
        owner = subject.codes.astype(np.int64)
        rows = np.flatnonzero(alive & (kinds == "break"))
        gap_start, gap_end, gap_owner = records.start[rows], records.end[rows], owner[rows]
    pieces = cut(records.start[work], records.end[work], owner[work], gap_start, gap_end, gap_owner)
    row = work[pieces.origin]
    issues.note("zero_length", (kinds == "work") & ~np.isin(np.arange(table.size), row))

    known = _breaks_known(table, breaks.known)
    frame = pd.DataFrame(
        {
            "subject": subject[row],
            "start": _seconds_utc(pieces.start),
            "end": _seconds_utc(pieces.end),
            "zone": pd.Categorical(np.array(records.zones.names, dtype=object)[records.zones.place[row]]),
            "unplaced_break": spread(breaks.unplaced[work], pieces.start, pieces.end, pieces.origin),
            "break_known": known[row],
            "employer": _employer(table)[row],
            "duty": _duty(table, issues)[row],
            "region": read_region(table, issues)[row],
            "recorded_on": _recorded_on(table, issues)[row],
            "row": table.content.rows[row],
        }
    )
    return in_order(frame, ["subject", "start", "end", "row"], ["subject", "start", "end", "employer", "duty"], issues)


def _read_kinds(table: SourceTable, issues: Issues) -> Objects:
    """What each row is: "work", "break" or "absence" (left out)."""
    rule = table.rule("breaks")
    if rule["rule"] != "rows":
        return np.full(table.size, "work", dtype=object)
    label = table.label(rule["column"])
    kinds, unknown = read_values(table, rule["column"], "work")
    issues.refuse("unknown_row_type", unknown, label)
    issues.note("absence_left_out", kinds == "absence", label)
    return kinds


def _breaks_known(table: SourceTable, known: Mask) -> Mask:
    rule = table.rule("breaks")
    if rule["rule"] != "rows":
        return known
    column = table.column(rule["column"])
    return np.zeros(table.size, bool) if column is None else column.filled


def _employer(table: SourceTable) -> Categories:
    column = table.column("employer")
    if column is None:
        return pd.Categorical([""] * table.size)
    codes = pseudonyms(column.cells, table.salt, prefix="E")
    return pd.Categorical(np.where(column.filled, np.asarray(codes, dtype=object), ""))


def _duty(table: SourceTable, issues: Issues) -> Categories:
    words, unknown = read_values(table, "duty", "work")
    issues.note("unknown_duty", unknown, table.label("duty"))
    return pd.Categorical(np.where(unknown, "unknown", words))


def _recorded_on(table: SourceTable, issues: Issues) -> np.ndarray:
    column = table.column("recorded_on")
    if column is None:
        return np.full(table.size, np.datetime64("NaT"), dtype="datetime64[s]")
    days, instants = parse_days(column.values, table.order), parse_instants(column.values, table.order)
    by_instant = np.where(instants.state == READ, instants.wall // DAY, 0).astype("datetime64[D]")
    day = np.where(days.state == READ, days.day, np.where(instants.state == READ, by_instant, np.datetime64("NaT")))
    lost = (days.state != READ) & (instants.state != READ) & (days.state != EMPTY)
    issues.note("recorded_on_not_read", lost[column.codes], column.label, column.cells)
    return day.astype("datetime64[s]")[column.codes]


def _seconds_utc(minutes: Ints) -> pd.DatetimeIndex:
    return pd.DatetimeIndex((minutes * 60).astype("datetime64[s]")).tz_localize("UTC")
