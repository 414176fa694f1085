"""Figures that worked cases on youth and maternity protection expect beside the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from readiness.analysis.working_time.rules.breaks import required_break
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.analysis.working_time.timeline.weeks import monday_of
from readiness.law import Law, Rule

#: What the worst unit of a kind of check is called in a case, and minutes or days per unit of that figure.
_WORST = {
    "break_position": ("counted_break_minutes", 1),
    "max_days_per_week": ("days", 1),
    "free_days_per_month": ("days", 1),
    "max_shift_span": ("span_hours", 60),
    "max_per_two_weeks": ("double_week_hours", 60),
}


def protected_figures(
    rule: Rule, law: Law, work: WorkTime, row: Mapping[str, Any], measured: pd.Series
) -> dict[str, float]:
    """Figures of one case: those of the rule's worst unit, and those of the whole log by the rules of the own area.

    Parameters
    ----------
    row : mapping
        Tally row of the rule.
    measured : Series
        Measured values of its failing units.
    """
    days = work.days
    found = {"outside_minutes": float(measured.sum())}
    if rule.kind in _WORST:
        name, unit = _WORST[rule.kind]
        found[name] = float(row["worst"]) / unit
    if len(days.date):
        _, week = np.unique(monday_of(days.date), return_inverse=True)
        found["week_hours"] = float(np.bincount(week, weights=days.net).max()) / 60
    own = next((r for r in law.rules(rule.area) if r.kind == "break_by_length"), None)
    if own is not None and len(days.date):
        required = required_break(own, law, work, days.net.astype(np.float64))
        short = int(np.argmax(required - days.gaps - days.unplaced))
        found["required_minutes"] = float(required[short])
        found["break_minutes"] = float((days.gaps + days.unplaced)[short])
    return found
