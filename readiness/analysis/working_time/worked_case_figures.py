"""Figures that worked cases of a law may expect beside verdict and counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from readiness.analysis.working_time.applicability.context import RuleContext
from readiness.analysis.working_time.judging.averaging import period_figures
from readiness.analysis.working_time.rules.breaks import required_break
from readiness.analysis.working_time.rules.kinds import KINDS
from readiness.analysis.working_time.timeline.calendar import WEEK
from readiness.analysis.working_time.timeline.model import Timeline

#: Kinds of check that say how much break a day requires.
_REQUIRED = ("break_by_length", "break_steps")


def kind_figures(context: RuleContext, row: Mapping[str, Any], measured: pd.Series) -> dict[str, float]:
    """Figures that the kind of a rule gives (`Kind.figures`), and its worst unit in hours.

    Parameters
    ----------
    row : mapping
        Tally row of the rule.
    measured : Series
        Measured values of its cases.
    """
    rule = context.rule
    found = {"worst_hours": float(row["worst"]) / 60}
    for figure in KINDS[rule.kind].figures:
        if figure.days not in (None, rule.options.get("days", "")):
            continue
        if figure.of != "period":
            found[figure.name] = float(row["worst"] if figure.of == "worst" else measured.sum()) / figure.per
        elif figure.name in (period := period_figures(context)):
            found[figure.name] = period[figure.name]
    return found


def record_figures(work: Timeline, area: str) -> dict[str, float]:
    """Figures of all records: the longest day, stretch and week, the worst rest, the largest shortfall of break."""
    days, stretches = work.days, work.stretches
    found: dict[str, float] = {"working_days": len(days.date)}
    if not len(days.date):
        return found
    week = days.date // WEEK
    found |= {
        "net_hours": days.net.max() / 60,
        "week_hours": float(np.bincount(week, weights=days.net).max()) / 60,
        "longest_run_hours": (stretches.end - stretches.start - stretches.unplaced).max() / 60,
    }
    rest = (days.start[1:] - days.end[:-1])[days.person[1:] == days.person[:-1]]
    found |= {"rest_hours": rest.min() / 60} if len(rest) else {}
    rule = next((r for r in work.law.rules(area) if r.kind in _REQUIRED), None)
    if rule is None:
        return found
    required = required_break(RuleContext(rule, work), days.net)
    taken = days.gaps + days.unplaced
    short = int(np.argmax(required - taken))
    return found | {"break_minutes": float(taken[short]), "required_minutes": float(required[short])}
