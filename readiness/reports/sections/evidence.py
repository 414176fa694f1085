"""Answers beside measured values, and how good the evidence was: what was read, refused and noticed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from readiness import catalog
from readiness.reports.blocks import Block, Blocks, Bullets, Cell, Heading, Paragraph, Remark, Table, cell, part, table
from readiness.reports.context import Page
from readiness.reports.sections import working_time_records

#: Rows listed per issue.
ROWS = 10
_SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}


def build_gaps(page: Page) -> Blocks:
    """Items whose answer and measured value lie far apart."""
    rows = [_gap(page, g) for g in page.result.gaps]
    heads = [page.t(f"gaps.{k}") for k in ("question", "self", "evidence", "difference")]
    found = table(page.t("gaps.caption"), heads, rows)
    intro = page.t("gaps.intro", limit=page.points(page.scheme.evidence_gap))
    return (Paragraph(intro), found) if found else ()


def _gap(page: Page, gap: Mapping[str, Any]) -> list[Cell]:
    row = page.item(gap["item"])
    far = float(gap["difference"])
    key = "gaps.better" if far > 0 else "gaps.worse"
    own = page.wording.answer(row.id, row.answer)
    return [
        cell(page.wording.question(row.id), page.t("item", id=row.id)),
        cell(own, page.t("gaps.points", value=page.points(gap["self_attained"]))),
        cell(page.wording.amount(row), page.t("gaps.points", value=page.points(gap["evidence_attained"]))),
        cell(page.t(key, value=page.points(abs(far))), strong=True),
    ]


def build_evidence(page: Page) -> Blocks:
    """What was read from each file; a sentence when there was none."""
    files = page.result.evidence
    return tuple(block for e in files for block in _file(page, e)) or (Remark(page.t("evidence.none")),)


def _file(page: Page, found: Mapping[str, Any]) -> Iterator[Block]:
    heads = [page.t("evidence.field"), page.t("evidence.found")]
    issues = _issues(page, found.get("issues") or ())
    notes = tuple(_notes(page, found))
    quality = working_time_records.build(page) if found["kind"] == "shifts" else None
    yield Heading(page.wording.evidence_kind(found["kind"]))
    yield from filter(None, [table(page.t("evidence.caption"), heads, _facts(page, found), "facts")])
    yield part(page.t("evidence.notes"), Bullets(notes) if notes else None, level=4)
    if issues:
        yield from (Heading(page.t("evidence.issues"), 4), issues)
    yield Paragraph("" if issues else page.t("evidence.no_issues"))
    yield part(page.t("evidence.quality.title"), quality, level=4)


def _notes(page: Page, found: Mapping[str, Any]) -> Iterator[str]:
    """What was noticed about the file as a whole, but for what is listed among its issues."""
    listed = {i["code"] for i in found.get("issues") or ()}
    return (page.texts.issue(code) for code in found.get("notes") or () if code not in listed)


def _facts(page: Page, e: Mapping[str, Any]) -> list[list[Cell]]:
    t, number = page.t, page.texts.number
    facts = [("file", e.get("file")), ("format", _format(page, e)), ("encoding", e.get("encoding"))]
    separator = e.get("separator")
    if separator:
        name = _SEPARATORS.get(separator)
        facts.append(("separator", t(f"evidence.separators.{name}") if name else separator))
    facts.append(("zone", e.get("zone")))
    if e.get("from") and e.get("to"):
        facts.append(("period", page.texts.period(str(e["from"]), str(e["to"]))))
    counts = {k: number(e.get(f"rows_{k}")) for k in ("read", "used", "refused")}
    facts.append(("rows", t("evidence.rows_of", **counts)))
    return [[cell(t(f"evidence.{key}")), cell(str(value))] for key, value in facts if value]


def _format(page: Page, e: Mapping[str, Any]) -> str:
    name = str(e.get("format") or "")
    place = f"evidence/{e['kind']}/formats"
    if name in catalog.names(place):
        return page.texts.pick(catalog.load(f"{place}/{name}.yaml")["title"])
    return name


def _issues(page: Page, issues: Any) -> Table | None:
    heads = [page.t(f"evidence.{k}") for k in ("issue", "count", "rows_at", "effect")]
    body = [
        [
            cell(page.texts.issue(i["code"]), page.t("evidence.column", column=i["column"]) if i.get("column") else ""),
            cell(page.texts.number(i["count"])),
            cell(_rows(page, i)),
            cell(page.t("evidence.refused") if i["refused"] else page.t("evidence.kept")),
        ]
        for i in sorted(issues, key=lambda i: (not i["refused"], -i["count"], i["code"]))
    ]
    return table(page.t("evidence.issues_caption"), heads, body)


def _rows(page: Page, issue: Mapping[str, Any]) -> str:
    rows = [r for r in issue["rows"] if r]
    if not rows:
        return page.t("evidence.whole_file")
    listed = ", ".join(str(r) for r in rows[:ROWS])
    return page.t("evidence.more_rows", rows=listed) if issue["count"] > len(rows[:ROWS]) else listed
