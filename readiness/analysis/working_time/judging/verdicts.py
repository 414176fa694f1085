"""Outcome of one rule: from judged units to cases, tally and one of five verdicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from readiness import catalog
from readiness.analysis.working_time.applicability.scopes import exemption_claimed, out_of_scope
from readiness.analysis.working_time.judging.counts import Counts, Failing, Worst, together
from readiness.analysis.working_time.judging.units import Units
from readiness.analysis.working_time.timeline.model import Timeline, view
from readiness.arrays import Codes, Mask
from readiness.findings import TALLY, Findings
from readiness.law import Law, Rule

#: Severity of a failing unit for which an exemption is claimed while others fail without one.
_INFORMS = "information"
#: Verdict on the average, and what follows for days that have to be balanced.
_SETTLED = {"no_indication": ("no_indication", "balanced"), "possible_breach": ("possible_breach", "not_balanced")}


def count(units: Units, work: Timeline) -> Counts:
    """Units added up, so that groups of persons can be checked one after the other."""
    claimed = np.zeros(len(units.failed), bool) if units.claimed is None else units.claimed & ~units.failed
    shown = np.flatnonzero(units.failed | claimed)
    n_open = int(np.count_nonzero(units.open))
    people = len(work.subjects)
    return Counts(
        unit=units.unit,
        checked=units.checked,
        least=units.least,
        failed=int(np.count_nonzero(units.failed)),
        claimed=int(np.count_nonzero(claimed)),
        open=n_open,
        subjects=_everybody(work),
        subjects_failed=_people(units.person[units.failed], people),
        subjects_claimed=_people(units.person[claimed], people) if units.claimed is not None else 0,
        wholly_open=units.wholly_open,
        open_reason=units.open_reason if n_open or units.wholly_open else "",
        note=units.note,
        off=units.off,
        open_alone=units.open_alone,
        last=str(work.calendar.dates(units.day.max())) if len(units.day) else "",
        worst=_worst(units, claimed),
        failing=Failing(
            units.person[shown],
            work.subjects,
            units.at[shown],
            work.calendar.dates(units.day[shown]),
            units.measured[shown],
            units.limit[shown],
            claimed[shown],
        ),
    )


def conclude(rules: Sequence[Rule], counts: Sequence[Counts], law: Law, scope: Mapping[str, Any]) -> Findings:
    """Cases, tally and verdicts of several rules from everybody's counts.

    An exemption never deletes figures: failing units stay in the cases and in the counts, only the verdict changes.
    """
    counts = [replace(c, open=0, open_reason="") if c.open_alone and c.checked else c for c in counts]
    tally = [_row(rule, found, law, scope) for rule, found in zip(rules, counts, strict=True)]
    return settle(Findings.of(_cases(rules, counts), pd.DataFrame(tally, columns=list(TALLY))), rules)


def _cases(rules: Sequence[Rule], counts: Sequence[Counts]) -> pd.DataFrame:
    parts = [found.failing for found in counts]
    many = [len(part.at) for part in parts]
    subject, subjects = together(parts)
    units, severities = [found.unit for found in counts], [*dict.fromkeys([*(r.severity for r in rules), _INFORMS])]
    unit, kinds = pd.factorize(np.array(units, object))
    severity = np.repeat([severities.index(r.severity) for r in rules], many)
    informs = [part.claimed & ~np.bool_(_only_claimed(c)) for part, c in zip(parts, counts, strict=True)]
    severity = np.where(_joined(informs, bool), severities.index(_INFORMS), severity)
    return pd.DataFrame(
        {
            "rule": _coded(np.repeat(np.arange(len(rules)), many), [r.id for r in rules]),
            "subject": pd.Categorical.from_codes(subject, subjects),
            "at": pd.DatetimeIndex(
                _joined([p.at for p in parts], np.int64).astype("datetime64[m]").astype("datetime64[s]"), tz="UTC"
            ),
            "day": _joined([p.day.astype("datetime64[D]") for p in parts], "datetime64[D]").astype("datetime64[s]"),
            "measured": _joined([p.measured for p in parts], np.float64),
            "limit": _joined([p.limit for p in parts], np.float64),
            "unit": _coded(np.repeat(unit, many), list(kinds)),
            "severity": _coded(severity, severities),
        }
    )


def _joined(parts: Sequence[npt.NDArray[Any]], kind: Any) -> npt.NDArray[Any]:
    return np.concatenate([np.zeros(0, kind), *parts])


def _coded(codes: npt.NDArray[Any], names: Sequence[str]) -> Any:
    """Words by their position; words that do not occur are left out."""
    used, place = np.unique(codes, return_inverse=True)
    return pd.Categorical.from_codes(place, pd.Index([names[int(n)] for n in used], dtype=object))


def _only_claimed(counts: Counts) -> bool:
    return counts.claimed > 0 and not counts.failed


def _row(rule: Rule, counts: Counts, law: Law, scope: Mapping[str, Any]) -> dict[str, Any]:
    """Tally row of one rule with its verdict."""
    only_claimed, worst = _only_claimed(counts), counts.worst
    verdict, reason = _verdict(rule, counts, law, scope)
    return {
        "rule": rule.id,
        "topic": rule.topic,
        "severity": rule.severity,
        "checked": max(counts.checked, counts.least),
        "failed": counts.claimed if only_claimed else counts.failed,
        "open": counts.open,
        "subjects": counts.subjects,
        "subjects_failed": counts.subjects_claimed if only_claimed else counts.subjects_failed,
        "worst": float("nan") if worst is None else worst.measured,
        "limit": float("nan") if worst is None else worst.limit,
        "unit": counts.unit,
        "verdict": verdict,
        "reason": reason,
        "law_from": _law_from(rule, counts.last, law),
        "citation": rule.citation[
            catalog.DEFAULT
        ],  # an official language of every law here; reports quote in their own
    }


def settle(findings: Findings, rules: Sequence[Rule]) -> Findings:
    """Findings in which a rule with the option ``settled_by`` takes the outcome of that other rule.

    Long days alone are no breach (verdict open); whether they were balanced is what the average says.
    """
    tally = findings.tally
    verdicts = dict(zip(tally["rule"], tally["verdict"], strict=True))
    for rule in rules:
        by = verdicts.get(str(rule.options.get("settled_by")))
        waiting = (tally["rule"] == rule.id) & (tally["reason"] == rule.options.get("when_failed", ""))
        if by in _SETTLED and waiting.any():
            verdict, reason = _SETTLED[by]
            tally = tally.assign(
                verdict=tally["verdict"].mask(waiting, verdict), reason=tally["reason"].mask(waiting, reason)
            )
    return Findings.of(findings.cases, tally)


@view
def _everybody(work: Timeline) -> int:
    return _people(work.days.person, len(work.subjects))


def _people(subject: Codes, known: int) -> int:
    """Number of different persons."""
    seen = np.zeros(known, bool)
    seen[subject] = True
    return int(np.count_nonzero(seen))


def _verdict(rule: Rule, counts: Counts, law: Law, scope: Mapping[str, Any]) -> tuple[str, str]:
    if not counts.subjects:
        return "open", "no_records"
    if out_of_scope(rule, law, scope):
        return "not_applicable", "out_of_scope"
    if counts.off:
        return "not_applicable", counts.off
    failed, some_claimed = counts.failed > 0, counts.claimed > 0
    if (some_claimed and not failed) or (failed and exemption_claimed(rule, law, scope)):
        return "not_applicable", "exemption_claimed"
    has_open = counts.open > 0 or counts.wholly_open
    if failed:
        if "when_failed" in rule.options:  # alone no breach, but somebody has to look
            return "open", str(rule.options["when_failed"])
        reason = "exemption_claimed" if some_claimed else counts.open_reason if has_open else counts.note
        return "possible_breach", reason
    return ("open", counts.open_reason) if has_open else ("no_indication", "")


def _worst(units: Units, claimed: Mask) -> Worst | None:
    """Unit with the smallest margin: among failures, else among judged units, else among open ones."""
    for level, mask in enumerate((units.failed, claimed, ~units.open, units.open)):
        places = np.flatnonzero(mask)
        if len(places):
            margin = units.limit[places] - units.measured[places]
            margin = margin if units.more_is_worse else -margin
            best = int(np.argmin(margin))
            place = places[best]
            return Worst(level, float(margin[best]), float(units.measured[place]), float(units.limit[place]))
    return None


def _law_from(rule: Rule, last: str, law: Law) -> str:
    if not rule.parameters or not last:
        return ""
    return max(law.parameter(name).since(last) for name in rule.parameters.values())
