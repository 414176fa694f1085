"""Findings: which rule was not kept when and by how much, and out of how many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

#: Columns of the failing units.
CASES = {
    "rule": "category",
    "subject": "category",
    "at": "datetime64[s, UTC]",
    "day": "datetime64[s]",
    "measured": "float64",
    "limit": "float64",
    "unit": "category",
    "severity": "category",
}

#: Columns of the tally, one row per rule.
TALLY = {
    "rule": "object",
    "topic": "object",
    "severity": "object",
    "checked": "int64",
    "failed": "int64",
    "open": "int64",
    "subjects": "int64",
    "subjects_failed": "Int64",
    "worst": "float64",
    "limit": "float64",
    "unit": "object",
    "verdict": "object",
    "reason": "object",
    "law_from": "object",
    "citation": "object",
}

VERDICTS = ("possible_breach", "no_indication", "open", "not_applicable", "data_error")


@dataclass(frozen=True, slots=True)
class Findings:
    """The outcome of all checks on one piece of evidence.

    Attributes
    ----------
    cases : DataFrame
        Failing units only: rule, subject (pseudonym), at (UTC start of the unit), day (local date), measured, limit,
        unit, severity. Never shown for groups under the minimum size.
    tally : DataFrame
        One row per rule, also without failure: rule, topic, severity, checked (units that could be judged), failed
        (of these), open (units that could not be judged), subjects, subjects_failed, worst (measured value with the
        smallest margin) and its limit, unit, verdict, reason (a code, empty if there is nothing to add), law_from
        (first day of the row of law used last) and citation (official form).
    """

    cases: pd.DataFrame
    tally: pd.DataFrame

    @classmethod
    def empty(cls) -> Findings:
        """No rule was checked."""
        return cls(_typed(pd.DataFrame(columns=list(CASES)), CASES), _typed(pd.DataFrame(columns=list(TALLY)), TALLY))

    @classmethod
    def of(cls, cases: pd.DataFrame, tally: pd.DataFrame) -> Findings:
        """Findings with the agreed columns and types; a verdict outside the five is refused."""
        wrong = set(tally["verdict"]) - set(VERDICTS)
        if wrong:
            raise ValueError(f"unknown verdict {sorted(wrong)}; the five are {VERDICTS}")
        return cls(_typed(cases, CASES), _typed(tally, TALLY))

    @classmethod
    def from_records(cls, cases: Iterable[dict[str, Any]], tally: Iterable[dict[str, Any]]) -> Findings:
        """Findings from plain records, as a stored result holds them."""
        rows = pd.DataFrame(list(cases), columns=list(CASES))
        rows["at"] = pd.to_datetime(rows["at"], utc=True)
        rows["day"] = pd.to_datetime(rows["day"])
        return cls.of(rows, pd.DataFrame(list(tally), columns=list(TALLY)))

    @classmethod
    def join(cls, parts: Iterable[Findings]) -> Findings:
        """One after the other, in the order given."""
        every = list(parts)
        if len(every) < 2:
            return every[0] if every else cls.empty()
        cases = pd.DataFrame({name: _joined([p.cases[name] for p in every], kind) for name, kind in CASES.items()})
        tally = pd.concat([p.tally for p in every if len(p.tally)] or [every[0].tally], ignore_index=True)
        return cls(_typed(cases, CASES), _typed(tally, TALLY))

    def summary(self) -> pd.DataFrame:
        """One row per rule for reading: checked, failed, share of failed in percent, open, worst value, verdict."""
        t = self.tally
        share = np.where(t["checked"] > 0, 100.0 * t["failed"] / t["checked"].replace(0, 1), np.nan)
        columns = [
            "rule",
            "verdict",
            "checked",
            "failed",
            "share",
            "open",
            "worst",
            "limit",
            "unit",
            "reason",
            "citation",
        ]
        return t.assign(share=share)[columns]


def _joined(columns: list[pd.Series], kind: str) -> Any:
    if kind == "category":  # never through text: cases may be many
        return union_categoricals(
            [pd.Categorical.from_codes(np.asarray(c.cat.codes), c.cat.categories.astype(object)) for c in columns]
        )
    return pd.concat(columns, ignore_index=True)


def _typed(frame: pd.DataFrame, columns: dict[str, str]) -> pd.DataFrame:
    return frame[list(columns)].astype(columns).reset_index(drop=True)
