"""How it was calculated, on which law it rests, and which editions and files it can be recalculated from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from readiness import catalog
from readiness.reports.blocks import Blocks, Bullets, Callout, Cell, Paragraph, Table, cell, part, table
from readiness.reports.context import Page
from readiness.reports.sections.conventions import convention_lines

#: Characters of a checksum that are printed; enough to tell two files apart.
DIGEST = 12


def build_method(page: Page) -> Blocks:
    """The rules of calculation in plain words, and the conventions for working time where they were used."""
    return _method(page, [])


def build_overall_method(pages: Sequence[Page]) -> Blocks:
    """The method of a single audit, of one with checked rules where there is one, and how the audits come together."""
    checked = next((p for p in pages if not p.result.findings.tally.empty), pages[0])
    return _method(checked, [checked.t("method.overall")])


def _method(page: Page, more: Sequence[str]) -> Blocks:
    floor = page.texts.percent(page.scheme.coverage_floor)
    dimension = page.t("method.dimension", floor=page.texts.percent(page.scheme.dimension_floor))
    by_dimension = page.scheme.method == "dimension_mean"
    lines = [
        page.t("method.scale"),
        dimension,
        page.t("method.audit" if by_dimension else "method.items", floor=floor),
        page.t("method.open"),
        page.t("method.left_out"),
    ]
    if page.scheme.must_cap < 100:
        lines.append(page.t("method.cap", cap=page.points(page.scheme.must_cap)))
    checked = not page.result.findings.tally.empty
    if checked:
        lines.append(page.t("method.breaches"))
        lines.append(page.t("method.groups", group=str(page.scheme.min_group)))
    lines += [page.t("method.bands", bands=page.bands()), page.t("method.rounding"), page.t("method.own_proposal")]
    conventions = Bullets(tuple(convention_lines(page)), numbered=True)
    intro = Paragraph(page.t("method.working_time_intro"))
    below = (intro, conventions) if checked else ()
    return (Bullets((*lines, *more)), part(page.t("method.working_time"), *below))


def build_sources(page: Page) -> Blocks:
    """Every provision that questions, rules and actions of this result rest on."""
    found = _sources(page)
    return (_sources_intro(page, _status(page)), found) if found else ()


def build_overall_sources(pages: Sequence[Page]) -> Blocks:
    """Every provision that any of the audits rests on, once."""
    found = [(page, sources) for page in pages if (sources := _sources(page))]
    if not found:
        return ()
    first, shown = found[0]
    rows = {row[0].text: row for _, sources in found for row in sources.rows}
    status = next((words for page, _ in found if (words := _status(page))), "")
    return (_sources_intro(first, status), replace(shown, rows=tuple(rows.values())))


def _sources_intro(page: Page, status: str) -> Paragraph:
    return Paragraph(" ".join(words for words in (page.t("sources.intro"), status) if words))


def _status(page: Page) -> str:
    """How far the law was checked against its source; "" where no rule was checked."""
    return "" if page.result.findings.tally.empty else page.texts.pick(page.wording.law.status)


def _sources(page: Page) -> Table | None:
    heads = [page.t(f"sources.{k}") for k in ("law", "duty", "as_of", "basis")]
    rows = [_source(page, name) for name in dict.fromkeys(_laws(page)) if page.wording.counts_here(name)]
    return table(page.t("sources.caption"), heads, rows)


def _laws(page: Page) -> Iterator[str]:
    for rule in page.result.findings.tally["rule"]:
        known = page.wording.rule(rule)
        if known is not None and known.law:
            yield known.law
    for item in page.result.items["id"]:
        yield from page.wording.items.get(item, {}).get("source", {}).get("law", ())
    for action in page.result.actions.rows:
        yield from action.law


def _source(page: Page, name: str) -> list[Cell]:
    found = page.wording.citations.get(name)
    if found is None:
        return [cell(name), cell(page.t("sources.missing")), cell("–"), cell("–", mark=page.t("sources.to_check"))]
    memory = "memory" in found.basis
    key = "from_memory" if memory else "verified"
    note = page.texts.pick(found.note)
    return [
        cell(page.texts.pick(found.title), strong=True),
        cell(page.texts.pick(found.duty), note),
        cell(page.texts.date(found.as_of) if found.as_of else page.t("sources.unknown_date")),
        cell(page.texts.t(f"labels.basis.{key}"), mark=page.t("sources.to_check") if memory else ""),
    ]


def build_basis(page: Page) -> Blocks:
    """Company details, editions and checksums, notes on the sheet, and the disclaimer."""
    heads = [page.t("basis.field"), page.t("basis.value")]
    notices = tuple(
        page.texts.error(n["code"], {k: v for k, v in n.items() if k != "code"}) for n in page.result.notices
    )
    draft = [page.t("basis.draft")] if page.wording.instrument.get("status") == "draft" else []
    return (
        part(page.t("basis.profile"), table(page.t("basis.profile_caption"), heads, _profile(page), "facts")),
        part(page.t("basis.versions"), table(page.t("basis.versions_caption"), heads, _versions(page), "facts")),
        part(page.t("basis.notices"), Bullets(notices) if notices else None),
        part(page.t("basis.disclaimer"), Callout((page.disclaimer(), *draft))),
    )


def _profile(page: Page) -> Iterator[list[Cell]]:
    company = page.result.company
    given = company.get("profile") or {}
    for entry in catalog.load("common/profile.yaml")["fields"]:
        value = given.get(entry["id"])
        if value is not None and entry["type"] != "region":  # stands with the country below
            shown = page.texts.value(value) if isinstance(value, bool) else page.texts.number(value)
            yield [cell(page.texts.pick(entry["label"])), cell(shown)]
    if company.get("role"):
        label = page.t("answered_by", role="").strip(": ")
        yield [cell(label[:1].upper() + label[1:]), cell(page.wording.role(company["role"]))]
    if company.get("answered_on"):
        yield [cell(page.t("basis.answered_on")), cell(page.texts.date(str(company["answered_on"])))]
    place = [page.texts.pick(page.wording.law.title), _region(page, str(company.get("region") or ""))]
    yield [cell(page.t("basis.region")), cell(", ".join(p for p in place if p))]


def _region(page: Page, code: str) -> str:
    """Name of a federal state; the code itself where the law does not name its states."""
    named = catalog.load(f"laws/{page.wording.law.country}/law.yaml").get("regions", {})
    return page.texts.pick(named.get(code)) or code


def _versions(page: Page) -> Iterator[list[Cell]]:
    result, found = page.result, page.result.provenance
    law = found.get("law") or {}
    facts = [
        ("edition", result.edition),
        ("content", page.texts.date(found.get("content_as_of"))),
        ("catalogue", found.get("catalogue_edition")),
        ("scheme", page.texts.pick((page.scheme.settings or {}).get("title"))),
        ("law", _law(page, law) if law.get("as_of") else ""),
        ("package", found.get("package")),
        ("digest", str(found.get("catalogue_digest") or "")[:DIGEST]),
    ]
    for key, value in facts:
        if value:
            yield [cell(page.t(f"basis.{key}")), cell(str(value))]
    for e in result.evidence:
        if e.get("digest"):
            yield [cell(page.t("basis.input", file=str(e.get("file", "")))), cell(str(e["digest"])[:DIGEST])]


def _law(page: Page, law: Mapping[str, Any]) -> str:
    title = page.texts.pick(page.wording.law.title)
    return page.t("basis.law_of", country=title, edition=law.get("edition", ""), date=page.texts.date(law["as_of"]))
