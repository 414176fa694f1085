"""Several audits of one company: the mean with the weakest audit and the coverage, breaches first, five actions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from readiness.reports.blocks import (
    ActionList,
    Bar,
    Bars,
    Block,
    Blocks,
    Breaches,
    Group,
    Heading,
    Headline,
    Paragraph,
    Remark,
    ScoreLine,
    Title,
    part,
)
from readiness.reports.context import Page
from readiness.reports.sections.actions import ranked
from readiness.reports.sections.scores import bar, interval, score_line
from readiness.reports.sections.summary import ACTIONS, breaches_of, duties, step

#: How many possible breaches and, audit by audit, how many actions are shown.
BREACHES, PER_AUDIT = 8, 3


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
    valued = tuple(p for p in taken if p.result.score.value is not None)
    bounded = [p.result.score for p in valued if p.result.score.low is not None]
    return Overall(
        value=_mean([p.result.score.value for p in valued]),
        low=_mean([s.low for s in bounded]),
        high=_mean([s.high for s in bounded]),
        coverage=_mean([p.result.score.coverage for p in taken]) or 0.0,
        taken=valued,
        weakest=min(valued, key=_weakness, default=None),
    )


def _weakness(page: Page) -> tuple[float, float, int]:
    """Among audits at the same cap, the one with the lower value before the cap is the weaker one."""
    score = page.result.score
    return score.value or 0.0, score.uncapped or 0.0, page.order


def _mean(values: Sequence[float | None]) -> float | None:
    known = [v for v in values if v is not None]
    return round(sum(known) / len(known), 9) if known else None


def build(pages: Sequence[Page]) -> Blocks:
    """Page one of the overall report."""
    return tuple(_essentials(pages))


def _essentials(pages: Sequence[Page]) -> Iterator[Block]:
    first, found = pages[0], overall(pages)
    t = first.t
    breaches = tuple(breach for p in pages for breach in breaches_of(p, p.wording.title))
    actions = tuple(step(p, action, p.wording.title) for p, action in ranked(pages)[:ACTIONS])
    on = max(p.result.on for p in pages)
    yield Title(t("overview.title"), first.company, t("on", date=first.texts.date(on)))
    yield _score(first, found)
    yield Headline(tuple(_remarks(first, found, pages)))
    if breaches:
        yield Heading(t("summary.breaches"))
        yield Breaches(breaches, most=BREACHES, see=t("sections.audits"))
    if bars := _bars(pages):
        legend = t("summary.legend", bands=first.bands())
        yield Heading(t("overview.bars"))
        yield Bars(t("overview.bars_caption"), t("overview.audit"), bars, first.band_starts, legend, coverage=True)
    if any(len(p.result.findings.tally) for p in pages) and not breaches:
        yield Remark(t("summary.no_breaches"), "quiet")
    if actions:
        yield Heading(t("overview.actions"))
        yield ActionList(actions, most=ACTIONS)
    yield Paragraph(first.disclaimer(), "disclaimer")


def _score(page: Page, found: Overall) -> ScoreLine:
    if found.value is None:
        return ScoreLine(why=page.t("overview.no_value"))
    shown, why = interval(page, found.low, found.high, found.coverage)
    return ScoreLine(
        value=page.points(found.value),
        band=page.t("summary.band", band=page.band_name(page.scheme.band(found.value))),
        interval=shown,
        interval_why=why,
        coverage=page.t("summary.coverage", coverage=page.texts.percent(found.coverage)),
    )


def _remarks(page: Page, found: Overall, pages: Sequence[Page]) -> Iterator[str]:
    """The weakest audit beside the mean, and which audits are not in the mean."""
    if (weakest := found.weakest) is not None:
        value = page.points(weakest.result.score.value)
        yield page.t("overview.weakest", audit=weakest.wording.title, value=value)
        taken = page.texts.counted("report.overview.audits_taken", len(found.taken))
        yield page.t("overview.mean", audits=taken)
    addons = [p for p in pages if p.wording.audit.get("addon")]
    without = [p for p in pages if p not in addons and p.result.score.value is None]
    if without:
        yield page.t("overview.not_counted", audits=", ".join(p.wording.title for p in without))
    if addons:
        yield page.t("overview.addon", audits=", ".join(p.short_title for p in addons))


def _bars(pages: Sequence[Page]) -> tuple[Bar, ...]:
    """Audits from weakest to strongest, those without a value at the end."""
    ordered = sorted(pages, key=lambda p: (p.result.score.value is None, *_weakness(p)))
    return tuple(
        _bar(p, score.low, score.high)
        for p in ordered
        if (score := p.result.score).low is not None and score.high is not None
    )


def _bar(page: Page, low: float, high: float) -> Bar:
    score = page.result.score
    found = bar(page, page.wording.title, score.value, low, high)
    capped = score.value is not None and score.uncapped is not None and score.value < score.uncapped
    return replace(
        found,
        band=found.band if score.value is None else page.band,
        coverage=page.texts.percent(score.coverage),
        notes=(page.t("overview.capped", cap=page.points(page.scheme.must_cap)),) if capped else (),
    )


def build_audits(pages: Sequence[Page]) -> Blocks:
    """One group per audit: score, biggest gap, all possible breaches, its first actions."""
    return tuple(Group(tuple(_audit(p))) for p in sorted(pages, key=lambda p: p.order))


def _audit(page: Page) -> Iterator[Block]:
    date = page.t("overview.block_date", date=page.texts.date(page.result.on))
    breaches, actions = breaches_of(page), tuple(step(page, a) for a in page.result.actions.top(PER_AUDIT))
    yield Heading(page.wording.title)
    yield Paragraph(f"{page.texts.pick(page.wording.audit['purpose'])} {date}.", "quiet")
    yield score_line(page, small=True)
    yield duties(page)
    yield Paragraph(_gap(page))
    yield part(page.t("summary.breaches"), Breaches(breaches) if breaches else None, level=4)
    yield part(page.t("summary.actions"), ActionList(actions) if actions else None, level=4)


def _gap(page: Page) -> str:
    weakest = page.result.weakest()
    if weakest is None or weakest.value is None or weakest.value >= 100:
        return ""
    dimension, value = page.wording.dimension(weakest.id), page.points(weakest.value)
    return page.t("overview.block_gap", dimension=dimension, value=value)
