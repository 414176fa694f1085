"""Registry of the kinds of check a rule of working time may name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from readiness.analysis.working_time.judging.units import Units
from readiness.analysis.working_time.rules.breaks import break_by_length, break_position, break_steps, max_stretch
from readiness.analysis.working_time.rules.compensatory.rest_days import compensatory_day
from readiness.analysis.working_time.rules.compensatory.with_daily_rest import day_with_rest
from readiness.analysis.working_time.rules.daily_hours import (
    max_in_span,
    max_per_day,
    max_per_day_by_person,
    max_per_day_for,
    max_shift_span,
    max_span,
)
from readiness.analysis.working_time.rules.daily_rest import call_outs_in_rest, min_gap, min_gap_averaged, reduced_rest
from readiness.analysis.working_time.rules.maternity_period import no_work_around_birth
from readiness.analysis.working_time.rules.night_work import max_at_night, night_average, night_work, night_worker
from readiness.analysis.working_time.rules.permitted_hours import work_inside_clock
from readiness.analysis.working_time.rules.record_keeping import kept_records, record_delay
from readiness.analysis.working_time.rules.reference_period import max_average
from readiness.analysis.working_time.rules.sundays_and_holidays import free_sundays, no_work_in_window
from readiness.analysis.working_time.rules.weekly_hours import (
    max_days_per_week,
    max_excess_per_year,
    max_per_two_weeks,
    max_per_week,
    max_per_week_without_sunday,
    max_week_average,
)
from readiness.analysis.working_time.rules.weekly_rest import holiday_rest, weekly_rest
from readiness.analysis.working_time.rules.youth_and_maternity_days import free_days_per_month, no_work_on_days
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.law import Law, Rule

#: Each kind turns the working time of all persons into judged units; a new kind is one function and one line here.
KINDS: dict[str, Callable[[Rule, Law, WorkTime, Mapping[str, Any]], Units]] = {
    "max_per_day": max_per_day,
    "break_by_length": break_by_length,
    "max_stretch": max_stretch,
    "min_gap": min_gap,
    "no_work_in_window": no_work_in_window,
    "max_per_week": max_per_week,
    "max_per_day_by_person": max_per_day_by_person,
    "max_shift_span": max_shift_span,
    "break_position": break_position,
    "work_inside_clock": work_inside_clock,
    "max_days_per_week": max_days_per_week,
    "max_per_two_weeks": max_per_two_weeks,
    "free_days_per_month": free_days_per_month,
    "no_work_on_days": no_work_on_days,
    "no_work_around_birth": no_work_around_birth,
    "max_week_average": max_week_average,
    "max_excess_per_year": max_excess_per_year,
    "break_steps": break_steps,
    "min_gap_averaged": min_gap_averaged,
    "weekly_rest": weekly_rest,
    "holiday_rest": holiday_rest,
    "max_span": max_span,
    "max_at_night": max_at_night,
    "reduced_rest": reduced_rest,
    "call_outs_in_rest": call_outs_in_rest,
    "free_sundays": free_sundays,
    "compensatory_day": compensatory_day,
    "day_with_rest": day_with_rest,
    "kept_records": kept_records,
    "record_delay": record_delay,
    "max_average": max_average,
    "max_in_span": max_in_span,
    "max_per_day_for": max_per_day_for,
    "max_per_week_without_sunday": max_per_week_without_sunday,
    "night_work": night_work,
    "night_worker": night_worker,
    "night_average": night_average,
}
