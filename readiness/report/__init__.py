"""Reports: a result as one self-contained page, in the language of its readers."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from types import ModuleType
from typing import TYPE_CHECKING

from readiness.errors import UsageError
from readiness.result import Result

try:
    from readiness.report.model import Report, Section
except ModuleNotFoundError as problem:
    if problem.name not in ("jinja2", "markupsafe"):
        raise
    raise UsageError("packages_missing", missing=["Jinja2"]) from None

if TYPE_CHECKING:
    from readiness.report.figures import Chart

__all__ = ["Report", "Section", "bullet_chart", "report"]


def report(results: Result | Iterable[Result], language: str = "de") -> Report:
    """A report on one result, or the overall report on several; `Report.save` writes it.

    Parameters
    ----------
    results : Result or iterable of Result
        One result gives the full report; a list gives the overall report.
    language : str
        ``de`` or ``en``.
    """
    return Report.of(results, language)


def bullet_chart(result: Result, language: str = "de") -> Chart:
    """Bars of all areas of an audit, weakest on top, for notebooks and slides."""
    from readiness.report import figures  # loads matplotlib, which no report needs

    return figures.bullet_chart(result, language)


class _Callable(ModuleType):
    """Importing a submodule sets `readiness.report` to this module; `readiness.report(result)` works all the same."""

    __call__ = staticmethod(report)


sys.modules[__name__].__class__ = _Callable
