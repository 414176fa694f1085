"""What the audit of social and digital collaboration makes of evidence."""

from __future__ import annotations

from readiness.analysis.model import Analysis
from readiness.analysis.social_maturity.metrics import median_first_reply_minutes, reply_share_48h

SOCIAL_MATURITY = Analysis(
    id="social_maturity",
    kinds=("tickets",),
    metrics={"tickets": (median_first_reply_minutes, reply_share_48h)},
)
