"""A report: a view of one or several results; every method returns something new, the results never change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from readiness.errors import UnknownName, UsageError, cause_of
from readiness.language import DEFAULT, Texts
from readiness.reports.brand import load_brand
from readiness.reports.context import Page
from readiness.reports.formats import html
from readiness.reports.formats.html import Section
from readiness.reports.sections import registry
from readiness.reports.sections.scores import dimension_bars
from readiness.result import Result

if TYPE_CHECKING:
    from readiness.reports.figures.bullet_bars import Chart


@dataclass(frozen=True, slots=True)
class Report:
    """A view of one result, or of several of one company; it holds no number that is not in them."""

    results: tuple[Result, ...]
    language: str = DEFAULT
    sections: tuple[str, ...] = registry.names(single=True)
    single: bool = True

    @classmethod
    def of(cls, results: Result | Iterable[Result], language: str = DEFAULT) -> Report:
        """A report on one result (full) or on several (overall report).

        Parameters
        ----------
        results : Result or iterable of Result
            One result gives the full report; a list gives the overall report.
        language : str
            Of the catalogue, such as ``de`` or ``en``.

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
        return cls(found, language, registry.names(single=False), single=False)

    @property
    def title(self) -> str:
        """What the page is called."""
        return self._title(Page.of(self.results[0], Texts(self.language)))

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
        return next(self._written((name,), self._pages()))

    def html(self) -> str:
        """The report as one self-contained HTML page."""
        texts, pages = Texts(self.language), self._pages()
        shown = [(texts.t(f"report.sections.{s.name}"), s) for s in self._written(self.sections, pages) if s.html]
        return html.document(texts, self._title(pages[0]), shown, pages[0].disclaimer())

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
        return Section("", "".join(s.html for s in self._written(self.sections, self._pages())))._repr_html_()

    def _known(self, name: str) -> None:
        if name not in self.sections:
            raise UnknownName("unknown_section", name, self.sections)

    def _pages(self) -> list[Page]:
        texts = Texts(self.language)
        return [Page.of(r, texts) for r in self.results]

    def _title(self, first: Page) -> str:
        name = first.wording.title if self.single else first.t("overview.title")
        return first.t("html_title", audit=name, company=first.company)

    def _written(self, names: Iterable[str], pages: list[Page]) -> Iterator[Section]:
        texts = Texts(self.language)
        for name in names:
            blocks = registry.blocks_of(name, pages, self.single)
            yield html.section(name, texts.t(f"report.sections.{name}"), blocks, texts)


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
        Of the catalogue, such as ``de`` or ``en``.
    """
    return Report.of(results, language)


def bullet_chart(result: Result, language: str = DEFAULT) -> Chart:
    """Bars of all areas of an audit, weakest on top, for notebooks and slides.

    Parameters
    ----------
    result : Result
        The result of an audit.
    language : str
        Of the catalogue, such as ``de`` or ``en``.

    Returns
    -------
    Chart
        A matplotlib figure; `savefig` writes it for slides.
    """
    from readiness.reports.figures.bullet_bars import bullet_bars  # loads matplotlib, which no report needs

    page = Page.of(result, Texts(language))
    return bullet_bars(page, dimension_bars(page), load_brand().palette)
