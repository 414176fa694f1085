"""Conventions of calculation: which stand behind a rule, and the numbers they go by in a report."""

from __future__ import annotations

from readiness.analysis.working_time.rules.kinds import KINDS
from readiness.language.law_numbers import fill
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

#: Topics of rules that ask for Sundays or public holidays, whatever their kind of check.
_CALENDAR_TOPICS = ("sunday_rest", "holiday_rest")


def convention_lines(page: Page) -> list[str]:
    """The sentences of the appendix; a finding refers to them by their place, counted from 1."""
    law, on = page.wording.law, page.result.last_day
    sentences = (str(page.texts.lookup(f"report.method.conventions.{name}")) for name in CONVENTIONS)
    return [fill(sentence, page.texts, law, {}, on) for sentence in sentences]


def conventions_of(page: Page, rule: Rule) -> str:
    """Which conventions a rule was calculated by, in words; "" for a kind of check without any."""
    kind = KINDS.get(rule.kind)
    behind = set(kind.conventions) if kind else set()
    behind |= {"calendar"} if rule.topic in _CALENDAR_TOPICS else set()
    places = [str(place) for place, name in enumerate(CONVENTIONS, start=1) if name in behind]
    if not places:
        return ""
    listed = ", ".join(places[:-1])
    shown = page.t("findings.and", first=listed, last=places[-1]) if listed else places[-1]
    return page.texts.counted("report.findings.conventions", len(places), list=shown)
