"""Figures from phishing tests: who clicked, who reported."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from readiness.analysis.measured import Measured
from readiness.findings import Findings
from readiness.privacy.suppression import MIN_GROUP, too_small


def _delivered_share(frame: pd.DataFrame, hit: pd.Series, min_group: int) -> Measured:
    delivered = frame["delivered"].astype(bool)
    checked = int(delivered.sum())
    if not checked:
        return Measured(None, "percent", 0, "no_records")
    if too_small(frame.loc[delivered, "subject"].nunique(), min_group):
        return Measured.hidden("percent", checked)
    return Measured(100.0 * float((hit & delivered).sum()) / checked, "percent", checked)


def click_rate(frame: pd.DataFrame, findings: Findings, on: dt.date, min_group: int = MIN_GROUP) -> Measured:
    """Percentage of delivered test messages whose recipient clicked or entered data."""
    return _delivered_share(frame, frame["clicked"].astype(bool) | frame["submitted"].astype(bool), min_group)


def report_rate(frame: pd.DataFrame, findings: Findings, on: dt.date, min_group: int = MIN_GROUP) -> Measured:
    """Percentage of delivered test messages that the recipient reported, also after a click."""
    return _delivered_share(frame, frame["reported"].astype(bool), min_group)
