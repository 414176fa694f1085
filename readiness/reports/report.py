"""A report: a view of one or several results; every method returns something new, the results never change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from readiness.errors import UnknownName, UsageError, cause_of
from readiness.language import DEFAULT, Texts
from readiness.reports.context import Page
from readiness.reports.formats.html import document, section, style
from readiness.reports.sections import actions, dimensions, evidence, findings, method, overview, summary
from readiness.reports.sections import benchmarks as comparison
from readiness.reports.sections import working_time_pictures as pictures
from readiness.result import Result

if TYPE_CHECKING:
    from readiness.reports.figures.bullet_bars import Chart

View = Mapping[str, Any] | None
Pages = Sequence[Page]

#: Sections of a report on one audit: name, template, what it shows.
AUDIT: dict[str, tuple[str, Callable[[Page], View]]] = {
    "summary": ("summary", summary.build),
    "dimensions": ("dimensions", dimensions.build),
    "findings": ("findings", findings.build),
    "pictures": ("pictures", pictures.build),
    "gaps": ("gaps", evidence.build_gaps),
    "evidence": ("evidence", evidence.build_evidence),
    "actions": ("actions", actions.build),
    "comparison": ("comparison", comparison.build),
    "method": ("method", method.build_method),
    "sources": ("sources", method.build_sources),
    "basis": ("basis", method.build_basis),
}
#: Sections of a report on several audits.
OVERALL: dict[str, tuple[str, Callable[[Pages], View]]] = {
    "summary": ("overview", overview.build),
    "audits": ("audits", overview.build_audits),
    "actions": ("actions", overview.build_actions),
    "method": ("method", lambda pages: overview.build_method(pages, method.build_method(_checked(pages)))),
    "sources": ("sources", overview.build_sources),
    "basis": ("basis", lambda pages: method.build_basis(pages[0])),
}


def _checked(pages: Pages) -> Page:
    return next((p for p in pages if not p.result.findings.tally.empty), pages[0])


@dataclass(frozen=True, slots=True)
class Section:
    """One section as HTML; a notebook shows it as it stands in the report."""

    name: str
    html: str

    def _repr_html_(self) -> str:
        return f'<style>{style()}</style><div class="readiness">{self.html}</div>' if self.html else ""


@dataclass(frozen=True, slots=True)
class Report:
    """A view of one result, or of several of one company; it holds no number that is not in them."""

    results: tuple[Result, ...]
    language: str = DEFAULT
    sections: tuple[str, ...] = tuple(AUDIT)
    single: bool = True

    @classmethod
    def of(cls, results: Result | Iterable[Result], language: str = DEFAULT) -> Report:
        """A report on one result (full) or on several (overall report).

        Parameters
        ----------
        results : Result or iterable of Result
            One result gives the full report; a list gives the overall report.
        language : str
            ``de`` or ``en``.

        Raises
        ------
        UsageError
            ``report_no_result``, ``report_audit_twice`` or ``report_companies_differ``.
        UnknownName
            ``unknown_language``.
        """
        Texts(language)
        if isinstance(results, Result):
            return cls((results,), language)
        found = tuple(results)
        _fit(found)
        return cls(found, language, tuple(OVERALL), single=False)

    @property
    def title(self) -> str:
        """What the page is called."""
        texts = Texts(self.language)
        first = Page.of(self.results[0], texts)
        name = first.wording.title if self.single else first.t("overview.title")
        return first.t("html_title", audit=name, company=first.company)

    def without(self, name: str) -> Report:
        """The same report without one section.

        Raises
        ------
        UnknownName
            ``unknown_section`` with the sections there are.
        """
        self._known(name)
        return replace(self, sections=tuple(s for s in self.sections if s != name))

    def section(self, name: str) -> Section:
        """One section, empty when there is nothing to say.

        Raises
        ------
        UnknownName
            ``unknown_section`` with the sections there are.
        """
        self._known(name)
        return Section(name, str(self._bodies((name,)).get(name, "")))

    def html(self) -> str:
        """The report as one self-contained HTML page."""
        texts = Texts(self.language)
        bodies = self._bodies(self.sections)
        parts = [(name, texts.t(f"report.sections.{name}"), body) for name, body in bodies.items()]
        return document(texts, self.title, parts, Page.of(self.results[0], texts).disclaimer())

    def save(self, path: Path | str) -> Path:
        """Write the report as one HTML file.

        Raises
        ------
        UsageError
            ``report_not_written`` with the reason.
        """
        path = Path(path)
        text = self.html()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        except OSError as problem:
            raise UsageError("report_not_written", file=path.name, **cause_of(problem)) from None
        return path

    def _repr_html_(self) -> str:
        bodies = self._bodies(self.sections)
        return Section("", "".join(bodies.values()))._repr_html_()

    def _known(self, name: str) -> None:
        if name not in self.sections:
            raise UnknownName("unknown_section", name, self.sections)

    def _bodies(self, names: Iterable[str]) -> dict[str, Markup]:
        texts = Texts(self.language)
        pages = [Page.of(r, texts) for r in self.results]
        found = {}
        for name in names:
            template, view = self._view(name, pages)
            if view is not None:
                found[name] = section(name, template, texts, view)
        return found

    def _view(self, name: str, pages: Pages) -> tuple[str, View]:
        if self.single:
            template, build = AUDIT[name]
            return template, build(pages[0])
        template, join = OVERALL[name]
        return template, join(pages)


def _fit(results: Sequence[Result]) -> None:
    if not results:
        raise UsageError("report_no_result")
    audits = [r.audit for r in results]
    for audit in audits:
        if audits.count(audit) > 1:
            raise UsageError("report_audit_twice", audit=audit)
    companies = sorted({str(r.company.get("name") or "") for r in results})
    if len(companies) > 1:
        raise UsageError("report_companies_differ", companies=companies)


def report(results: Result | Iterable[Result], language: str = DEFAULT) -> Report:
    """A report on one result, or the overall report on several; `Report.save` writes it.

    Parameters
    ----------
    results : Result or iterable of Result
        One result gives the full report; a list gives the overall report.
    language : str
        ``de`` or ``en``.
    """
    return Report.of(results, language)


def bullet_chart(result: Result, language: str = DEFAULT) -> Chart:
    """Bars of all areas of an audit, weakest on top, for notebooks and slides."""
    from readiness.reports.figures import bullet_bars  # loads matplotlib, which no report needs

    return bullet_bars.bullet_chart(result, language)
