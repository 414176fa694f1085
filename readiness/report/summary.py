"""Page one: score with its interval and coverage, what to clarify first, weakest areas, next steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from readiness.recommend import Action
from readiness.report.page import Page
from readiness.result import Result
from readiness.scoring import DimensionScore

#: How much of each list fits on page one; the sections behind it hold everything.
BREACHES, CLARIFY, DUTIES = 4, 3, 2
_LINES = 17


def build(page: Page) -> Mapping[str, Any]:
    """Everything that stands on page one."""
    result, t = page.result, page.t
    breaches = breach_lines(page)
    clarify = [_clarify(page, name) for name in result.clarify[:CLARIFY]]
    actions = [action_view(page, a) for a in result.actions.top(_room(result))]
    hidden = len(breaches) - BREACHES
    return {
        "company": page.company,
        "audit": page.wording.title,
        "date": t("on", date=page.texts.date(result.on)),
        "score": score_view(page),
        "headline": _headline(page),
        "duties": _duties(page),
        "bars": bars(page),
        "ticks": page.band_starts,
        "legend": t("summary.legend", bands=page.bands()),
        "checked": len(result.findings.tally) > 0,
        "breaches": breaches[:BREACHES],
        "breaches_more": page.texts.counted("report.summary.breaches_more", hidden, section=t("sections.findings"))
        if hidden > 0
        else "",
        "clarify": clarify,
        "clarify_more": page.texts.counted("report.summary.clarify_more", len(result.clarify) - CLARIFY)
        if len(result.clarify) > CLARIFY
        else "",
        "actions": actions,
        "review": t("summary.review", date=page.texts.date(result.reviews[0])) if result.reviews and actions else "",
        "disclaimer": page.disclaimer(),
    }


def score_view(page: Page) -> Mapping[str, Any]:
    """Score with band, interval and coverage, which always stand together."""
    score, t = page.result.score, page.t
    coverage = page.texts.percent(score.coverage)
    applies = (page.result.items["state"] != "not_applicable").any()
    if score.value is None:
        floor = page.texts.percent(page.scheme.coverage_floor)
        why = t("summary.no_value", coverage=coverage, floor=floor) if score.coverage else t("summary.no_answers")
        return {"value": "", "why": why if applies else t("summary.no_items"), "coverage": coverage}
    exact = score.low is None or score.low == score.high
    interval = t("summary.interval_none") if exact else _interval(page)
    return {
        "value": page.points(score.value),
        "band": t("summary.band", band=page.band),
        "interval": interval,
        "interval_why": "" if exact else t("summary.interval_why"),
        "coverage": t("summary.coverage", coverage=coverage),
    }


def _interval(page: Page) -> str:
    score = page.result.score
    return page.t("summary.interval", low=page.points(score.low), high=page.points(score.high))


def _headline(page: Page) -> list[str]:
    found = page.result.breaches()
    weakest = page.result.weakest()
    lines = []
    if len(found):
        top = next(found.itertuples(index=False))
        counts = {"failed": page.texts.number(top.failed), "checked": page.texts.number(top.checked)}
        lines.append(
            page.texts.counted("report.summary.first", len(found), title=page.rule_title(top.rule, top.citation), **counts)
        )
    if weakest is None:
        return lines or [page.t("summary.no_gap")]
    if weakest.value is not None and weakest.value >= 100:
        return lines or [page.t("summary.all_full")]
    key = "summary.gap_after" if lines else "summary.gap"
    lines.append(page.t(key, dimension=page.wording.dimension(weakest.id), value=page.points(weakest.value)))
    return lines


def _duties(page: Page) -> Mapping[str, Any] | None:
    score = page.result.score
    if not score.capped_by:
        return None
    cap = page.points(page.scheme.must_cap)
    capped = score.value is not None and score.uncapped is not None and score.value < score.uncapped
    key = "summary.cap" if capped else "summary.duties"
    fields = {"cap": cap, "uncapped": page.points(score.uncapped)} if capped else {"cap": cap}
    more = len(score.capped_by) - DUTIES
    return {
        "lead": page.t(key, **fields),
        "lines": [_duty(page, name) for name in score.capped_by[:DUTIES]],
        "more": page.texts.counted("report.summary.more", more) if more > 0 else "",
    }


def _duty(page: Page, name: str) -> str:
    row = page.item(name)
    duty = page.texts.t(f"labels.duty.{row.must}")
    return page.t("summary.duty_line", duty=duty, question=page.wording.question(name), given=page.given(row))


def bars(page: Page) -> list[Mapping[str, Any]]:
    """Areas from weakest to strongest; those with too few answers at the end."""
    found = [d for d in page.result.score.dimensions if d.low is not None]
    found.sort(key=lambda d: (not d.shown, d.value if d.shown and d.value is not None else 0.0, d.id))
    return [_bar(page, d) for d in found]


def _bar(page: Page, d: DimensionScore) -> Mapping[str, Any]:
    value = d.value if d.shown else None
    exact = d.low == d.high
    return {
        "name": page.wording.dimension(d.id),
        "at": value,
        "low": d.low,
        "high": d.high,
        "value": page.t("summary.no_dimension_value") if value is None else page.points(value),
        "span": "" if exact else page.t("summary.span_of", low=page.points(d.low), high=page.points(d.high)),
        "band": "" if value is None else page.band_name(page.scheme.band(value)),
    }


def breach_lines(page: Page) -> list[Mapping[str, Any]]:
    """Possible breaches with their denominators, most failures first."""
    lines = []
    for row in page.result.breaches().itertuples(index=False):
        share = row.failed / row.checked if row.checked else None
        lines.append(
            {
                "title": page.rule_title(row.rule, row.citation),
                "breach": page.t("summary.breach", citation=page.citation(row.rule, row.citation)),
                "count": page.t(
                    "summary.breach_count",
                    failed=page.texts.number(row.failed),
                    checked=page.texts.number(row.checked),
                    share=page.texts.percent(share, 0 if share is None or share >= 0.01 else 1),
                ),
            }
        )
    return lines


def _clarify(page: Page, name: str) -> Mapping[str, str]:
    row = page.item(name)
    duty = page.texts.t(f"labels.duty.{row.must}") if row is not None and row.must else ""
    return {"id": name, "question": page.wording.question(name), "duty": duty}


def action_view(page: Page, action: Action) -> Mapping[str, str]:
    """An action with its first step and the facts needed to plan it."""
    facts = [page.wording.role(action.owner), page.effort(action), page.texts.t(f"labels.impact.{action.impact}")]
    return {
        "text": page.wording.action(action.id),
        "first_step": page.wording.first_step(action.id),
        "facts": " · ".join(facts),
        "why": page.texts.t(f"labels.reason.{action.reason}"),
    }


def _room(result: Result) -> int:
    """Three to five actions, so that page one stays one page of paper."""
    used = len(result.score.dimensions) + 2 * min(len(result.breaches()), BREACHES)
    used += min(len(result.clarify), CLARIFY) + 2 * min(len(result.score.capped_by), DUTIES)
    return max(3, min(5, 3 + (_LINES - used) // 3))
