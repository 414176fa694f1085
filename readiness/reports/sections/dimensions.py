"""Areas and questions: every item with its answer, its points, what they rest on and why it may not count."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from readiness.reports.blocks import Block, Blocks, Cell, Heading, Paragraph, cell, table
from readiness.reports.context import Page
from readiness.scoring import DimensionScore


def build(page: Page) -> Blocks:
    """Area by area: what it measures, its points, and the table of its questions."""
    return tuple(block for d in page.result.score.dimensions for block in _area(page, d))


def _area(page: Page, d: DimensionScore) -> Iterator[Block]:
    items = page.result.items[page.result.items["dimension"] == d.id]
    heads = [page.t(f"dimensions.{k}") for k in ("id", "question", "answer", "points", "based_on")]
    name = page.wording.dimension(d.id)
    measures = page.texts.pick(page.wording.dimensions.get(d.id, {}).get("measures"))
    rows = [_row(page, r) for r in items.itertuples(index=False)]
    yield Heading(name)
    yield Paragraph(page.t("dimensions.measures", text=measures) if measures else "", conclusion=_line(page, d))
    if found := table(page.t("dimensions.caption", dimension=name), heads, rows, "items"):
        yield found


def _line(page: Page, d: DimensionScore) -> str:
    if d.low is None:
        return page.t("dimensions.line_empty")
    fields = {"low": page.points(d.low), "high": page.points(d.high), "coverage": page.texts.percent(d.coverage)}
    if not d.shown:
        floor = page.texts.percent(page.scheme.dimension_floor)
        return page.t("dimensions.line_none", floor=floor, **fields)
    if d.coverage >= 1:
        return page.t("dimensions.line_full", value=page.points(d.value))
    return page.t("dimensions.line", value=page.points(d.value), **fields)


def _row(page: Page, row: Any) -> list[Cell]:
    duty = page.texts.t(f"labels.duty.{row.must}") if row.must else ""
    criterion = page.wording.criterion(row.id)
    question = page.wording.question(row.id)
    asked = cell(question, page.t("dimensions.criterion", text=criterion) if criterion else "", mark=duty)
    return [cell(row.id), asked, _answer(page, row), _points(page, row), _basis(page, row)]


def _answer(page: Page, row: Any) -> Cell:
    if row.state == "not_applicable":
        return cell("–")
    answer = page.wording.answer(row.id, row.answer) if row.answer else ""
    if row.source == "evidence":
        return cell(page.wording.amount(row), page.t("dimensions.own_answer", answer=answer) if answer else "")
    return cell(answer or "–")


def _points(page: Page, row: Any) -> Cell:
    if row.state == "open":
        return cell(page.t("dimensions.open"))
    if row.state == "not_applicable" or pd.isna(row.attained):
        return cell("–")
    unmet = bool(row.must) and row.attained < row.threshold
    return cell(page.points(row.attained), page.t("dimensions.unmet") if unmet else "", strong=True)


def _basis(page: Page, row: Any) -> Cell:
    found = _counted_as(page, row)
    if not row.measured_reason:
        return found
    # There was a file, but its figure could not be used: say why instead of falling silent.
    known = page.texts.has(f"labels.measured.{row.measured_reason}")
    key = f"labels.measured.{row.measured_reason if known else 'other'}"
    note = page.t("dimensions.not_measured", reason=page.texts.t(key))
    return cell(found.text, *found.notes, note)


def _counted_as(page: Page, row: Any) -> Cell:
    if row.state == "not_applicable":
        return cell(page.t("dimensions.not_counted"), page.texts.t(f"labels.left_out.{row.reason}"))
    if row.state == "open":
        return cell(page.t("dimensions.open"), page.texts.t(f"labels.left_out.{row.reason}"))
    checked = "" if pd.isna(row.checked) else page.texts.counted("report.dimensions.checked", int(row.checked))
    return cell(page.texts.t(f"labels.source.{row.source}"), checked if row.source == "evidence" else "")
