"""Results made by hand from the real questionnaires, so that a report is tested without reading evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import pytest

from readiness import catalog
from readiness.audit.tally import gaps, item_rows, to_clarify
from readiness.findings import Findings
from readiness.instrument import load_instrument
from readiness.recommend import Actions, load_recommendations, recommend, review_dates
from readiness.result import Result, item_frame
from readiness.scoring import load_scheme, score

ON = dt.date(2026, 3, 31)
RULES = {
    # rule, topic: severity, checked, failed, open, subjects, subjects_failed, worst, limit, verdict, reason
    "arbzg.s5.rest": ("daily_rest", "breach", 240, 12, 0, 23, 7, 510.0, 660.0, "possible_breach", ""),
    "arbzg.s3.daily_max": ("daily_max", "breach", 251, 3, 0, 23, 2, 655.0, 600.0, "possible_breach", ""),
    "arbzg.s3.over_8h": ("daily_normal", "information", 251, 61, 0, 23, 21, 655.0, 480.0, "possible_breach", ""),
    "arbzg.s4.break_total": ("break_length", "breach", 0, 0, 251, 23, 0, None, None, "open", "no_break_data"),
    "arbzg.s9.sunday": ("sunday", "breach", 251, 0, 0, 23, 0, 0.0, 0.0, "no_indication", ""),
    "arbzg.s9.holiday": ("holiday", "breach", 251, 0, 0, 23, 0, None, None, "not_applicable", "out_of_scope"),
}
FILE = {
    "kind": "shifts",
    "file": "zeiten.csv",
    "digest": "ab12cd34ef56ab12cd34ef56",
    "format": "kimai",
    "encoding": "utf-8",
    "separator": ";",
    "zone": "Europe/Berlin",
    "rows_read": 1254,
    "rows_used": 1250,
    "rows_refused": 4,
    "from": "2026-01-01",
    "to": "2026-03-31",
    "notes": [],
    "issues": [],
}


def findings(rules: Mapping[str, tuple[Any, ...]]) -> Findings:
    names = [
        "topic",
        "severity",
        "checked",
        "failed",
        "open",
        "subjects",
        "subjects_failed",
        "worst",
        "limit",
        "verdict",
    ]
    rows = [
        {"rule": rule, **dict(zip([*names, "reason"], row, strict=True)), "unit": "minutes", "law_from": "2004-01-01"}
        | {"citation": f"§ {rule.split('.')[1][1:]} ArbZG"}
        for rule, row in rules.items()
    ]
    return Findings.of(Findings.empty().cases, pd.DataFrame(rows)) if rows else Findings.empty()


def items(audit: str, pattern: tuple[str, ...], measured: Mapping[str, tuple[float, str, int, float]]) -> pd.DataFrame:
    """Answers that walk through the options of every question, so that each kind of answer appears."""
    instrument = load_instrument(audit)
    rows = []
    for n, (item, row) in enumerate(zip(instrument.items, item_rows(instrument), strict=True)):
        kind = pattern[n % len(pattern)]
        row |= dict.fromkeys(("reason", "source", "kind", "metric", "unit", "answer"), "")
        if kind in ("unknown", "unanswered"):
            row |= {"state": "open", "reason": kind, "answer": "unknown" if kind == "unknown" else ""}
        elif kind in ("respondent", "profile"):
            row |= {"state": "not_applicable", "reason": kind}
        else:
            answer, points = _answer(item, kind)
            row |= {"state": "answered", "source": "answer", "answer": answer}
            row |= {"attained": points, "self_attained": points}
        if item.id in measured:
            value, unit, checked, points = measured[item.id]
            row |= {"state": "answered", "reason": "", "source": "evidence", "measured": value, "unit": unit}
            row |= {"checked": checked, "attained": points, "kind": "shifts", "metric": "x"}
        rows.append(row)
    return item_frame(rows)


def _answer(item: Any, kind: str) -> tuple[str, float]:
    place = {"low": 0, "middle": 1, "high": -1}[kind]
    if item.scale.points:
        value, points = sorted(item.scale.points, key=lambda p: p[1])[place]
        return f"{value:g}", points
    name, points = sorted(item.scale.options, key=lambda o: o[1])[place]
    return name, points


def make(
    audit: str = "working_time",
    name: str = "Bäckerei Müller & Söhne GmbH",
    pattern: tuple[str, ...] = (
        "high",
        "middle",
        "low",
        "high",
        "unknown",
        "high",
        "respondent",
        "middle",
        "unanswered",
    ),
    rules: Mapping[str, tuple[Any, ...]] | None = None,
    measured: Mapping[str, tuple[float, str, int, float]] | None = None,
    evidence: tuple[Mapping[str, Any], ...] | None = None,
    profile: Mapping[str, Any] | None = None,
) -> Result:
    scheme = load_scheme()
    settings: Any = scheme.settings
    tally = items(audit, pattern, measured or {})
    working_time = audit == "working_time"
    found = findings(RULES if rules is None and working_time else rules or {})
    advice = load_recommendations(audit)
    edition = catalog.edition()
    return Result(
        audit=audit,
        edition="2026.1",
        on=ON,
        company={
            "name": name,
            "role": "management",
            "answered_on": "2026-03-30",
            "profile": dict({"employees": 32, "works_council": False} if profile is None else profile),
            "country": "de",
            "region": "NW",
            "scope": {},
        },
        score=score(tally, scheme),
        items=tally,
        findings=found,
        actions=recommend(advice, tally, found.tally, settings["impact"]) if len(found.tally) else _weak(advice, tally),
        gaps=gaps(tally, scheme.evidence_gap),
        clarify=to_clarify(tally),
        evidence=((FILE,) if working_time else ()) if evidence is None else evidence,
        reviews=review_dates(ON, settings["reviews"]),
        provenance={
            "package": "0.1.0",
            "catalogue_edition": edition["edition"],
            "catalogue_digest": "0123456789abcdef0123456789abcdef",
            "content_as_of": edition["content_as_of"],
            "scheme": "standard",
            "law": {"country": "de", "edition": "2026.1", "as_of": "2026-02-01"},
        },
    )


def _weak(advice: Any, tally: pd.DataFrame) -> Actions:
    settings: Any = load_scheme().settings
    return recommend(advice, tally, Findings.empty().tally, settings["impact"])


@pytest.fixture(scope="session")
def result_of() -> Callable[..., Result]:
    """Makes results; see `make` for what can be set."""
    return make
