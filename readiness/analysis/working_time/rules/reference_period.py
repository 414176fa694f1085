"""Average working time per working day over weeks or months."""

from __future__ import annotations

import numpy as np

from readiness.analysis.working_time.applicability.context import RuleContext
from readiness.analysis.working_time.judging.averaging import PERIOD_FIGURES, averages, chosen
from readiness.analysis.working_time.judging.kind import Kind
from readiness.analysis.working_time.judging.units import Units
from readiness.arrays import Codes, Mask

#: How a firm may lay the period over the calendar: (unit, fixed).
PERIODS = {
    "rolling_24w": ("week", False),
    "fixed_24w": ("week", True),
    "fixed_6_calendar_months": ("month", True),
}


def max_average(context: RuleContext) -> Units:
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
    way = chosen(context, "average_period", PERIODS)
    return averages(context, *way, all_periods)


def all_periods(unit: str, start: Codes, stop: Codes) -> Mask:
    """Every period concerns the rule."""
    return np.ones(len(start), bool)


#: Kinds of check in this module.
KINDS = (
    Kind(
        max_average,
        ("day", "gap", "union", "unknown_break", "leave", "average"),
        required=("limit", "weeks", "months", "unknown_break"),
        figures=PERIOD_FIGURES,
    ),
)
