"""Reports: a result as one self-contained page, in the language of its readers."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from types import ModuleType

from readiness.report.model import Report, Section
from readiness.result import Result

__all__ = ["Report", "Section", "report"]


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


class _Callable(ModuleType):
    """Importing a submodule sets `readiness.report` to this module; `readiness.report(result)` works all the same."""

    __call__ = staticmethod(report)


sys.modules[__name__].__class__ = _Callable
