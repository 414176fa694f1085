"""Figures from tickets: how soon customers get a first reply."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from readiness.analysis.measured import Measured
from readiness.findings import Findings
from readiness.privacy.suppression import MIN_GROUP, too_small
from readiness.statistics.survival import kaplan_meier


def median_first_reply_minutes(
    frame: pd.DataFrame, findings: Findings, on: dt.date, min_group: int = MIN_GROUP
) -> Measured:
    """Minutes within which half of the tickets had a first reply; unanswered ones count as not yet answered.

    The shortest time by which at least half of *all* tickets were answered; leaving the unanswered ones out would make
    a slow service look fast. No value if fewer than half were answered.

    References
    ----------
    `readiness.statistics.survival`; an unanswered ticket counts as waiting longer than all others.
    """
    waits = frame["first_reply_minutes"].fillna(np.inf).to_numpy(np.float64)
    if not len(waits):
        return Measured(None, "minutes", 0, "no_records")
    if too_small(len(waits), min_group):
        return Measured.hidden("minutes", len(waits))
    median = kaplan_meier(waits, np.isfinite(waits)).median()
    if median is None:
        return Measured(None, "minutes", len(waits), "median_not_reached")
    return Measured(median, "minutes", len(waits))


def reply_share_48h(frame: pd.DataFrame, findings: Findings, on: dt.date, min_group: int = MIN_GROUP) -> Measured:
    """Percentage of tickets with a first reply within 48 hours.

    Tickets created in the last 48 hours of the file are left out, answered or not: nobody knows yet about all of them.
    """
    if frame.empty:
        return Measured(None, "percent", 0, "no_records")
    waits = frame[["first_reply_minutes", "resolved_minutes"]].max(axis=1).fillna(0)
    seen_until = (frame["created"] + pd.to_timedelta(waits, unit="m")).max()
    old = frame["created"] <= seen_until - pd.Timedelta(hours=48)
    checked = int(old.sum())
    if not checked:
        return Measured(None, "percent", 0, "too_few_days")
    if too_small(checked, min_group):
        return Measured.hidden("percent", checked)
    return Measured(100.0 * float((frame["first_reply_minutes"][old] <= 48 * 60).sum()) / checked, "percent", checked)
