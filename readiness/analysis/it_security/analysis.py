"""What the audit of IT-security awareness makes of evidence."""

from __future__ import annotations

from readiness.analysis.it_security.metrics import click_rate, report_rate
from readiness.analysis.model import Analysis

IT_SECURITY = Analysis(
    id="it_security",
    kinds=("phishing_tests",),
    metrics={"phishing_tests": (click_rate, report_rate)},
)
