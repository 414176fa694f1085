"""What earlier ends or later starts would change, put into words and tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from readiness.analysis.working_time.what_if import Comparison
from readiness.analysis.working_time.what_if import what_if as compared
from readiness.evidence import Evidence
from readiness.language import DEFAULT, Texts
from readiness.law import Law, load_law
from readiness.reports.blocks import Table, cell, table
from readiness.reports.context import Page
from readiness.reports.formats.html import render
from readiness.reports.report import Section
from readiness.reports.sections.person import time_records
from readiness.result import Result

#: Combinations of times that are listed.
LISTED = 12


def what_if(
    evidence: Evidence | Iterable[Evidence],
    result: Result,
    *,
    latest_end: str | None = None,
    earliest_start: str | None = None,
    evening: str = "cut",
    language: str = DEFAULT,
    law: Law | None = None,
) -> Section:
    """Findings today and with an earlier end or later start, and for each short rest the times that would keep it.

    Parameters
    ----------
    evidence : Evidence or iterable of Evidence
        The records that the result rests on.
    result : Result
        Result of the audit of working time; gives country, region and scope.
    latest_end, earliest_start : str, optional
        Times of day, such as ``20:00``.
    evening : {"cut", "move"}
        What becomes of work after `latest_end`.
    language : str
        ``de`` or ``en``.
    law : Law, optional
        Where the audit ran under an agreement, the law with it.

    Raises
    ------
    UsageError
        ``bad_time_of_day``, ``bad_evening``, ``no_time_records``.
    """
    page = Page.of(result, Texts(language))
    company = result.company
    given = [evidence] if isinstance(evidence, Evidence) else list(evidence)
    tables = {e.kind: e.frame for e in given}
    found = compared(
        time_records(given),
        law or load_law(company.get("country") or "de"),
        {"region": company.get("region") or "", **(company.get("scope") or {})},
        latest_end=latest_end,
        earliest_start=earliest_start,
        evening=evening,
        absences=tables.get("absences"),
        people=tables.get("people"),
    )
    view = {
        "lead": " ".join(_lead(page, found)),
        "assumptions": [page.t(f"what_if.assumptions.{code}") for code in found.assumptions],
        "rules": _rules(page, found),
        "remedies": _remedies(page, found.remedies.head(LISTED)),
        "more": _more(page, len(found.remedies) - LISTED),
    }
    return Section("what_if", str(render("what_if", page.texts, name="what_if", view=view)))


def _lead(page: Page, found: Comparison) -> list[str]:
    if found.latest_end is None and found.earliest_start is None:
        return [page.t("what_if.as_recorded")]
    lead = []
    if found.earliest_start is not None:
        lead.append(page.t("what_if.earliest", time=_clock(found.earliest_start)))
    if found.latest_end is not None:
        lead.append(page.t("what_if.latest", time=_clock(found.latest_end)))
    lead.append(page.texts.counted("report.what_if.changed", found.days_moved))
    gone = found.minutes_removed
    lead.append(page.t("what_if.removed", time=page.texts.hours(gone)) if gone else page.t("what_if.kept"))
    return lead


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02d}"


def _rules(page: Page, found: Comparison) -> Table | None:
    shown = found.rules[(found.rules["failed"] > 0) | (found.rules["failed_after"] > 0)]
    rows = [
        [
            cell(page.rule_title(r.rule), _verdict(page, r.rule), strong=True),
            cell(_of(page, r.failed, r.checked)),
            cell(_of(page, r.failed_after, r.checked_after)),
            cell(_signed(page, r.change)),
        ]
        for r in shown.itertuples(index=False)
    ]
    return table(page.t("what_if.rules"), [page.t(f"what_if.{k}") for k in ("rule", "before", "after", "change")], rows)


def _verdict(page: Page, rule: str) -> str:
    """What today's cases count as, where that is no possible breach."""
    tally = page.result.findings.tally
    verdicts = tally.loc[tally["rule"] == rule, "verdict"]
    if not len(verdicts) or verdicts.iloc[0] == "possible_breach":
        return ""
    return page.texts.t(f"labels.verdict.{verdicts.iloc[0]}")


def _of(page: Page, failed: int, checked: int) -> str:
    return page.t("what_if.of", failed=page.texts.number(failed), checked=page.texts.number(checked))


def _signed(page: Page, change: int) -> str:
    return f"{'+' if change > 0 else '−' if change < 0 else '±'}{page.texts.number(abs(change))}"


def _remedies(page: Page, remedies: pd.DataFrame) -> Table | None:
    rows: list[list[Any]] = [
        [
            cell(page.t("what_if.from_to", end=_clock(r.end), start=_clock(r.start))),
            cell(page.texts.number(r.cases)),
            cell(page.texts.hours(r.rest)),
            cell(_clock(r.latest_end), strong=True),
            cell(_clock(r.earliest_start), strong=True),
        ]
        for r in remedies.itertuples(index=False)
    ]
    heads = [page.t(f"what_if.{k}") for k in ("times", "cases", "rest", "latest_end", "earliest_start")]
    return table(page.t("what_if.remedies"), heads, rows)


def _more(page: Page, count: int) -> str:
    return page.texts.counted("report.what_if.more", count) if count > 0 else ""
