"""Published figures beside the company's own values, each with its population, year and source."""

from __future__ import annotations

from typing import Any

import pandas as pd

from readiness import catalog
from readiness.benchmarks import Benchmark, Comparison, benchmark_for, compare, context
from readiness.errors import UsageError
from readiness.language.texts import Texts
from readiness.reports.blocks import Blocks, Cell, Paragraph, cell, part, table
from readiness.reports.context import Page


def build(page: Page) -> Blocks:
    """Pairs that may be compared and figures for context; nothing when there is neither."""
    employees = (page.result.company.get("profile") or {}).get("employees")
    pairs = [found for row in page.result.items.itertuples(index=False) if (found := _pair(page, row, employees))]
    around = context(page.result.audit, employees) if _has_context(page.result.audit) else ()
    heads = [page.t(f"comparison.{k}") for k in ("question", "yours", "figure", "about")]
    both = table(page.t("comparison.pairs_caption"), heads, [_compared(page, row, c) for row, c in pairs])
    plain = table(
        page.t("comparison.context_caption"),
        [page.t("comparison.figure"), page.t("comparison.about")],
        [
            [cell(figure_text(page.texts, b), page.texts.pick(b.statement), strong=True), _about(page, b)]
            for b in around
        ],
    )
    if both is None and plain is None:
        return ()
    return (
        Paragraph(page.t("comparison.intro")),
        part(page.t("comparison.pairs"), both),
        part(page.t("comparison.context"), plain),
    )


def _has_context(audit: str) -> bool:
    return any(entry["audit"] == audit for entry in catalog.load("benchmarks/published/benchmark.yaml")["context"])


def _pair(page: Page, row: Any, employees: int | None) -> tuple[Any, Comparison] | None:
    pair = benchmark_for(row.id, page.result.audit)
    value = _own(row)
    if pair is None or value is None:
        return None
    try:
        found = compare(pair.benchmark.id, value, item=row.id, audit=page.result.audit, employees=employees)
    except UsageError:
        return None  # outside the population of the figure: then there is nothing to compare
    return row, found


def _own(row: Any) -> float | None:
    if row.state != "answered":
        return None
    if row.source == "evidence":
        return None if pd.isna(row.measured) else float(row.measured)
    try:
        return float(row.answer)
    except ValueError:
        return None


def _compared(page: Page, row: Any, found: Comparison) -> list[Cell]:
    figure = found.pair.benchmark
    key = "equal" if found.better is None else "better" if found.better else "worse"
    return [
        cell(page.wording.question(row.id), page.t("item", id=row.id)),
        cell(_amount(page.texts, found.value, figure.unit), page.t(f"comparison.{key}"), strong=True),
        cell(figure_text(page.texts, figure), page.texts.pick(figure.statement), page.texts.pick(found.pair.caution)),
        _about(page, figure),
    ]


def figure_text(texts: Texts, figure: Benchmark) -> str:
    """The published value with its unit and qualifier, as the source states it."""
    if figure.value is None:
        return texts.pick(figure.value_text)
    words = catalog.load("benchmarks/published/benchmark.yaml")["qualifiers"]
    qualifier = texts.pick(words[figure.qualifier]) if figure.qualifier else ""
    return f"{qualifier} {_amount(texts, figure.value, figure.unit)}".strip()


def _amount(texts: Texts, value: float, unit: str) -> str:
    if unit == "percent":
        return texts.amount(value, unit)
    word = texts.pick(catalog.load("benchmarks/published/benchmark.yaml")["units"].get(unit))
    return f"{texts.short(value, 2)} {word}".strip()


def _about(page: Page, figure: Benchmark) -> Cell:
    return cell(
        page.t("comparison.population", population=page.texts.pick(figure.population), year=figure.year),
        page.t("comparison.source", source=page.texts.pick(figure.source)),
        page.t("comparison.address", address=figure.address),
        page.texts.pick(figure.note),
    )
