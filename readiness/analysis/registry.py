"""All analyses in one list: the only module that sees them side by side."""

from __future__ import annotations

from collections.abc import Iterator

from readiness.analysis.it_security.analysis import IT_SECURITY
from readiness.analysis.model import QUESTIONS_ONLY, Analysis, Metric
from readiness.analysis.social_maturity.analysis import SOCIAL_MATURITY
from readiness.analysis.working_time.analysis import WORKING_TIME
from readiness.errors import UnknownName


class Registry:
    """Analyses by their id; two of one id, or two figures of one name for a kind, are refused when it is made."""

    def __init__(self, *analyses: Analysis) -> None:
        self._by_id: dict[str, Analysis] = {}
        #: Figures by kind of evidence and id.
        self.metrics: dict[str, dict[str, Metric]] = {}
        for analysis in analyses:
            if analysis.id in self._by_id:
                raise ValueError(f"two analyses are called {analysis.id}")
            self._by_id[analysis.id] = analysis
            for kind in analysis.metrics:
                self._add(kind, analysis)

    def _add(self, kind: str, analysis: Analysis) -> None:
        known = self.metrics.setdefault(kind, {})
        for name, function in analysis.figures(kind).items():
            if name in known:
                raise ValueError(f"the figure {name} of {kind} is in {known[name].__module__} and in {analysis.id}")
            known[name] = function

    def __iter__(self) -> Iterator[Analysis]:
        return iter(self._by_id.values())

    def __contains__(self, name: object) -> bool:
        return name in self._by_id

    def named(self, name: str) -> Analysis:
        """The analysis that an audit declares; an audit that declares none asks questions only.

        Raises
        ------
        UnknownName
            ``unknown_analysis`` with the nearest names.
        """
        if not name:
            return QUESTIONS_ONLY
        if name not in self._by_id:
            raise UnknownName("unknown_analysis", name, list(self._by_id))
        return self._by_id[name]


ANALYSES = Registry(WORKING_TIME, IT_SECURITY, SOCIAL_MATURITY)
#: Figures by kind of evidence and id.
METRICS = ANALYSES.metrics
