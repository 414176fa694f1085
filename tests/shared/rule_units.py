"""One rule over some records, with its units as dates: what tests of single rules look at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from readiness.analysis.working_time.applicability.context import RuleContext
from readiness.analysis.working_time.judging.units import Units
from readiness.analysis.working_time.rules.kinds import KINDS
from readiness.analysis.working_time.timeline.model import build
from readiness.arrays import Days
from readiness.law import Law


def rule_units(
    rule: str, law: Law, frame: pd.DataFrame, scope: Mapping[str, Any], absences: pd.DataFrame | None = None
) -> tuple[Units, Days]:
    """Units of a rule of adults, and the local date of each."""
    context = RuleContext(law.rule(rule), build(frame, law, scope, absences))
    units = KINDS[context.rule.kind].compute(context)
    return units, context.calendar.dates(units.day)
