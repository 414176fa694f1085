"""One row per item: what was answered, what was measured, what is left out and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from readiness.analysis.measured import Measured
from readiness.evidence import counted
from readiness.instrument import AnswerSheet, Instrument
from readiness.instrument.model import NOT_APPLICABLE, UNKNOWN, Item
from readiness.result import item_frame


def item_tally(
    instrument: Instrument, sheet: AnswerSheet, measured: Mapping[tuple[str, str], Measured]
) -> pd.DataFrame:
    """Items with their answers and measured values; evidence replaces the answer, both are kept.

    Parameters
    ----------
    instrument : Instrument
        The questions.
    sheet : AnswerSheet
        The answers, possibly none.
    measured : mapping
        Figures from evidence by (kind, metric).
    """
    rows = [
        row | _state(item, sheet) | _evidence(item, sheet, measured)
        for item, row in zip(instrument.items, item_rows(instrument), strict=True)
    ]
    return item_frame([_final(r) for r in rows])


def item_rows(instrument: Instrument) -> list[dict[str, Any]]:
    """What the questionnaire says of every item before it is answered: its dimension, weights, duty and threshold.

    Parameters
    ----------
    instrument : Instrument
        The questions.
    """
    weights = {d.id: d.weight for d in instrument.dimensions}
    return [
        {
            "id": item.id,
            "dimension": item.dimension,
            "dimension_weight": weights[item.dimension],
            "weight": item.weight,
            "must": item.must,
            "threshold": item.threshold,
        }
        for item in instrument.items
    ]


def _state(item: Item, sheet: AnswerSheet) -> dict[str, Any]:
    entry = sheet.answers.get(item.id)
    text = "" if entry is None else _text(entry.answer)
    if not item.applies(sheet.profile):
        return {"state": "not_applicable", "reason": "profile", "answer": text}
    if entry is None:
        return {"state": "open", "reason": "unanswered", "answer": ""}
    if entry.answer == NOT_APPLICABLE:
        return {"state": "not_applicable", "reason": "respondent", "answer": text}
    if entry.answer == UNKNOWN:
        return {"state": "open", "reason": "unknown", "answer": text}
    score = item.score(entry.answer, sheet.profile)
    if score is None:
        return {"state": "open", "reason": "profile_missing", "answer": text}
    return {"state": "answered", "reason": "", "answer": text, "self_attained": score, "source": "answer"}


def _text(answer: str | float) -> str:
    return answer if isinstance(answer, str) else f"{answer:g}" if abs(answer) < 1e6 else str(int(answer))


def _evidence(item: Item, sheet: AnswerSheet, measured: Mapping[tuple[str, str], Measured]) -> dict[str, Any]:
    if not item.applies(sheet.profile):
        return {}
    for link in item.evidence:
        figure = measured.get((link.kind, link.metric))
        if figure is None:
            continue
        found = {"kind": link.kind, "metric": link.metric, "unit": figure.unit, "checked": figure.checked}
        found["measured_reason"] = figure.reason
        if figure.value is None:
            return found
        return found | {"measured": figure.value, "evidence_attained": link.score(figure.value)}
    return {}


def _final(row: dict[str, Any]) -> dict[str, Any]:
    by_evidence = row.pop("evidence_attained", None)
    if by_evidence is not None:
        # A measured value also answers what the respondent left open or thought not applicable.
        return (
            {"measured_reason": ""}
            | row
            | {"state": "answered", "reason": "", "source": "evidence", "attained": by_evidence}
        )
    return (
        {"source": "", "kind": "", "metric": "", "unit": "", "measured_reason": ""}
        | row
        | {"attained": row.get("self_attained")}
    )


def gaps(tally: pd.DataFrame, limit: float) -> tuple[dict[str, Any], ...]:
    """Items whose answer and measured value differ by more than `limit` points, largest difference first."""
    both = tally[(tally["source"] == "evidence") & tally["self_attained"].notna()]
    both = both.assign(difference=both["self_attained"] - both["attained"], size=lambda t: t["difference"].abs())
    far = both[both["size"] > limit].sort_values(["size", "id"], ascending=[False, True])
    return tuple(
        {"item": r.id, "self_attained": r.self_attained, "evidence_attained": r.attained, "difference": r.difference}
        for r in far.itertuples(index=False)
    )


def to_clarify(tally: pd.DataFrame) -> tuple[str, ...]:
    """Open items: duties and critical risks first, then by weight."""
    rows = tally[tally["state"] == "open"].assign(first=lambda t: t["must"] == "")
    return tuple(rows.sort_values(["first", "weight", "id"], ascending=[True, False, True])["id"])


def evidence_summary(evidence: Sequence[Any]) -> tuple[dict[str, Any], ...]:
    """What was read: provenance and, per kind of problem, how many rows and the first of them (no cell contents)."""
    summaries = []
    for e in evidence:
        issues = [
            {
                "code": code,
                "column": column,
                "refused": bool(refused),
                "count": _rows_concerned(group),
                "rows": [int(r) for r in group["row"].head(20)],
            }
            for (code, column, refused), group in e.issues.groupby(["code", "column", "refused"], sort=True)
        ]
        summaries.append({"kind": e.kind, **e.provenance, "issues": issues})
    return tuple(summaries)


def _rows_concerned(group: pd.DataFrame) -> int:
    """One row per issue; an issue of the whole file says itself for how many it stands."""
    whole = group.loc[group["row"] == 0, "value"]
    return len(group) - len(whole) + sum(counted(0, value) or 1 for value in whole)
