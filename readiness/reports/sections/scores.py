"""Scores in words and bars: value, band, range and coverage always together, areas from weakest to strongest."""

from __future__ import annotations

from readiness.reports.blocks import Bar, ScoreLine
from readiness.reports.context import Page


def score_line(page: Page, small: bool = False) -> ScoreLine:
    """The score of an audit; without a value, why there is none."""
    score, t = page.result.score, page.t
    coverage = page.texts.percent(score.coverage)
    if score.value is not None:
        shown, why = interval(page, score.low, score.high, score.coverage)
        return ScoreLine(
            value=page.points(score.value),
            band=t("summary.band", band=page.band),
            interval=shown,
            interval_why=why,
            coverage=t("summary.coverage", coverage=coverage),
            small=small,
        )
    floor = page.texts.percent(page.scheme.coverage_floor)
    why = t("summary.no_value", coverage=coverage, floor=floor) if score.coverage else t("summary.no_answers")
    applies = (page.result.items["state"] != "not_applicable").any()
    return ScoreLine(why=why if applies else t("summary.no_items"), small=small)


def interval(page: Page, low: float | None, high: float | None, coverage: float) -> tuple[str, str]:
    """Range of a value in words, and why it is as wide as it is ("" where nothing is open)."""
    if coverage >= 1:
        return page.t("summary.interval_none"), ""
    ends = {"low": page.points(low), "high": page.points(high)}
    if low == high:
        return page.t("summary.interval_single", **ends), page.t("summary.interval_capped")
    return page.t("summary.interval", **ends), page.t("summary.interval_why")


def dimension_bars(page: Page) -> tuple[Bar, ...]:
    """Areas from weakest to strongest; those with too few answers at the end."""
    ordered = sorted(page.result.score.dimensions, key=lambda d: (not d.shown, (d.value or 0.0) if d.shown else 0.0))
    return tuple(
        bar(page, page.wording.dimension(d.id), d.value if d.shown else None, d.low, d.high)
        for d in ordered
        if d.low is not None and d.high is not None
    )


def bar(page: Page, name: str, value: float | None, low: float, high: float) -> Bar:
    """A value on the scale with its range and its band."""
    return Bar(
        name=name,
        at=value,
        low=low,
        high=high,
        value=page.points(value),
        span=span(page, low, high),
        band=page.t("summary.no_dimension_value") if value is None else page.band_name(page.scheme.band(value)),
    )


def span(page: Page, low: float, high: float) -> str:
    """Range for a narrow column; one number where both ends print the same."""
    first, last = page.points(low), page.points(high)
    return first if first == last else page.t("summary.span_of", low=first, high=last)
