"""Records of working time against a law: every rule, one tally row each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from readiness.analysis.working_time.applicability.context import RuleContext
from readiness.analysis.working_time.applicability.populations import populations
from readiness.analysis.working_time.judging.counts import Counts
from readiness.analysis.working_time.judging.verdicts import conclude, count
from readiness.analysis.working_time.rules.kinds import KINDS
from readiness.analysis.working_time.timeline.model import build
from readiness.arrays import Mask
from readiness.errors import CatalogError
from readiness.findings import Findings
from readiness.law import Law, checked_scope


def check_shifts(
    frame: pd.DataFrame,
    law: Law,
    scope: Mapping[str, Any] | None = None,
    absences: pd.DataFrame | None = None,
    people: pd.DataFrame | None = None,
) -> Findings:
    """Check records of working time against every rule of a law that can be computed.

    Parameters
    ----------
    frame : DataFrame
        Shifts evidence, one row per interval of work: subject, start, end, zone, unplaced_break, break_known, duty,
        region. Of all persons and all employers; rows that are no working time (standby, leave) are left out here.
    law : Law
        From `load_law`, perhaps with an agreement.
    scope : mapping, optional
        What is known about the firm and these persons, such as ``region`` (federal state where records name none),
        ``sector``, ``exemption`` (claimed, such as "s10"), ``extra_holidays`` (dates of a municipality); see
        `readiness.law.scope_keys` or `readiness list scope`.
    absences : DataFrame, optional
        Days of absence: subject, day, kind, half.
    people : DataFrame, optional
        Facts about persons: subject, and of group, age, executive, night_worker, severely_disabled and so on what is
        known. Each person is judged by the rules of the own group.

    Returns
    -------
    Findings
        One tally row per rule, in the order of the law; rules for groups without persons do not appear. A failure is a
        possible breach and needs legal review; no failure is "no indication in the data", never proof.

    Raises
    ------
    NoLawInForce
        ``no_law_in_force`` when records are older than the first row of a number.
    CatalogError
        ``rule_unknown_kind`` when a rule names a kind of check that does not exist.
    UsageError
        ``rest_shift_too_large``, ``scope_wrong_value``.
    UnknownName
        ``unknown_scope_key``, ``unknown_scope_word``, ``unknown_population``, ``unknown_region``.
    """
    return conclude_groups(count_shifts(frame, law, checked_scope(scope, law), absences, people), law)


@dataclass(frozen=True, slots=True)
class Group:
    """Counts of the rules of one area among the persons it applies to, in the order of the law.

    `perhaps` are the counts with the kinds of duty the law does not know; the same as `certain` when there are none.
    """

    area: str
    scope: Mapping[str, Any]
    certain: list[Counts]
    perhaps: list[Counts]


def count_shifts(
    frame: pd.DataFrame,
    law: Law,
    scope: Mapping[str, Any],
    absences: pd.DataFrame | None = None,
    people: pd.DataFrame | None = None,
) -> list[Group]:
    """First half of `check_shifts`: what each rule counts, before any verdict. The scope is checked already."""
    groups = []
    for area, rows, facts in populations(frame, law, scope, people):
        rules, own = law.rules(area), law.within(area)
        for rule in rules:
            if rule.kind not in KINDS:
                raise CatalogError("rule_unknown_kind", rule=rule.id, kind=rule.kind, known=sorted(KINDS))
        counted, unknown = _duties(rows["duty"], own)
        counts = []
        for some in (counted, counted | unknown) if unknown.any() else (counted,):
            work = build(rows if some.all() else rows[some], own, facts, absences, people)
            counts.append([count(KINDS[rule.kind].compute(RuleContext(rule, work)), work) for rule in rules])
        groups.append(Group(area, facts, counts[0], counts[-1]))
    return groups


def conclude_groups(groups: Iterable[Group], law: Law) -> Findings:
    """Second half of `check_shifts`: verdicts from everybody's counts."""
    parts = []
    for group in groups:
        rules, own = law.rules(group.area), law.within(group.area)
        found = conclude(rules, group.certain, own, group.scope)
        if group.perhaps is not group.certain:
            found = _both(found, conclude(rules, group.perhaps, own, group.scope))
        parts.append(found)
    return Findings.join(parts)


def _duties(column: pd.Series, law: Law) -> tuple[Mask, Mask]:
    """Which records are working time, and of which the law does not say whether they are."""
    duty = column if isinstance(column.dtype, pd.CategoricalDtype) else column.astype("category")
    kinds, code = duty.cat.categories, duty.cat.codes.to_numpy()
    counted, not_counted = (np.append(kinds.isin(law.duties[name]), False) for name in ("counted", "not_counted"))
    return counted[code], (~counted & ~not_counted)[code]  # a record without a kind has code -1: it is not known


def _both(without: Findings, with_: Findings) -> Findings:
    """Outcome when some kinds of duty are unknown: computed without and with them, open where that decides."""
    one, other = without.tally, with_.tally
    decides = one["verdict"] != other["verdict"]
    differs = decides | (one["failed"] != other["failed"])
    tally = one.assign(
        open=one["open"] + (other["failed"] - one["failed"]).abs(),
        verdict=one["verdict"].mask(decides, "open"),
        reason=one["reason"].mask(differs, "unknown_duty"),
        subjects=other["subjects"],
    )
    return Findings.of(without.cases, tally)
