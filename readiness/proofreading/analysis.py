"""Proof-reading of what audits make of evidence: every figure a question asks for has a function, and vice versa."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from typing import Any

from readiness import catalog
from readiness.analysis.model import Analysis, Metric
from readiness.analysis.registry import ANALYSES
from readiness.errors import CatalogError, ReadinessError
from readiness.proofreading.place import Place


def analysis_faults(about: Place, questions: Place) -> Iterator[ReadinessError]:
    """Faults between an audit, its analysis and its questions.

    Parameters
    ----------
    about : Place
        The audit's ``audit.yaml``.
    questions : Place
        Its ``instrument.yaml``.
    """
    declared, accepted = about.data.get("analysis", ""), list(about.data["evidence"])
    known = catalog.ids("evidence")
    for n, kind in enumerate(accepted):
        yield from about.named(kind, known, "evidence", "evidence", "evidence", n)
    if declared and declared not in ANALYSES:
        yield from about.named(declared, [a.id for a in ANALYSES], "analysis", "analysis", "analysis")
        return
    analysis = ANALYSES.named(declared)
    for n, kind in enumerate(accepted):
        if kind in known and kind not in analysis.kinds:
            yield about.fault(
                "catalog_evidence_without_analysis",
                *("evidence", n),
                key="evidence",
                found=kind,
                analysis=declared or "–",
                known=list(analysis.kinds) or ["–"],
                others=[a.id for a in ANALYSES if kind in a.kinds] or ["–"],
            )
    for n, item in enumerate(questions.data["items"]):
        for m, link in enumerate(item.get("evidence", ())):
            yield from _link(questions, item["id"], link, accepted, analysis, ("items", n, "evidence", m))


def _link(
    questions: Place,
    item: str,
    link: Mapping[str, Any],
    accepted: list[str],
    analysis: Analysis,
    where: tuple[str | int, ...],
) -> Iterator[ReadinessError]:
    if link["kind"] not in accepted:
        yield from questions.named(link["kind"], accepted, "evidence", item, *where, "kind")
        return
    yield from questions.named(link["metric"], analysis.figures(link["kind"]), "metric", item, *where, "metric")


def function_faults() -> Iterator[ReadinessError]:
    """Functions for kinds of evidence that ``data/evidence`` does not have: nobody could hand in such a file."""
    known = catalog.ids("evidence")
    for analysis in ANALYSES:
        for kind in sorted(set(analysis.kinds) - set(known)):
            for function in analysis.metrics.get(kind, ()) or (None,):
                file, line = _place_of(function, analysis)
                name = function.__name__ if function else analysis.id
                yield CatalogError(
                    "catalog_function_without_kind", file=file, line=line, key=name, found=kind, known=known
                )


def _place_of(function: Metric | None, analysis: Analysis) -> tuple[str, int]:
    """Module and line of a figure; those of its analysis where a kind has no figures."""
    if function is None:
        return f"readiness/analysis/{analysis.id}/analysis.py", 1
    return f"{function.__module__.replace('.', '/')}.py", inspect.getsourcelines(function)[1]
