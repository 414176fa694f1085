"""Outcome of one rule: from judged units to cases, tally and one of five verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from readiness.checks.clock import Codes, Days, Mask, Minutes
from readiness.checks.scope import exemption_claimed, out_of_scope
from readiness.checks.worktime import WorkTime
from readiness.findings import Findings
from readiness.law import Law, Rule


@dataclass(frozen=True, slots=True)
class Units:
    """What a check looked at: working days, rests, Sundays; one entry each.

    `failed` and `open` exclude each other. `claimed` marks units that fail only if a claimed exemption does not hold.
    `checked` counts the units that could be judged; it may be larger than the number of entries.
    """

    subject: Codes
    at: Minutes
    day: Days
    measured: npt.NDArray[np.float64]
    limit: npt.NDArray[np.float64]
    failed: Mask
    open: Mask
    checked: int
    more_is_worse: bool
    open_reason: str = ""
    note: str = ""  # reason code that goes with a failure: what the figures rest on
    wholly_open: bool = False  # a fact is missing without which even "no indication" would say too much
    claimed: Mask | None = None
    unit: str = "minutes"


def judge(rule: Rule, units: Units, work: WorkTime, law: Law, scope: Mapping[str, Any]) -> Findings:
    """Cases and tally of one rule.

    An exemption never deletes figures: failing units stay in the cases and in the counts, only the verdict changes.
    """
    claimed = np.zeros(len(units.failed), bool) if units.claimed is None else units.claimed & ~units.failed
    only_claimed = bool(claimed.any() and not units.failed.any())
    counted = claimed if only_claimed else units.failed
    verdict, reason = _verdict(rule, units, only_claimed, bool(claimed.any()), work, law, scope)
    shown = np.flatnonzero(units.failed | claimed)
    by = np.where(claimed[shown] & ~np.bool_(only_claimed), "information", rule.severity)
    cases = pd.DataFrame(
        {
            "rule": _same(rule.id, len(shown)),
            "subject": pd.Categorical.from_codes(units.subject[shown], work.subjects),
            "at": pd.DatetimeIndex(units.at[shown].astype("datetime64[m]").astype("datetime64[s]"), tz="UTC"),
            "day": units.day[shown].astype("datetime64[s]"),
            "measured": units.measured[shown],
            "limit": units.limit[shown],
            "unit": _same(units.unit, len(shown)),
            "severity": pd.Categorical(by),
        }
    )
    worst = _worst(units, claimed)
    tally = {
        "rule": rule.id,
        "topic": rule.topic,
        "severity": rule.severity,
        "checked": units.checked,
        "failed": int(counted.sum()),
        "open": int(units.open.sum()),
        "subjects": len(np.unique(work.days.subject)),
        "subjects_failed": len(np.unique(units.subject[counted])),
        "worst": float("nan") if worst is None else float(units.measured[worst]),
        "limit": float("nan") if worst is None else float(units.limit[worst]),
        "unit": units.unit,
        "verdict": verdict,
        "reason": reason,
        "law_from": _law_from(rule, units, law),
        "citation": rule.citation["de"],  # the official form of a German provision, not a translation
    }
    return Findings.of(cases, pd.DataFrame([tally]))


def _same(value: str, times: int) -> Any:
    return pd.Categorical.from_codes(np.zeros(times, np.int64), pd.Index([value]))


def _verdict(
    rule: Rule, units: Units, only_claimed: bool, some_claimed: bool, work: WorkTime, law: Law, scope: Mapping[str, Any]
) -> tuple[str, str]:
    if not len(work.days.subject):
        return "open", "no_records"
    if out_of_scope(rule, law, scope):
        return "not_applicable", "out_of_scope"
    if only_claimed or (units.failed.any() and exemption_claimed(rule, law, scope)):
        return "not_applicable", "exemption_claimed"
    has_open = bool(units.open.any()) or units.wholly_open
    if units.failed.any():
        if "when_failed" in rule.options:  # alone no breach, but somebody has to look
            return "open", str(rule.options["when_failed"])
        return "possible_breach", "exemption_claimed" if some_claimed else units.open_reason if has_open else units.note
    return ("open", units.open_reason) if has_open else ("no_indication", "")


def _worst(units: Units, claimed: Mask) -> int | None:
    """Unit with the smallest margin: among failures, else among judged units, else among open ones."""
    for mask in (units.failed, claimed, ~units.open, units.open):
        places = np.flatnonzero(mask)
        if len(places):
            margin = units.limit[places] - units.measured[places]
            margin = margin if units.more_is_worse else -margin
            return int(places[np.argmin(margin)])
    return None


def _law_from(rule: Rule, units: Units, law: Law) -> str:
    if not rule.parameters or not len(units.day):
        return ""
    last = str(units.day.max())
    return max(law.parameter(name).since(last) for name in rule.parameters.values())
