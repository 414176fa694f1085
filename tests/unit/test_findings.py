"""Cases and tally."""

from __future__ import annotations

import pandas as pd
import pytest

from readiness.findings import CASES, TALLY, Findings


def tally(**changes):
    row = {
        "rule": "xx.rest",
        "topic": "daily_rest",
        "severity": "breach",
        "checked": 10,
        "failed": 2,
        "open": 0,
        "subjects": 20,
        "subjects_failed": 2,
        "worst": 510.0,
        "limit": 660.0,
        "unit": "minutes",
        "verdict": "possible_breach",
        "reason": "",
        "law_from": "2004-01-01",
        "citation": "§ 5",
    }
    return pd.DataFrame([{**row, **changes}])


def cases(subjects, rule="xx.rest"):
    n = len(subjects)
    return pd.DataFrame(
        {
            "rule": [rule] * n,
            "subject": subjects,
            "at": pd.to_datetime(["2026-03-02T21:30"] * n, utc=True),
            "day": pd.to_datetime(["2026-03-02"] * n),
            "measured": [510.0] * n,
            "limit": [660.0] * n,
            "unit": ["minutes"] * n,
            "severity": ["breach"] * n,
        }
    )


def test_empty_findings_have_all_columns_and_types():
    empty = Findings.empty()
    assert {n: str(t) for n, t in empty.cases.dtypes.items()} == CASES
    assert {n: str(t) for n, t in empty.tally.dtypes.items()} == TALLY
    assert len(empty.summary()) == 0


def test_joining_keeps_order_types_and_all_people():
    one = Findings.of(cases(["P-1", "P-2"]), tally())
    two = Findings.of(cases(["P-3"], "xx.day"), tally(rule="xx.day"))
    both = Findings.join([one, Findings.empty(), two])
    assert both.tally["rule"].tolist() == ["xx.rest", "xx.day"]
    assert both.cases["subject"].astype(str).tolist() == ["P-1", "P-2", "P-3"]
    assert {n: str(t) for n, t in both.cases.dtypes.items()} == CASES
    assert Findings.join([]).tally.empty


def test_a_sixth_verdict_is_refused():
    with pytest.raises(ValueError, match="unknown verdict"):
        Findings.of(cases([]), tally(verdict="compliant"))


def test_the_summary_gives_the_share_of_failures():
    summary = Findings.of(cases(["P-1"]), pd.concat([tally(), tally(rule="none", checked=0, failed=0)])).summary()
    assert summary["share"].tolist()[0] == 20.0
    assert pd.isna(summary["share"].tolist()[1])
