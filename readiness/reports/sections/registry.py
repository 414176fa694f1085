"""All sections there are, in the order of the report: a new one is a module, a line here and a heading in texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from readiness.reports.blocks import Blocks
from readiness.reports.context import Page
from readiness.reports.sections import (
    actions,
    benchmarks,
    dimensions,
    evidence,
    findings,
    method,
    overview,
    summary,
    working_time_pictures,
)


@dataclass(frozen=True, slots=True)
class SectionKind:
    """A section by name: what it says of one audit, and what of several; None where such a report has no such section.

    The heading is the text ``report.sections.<name>``. Without blocks the section is left out.
    """

    name: str
    of_one: Callable[[Page], Blocks] | None = None
    of_several: Callable[[Sequence[Page]], Blocks] | None = None


SECTIONS = (
    SectionKind("summary", summary.build, overview.build),
    SectionKind("audits", None, overview.build_audits),
    SectionKind("dimensions", dimensions.build),
    SectionKind("findings", findings.build),
    SectionKind("pictures", working_time_pictures.build),
    SectionKind("gaps", evidence.build_gaps),
    SectionKind("evidence", evidence.build_evidence),
    SectionKind("actions", actions.build, actions.build_overall),
    SectionKind("comparison", benchmarks.build),
    SectionKind("method", method.build_method, method.build_overall_method),
    SectionKind("sources", method.build_sources, method.build_overall_sources),
    SectionKind("basis", method.build_basis, lambda pages: method.build_basis(pages[0])),
)


def names(single: bool) -> tuple[str, ...]:
    """Sections of a report on one audit, or on several."""
    return tuple(s.name for s in SECTIONS if (s.of_one if single else s.of_several) is not None)


def blocks_of(name: str, pages: Sequence[Page], single: bool) -> Blocks:
    """What a section says; no blocks when there is nothing to say."""
    kind = next(s for s in SECTIONS if s.name == name)
    if single:
        return kind.of_one(pages[0]) if kind.of_one else ()
    return kind.of_several(pages) if kind.of_several else ()
