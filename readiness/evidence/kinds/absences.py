"""Absences: one row per person and day of leave, sickness or other absence."""

from __future__ import annotations

import numpy as np
import pandas as pd

from readiness.arrays import Days, Ints, Mask
from readiness.evidence.cells.days import parse_days
from readiness.evidence.cells.moments import refuse_state
from readiness.evidence.cells.states import EMPTY, READ
from readiness.evidence.issues import Issues
from readiness.evidence.order import in_order
from readiness.evidence.person_column import read_people
from readiness.evidence.source_table import SourceTable, read_values

KINDS = ("leave", "sick", "holiday", "other")
#: Days of one absence; parental leave takes up to three years.
_LONGEST = 3 * 366


def read_absences(table: SourceTable, issues: Issues) -> pd.DataFrame:
    """Read a list of absences; an absence over several days becomes one row per calendar day.

    Returns
    -------
    DataFrame
        subject (category, pseudonym), day (datetime64[s], local), kind (category: leave, sick, holiday, other), half
        (bool), row (line in the file). Sorted by subject, day. Nothing else of the file survives.
    """
    first, _ = _days(table, "from", issues, empty="absence_day_missing")
    last, given = _days(table, "to", issues, empty=None)
    last = np.where(given, last, first)
    issues.refuse("absence_day_missing", np.isnat(first))
    length = np.where(np.isnat(first) | np.isnat(last), 0, (last - first).astype(np.int64))
    issues.refuse("absence_end_before_start", length < 0)
    issues.refuse("absence_too_long", length >= _LONGEST)
    kind, unknown = read_values(table, "kind", "other")
    column = table.column("kind")
    issues.count("unknown_absence", unknown, column.label if column else "")
    half, unclear = read_values(table, "half", "false")
    column = table.column("half")
    label = column.label if column else ""
    issues.refuse("unreadable_yes_no", unclear, label)
    issues.refuse("half_day_in_range", (half == "true") & (length > 0), label)
    subject = read_people(table, issues)

    rows = np.flatnonzero(issues.alive)
    number = length[rows] + 1
    row = np.repeat(rows, number)
    place: Ints = np.arange(len(row)) - np.repeat(np.cumsum(number) - number, number)
    frame = pd.DataFrame(
        {
            "subject": subject[row],
            "day": (first[row] + place.astype("timedelta64[D]")).astype("datetime64[s]"),
            "kind": pd.Categorical(np.where(unknown, "other", kind)[row], categories=KINDS),
            "half": np.asarray(half == "true", dtype=bool)[row],
            "row": table.content.rows[row],
        }
    )
    frame = in_order(frame, ["subject", "day", "row"], ["subject", "day"], issues)
    return frame.assign(kind=frame["kind"].cat.set_categories(KINDS))


def _days(table: SourceTable, field: str, issues: Issues, empty: str | None) -> tuple[Days, Mask]:
    column = table.column(field)
    if column is None:
        return np.full(table.size, np.datetime64("NaT", "D")), np.zeros(table.size, bool)
    found = parse_days(column.values, table.order)
    state = found.state[column.codes]
    refuse_state(state, issues, empty, column.label, column.cells)
    return found.day[column.codes], (state == READ) | (state != EMPTY)
