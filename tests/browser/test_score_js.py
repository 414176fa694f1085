"""The score of the single file is the score of Python: seeded answer sheets of every audit, to nine digits."""

from __future__ import annotations

import random
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import BrowserContext
from sample_spec import STATIC, spec_of

from readiness import catalog
from readiness.audit import load_audit
from readiness.forms.form_result import outcome
from readiness.instrument import AnswerSheet, Instrument, Item
from readiness.result import Result

AUDITS = catalog.ids("audits")
SHEETS = 30
FROM_EVIDENCE = ("breaches", "open_rules", "gaps", "law_as_of", "figures")


def draw_answer(item: Item, rng: random.Random, lean: str) -> str | float | None:
    if lean and item.scale.options:
        ranked = sorted(item.scale.options, key=lambda option: option[1])
        return ranked[0 if lean == "worst" else -1][0]
    kind = rng.random()
    if kind < 0.1:
        return None
    if kind < 0.2:
        return rng.choice(["unknown", "not_applicable"])
    if item.scale.kind == "number" and (not item.scale.options or rng.random() < 0.8):
        low, high = item.scale.range or (0, 100)
        edges = [low, high, *(x for x, _ in item.scale.points if low <= x <= high)]
        found = rng.choice([*edges, round(rng.uniform(low, high), 2)])
        return float(round(found) if item.scale.whole else found)
    return rng.choice([name for name, _ in item.scale.options])


def draw_sheet(instrument: Instrument, rng: random.Random) -> AnswerSheet:
    profile: dict[str, Any] = {}
    for field in catalog.load("common/profile.yaml")["fields"]:
        if rng.random() < 0.7:
            profile[field["id"]] = rng.choice([True, False]) if field["type"] == "boolean" else rng.randint(1, 400)
    sheet = AnswerSheet(instrument.audit, instrument.edition, profile=profile)
    keep = rng.choice([0.0, 0.3, 0.6, 1.0, 1.0, 1.0])  # from an empty sheet to a full one
    lean = rng.choice(["", "", "", "worst", "best"])
    for item in instrument.items:
        answer = draw_answer(item, rng, lean)
        if answer is not None and rng.random() < keep:
            sheet = sheet.with_answer(item, answer)
    return sheet


def of_python(result: Result) -> dict[str, Any]:
    """What the local page shows, without what only evidence and published figures can tell."""
    return {key: value for key, value in outcome(result).items() if key not in FROM_EVIDENCE}


@cache
def vectors(audit: str) -> list[tuple[AnswerSheet, Result]]:
    loaded, rng = load_audit(audit), random.Random(audit)
    sheets = [draw_sheet(loaded.instrument, rng) for _ in range(SHEETS)]
    return [(sheet, loaded.run(answers=sheet, on="2026-11-27")) for sheet in sheets]


@pytest.mark.parametrize("audit", AUDITS)
def test_same_outcome_as_python(audit: str, context: BrowserContext) -> None:
    states = [
        {"profile": dict(s.profile), "answers": {k: {"answer": a.answer} for k, a in s.answers.items()}}
        for s, _ in vectors(audit)
    ]
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


def close(given: Any, wanted: Any) -> bool:
    if isinstance(wanted, dict):
        return given.keys() == wanted.keys() and all(close(given[k], v) for k, v in wanted.items())
    if isinstance(wanted, list):
        return len(given) == len(wanted) and all(map(close, given, wanted))
    if isinstance(wanted, float) and given is not None:
        return given == pytest.approx(wanted, abs=2e-9)
    return given == wanted
