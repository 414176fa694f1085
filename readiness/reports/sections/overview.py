"""Several audits of one company: the mean with the weakest audit and the coverage, breaches first, five actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from readiness.recommend import REASONS, Action
from readiness.reports.blocks import Cell, cell, table
from readiness.reports.context import Page
from readiness.reports.formats.page_one import Limits, limits, lines
from readiness.reports.sections.method import build_sources as sources
from readiness.reports.sections.summary import (
    action_sizes,
    action_view,
    bar_size,
    breach_lines,
    breach_sizes,
    duties,
    duty_lines,
    interval,
    score_view,
    span,
)


@dataclass(frozen=True, slots=True)
class Overall:
    """The value over all audits; None when no audit has one."""

    value: float | None
    low: float | None
    high: float | None
    coverage: float
    taken: tuple[Page, ...]
    weakest: Page | None


def overall(pages: Sequence[Page]) -> Overall:
    """Plain mean of the audits taken; add-ons stay out, and so do audits without a value."""
    taken = tuple(p for p in pages if not p.wording.audit.get("addon"))
    valued = [p for p in taken if p.result.score.value is not None]
    covered = [p.result.score.coverage for p in taken]
    bounded = [p.result.score for p in valued if p.result.score.low is not None]
    weakest = min(valued, key=_weakness, default=None)
    return Overall(
        value=_mean([p.result.score.value for p in valued]),
        low=_mean([s.low for s in bounded]),
        high=_mean([s.high for s in bounded]),
        coverage=_mean(covered) or 0.0,
        taken=tuple(valued),
        weakest=weakest,
    )


def _weakness(page: Page) -> tuple[float, float, int]:
    """Among audits at the same cap, the one with the lower value before the cap is the weaker one."""
    score = page.result.score
    return score.value or 0.0, score.uncapped or 0.0, page.wording.audit.get("order", 0)


def _mean(values: Sequence[float | None]) -> float | None:
    known = [v for v in values if v is not None]
    return round(sum(known) / len(known), 9) if known else None


def build(pages: Sequence[Page]) -> Mapping[str, Any]:
    """Page one of the overall report."""
    first = pages[0]
    found = overall(pages)
    breaches = [(p, line) for p in pages for line in breach_lines(p)]
    actions = [(p, action_view(p, a)) for p, a in _ranked(pages)[: Limits().actions]]
    remarks, rows = _remarks(first, found, pages), _bars(pages)
    fit = limits(
        8.5 + sum(lines(x) for x in remarks) + bar_size(rows) + sum(len(b["notes"]) for b in rows),
        {"breaches": breach_sizes([line for _, line in breaches]), "actions": action_sizes([a for _, a in actions])},
        Limits(breaches=8),
    )
    hidden = len(breaches) - fit.breaches
    section = first.t("sections.audits")
    return {
        "company": first.company,
        "audit": first.t("overview.title"),
        "date": first.t("on", date=first.texts.date(max(p.result.on for p in pages))),
        "score": _score(first, found),
        "remarks": remarks,
        "bars": rows,
        "ticks": first.band_starts,
        "legend": first.t("summary.legend", bands=first.bands()),
        "checked": any(len(p.result.findings.tally) for p in pages),
        "breaches": [{**line, "audit": p.wording.title} for p, line in breaches[: fit.breaches]],
        "breaches_more": first.texts.counted("report.summary.breaches_more", hidden, section=section)
        if hidden > 0
        else "",
        "actions": [{**a, "audit": p.wording.title} for p, a in actions[: fit.actions]],
        "disclaimer": first.disclaimer(),
    }


def _score(page: Page, found: Overall) -> Mapping[str, Any]:
    if found.value is None:
        return {"value": "", "why": page.t("overview.no_value")}
    return {
        "value": page.points(found.value),
        "band": page.t("summary.band", band=page.band_name(page.scheme.band(found.value))),
        **interval(page, found.low, found.high, found.coverage),
        "coverage": page.t("summary.coverage", coverage=page.texts.percent(found.coverage)),
    }


def _remarks(page: Page, found: Overall, pages: Sequence[Page]) -> list[str]:
    said = []
    if found.weakest is not None:
        weakest = found.weakest
        said.append(
            page.t("overview.weakest", audit=weakest.wording.title, value=page.points(weakest.result.score.value))
        )
        said.append(
            page.t("overview.mean", audits=page.texts.counted("report.overview.audits_taken", len(found.taken)))
        )
    addons = [p for p in pages if p.wording.audit.get("addon")]
    without = [p for p in pages if p not in addons and p.result.score.value is None]
    for key, group in (("not_counted", without), ("addon", addons)):
        if group:
            names = [p.texts.pick(p.wording.audit["short"]) if p in addons else p.wording.title for p in group]
            said.append(page.t(f"overview.{key}", audits=", ".join(names)))
    return said


def _bars(pages: Sequence[Page]) -> list[Mapping[str, Any]]:
    ordered = sorted(pages, key=lambda p: (p.result.score.value is None, *_weakness(p)))
    return [_bar(p) for p in ordered if p.result.score.low is not None]


def _bar(page: Page) -> Mapping[str, Any]:
    s = page.result.score
    capped = s.value is not None and s.uncapped is not None and s.value < s.uncapped
    notes = [page.t("overview.capped", cap=page.points(page.scheme.must_cap))] if capped else []
    return {
        "name": page.wording.title,
        "notes": notes,
        "at": s.value,
        "low": s.low,
        "high": s.high,
        "value": page.points(s.value),
        "span": span(page, s.low, s.high),
        "band": page.t("summary.no_dimension_value") if s.value is None else page.band,
        "coverage": page.texts.percent(s.coverage),
    }


def _ranked(pages: Sequence[Page]) -> list[tuple[Page, Action]]:
    """Actions of all audits: possible breaches, then duties, then the rest; by impact, then little effort first."""

    def rank(entry: tuple[Page, Action]) -> tuple[int, float, float, int]:
        page, action = entry
        impact = (page.scheme.settings or {}).get("impact", {})
        return (
            REASONS.index(action.reason),
            -float(impact.get(action.impact, 0)),
            action.effort_hours,
            page.wording.audit.get("order", 0),
        )

    return sorted(((p, a) for p in pages for a in p.result.actions.rows), key=rank)


def build_audits(pages: Sequence[Page]) -> Mapping[str, Any]:
    """One block per audit: score, biggest gap, all possible breaches, its first actions."""
    return {"blocks": [_block(p) for p in sorted(pages, key=lambda p: p.wording.audit.get("order", 0))]}


def _block(page: Page) -> Mapping[str, Any]:
    weakest = page.result.weakest()
    gap = ""
    if weakest is not None and weakest.value is not None and weakest.value < 100:
        gap = page.t(
            "overview.block_gap", dimension=page.wording.dimension(weakest.id), value=page.points(weakest.value)
        )
    return {
        "title": page.wording.title,
        "date": page.t("overview.block_date", date=page.texts.date(page.result.on)),
        "purpose": page.texts.pick(page.wording.audit["purpose"]),
        "score": score_view(page),
        "gap": gap,
        "duties": duties(page, duty_lines(page)),
        "breaches": breach_lines(page),
        "actions": [action_view(page, a) for a in page.result.actions.top(3)],
    }


def build_actions(pages: Sequence[Page]) -> Mapping[str, Any] | None:
    """All actions of all audits in one order."""
    first = pages[0]
    heads = [first.t(f"actions.{k}") for k in ("number", "action", "why", "owner", "effort")]
    rows = [_row(p, n, a) for n, (p, a) in enumerate(_ranked(pages), 1)]
    found = table(first.t("actions.caption"), heads, rows, "actions")
    return {"table": found, "reviews": ""} if found else None


def _row(page: Page, number: int, a: Action) -> list[Cell]:
    step = page.wording.first_step(a.id)
    return [
        cell(str(number)),
        cell(page.wording.action(a.id), f"{page.t('summary.first_step')} {step}" if step else ""),
        cell(page.texts.t(f"labels.reason.{a.reason}"), page.texts.pick(page.wording.audit["short"])),
        cell(page.wording.role(a.owner)),
        cell(page.effort(a), page.texts.t(f"labels.impact.{a.impact}")),
    ]


def build_method(pages: Sequence[Page], single: Mapping[str, Any]) -> Mapping[str, Any]:
    """The method of a single audit, and how the audits come together."""
    return {**single, "lines": [*single["lines"], pages[0].t("method.overall")]}


def build_sources(pages: Sequence[Page]) -> Mapping[str, Any] | None:
    """Every provision that any of the audits rests on, once."""
    found = [view for p in pages if (view := sources(p))]
    rows = {row[0].text: row for view in found for row in view["table"].rows}
    if not rows:
        return None
    status = next((view["status"] for view in found if view["status"]), "")
    return {**found[0], "status": status, "table": replace(found[0]["table"], rows=tuple(rows.values()))}
