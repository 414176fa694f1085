"""Sections made from the evidence itself, only for those who ask for them; no report holds one.

A report rests on results, which know no single days and no times of day; these two views read the records once more.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from readiness.analysis.working_time.views.distributions import possible_breaches
from readiness.analysis.working_time.views.person_days import working_time_timeline
from readiness.analysis.working_time.what_if import what_if as compared
from readiness.errors import UsageError
from readiness.evidence import Evidence
from readiness.language import DEFAULT, Texts
from readiness.law import Law, load_law
from readiness.reports.context import Page
from readiness.reports.formats.html import Section, section
from readiness.reports.sections import person
from readiness.reports.sections import what_if as other_times
from readiness.result import Result


def person_view(
    evidence: Evidence | Iterable[Evidence],
    result: Result,
    subject: str | None = None,
    language: str = DEFAULT,
    limit: int = 5,
) -> Section:
    """The days of one pseudonym with most possible breaches: work, breaks and what is missing in a rest.

    Only for a talk about cause and remedy: a works council has to agree first (§ 87 (1) no. 6 BetrVG).

    Parameters
    ----------
    evidence : Evidence or iterable of Evidence
        The records that the result rests on.
    result : Result
        Result of the audit of working time.
    subject : str, optional
        Pseudonym; without it the one with most cases.
    language : str
        Of the catalogue, such as ``de`` or ``en``.
    limit : int
        How many days at most.

    Raises
    ------
    UnknownName
        ``unknown_person``.
    UsageError
        ``no_time_records``.
    """
    page = Page.of(result, Texts(language))
    records = _time_records(_listed(evidence))
    days = working_time_timeline(records, possible_breaches(result.findings, page.wording.law), subject, limit)
    return section("person", person.heading(page, days), person.build(page, days), page.texts)


def what_if(
    evidence: Evidence | Iterable[Evidence],
    result: Result,
    *,
    latest_end: str | None = None,
    earliest_start: str | None = None,
    evening: str = "cut",
    language: str = DEFAULT,
    law: Law | None = None,
) -> Section:
    """Findings today and with an earlier end or later start, and for each short rest the times that would keep it.

    Parameters
    ----------
    evidence : Evidence or iterable of Evidence
        The records that the result rests on.
    result : Result
        Result of the audit of working time; gives country, region and scope.
    latest_end, earliest_start : str, optional
        Times of day, such as ``20:00``.
    evening : {"cut", "move"}
        What becomes of work after `latest_end`.
    language : str
        Of the catalogue, such as ``de`` or ``en``.
    law : Law, optional
        Where the audit ran under an agreement, the law with it.

    Raises
    ------
    UsageError
        ``bad_time_of_day``, ``bad_evening``, ``no_time_records``.
    """
    page = Page.of(result, Texts(language))
    company, given = result.company, _listed(evidence)
    tables = {e.kind: e.frame for e in given}
    found = compared(
        _time_records(given),
        law or load_law(company.get("country") or "de"),
        {"region": company.get("region") or "", **(company.get("scope") or {})},
        latest_end=latest_end,
        earliest_start=earliest_start,
        evening=evening,
        absences=tables.get("absences"),
        people=tables.get("people"),
    )
    return section("what_if", page.t("what_if.title"), other_times.build(page, found), page.texts)


def _listed(evidence: Evidence | Iterable[Evidence]) -> list[Evidence]:
    return [evidence] if isinstance(evidence, Evidence) else list(evidence)


def _time_records(given: Iterable[Evidence]) -> pd.DataFrame:
    """The records of working time among the evidence."""
    for e in given:
        if e.kind == "shifts":
            return e.frame
    raise UsageError("no_time_records")
