"""The score of the single file is the score of Python: seeded answer sheets of every audit, to nine digits."""

from __future__ import annotations

from functools import cache

import pytest
from playwright.sync_api import BrowserContext
from sample_spec import STATIC, spec_of
from score_vectors import close, draw_vectors, of_python, state_of

from readiness import catalog
from readiness.instrument import AnswerSheet
from readiness.result import Result

AUDITS = catalog.ids("audits")
SHEETS = 30


@cache
def vectors(audit: str) -> list[tuple[AnswerSheet, Result]]:
    return draw_vectors(audit, SHEETS)


@pytest.mark.parametrize("audit", AUDITS)
def test_same_outcome_as_python(audit: str, context: BrowserContext) -> None:
    states = [state_of(sheet) for sheet, _ in vectors(audit)]
    page = context.new_page()
    page.add_script_tag(content=(STATIC / "score.js").read_text(encoding="utf-8").replace("export ", ""))
    found = page.evaluate("([spec, states]) => states.map((state) => outcome(spec, state))", [spec_of(audit), states])
    for (sheet, result), given in zip(vectors(audit), found, strict=True):
        for key, value in of_python(result).items():
            assert close(given[key], value), f"{key}: {given[key]} is not {value} for {sheet.answers}"


def test_the_vectors_reach_every_case() -> None:
    """A golden set that never caps, never lacks a value or never misses a figure would prove little."""
    seen: set[str] = set()
    for _, result in (vector for audit in AUDITS for vector in vectors(audit)):
        score = result.score
        seen |= {*result.items["reason"], *(a.reason for a in result.actions.rows)}
        seen |= {"no value"} if score.value is None else {f"band {score.band}"}
        seen |= {"capped"} if score.value is not None and score.uncapped > score.value else set()
    wanted = {"unanswered", "unknown", "profile", "respondent", "profile_missing", "duty", "weak", "no value", "capped"}
    assert wanted | {"band beginner", "band building_up", "band solid", "band advanced"} <= seen
