"""Digital-readiness assessments for small and medium enterprises.

``import readiness as rd`` loads neither pandas nor matplotlib; every name below loads what it needs on first use.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

from readiness import errors
from readiness.version import __version__

_WHERE = {
    "AnswerSheet": "readiness.instrument",
    "Result": "readiness.result",
    "ask": "readiness.forms",
    "check_parquet": "readiness.analysis.working_time.large_files",
    "explain": "readiness.explanation",
    "load_audit": "readiness.audit",
    "load_figures": "readiness.benchmarks",
    "load_instrument": "readiness.instrument",
    "load_law": "readiness.law",
    "person_view": "readiness.reports.from_evidence",
    "read_answers": "readiness.instrument",
    "read_evidence": "readiness.evidence",
    "read_result": "readiness.result",
    "report": "readiness.reports.report",
    "sample": "readiness.sample_data.firms",
    "samples": "readiness.sample_data.firms",
    "save_answers": "readiness.instrument",
    "what_if": "readiness.reports.from_evidence",
}
__all__ = ["ReadinessError", "__version__", *_WHERE]

ReadinessError = errors.ReadinessError


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"readiness has no {name!r}; it has {', '.join(__all__)}")
    value = getattr(importlib.import_module(_WHERE[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)


def _english(code: str, fields: Mapping[str, Any]) -> str:
    # The sentence of an error is looked up only when somebody reads it.
    from readiness.language import FALLBACK, Texts

    try:
        return Texts(FALLBACK).error(code, fields)
    except ReadinessError as fault:
        # The texts themselves are broken: the bare facts are better than a second error.
        return f"{code}: {dict(fields)} (texts: {fault.code} {fault.fields})"


errors.wording = _english
