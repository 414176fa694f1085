"""Phishing tests: one row per recipient of a simulated phishing mail."""

from __future__ import annotations

import numpy as np
import pandas as pd

from readiness.arrays import Categories
from readiness.evidence.cells.moments import refuse_unread, to_instants
from readiness.evidence.issues import Issues
from readiness.evidence.moment_columns import read_moment, read_zones
from readiness.evidence.order import in_order
from readiness.evidence.person_column import read_people
from readiness.evidence.source_table import SourceTable, read_values
from readiness.privacy.pseudonyms import pseudonyms

#: How far a recipient went; each step includes those before it.
STEPS = ("not_delivered", "delivered", "clicked", "submitted")


def read_phishing_tests(table: SourceTable, issues: Issues) -> pd.DataFrame:
    """Read the result list of a phishing test.

    Returns
    -------
    DataFrame
        subject, campaign (category, pseudonyms), sent (datetime64[s], UTC), delivered, clicked, submitted (implies
        clicked), reported (bool), row (line in the file). Sorted by subject, campaign, sent.
    """
    zones = read_zones(table, issues)
    sent = read_moment(table, table.rule("times")["sent"])
    refuse_unread(sent, issues, empty=None)
    step = _read_steps(table, issues)
    issues.refuse("sent_missing", ~sent.read & (step > 0), sent.label)
    at = to_instants(sent.wall, sent, zones, issues, sent.read)
    reported = _flag(table, "reported", issues)
    subject = read_people(table, issues)

    rows = np.flatnonzero(issues.alive)
    when = np.where(sent.read, at.astype("datetime64[s]"), np.datetime64("NaT"))[rows]
    frame = pd.DataFrame(
        {
            "subject": subject[rows],
            "campaign": _campaign(table)[rows],
            "sent": pd.DatetimeIndex(when.astype("datetime64[s]")).tz_localize("UTC"),
            "delivered": step[rows] >= 1,
            "clicked": step[rows] >= 2,
            "submitted": step[rows] >= 3,
            "reported": reported[rows],
            "row": table.content.rows[rows],
        }
    )
    return in_order(frame, ["subject", "campaign", "sent", "row"], ["subject", "campaign", "sent"], issues)


def _read_steps(table: SourceTable, issues: Issues) -> np.ndarray:
    """Furthest step per row, from the status column or from columns with yes and no."""
    column = table.column("status")
    if column is not None:
        words, unknown = read_values(table, "status", "")
        issues.refuse("unknown_status", unknown | ~column.filled, column.label)
        return np.select([words == step for step in STEPS], range(len(STEPS)), default=0)
    delivered = _flag(table, "delivered", issues, missing=True)
    clicked, submitted = _flag(table, "clicked", issues), _flag(table, "submitted", issues)
    return np.select([submitted, clicked, delivered], [3, 2, 1], default=0)


def _flag(table: SourceTable, field: str, issues: Issues, missing: bool = False) -> np.ndarray:
    words, unknown = read_values(table, field, "true" if missing else "false")
    column = table.column(field)
    issues.refuse("unreadable_yes_no", unknown, column.label if column else "")
    return np.asarray(words == "true", dtype=bool)


def _campaign(table: SourceTable) -> Categories:
    column = table.column("campaign")
    if column is None:
        return pd.Categorical([f"C-{table.digest[:8]}"] * table.size)
    return pseudonyms(column.cells, table.salt, prefix="C")
