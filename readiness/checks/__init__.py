"""Checks of evidence against law: one function per kind of check, all on columns, none on single rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from readiness.checks.durations import max_per_day
from readiness.checks.gaps import min_gap
from readiness.checks.outcome import Units, judge
from readiness.checks.worktime import WorkTime, build, day_rest
from readiness.errors import CatalogError
from readiness.findings import Findings
from readiness.law import Law, Rule

#: Kinds of check a rule may name; each turns the working time of all persons into judged units.
KINDS: dict[str, Callable[[Rule, Law, WorkTime, Mapping[str, Any]], Units]] = {
    "max_per_day": max_per_day,
    "min_gap": min_gap,
}
METRICS: dict[str, dict[str, Any]] = {}


def check_shifts(frame: pd.DataFrame, law: Law, scope: Mapping[str, Any] | None = None) -> Findings:
    """Check records of working time against every rule of a law that can be computed."""
    scope = scope or {}
    work = build(frame, law, day_rest(law, scope))
    return Findings.join(judge(rule, KINDS[rule.kind](rule, law, work, scope), work, law, scope) for rule in law.rules() if rule.kind in KINDS)
