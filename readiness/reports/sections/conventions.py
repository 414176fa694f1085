"""Conventions of calculation: which stand behind which kind of check, and the numbers they go by in a report."""

from __future__ import annotations

from readiness.law import Rule
from readiness.reports.context import Page

#: In the order of the appendix; their sentences are texts.
CONVENTIONS = (
    "day",
    "gap",
    "elapsed",
    "union",
    "unplaced",
    "unknown_break",
    "breaks",
    "rest",
    "leave",
    "average",
    "night",
    "calendar",
    "substitute",
    "voluntary",
    "verdict",
)
_HOURS = ("day", "gap", "union", "unknown_break")
_BREAKS = ("gap", "unplaced", "breaks")
_REST = ("day", "elapsed", "rest", "leave")
_CALENDAR = ("elapsed", "calendar")
_NIGHT = ("day", "elapsed", "night")
_BEHIND = {
    **dict.fromkeys(("max_per_day", "max_per_day_for", "max_per_day_by_person", "max_in_span"), _HOURS),
    **dict.fromkeys(
        ("max_per_week", "max_per_week_without_sunday", "max_per_two_weeks", "max_excess_per_year"), _HOURS
    ),
    **dict.fromkeys(("max_span", "max_shift_span", "max_days_per_week"), ("day", "elapsed", "union")),
    **dict.fromkeys(("max_average", "max_week_average"), (*_HOURS, "leave", "average")),
    "night_average": (*_HOURS, "leave", "average", "night"),
    **dict.fromkeys(("break_by_length", "break_steps", "break_position"), ("day", *_BREAKS)),
    "max_stretch": ("gap", "elapsed", "unplaced"),
    **dict.fromkeys(("min_gap", "min_gap_averaged", "weekly_rest", "reduced_rest", "call_outs_in_rest"), _REST),
    "day_with_rest": ("elapsed", "rest", "leave", "calendar"),
    **dict.fromkeys(("holiday_rest", "no_work_on_days", "free_sundays", "free_days_per_month"), _CALENDAR),
    "compensatory_day": ("calendar", "substitute"),
    **dict.fromkeys(("night_work", "night_worker", "max_at_night"), _NIGHT),
    **dict.fromkeys(("no_work_in_window", "no_work_around_birth", "work_inside_clock"), ("elapsed",)),
    **dict.fromkeys(("kept_records", "record_delay"), ("verdict",)),
}

#: Topics of rules that ask for Sundays or public holidays, whatever their kind of check.
_CALENDAR_TOPICS = ("sunday_rest", "holiday_rest")


def convention_lines(page: Page) -> list[str]:
    """The sentences of the appendix; a finding refers to them by their place, counted from 1."""
    return [page.t(f"method.conventions.{name}") for name in CONVENTIONS]


def conventions_of(page: Page, rule: Rule) -> str:
    """Which conventions a rule was calculated by, in words; "" for a kind of check without any."""
    behind = set(_BEHIND.get(rule.kind, ())) | ({"calendar"} if rule.topic in _CALENDAR_TOPICS else set())
    places = [str(place) for place, name in enumerate(CONVENTIONS, start=1) if name in behind]
    if not places:
        return ""
    listed = ", ".join(places[:-1])
    shown = page.t("findings.and", first=listed, last=places[-1]) if listed else places[-1]
    return page.texts.counted("report.findings.conventions", len(places), list=shown)
