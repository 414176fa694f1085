"""Page one: score with its interval and coverage, what to clarify first, weakest areas, next steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from readiness.recommend import Action
from readiness.reports.context import Page
from readiness.reports.formats.page_one import Limits, limits, lines
from readiness.scoring import DimensionScore


def build(page: Page) -> Mapping[str, Any]:
    """Everything that stands on page one."""
    result, t = page.result, page.t
    breaches, rows = breach_lines(page), bars(page)
    unmet = duty_lines(page)
    clarify = [_clarify(page, name) for name in result.clarify[: Limits().clarify]]
    actions = [action_view(page, a) for a in result.actions.top(Limits().actions)]
    headline = _headline(page)
    fixed = 9.5 + lines(page.company, 50) + sum(lines(x) for x in headline) + bar_size(rows)
    fit = limits(
        fixed,
        {
            "breaches": breach_sizes(breaches),
            "duties": [lines(x) * 1.0 for x in unmet],
            "clarify": [lines(c["question"] + c["duty"] + c["note"] + 8 * " ") for c in clarify]
            + [0.0] * (len(result.clarify) - 3),
            "actions": action_sizes(actions),
        },
    )
    hidden, unclear = len(breaches) - fit.breaches, len(result.clarify) - fit.clarify
    more = page.texts.counted
    return {
        "company": page.company,
        "audit": page.wording.title,
        "date": t("on", date=page.texts.date(result.on)),
        "score": score_view(page),
        "headline": headline,
        "duties": duties(page, unmet, fit.duties),
        "bars": rows,
        "ticks": page.band_starts,
        "legend": t("summary.legend", bands=page.bands()),
        "checked": len(result.findings.tally) > 0,
        "breaches": breaches[: fit.breaches],
        "breaches_more": more("report.summary.breaches_more", hidden, section=t("sections.findings"))
        if hidden > 0
        else "",
        "clarify": clarify[: fit.clarify],
        "clarify_more": more("report.summary.clarify_more", unclear) if unclear > 0 else "",
        "actions": actions[: fit.actions],
        "nothing": t("summary.answer_first" if result.score.value is None else "summary.no_actions"),
        "review": t("summary.review", date=page.texts.date(result.reviews[0])) if result.reviews and actions else "",
        "disclaimer": page.disclaimer(),
    }


def bar_size(rows: Sequence[Mapping[str, Any]]) -> float:
    """Lines that the bars take on page one, with heading, heads and legend."""
    return 5 + sum(1.1 * lines(b["name"], 30) + 0.3 for b in rows) if rows else 0.0


def breach_sizes(found: Sequence[Mapping[str, str]]) -> list[float]:
    """Lines that each possible breach takes on page one."""
    return [float(lines(b["title"] + b["breach"] + b["count"], 98)) for b in found]


def action_sizes(found: Sequence[Mapping[str, str]]) -> list[float]:
    """Lines that each action takes on page one."""
    return [lines(a["text"], 92) + lines(a["first_step"] + 15 * " ", 114) * 0.9 + 1.1 for a in found]


def score_view(page: Page) -> Mapping[str, Any]:
    """Score with band, interval and coverage, which always stand together."""
    score, t = page.result.score, page.t
    coverage = page.texts.percent(score.coverage)
    applies = (page.result.items["state"] != "not_applicable").any()
    if score.value is None:
        floor = page.texts.percent(page.scheme.coverage_floor)
        why = t("summary.no_value", coverage=coverage, floor=floor) if score.coverage else t("summary.no_answers")
        return {"value": "", "why": why if applies else t("summary.no_items"), "coverage": coverage}
    return {
        "value": page.points(score.value),
        "band": t("summary.band", band=page.band),
        "coverage": t("summary.coverage", coverage=coverage),
        **interval(page, score.low, score.high, score.coverage),
    }


def interval(page: Page, low: float | None, high: float | None, coverage: float) -> Mapping[str, str]:
    """Range of the value in words, and why it is as wide as it is."""
    if coverage >= 1:
        return {"interval": page.t("summary.interval_none"), "interval_why": ""}
    why = "summary.interval_capped" if low == high else "summary.interval_why"
    ends = {"low": page.points(low), "high": page.points(high)}
    shown = page.t("summary.interval_single" if low == high else "summary.interval", **ends)
    return {"interval": shown, "interval_why": page.t(why)}


def _headline(page: Page) -> list[str]:
    found = page.result.breaches()
    weakest = page.result.weakest()
    lines = []
    if len(found):
        top = next(found.itertuples(index=False))
        counts = {"failed": page.texts.number(top.failed), "checked": page.texts.number(top.checked)}
        lines.append(
            page.texts.counted(
                "report.summary.first", len(found), title=page.rule_title(top.rule, top.citation), **counts
            )
        )
    if weakest is None:
        return lines or [page.t("summary.no_gap")]
    if weakest.value is not None and weakest.value >= 100:
        return lines or [page.t("summary.all_full")]
    key = "summary.gap_after" if lines else "summary.gap"
    lines.append(page.t(key, dimension=page.wording.dimension(weakest.id), value=page.points(weakest.value)))
    return lines


def duty_lines(page: Page) -> list[str]:
    """Duties and critical risks that are not met, in words."""
    return [_duty(page, name) for name in page.result.score.capped_by]


def duties(page: Page, found: Sequence[str], limit: int | None = None) -> Mapping[str, Any] | None:
    """Why the score is limited, or would be."""
    score = page.result.score
    limit = len(found) if limit is None else limit
    if not found:
        return None
    cap = page.points(page.scheme.must_cap)
    capped = score.value is not None and score.uncapped is not None and score.value < score.uncapped
    key = "summary.cap" if capped else "summary.duties"
    fields = {"cap": cap, "uncapped": page.points(score.uncapped)} if capped else {"cap": cap}
    more = len(found) - limit
    return {
        "lead": page.t(key, **fields),
        "lines": found[:limit],
        "more": page.texts.counted("report.summary.more", more) if more > 0 else "",
    }


def _duty(page: Page, name: str) -> str:
    row = page.item(name)
    duty = page.texts.t(f"labels.duty.{row.must}")
    return page.t("summary.duty_line", duty=duty, question=page.wording.question(name), given=page.given(row))


def bars(page: Page) -> list[Mapping[str, Any]]:
    """Areas from weakest to strongest; those with too few answers at the end."""
    found = [d for d in page.result.score.dimensions if d.low is not None]
    found.sort(key=lambda d: (not d.shown, d.value if d.shown and d.value is not None else 0.0))
    return [_bar(page, d) for d in found]


def _bar(page: Page, d: DimensionScore) -> Mapping[str, Any]:
    value = d.value if d.shown else None
    return {
        "name": page.wording.dimension(d.id),
        "at": value,
        "low": d.low,
        "high": d.high,
        "value": page.points(value),
        "span": span(page, d.low, d.high),
        "band": page.t("summary.no_dimension_value") if value is None else page.band_name(page.scheme.band(value)),
    }


def span(page: Page, low: float | None, high: float | None) -> str:
    """Range for a narrow column; one number where both ends print the same."""
    first, last = page.points(low), page.points(high)
    return first if first == last else page.t("summary.span_of", low=first, high=last)


def breach_lines(page: Page) -> list[Mapping[str, Any]]:
    """Possible breaches with their denominators, most failures first."""
    found: list[Mapping[str, Any]] = []
    for row in page.result.breaches().itertuples(index=False):
        share = row.failed / row.checked if row.checked else None
        found.append(
            {
                "title": page.rule_title(row.rule, row.citation),
                "breach": page.t("summary.breach", citation=page.citation(row.rule, row.citation)),
                "count": page.texts.counted(
                    "report.summary.breach_count",
                    int(row.checked),
                    failed=page.texts.number(row.failed),
                    share=page.texts.percent(share, 0 if share is None or share >= 0.01 else 1),
                ),
            }
        )
    return found


def _clarify(page: Page, name: str) -> Mapping[str, str]:
    row = page.item(name)
    duty = page.texts.t(f"labels.duty.{row.must}") if row is not None and row.must else ""
    # An answer that cannot be scored yet is not unanswered: what is missing is said beside it.
    missing = row is not None and row.reason == "profile_missing"
    note = f"{name}, {page.texts.t('labels.left_out.profile_missing')}" if missing else name
    return {"note": note, "question": page.wording.question(name), "duty": duty}


def action_view(page: Page, action: Action) -> Mapping[str, str]:
    """An action with its first step and the facts needed to plan it."""
    facts = [page.wording.role(action.owner), page.effort(action), page.texts.t(f"labels.impact.{action.impact}")]
    return {
        "text": page.wording.action(action.id),
        "first_step": page.wording.first_step(action.id),
        "facts": " · ".join(facts),
        "why": page.texts.t(f"labels.reason.{action.reason}"),
    }
