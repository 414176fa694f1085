"""Page one: score with its interval and coverage, what to clarify first, weakest areas, next steps."""

from __future__ import annotations

from collections.abc import Iterator

from readiness.recommend import Action
from readiness.reports.blocks import (
    ActionList,
    Bars,
    Block,
    Blocks,
    Breach,
    Breaches,
    Duties,
    Heading,
    Headline,
    Paragraph,
    Question,
    Questions,
    Remark,
    Step,
    Title,
)
from readiness.reports.context import Page
from readiness.reports.sections.scores import dimension_bars, score_line

#: How many of each are worth a place among the essentials.
BREACHES, DUTIES, QUESTIONS, ACTIONS = 4, 2, 3, 5


def build(page: Page) -> Blocks:
    """Everything that stands on page one."""
    return tuple(_essentials(page))


def _essentials(page: Page) -> Iterator[Block]:
    result, t = page.result, page.t
    breaches = breaches_of(page)
    yield Title(page.wording.title, page.company, t("on", date=page.texts.date(result.on)))
    yield score_line(page)
    yield Headline(tuple(_headline(page)), alert=bool(breaches))
    yield duties(page, most=DUTIES)
    if breaches:
        yield Heading(t("summary.breaches"))
        yield Breaches(breaches, most=BREACHES, see=t("sections.findings"))
    if bars := dimension_bars(page):
        legend = t("summary.legend", bands=page.bands())
        yield Heading(t("summary.bars"))
        yield Bars(t("summary.bars_caption"), t("summary.dimension"), bars, page.band_starts, legend)
    if len(result.findings.tally) and not breaches:
        yield Remark(t("summary.no_breaches"), "quiet")
    if result.clarify:
        yield Heading(t("summary.clarify"))
        yield Questions(tuple(_question(page, name) for name in result.clarify), most=QUESTIONS)
    yield Heading(t("summary.actions"))
    yield from _next_steps(page)
    yield Paragraph(page.disclaimer(), "disclaimer")


def _headline(page: Page) -> Iterator[str]:
    """The possible breach to look at first, and the weakest area; a sentence where there is neither."""
    found, weakest = page.result.breaches(), page.result.weakest()
    if len(found):
        top = next(found.itertuples(index=False))
        counts = {"failed": page.texts.number(top.failed), "checked": page.texts.number(top.checked)}
        title = page.rule_title(top.rule, top.citation)
        yield page.texts.counted("report.summary.first", len(found), title=title, **counts)
    if weakest is None or (weakest.value is not None and weakest.value >= 100):
        if not len(found):
            yield page.t("summary.no_gap" if weakest is None else "summary.all_full")
    else:
        key = "summary.gap_after" if len(found) else "summary.gap"
        yield page.t(key, dimension=page.wording.dimension(weakest.id), value=page.points(weakest.value))


def _next_steps(page: Page) -> Iterator[Block]:
    actions, reviews = page.result.actions.top(ACTIONS), page.result.reviews
    if actions:
        yield ActionList(tuple(step(page, action) for action in actions), most=ACTIONS)
    else:
        yield Paragraph(page.t("summary.answer_first" if page.result.score.value is None else "summary.no_actions"))
    first = page.t("summary.review", date=page.texts.date(reviews[0])) if reviews and actions else ""
    yield Remark(first, "review")


def duties(page: Page, most: int | None = None) -> Duties:
    """Duties and critical risks that are not met, and why the score is limited by them, or would be."""
    score = page.result.score
    cap = page.points(page.scheme.must_cap)
    if score.value is not None and score.uncapped is not None and score.value < score.uncapped:
        lead = page.t("summary.cap", cap=cap, uncapped=page.points(score.uncapped))
    else:
        lead = page.t("summary.duties", cap=cap)
    return Duties(tuple(_duty(page, name) for name in score.capped_by), most, lead=lead)


def _duty(page: Page, name: str) -> str:
    row = page.item(name)
    duty = page.texts.t(f"labels.duty.{row.must}")
    return page.t("summary.duty_line", duty=duty, question=page.wording.question(name), given=page.given(row))


def breaches_of(page: Page, audit: str = "") -> tuple[Breach, ...]:
    """Possible breaches with their denominators, most failures first."""
    return tuple(
        Breach(
            page.rule_title(row.rule, row.citation),
            page.t("summary.breach", citation=page.citation(row.rule, row.citation)),
            page.failed_of(row),
            audit,
        )
        for row in page.result.breaches().itertuples(index=False)
    )


def _question(page: Page, name: str) -> Question:
    row = page.item(name)
    duty = page.texts.t(f"labels.duty.{row.must}") if row is not None and row.must else ""
    # An answer that cannot be scored yet is not unanswered: what is missing is said beside it.
    missing = row is not None and row.reason == "profile_missing"
    note = f"{name}, {page.texts.t('labels.left_out.profile_missing')}" if missing else name
    return Question(page.wording.question(name), note, duty)


def step(page: Page, action: Action, audit: str = "") -> Step:
    """An action with its first step and the facts needed to plan it."""
    facts = (page.wording.role(action.owner), page.effort(action), page.texts.t(f"labels.impact.{action.impact}"))
    return Step(
        page.wording.action(action.id),
        page.wording.first_step(action.id),
        " · ".join(facts),
        page.texts.t(f"labels.reason.{action.reason}"),
        audit,
    )
