"""All actions as a table, with the dates on which to look at them again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from readiness.recommend import Action
from readiness.reports.blocks import Cell, cell, table
from readiness.reports.context import Page


def build(page: Page) -> Mapping[str, Any] | None:
    """The table of actions in their order; None when there is none."""
    heads = [page.t(f"actions.{k}") for k in ("number", "action", "why", "owner", "effort", "impact")]
    rows = [_row(page, n, a) for n, a in enumerate(page.result.actions.rows, 1)]
    found = table(page.t("actions.caption"), heads, rows, "actions")
    if found is None:
        return None
    dates = ", ".join(page.texts.date(d) for d in page.result.reviews)
    return {"table": found, "reviews": page.t("actions.reviews_text", dates=dates) if dates else ""}


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
