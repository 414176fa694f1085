"""Absences: one row per person and day of leave, sickness or other absence."""

from __future__ import annotations

import numpy as np
import pandas as pd

from readiness.evidence.description import load_kind
from readiness.evidence.issues import Issues
from readiness.evidence.kinds.described import in_frame, read_columns
from readiness.evidence.source_table import SourceTable

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
    kind = load_kind(table.format.kind)
    fields = read_columns(kind, table, issues)
    first, last = (fields[name].values.astype("datetime64[D]") for name in ("from", "to"))
    last = np.where(np.isnat(last), first, last)
    length = np.where(np.isnat(first), 0, (last - first).astype(np.int64))
    issues.refuse("absence_end_before_start", length < 0)
    issues.refuse("absence_too_long", length >= _LONGEST)
    half = fields["half"]
    issues.refuse("half_day_in_range", half.values & (length > 0), half.label)

    absences = np.flatnonzero(issues.alive)
    rows = np.repeat(absences, length[absences] + 1)
    nth = pd.Series(rows).groupby(rows).cumcount().to_numpy()
    days = (first[rows] + nth.astype("timedelta64[D]")).astype("datetime64[s]")
    frame = in_frame(kind, fields, table, issues, rows, {"day": days})
    return frame.assign(kind=frame["kind"].cat.set_categories(kind.column("kind").values))
