"""The result as the form shows it: numbers and ids from the engine, the words come from the spec."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from typing import Any

from readiness import catalog
from readiness.audit import load_audit
from readiness.evidence import Evidence
from readiness.explanation import explain
from readiness.instrument import AnswerSheet, load_instrument
from readiness.language import Texts, languages
from readiness.result import Result


def run_sheet(
    sheet: AnswerSheet, evidence: Sequence[Evidence], on: dt.date, country: str = "de", region: str = ""
) -> Result:
    """Run the audit of a sheet with the evidence in use.

    Parameters
    ----------
    sheet : AnswerSheet
        May be partial.
    evidence : sequence of Evidence
        Files that were read and accepted.
    on : date
        Day of the audit.
    country, region : str
        Whose law and holidays apply.
    """
    region = "" if sheet.profile.get("region") else region  # what the sheet says goes first
    return load_audit(sheet.audit, country=country, region=region).run(answers=sheet, evidence=evidence, on=on)


def outcome(result: Result) -> dict[str, Any]:
    """What the result view shows; the single file works out the same from the answers alone.

    Returns
    -------
    dict
        ``value``, ``low``, ``high`` (0..100 or none), ``coverage`` (0..1), ``band``, ``uncapped``, ``capped_by``,
        ``dimensions``, ``items`` with share and contribution, ``clarify``, ``weakest``, ``actions`` in their order, and
        what only evidence can tell: ``breaches``, ``open_rules``, ``gaps``, ``law_as_of``.
    """
    score = result.score
    weakest = result.weakest()
    return {
        "value": score.value,
        "low": score.low,
        "high": score.high,
        "coverage": score.coverage,
        "band": score.band,
        "uncapped": score.uncapped,
        "capped_by": list(score.capped_by),
        "dimensions": [
            {
                "id": d.id,
                "weight": d.weight,
                "value": d.value,
                "low": d.low,
                "high": d.high,
                "coverage": d.coverage,
                "shown": d.shown,
            }
            for d in score.dimensions
        ],
        "clarify": list(result.clarify),
        "weakest": weakest.id if weakest else None,
        "items": _items(result),
        "actions": [
            {"id": a.id, "reason": a.reason, "item": a.item, "impact": a.impact, "effort_hours": a.effort_hours}
            for a in result.actions.rows
        ],
        "breaches": [_rule(row, result) for row in result.breaches().itertuples(index=False)],
        "open_rules": [_rule(row, result) for row in _open_rules(result)],
        "gaps": [dict(gap) for gap in result.gaps],
        "law_as_of": _in_words(result.provenance["law"]["as_of"]) if len(result.findings.tally) else None,
        "figures": figures(result.audit, (result.company.get("profile") or {}).get("employees")),
    }


def _in_words(day: str) -> dict[str, str]:
    return {one: Texts(one).date(day) for one in languages()}


def _items(result: Result) -> list[dict[str, Any]]:
    rows = explain(result).items
    return [
        {
            "id": row.id,
            "state": row.state,
            "reason": row.reason,
            "attained": _number(row.attained),
            "share": _number(row.share) or 0.0,
            "contribution": _number(row.contribution),
        }
        for row in rows.itertuples(index=False)
    ]


def _number(value: Any) -> float | None:
    return None if value is None or math.isnan(value) else float(value)


def _open_rules(result: Result) -> list[Any]:
    tally = result.findings.tally
    return list(tally[tally["verdict"] == "open"].itertuples(index=False))


def _rule(row: Any, result: Result) -> dict[str, Any]:
    """A rule with its counts; numbers of persons stay out of the form."""
    rule = load_audit(result.audit, country=result.company["country"]).law.rule(row.rule)
    return {
        "rule": row.rule,
        "title": dict(rule.title),
        "citation": dict(rule.citation),
        "failed": int(row.failed),
        "checked": int(row.checked),
        "unit": row.unit,
    }


def measured(result: Result) -> dict[str, dict[str, Any]]:
    """Items that evidence answers: measured value, unit in words, points, file."""
    files = {e["kind"]: e["file"] for e in result.evidence}
    rows = result.items[result.items["source"] == "evidence"]
    return {
        row.id: {
            "value": _number(row.measured),
            "unit": {one: _unit(Texts(one).amount(float(row.measured), row.unit)) for one in languages()},
            "attained": _number(row.attained),
            "file": files.get(row.kind, ""),
        }
        for row in rows.itertuples(index=False)
    }


def answers_of(result: Result, kind: str) -> dict[str, Any]:
    """How many questions a kind of evidence answers, as a fact in words; why not, where it answers none."""
    rows = result.items[result.items["kind"] == kind]
    number = int((rows["source"] == "evidence").sum())
    why = [reason for reason in dict.fromkeys(rows["measured_reason"]) if reason]
    return {
        "label": {one: Texts(one).t("start.facts.answers") for one in languages()},
        "value": {one: _answers(Texts(one), number, why) for one in languages()},
    }


def _answers(texts: Texts, number: int, why: Sequence[str]) -> str:
    if number:
        return texts.counted("start.answers", number)
    known = (reason if texts.has(f"labels.measured.{reason}") else "other" for reason in why or ("other",))
    return texts.t("start.answers.none", why="; ".join(texts.t(f"labels.measured.{reason}") for reason in known))


def _unit(amount: str) -> str:
    """What stands behind the number of an amount."""
    return re.sub(r"^-?[\d.,]+\s*", "", amount)


def figures(audit: str, employees: int | None) -> list[dict[str, Any]]:
    """Published figures that may stand beside this result, with population, year and source.

    A figure that measures what a question asks has a `pair` with that question; only a percentage has one here,
    because it is drawn on a bar from 0 to 100.
    """
    from readiness.benchmarks import benchmark_for, context

    listed = any(entry["audit"] == audit for entry in catalog.load("benchmarks/published/benchmark.yaml")["context"])
    pairs = [pair for item in load_instrument(audit).items if (pair := benchmark_for(item.id, audit)) is not None]
    drawn = [pair for pair in pairs if pair.benchmark.unit == "percent" and pair.benchmark.covers(employees)]
    return [
        *({**_published(pair.benchmark), "pair": _drawn(pair)} for pair in drawn if pair.benchmark.value is not None),
        *(_published(figure) for figure in (context(audit, employees) if listed else ())),
    ]


def _published(figure: Any) -> dict[str, Any]:
    from readiness.reports.sections.benchmarks import figure_text

    return {
        "value": {one: figure_text(Texts(one), figure) for one in languages()},
        "statement": dict(figure.statement),
        "population": dict(figure.population),
        "year": str(figure.year),
        "source": dict(figure.source),
    }


def _drawn(pair: Any) -> dict[str, Any]:
    """Where the mark stands, and the words of the report for what it says."""
    return {
        "item": pair.item,
        "at": pair.benchmark.value,
        "lower_is_better": pair.comparable == "lower_is_better",
        "employees": list(pair.benchmark.employees),
        "caution": dict(pair.caution),
        "verdicts": {
            key: {one: Texts(one).t(f"report.comparison.{key}") for one in languages()}
            for key in ("better", "worse", "equal")
        },
    }
