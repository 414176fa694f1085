"""Check against legal rules: possible breaches with denominators, advice, what is clean and what stays open."""

from __future__ import annotations

from typing import Any

import pandas as pd

from readiness.law import Scope
from readiness.privacy.suppression import most_hidden
from readiness.reports.blocks import Blocks, Cell, Heading, Paragraph, Remark, Table, cell, table
from readiness.reports.context import Page
from readiness.reports.sections.conventions import conventions_of

#: Effects of a scope that leave every figure as it is.
_CLAIMS = ("exemption", "conditions")


def build(page: Page) -> Blocks:
    """Tables by verdict; nothing when nothing was checked."""
    tally = page.rules()
    if tally.empty:
        return ()
    hit = tally["verdict"] == "possible_breach"
    breach = tally["severity"] == "breach"
    undecided = tally["verdict"].isin(["open", "data_error"])
    parts = {
        "breaches": _failed(page, tally[hit & breach], "breaches"),
        "open": _open(page, tally[undecided]),
        "information": _failed(page, tally[hit & ~breach], "information"),
        "clean": _clean(page, tally[tally["verdict"] == "no_indication"]),
        "not_applicable": _not_applicable(page, tally[tally["verdict"] == "not_applicable"]),
    }
    return (
        Paragraph(f"{page.t('findings.intro')} {_law(page)}"),
        Remark(_exemption(page), "box"),
        *(block for name, found in parts.items() if found for block in (Heading(page.t(f"findings.{name}")), found)),
    )


def _law(page: Page) -> str:
    """Which country's law was used and until when it was looked at."""
    as_of = (page.result.provenance.get("law") or {}).get("as_of")
    country = page.texts.pick(page.wording.law.title)
    return page.t("findings.law", country=country, date=page.texts.date(as_of)) if as_of else ""


def _exemption(page: Page) -> str:
    """What the company said about its scope, in the words of the law; the codes it typed are not shown.

    An exemption it claims changes no figure; other limits that follow from its statement were used.
    """
    given = page.result.company.get("scope") or {}
    claim, sector = str(given.get("exemption") or ""), str(given.get("sector") or "")
    areas = {rule.area for name in page.result.findings.tally["rule"] if (rule := page.wording.rule(name)) is not None}
    stated = [
        s
        for s in page.wording.law.scopes
        if s.area in areas
        and (
            any(claim == c or claim.startswith(f"{c}_") for c in (s.id, *s.claims))
            or sector in s.sectors
            or any(given.get(flag) for flag in s.flags)
        )
    ]
    claimed = [_quoted(page, s) for s in stated if s.effect in _CLAIMS]
    if claim and not claimed:
        claimed = [claim]
    used = [_quoted(page, s) for s in stated if s.effect not in _CLAIMS]
    lines = [page.t("findings.exemption", claims="; ".join(claimed)) if claimed else ""]
    lines.append(page.t("findings.scope_used", scopes="; ".join(used)) if used else "")
    return " ".join(line for line in lines if line)


def _quoted(page: Page, scope: Scope) -> str:
    return f"{page.texts.pick(scope.title)}, {page.texts.pick(scope.citation)}"


def _heads(page: Page, *names: str) -> list[str]:
    return [page.t(f"findings.{n}") for n in names]


def _failed(page: Page, rows: pd.DataFrame, name: str) -> Table | None:
    ordered = rows.sort_values(["failed", "rule"], ascending=[False, True])
    heads = _heads(page, "rule", "cases", "persons", "worst", "remedy")
    body = [
        [_rule(page, r, detailed=True), _cases(page, r), cell(page.persons(r)), _worst(page, r), _remedy(page, r)]
        for r in ordered.itertuples(index=False)
    ]
    return table(page.t(f"findings.caption_{name}"), heads, body, "rules")


def _open(page: Page, rows: pd.DataFrame) -> Table | None:
    body = [
        [_rule(page, r), cell(reason(page, r.reason, "why")), cell(reason(page, r.reason, "need")), _cases(page, r)]
        for r in rows.itertuples(index=False)
    ]
    return table(page.t("findings.caption_open"), _heads(page, "rule", "why", "need", "cases"), body, "rules")


def _clean(page: Page, rows: pd.DataFrame) -> Table | None:
    body = [[_rule(page, r), _cases(page, r), _worst(page, r)] for r in rows.itertuples(index=False)]
    return table(page.t("findings.caption_clean"), _heads(page, "rule", "cases", "closest"), body, "rules")


def _not_applicable(page: Page, rows: pd.DataFrame) -> Table | None:
    body = [
        [_rule(page, r), cell(reason(page, r.reason, "why")), _cases(page, r)] for r in rows.itertuples(index=False)
    ]
    heads = _heads(page, "rule", "reason", "cases")
    return table(page.t("findings.caption_not_applicable"), heads, body, "rules")


def _rule(page: Page, row: Any, detailed: bool = False) -> Cell:
    rule = page.wording.rule(row.rule)
    citation = page.citation(row.rule, row.citation)
    notes = [page.texts.pick(rule.summary) if rule else ""]
    if detailed and row.severity == "breach":
        notes = [page.t("summary.breach", citation=citation), *notes, page.texts.t("labels.severity.breach")]
    else:
        notes = [citation, *notes]
    if detailed and rule is not None:
        notes.append(conventions_of(page, rule))
    if rule is not None and (mark := page.wording.law.mark_of(rule)) in "UQ":
        notes.append(page.t("findings.law_mark", mark=page.texts.t(f"labels.mark.{mark}")))
    return cell(page.rule_title(row.rule, row.citation), *notes, strong=True)


def _cases(page: Page, row: Any) -> Cell:
    checked = page.texts.counted("report.findings.checked", int(row.checked))
    still_open = page.texts.counted("report.findings.open_cases", int(row.open)) if row.open else ""
    if not row.failed:
        return cell(checked, still_open)
    return cell(page.failed_of(row), still_open)


def _worst(page: Page, row: Any) -> Cell:
    if pd.isna(row.worst) or (not row.worst and not row.limit):
        return cell("–")
    unit = row.unit or ""
    worst, limit = page.texts.amount(row.worst, unit), page.texts.amount(row.limit, unit)
    if not row.limit:  # "limit: 0 minutes" would only repeat that none is allowed
        return cell(worst)
    since = page.t("findings.law_from", date=page.texts.date(row.law_from)) if row.law_from else ""
    return cell(worst, page.t("findings.limit", limit=limit), since)


def _remedy(page: Page, row: Any) -> Cell:
    rule = page.wording.rule(row.rule)
    text = page.texts.pick(rule.remedy) if rule else page.t("findings.no_remedy")
    again = page.t("findings.repeated") if _repeated(page, row) else ""
    return cell(text, reason(page, row.reason, "why") if row.reason else "", again)


def _repeated(page: Page, row: Any) -> bool:
    """Whether the numbers shown tell by themselves that somebody is affected more than once."""
    if row.severity != "breach" or pd.isna(row.persons):
        return False
    most = most_hidden(page.scheme.min_group) if pd.isna(row.subjects_failed) else row.persons
    return bool(row.failed > max(most, row.persons))


def reason(page: Page, code: str, part: str) -> str:
    """Why a rule could not be decided, or which data would decide it."""
    key = f"report.reasons.{code}"
    if not code or not page.texts.has(key):
        key = "report.reasons.other"
    return page.texts.t(f"{key}.{part}")
