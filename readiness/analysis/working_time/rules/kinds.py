"""Registry of the kinds of check that a rule of working time may name: those of every module of rules."""

from __future__ import annotations

from readiness.analysis.working_time.judging.kind import Registry
from readiness.analysis.working_time.rules import (
    breaks,
    daily_hours,
    daily_rest,
    maternity_period,
    night_work,
    permitted_hours,
    record_keeping,
    reference_period,
    sundays_and_holidays,
    weekly_hours,
    weekly_rest,
    youth_and_maternity_days,
)
from readiness.analysis.working_time.rules.compensatory import rest_days, with_daily_rest

_MODULES = (
    daily_hours,
    weekly_hours,
    reference_period,
    breaks,
    daily_rest,
    weekly_rest,
    night_work,
    permitted_hours,
    sundays_and_holidays,
    rest_days,
    with_daily_rest,
    youth_and_maternity_days,
    maternity_period,
    record_keeping,
)

#: Each kind of check by the name that rules call it.
KINDS = Registry(kind for module in _MODULES for kind in module.KINDS)
