"""Errors on their way to a page: a code for the program, a sentence in every language for the person."""

from __future__ import annotations

from typing import Any

from readiness.errors import ReadinessError
from readiness.language import Texts, languages


def fault(problem: ReadinessError) -> dict[str, Any]:
    """An error as pages show it, in every language at once, because the person may switch.

    Returns
    -------
    dict
        ``error`` with ``code`` and ``sentence`` per language.
    """
    sentences = {language: Texts(language).error(problem.code, problem.fields) for language in languages()}
    return {"error": {"code": problem.code, "sentence": sentences}}
