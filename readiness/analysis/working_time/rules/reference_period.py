"""Average working time per working day over weeks or months."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from readiness.analysis.working_time.judging.averaging import PERIOD_FIGURES, averages
from readiness.analysis.working_time.judging.kind import Kind
from readiness.analysis.working_time.judging.units import Units
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.errors import UnknownName
from readiness.law import Law, Rule

#: How a firm may lay the period over the calendar: (unit, fixed).
PERIODS = {
    "rolling_24w": ("week", False),
    "fixed_24w": ("week", True),
    "fixed_6_calendar_months": ("month", True),
}


def max_average(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Periods in which somebody works longer on average than allowed (§ 3 sentence 2 ArbZG).

    The average is the work of the period divided by Monday to Saturday without public holidays, leave and sickness.
    Periods of 24 weeks begin on every Monday; ``average_period`` in the scope chooses ``fixed_24w`` or
    ``fixed_6_calendar_months`` instead, ``average_start`` the day from which fixed periods are counted (else the first
    Monday of the records, or January). A person without one complete period stays open, with the average so far.

    Raises
    ------
    UnknownName
        ``unknown_average_period``.
    """
    name = str(scope.get("average_period") or "rolling_24w")
    if name not in PERIODS:
        raise UnknownName("unknown_average_period", name, list(PERIODS))
    unit, fixed = PERIODS[name]
    return averages(rule, law, work, scope, unit, fixed, lambda subject, opens, closes: np.ones(len(subject), bool))


#: Kinds of check in this module.
KINDS = (
    Kind(
        "max_average",
        max_average,
        ("day", "gap", "union", "unknown_break", "leave", "average"),
        one_day=False,
        required=("limit", "weeks", "months", "unknown_break"),
        figures=PERIOD_FIGURES,
    ),
)
