"""Figures from phishing tests that can take the place of an answer."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from readiness.analysis.registry import METRICS
from readiness.findings import Findings


def measure(name, frame):
    return METRICS["phishing_tests"][name](frame, Findings.empty(), dt.date(2026, 6, 30))


def mails(*states):
    """One row per recipient: delivered, clicked, submitted, reported."""
    frame = pd.DataFrame(states, columns=["delivered", "clicked", "submitted", "reported"]).astype(bool)
    return frame.assign(subject=pd.Categorical([f"P-{n}" for n in range(len(frame))]))


def test_clicks_and_entered_data_count_of_what_was_delivered():
    frame = mails((1, 1, 0, 0), (1, 1, 1, 1), (1, 0, 0, 1), (1, 0, 0, 0), (1, 0, 0, 0), (0, 1, 0, 0))
    click = measure("click_rate", frame)
    assert (click.value, click.unit, click.checked) == (40.0, "percent", 5)
    assert measure("report_rate", frame).value == 40.0


def test_few_recipients_give_no_rate():
    frame = mails(*[(1, 0, 0, 0)] * 4, (0, 0, 0, 0))
    assert measure("click_rate", frame).reason == "group_too_small"
    assert measure("click_rate", frame[:0]).reason == "no_records"
