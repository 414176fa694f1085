"""Registry of the figures that evidence of a kind can give."""

from __future__ import annotations

from collections.abc import Callable

from readiness.analysis.it_security.metrics import click_rate, report_rate
from readiness.analysis.measured import Measured
from readiness.analysis.social_maturity.metrics import median_first_reply_minutes, reply_share_48h
from readiness.analysis.working_time.metrics import (
    breaks_missing_share,
    days_over_daily_max,
    short_rests,
    split_days,
    sunday_holiday_days,
)

#: Takes the evidence frame, the findings, the day of the audit and, by keyword, the smallest group.
Metric = Callable[..., Measured]

METRICS: dict[str, dict[str, Metric]] = {
    "shifts": {
        "days_over_daily_max": days_over_daily_max,
        "short_rests": short_rests,
        "breaks_missing_share": breaks_missing_share,
        "sunday_holiday_days": sunday_holiday_days,
        "split_days": split_days,
    },
    "phishing_tests": {"click_rate": click_rate, "report_rate": report_rate},
    "tickets": {"median_first_reply_minutes": median_first_reply_minutes, "reply_share_48h": reply_share_48h},
}
