"""Figures from tickets that can take the place of an answer."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from readiness.analysis.registry import METRICS
from readiness.findings import Findings


def measure(name, frame):
    return METRICS["tickets"][name](frame, Findings.empty(), dt.date(2026, 6, 30))


def tickets(*replies, created="2026-03-02T08:00"):
    n = len(replies)
    return pd.DataFrame(
        {
            "created": pd.DatetimeIndex([created] * n, tz="UTC").as_unit("s"),
            "first_reply_minutes": np.array(replies, float),
            "resolved_minutes": np.full(n, np.nan),
        }
    )


NONE = float("nan")


@pytest.mark.parametrize(
    ("replies", "median", "reason"),
    [
        ((10, 20, 30, 40, 50), 30.0, ""),
        ((10, 20, 30, NONE, NONE), 30.0, ""),  # leaving the unanswered out would say 20
        ((10, 20, 30, NONE, NONE, NONE), 30.0, ""),  # exactly half were answered within 30
        ((10, 20, NONE, NONE, NONE), None, "median_not_reached"),
        ((10, 20, 30, 40), None, "group_too_small"),
        ((), None, "no_records"),
    ],
)
def test_unanswered_tickets_count_in_the_median(replies, median, reason):
    found = measure("median_first_reply_minutes", tickets(*replies))
    assert (found.value, found.reason) == (median, reason)


def test_share_answered_within_48_hours_leaves_out_the_newest():
    old = tickets(60, 2880, 2881, NONE, 5000)
    new = tickets(5, NONE, created="2026-03-05T18:00")
    found = measure("reply_share_48h", pd.concat([old, new], ignore_index=True))
    assert (found.value, found.checked) == (40.0, 5)
