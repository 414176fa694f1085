"""The result of one audit: everything a report shows, and where each number comes from."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from readiness.errors import UsageError, cause_of
from readiness.findings import Findings
from readiness.recommend import Action, Actions
from readiness.scoring import DimensionScore, Score

FORMAT = 1
ITEM_COLUMNS = {
    "id": "str",
    "dimension": "str",
    "dimension_weight": "float",
    "weight": "float",
    "must": "str",
    "threshold": "float",
    "state": "str",  # answered, open, not_applicable
    "reason": "str",  # why open or not applicable
    "source": "str",  # answer, evidence or ""
    "answer": "str",
    "attained": "float",
    "self_attained": "float",
    "kind": "str",  # evidence kind and metric, where one exists
    "metric": "str",
    "measured": "float",
    "unit": "str",
    "checked": "float",
    "measured_reason": "str",  # why a figure could not be used
}


@dataclass(frozen=True, slots=True)
class Result:
    """What one audit found, recomputable and free of names; the same input gives the same bytes."""

    audit: str
    edition: str
    on: dt.date
    company: Mapping[str, Any]
    score: Score
    items: pd.DataFrame
    findings: Findings
    actions: Actions
    #: Items whose answer and measured value differ by more than the scheme allows.
    gaps: tuple[Mapping[str, Any], ...]
    #: Ids of open items, duties and critical risks first.
    clarify: tuple[str, ...]
    evidence: tuple[Mapping[str, Any], ...]
    reviews: tuple[dt.date, ...]
    provenance: Mapping[str, Any]
    notices: tuple[Mapping[str, Any], ...] = ()
    #: Plain numbers for pictures, as the analysis of this audit counts them; empty without evidence to draw.
    views: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> str:
        """The result as JSON text, in a fixed order."""
        data = {
            "format": FORMAT,
            "audit": self.audit,
            "edition": self.edition,
            "on": self.on.isoformat(),
            "company": dict(self.company),
            "score": asdict(self.score),
            "findings": {"tally": _records(self.findings.tally), "cases": _records(self.findings.cases)},
            "gaps": list(self.gaps),
            "clarify": list(self.clarify),
            "actions": [asdict(a) for a in self.actions.rows],
            "reviews": [d.isoformat() for d in self.reviews],
            "items": _records(self.items),
            "evidence": list(self.evidence),
            "notices": list(self.notices),
            "views": dict(self.views),
            "provenance": dict(self.provenance),
        }
        return json.dumps(_plain(data), ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str, name: str = "result.json") -> Result:
        """Read a result back.

        Raises
        ------
        UsageError
            ``not_a_result`` when the text is something else, ``result_format`` when it is of another format.
        """
        try:
            data = json.loads(text)
            if data["format"] != FORMAT:
                raise UsageError("result_format", file=name, found=data["format"], wanted=FORMAT)
            score = dict(data["score"], capped_by=tuple(data["score"]["capped_by"]))
            score["dimensions"] = tuple(DimensionScore(**d) for d in score["dimensions"])
            return cls(
                audit=data["audit"],
                edition=data["edition"],
                on=dt.date.fromisoformat(data["on"]),
                company=data["company"],
                score=Score(**score),
                items=item_frame(data["items"]),
                findings=Findings.from_records(data["findings"]["cases"], data["findings"]["tally"]),
                actions=Actions(tuple(Action(**{**a, **_tuples(a)}) for a in data["actions"])),
                gaps=tuple(data["gaps"]),
                clarify=tuple(data["clarify"]),
                evidence=tuple(data["evidence"]),
                reviews=tuple(dt.date.fromisoformat(d) for d in data["reviews"]),
                provenance=data["provenance"],
                notices=tuple(data["notices"]),
                views=data.get("views", {}),  # results of before there were pictures have none
            )
        except (json.JSONDecodeError, KeyError, TypeError, ValueError, AttributeError):
            raise UsageError("not_a_result", file=name) from None

    def save(self, path: Path | str) -> Path:
        """Write the result as JSON.

        Raises
        ------
        UsageError
            ``result_not_written`` with the reason.
        """
        path = Path(path)
        text = self.to_json()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        except OSError as problem:
            raise UsageError("result_not_written", file=path.name, **cause_of(problem)) from None
        return path

    @property
    def last_day(self) -> str:
        """Last day (ISO) that the evidence is about, without any the day of the audit; a report prints its law."""
        return max((str(e["to"]) for e in self.evidence if e.get("to")), default=self.on.isoformat())

    def breaches(self) -> pd.DataFrame:
        """Rules with a possible breach, most failures first."""
        tally = self.findings.tally
        found = tally[(tally["verdict"] == "possible_breach") & (tally["severity"] == "breach")]
        return found.sort_values(["failed", "rule"], ascending=[False, True])

    def weakest(self) -> DimensionScore | None:
        """The shown dimension with the lowest value, the first of the questionnaire among equals: the biggest gap."""
        shown = [d for d in self.score.dimensions if d.shown and d.value is not None]
        return min(shown, key=lambda d: d.value or 0.0) if shown else None


def read_result(path: Path | str) -> Result:
    """Read a result file.

    Raises
    ------
    UsageError
        ``file_missing``, ``not_a_result`` or ``result_format``.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as problem:
        raise UsageError("file_missing", file=path.name, **cause_of(problem)) from None
    except UnicodeDecodeError:
        raise UsageError("not_a_result", file=path.name) from None
    return Result.from_json(text, path.name)


def item_frame(records: Any) -> pd.DataFrame:
    """Item table with fixed columns and types (see `ITEM_COLUMNS`)."""
    frame = pd.DataFrame(records, columns=list(ITEM_COLUMNS))
    for column, kind in ITEM_COLUMNS.items():
        values = frame[column]
        frame[column] = (
            pd.to_numeric(values).astype("float64")
            if kind == "float"
            else values.astype(object).where(values.notna(), "")
        )
    return frame


def _tuples(row: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {k: tuple(row[k]) for k in ("topics", "law", "seed")}


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [dict(zip(frame.columns, row, strict=True)) for row in frame.itertuples(index=False, name=None)]


def _plain(value: Any) -> Any:
    """Only what JSON knows: times as ISO text, not-a-number as null, decimals cut where binary noise begins."""
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, pd.Timestamp | dt.datetime | dt.date):
        return value.isoformat()
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float):
        return None if value != value else round(value, 9)
    return value
