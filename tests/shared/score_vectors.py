"""Answer sheets drawn by chance with what Python makes of them; every other program has to reach the same.

`python tests/shared/score_vectors.py` writes ``score_vectors.json`` anew, after a change of the arithmetic was meant.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from readiness import catalog
from readiness.audit import load_audit
from readiness.forms.form_result import outcome
from readiness.forms.spec import form_spec
from readiness.instrument import AnswerSheet, Instrument, Item
from readiness.instrument.sheet import Answer
from readiness.result import Result

VECTORS = Path(__file__).with_name("score_vectors.json")
FROM_EVIDENCE = ("breaches", "open_rules", "gaps", "law_as_of", "figures")
#: A small audit that exists only here, so that no change of the catalogue changes what is compared.
OVERLAY, _PRACTICE = Path(__file__).with_name("score_audit"), "practice"
_DAY = "2026-11-27"
#: What the arithmetic needs of a question and of a piece of advice; words are left out.
_ITEM = ("id", "dimension", "weight", "kind", "range", "points", "ask_if", "normalise_by", "must")
_ADVICE = ("id", "item", "impact", "effort_hours")


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


def draw_vectors(audit: str, sheets: int) -> list[tuple[AnswerSheet, Result]]:
    """Sheets of an audit with their results, the same ones every time."""
    loaded, rng = load_audit(audit), random.Random(audit)
    drawn = [draw_sheet(loaded.instrument, rng) for _ in range(sheets)]
    return [(sheet, loaded.run(answers=sheet, on=_DAY)) for sheet in drawn]


def state_of(sheet: AnswerSheet) -> dict[str, Any]:
    """A sheet as the form keeps it."""
    return {"profile": dict(sheet.profile), "answers": {k: {"answer": a.answer} for k, a in sheet.answers.items()}}


def practice_sheets() -> list[AnswerSheet]:
    """The sheets in ``score_vectors.json``."""
    edition = load_audit(_PRACTICE).instrument.edition
    states = [case["state"] for case in json.loads(VECTORS.read_text(encoding="utf-8"))["cases"]]
    return [
        AnswerSheet(
            _PRACTICE,
            edition,
            profile=state["profile"],
            answers={key: Answer(entry["answer"]) for key, entry in state["answers"].items()},
        )
        for state in states
    ]


def reckoned(sheets: Sequence[AnswerSheet]) -> dict[str, Any]:
    """What ``score_vectors.json`` holds: a small audit of its own as data, every sheet, and what Python makes of it."""
    spec, audit = form_spec(_PRACTICE), load_audit(_PRACTICE)
    items = [
        {key: item[key] for key in _ITEM if key in item}
        | {"options": [{key: option[key] for key in ("id", "score")} for option in item["options"]]}
        for item in spec["items"]
    ]
    cases = [{"state": state_of(s), "outcome": of_python(audit.run(answers=s, on=_DAY))} for s in sheets]
    about = {
        "dimensions": [{key: d[key] for key in ("id", "weight")} for d in spec["dimensions"]],
        "items": items,
        "scheme": spec["scheme"] | {"bands": [{k: b[k] for k in ("id", "start")} for b in spec["scheme"]["bands"]]},
        "below": spec["below"],
        "recommendations": [{key: one[key] for key in _ADVICE} for one in spec["recommendations"]],
    }
    return {"spec": about, "cases": cases}


def close(given: Any, wanted: Any) -> bool:
    if isinstance(wanted, dict):
        return given.keys() == wanted.keys() and all(close(given[k], v) for k, v in wanted.items())
    if isinstance(wanted, list):
        return len(given) == len(wanted) and all(map(close, given, wanted))
    if isinstance(wanted, float) and given is not None:
        return given == pytest.approx(wanted, abs=2e-9)
    return given == wanted


if __name__ == "__main__":
    with catalog.overlay(OVERLAY):
        found = reckoned([sheet for sheet, _ in draw_vectors(_PRACTICE, 30)])
    text = json.dumps(found)
    found = json.loads(text, parse_float=lambda number: round(float(number), 9))
    lines = ",\n".join(json.dumps(case) for case in found["cases"])
    VECTORS.write_text(f'{{"spec": {json.dumps(found["spec"])},\n"cases": [\n{lines}\n]}}\n', encoding="utf-8")
