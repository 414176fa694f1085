"""What earlier ends or later starts would change, put into words and tables."""

from __future__ import annotations

import pandas as pd

from readiness.analysis.working_time.what_if import Comparison
from readiness.reports.blocks import Blocks, Bullets, Cell, Heading, Paragraph, Table, cell, part, table
from readiness.reports.context import Page

#: Combinations of times that are listed.
LISTED = 12


def build(page: Page, found: Comparison) -> Blocks:
    """The findings before and after, the times that would keep each short rest, and what was assumed."""
    remedies = _remedies(page, found.remedies.head(LISTED))
    more = Paragraph(_more(page, len(found.remedies) - LISTED), "quiet")
    assumed = tuple(page.t(f"what_if.assumptions.{code}") for code in found.assumptions)
    return (
        Paragraph(conclusion=" ".join(_lead(page, found))),
        _rules(page, found) or Paragraph(page.t("what_if.no_cases")),
        part(page.t("what_if.remedies_title"), *((remedies, more) if remedies else ())),
        Heading(page.t("what_if.assumed")),
        Bullets(assumed),
    )


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
    rows: list[list[Cell]] = [
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
