"""What the audit of working time makes of evidence: figures, the check against law and pictures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from readiness.analysis.model import Analysis, Check, Frames, Link, Setting, Views
from readiness.analysis.working_time.check import check_shifts
from readiness.analysis.working_time.metrics import (
    breaks_missing_share,
    days_over_daily_max,
    short_rests,
    split_days,
    sunday_holiday_days,
)
from readiness.analysis.working_time.views.distributions import working_time_views
from readiness.findings import Findings


def _check(frames: Frames, setting: Setting) -> Findings:
    return check_shifts(frames["shifts"], setting.law, setting.scope, frames.get("absences"), frames.get("people"))


def _views(frames: Frames, setting: Setting, findings: Findings) -> Mapping[str, Any]:
    absences = frames.get("absences")
    return working_time_views(frames["shifts"], setting.law, setting.scope, setting.min_group, findings, absences)


WORKING_TIME = Analysis(
    id="working_time",
    kinds=("shifts", "absences", "people"),
    metrics={
        "shifts": (days_over_daily_max, short_rests, breaks_missing_share, sunday_holiday_days, split_days),
    },
    check=Check("shifts", _check),
    views=Views("shifts", _views),
    # Absences and facts about people tell how a person's records are to be judged.
    links=(Link("absences", to="shifts"), Link("people", to="shifts")),
)
