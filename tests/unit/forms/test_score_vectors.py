"""The vectors that every program of the score is held to are what Python reckons today, and they reach every case."""

from __future__ import annotations

import json

from score_vectors import OVERLAY, VECTORS, close, practice_sheets, reckoned

from readiness import catalog

GIVEN = json.loads(VECTORS.read_text(encoding="utf-8"))


def test_python_reckons_what_the_vectors_say() -> None:
    with catalog.overlay(OVERLAY):
        found = json.loads(json.dumps(reckoned(practice_sheets())))
    assert found["spec"] == GIVEN["spec"], "python tests/shared/score_vectors.py draws them anew"
    assert len(found["cases"]) == len(GIVEN["cases"])
    for case, wanted in zip(found["cases"], GIVEN["cases"], strict=True):
        assert case["state"] == wanted["state"]
        for key, value in wanted["outcome"].items():
            assert close(case["outcome"][key], value), f"{key} for {case['state']}"


def test_the_vectors_reach_every_turn_of_the_arithmetic() -> None:
    outcomes = [case["outcome"] for case in GIVEN["cases"]]
    seen = {row["reason"] for one in outcomes for row in (*one["items"], *one["actions"])}
    seen |= {one["band"] or "no value" for one in outcomes}
    seen |= {"capped" for one in outcomes if one["value"] is not None and one["uncapped"] > one["value"]}
    seen |= {"hidden" for one in outcomes for d in one["dimensions"] if d["value"] is not None and not d["shown"]}
    reasons = {"", "unanswered", "unknown", "profile", "respondent", "profile_missing", "duty", "weak"}
    assert reasons | {"no value", "capped", "hidden", "beginner", "building_up", "solid", "advanced"} <= seen
