"""Registry of the kinds of check a rule of working time may name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from readiness.checks.breaks import break_by_length, max_stretch
from readiness.checks.durations import max_per_day
from readiness.checks.gaps import min_gap
from readiness.checks.outcome import Units
from readiness.checks.weeks import max_per_week
from readiness.checks.windows import no_work_in_window
from readiness.checks.worktime import WorkTime
from readiness.law import Law, Rule

#: Each kind turns the working time of all persons into judged units; a new kind is one function and one line here.
KINDS: dict[str, Callable[[Rule, Law, WorkTime, Mapping[str, Any]], Units]] = {
    "max_per_day": max_per_day,
    "break_by_length": break_by_length,
    "max_stretch": max_stretch,
    "min_gap": min_gap,
    "no_work_in_window": no_work_in_window,
    "max_per_week": max_per_week,
}
