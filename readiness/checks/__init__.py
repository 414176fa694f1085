"""Checks of evidence against law, and figures from evidence: vectorised, pure functions, one file per family."""

from __future__ import annotations

from readiness.checks.kinds import KINDS
from readiness.checks.measured import Measured
from readiness.checks.metrics import METRICS
from readiness.checks.shifts import check_shifts
from readiness.checks.views import working_time_views

__all__ = ["KINDS", "METRICS", "Measured", "check_shifts", "working_time_views"]
