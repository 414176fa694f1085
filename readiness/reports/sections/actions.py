"""All actions as a table, with the dates on which to look at them again."""

from __future__ import annotations

from collections.abc import Sequence

from readiness.recommend import REASONS, Action
from readiness.reports.blocks import Blocks, Cell, Remark, cell, table
from readiness.reports.context import Page


def build(page: Page) -> Blocks:
    """The table of actions in their order; nothing when there is none."""
    heads = [page.t(f"actions.{k}") for k in ("number", "action", "why", "owner", "effort", "impact")]
    rows = [_row(page, n, a) for n, a in enumerate(page.result.actions.rows, 1)]
    found = table(page.t("actions.caption"), heads, rows, "actions")
    if found is None:
        return ()
    dates = ", ".join(page.texts.date(d) for d in page.result.reviews)
    return (found, Remark(page.t("actions.reviews_text", dates=dates) if dates else ""))


def _row(page: Page, number: int, a: Action) -> list[Cell]:
    step = page.wording.first_step(a.id)
    sources = page.laws(a.law)
    law = page.t("actions.law", text=sources) if sources else ""
    return [
        cell(str(number)),
        cell(page.wording.action(a.id), f"{page.t('summary.first_step')} {step}" if step else "", law),
        cell(page.texts.t(f"labels.reason.{a.reason}"), page.t("actions.for_item", id=a.item) if a.item else ""),
        cell(page.wording.role(a.owner)),
        cell(page.effort(a)),
        cell(page.texts.t(f"labels.impact.{a.impact}")),
    ]


def ranked(pages: Sequence[Page]) -> list[tuple[Page, Action]]:
    """Actions of all audits: possible breaches, then duties, then the rest; by impact, then little effort first."""

    def rank(entry: tuple[Page, Action]) -> tuple[int, float, float, int]:
        page, action = entry
        impact = float((page.scheme.settings or {}).get("impact", {}).get(action.impact, 0))
        return REASONS.index(action.reason), -impact, action.effort_hours, page.order

    return sorted(((p, a) for p in pages for a in p.result.actions.rows), key=rank)


def build_overall(pages: Sequence[Page]) -> Blocks:
    """All actions of all audits in one order."""
    first = pages[0]
    heads = [first.t(f"actions.{k}") for k in ("number", "action", "why", "owner", "effort")]
    rows = [_overall_row(p, n, a) for n, (p, a) in enumerate(ranked(pages), 1)]
    found = table(first.t("actions.caption"), heads, rows, "actions")
    return (found,) if found else ()


def _overall_row(page: Page, number: int, a: Action) -> list[Cell]:
    first_step = page.wording.first_step(a.id)
    return [
        cell(str(number)),
        cell(page.wording.action(a.id), f"{page.t('summary.first_step')} {first_step}" if first_step else ""),
        cell(page.texts.t(f"labels.reason.{a.reason}"), page.short_title),
        cell(page.wording.role(a.owner)),
        cell(page.effort(a), page.texts.t(f"labels.impact.{a.impact}")),
    ]
