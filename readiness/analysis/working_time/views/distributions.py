"""What a firm may see of its working time in pictures: plain numbers of groups, never of one person.

Every number here goes into the result; the report draws nothing else. A firm with fewer persons than the smallest group
gets no pictures, and a day or hour with fewer than that many persons at work shows no number.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from readiness.analysis.working_time.check import check_shifts
from readiness.analysis.working_time.rules.kinds import KINDS
from readiness.analysis.working_time.timeline.grouping import grouped
from readiness.analysis.working_time.timeline.model import Timeline, build
from readiness.analysis.working_time.views.presence import calendar, week_profile
from readiness.analysis.working_time.views.record_quality import quality
from readiness.arrays import Ints
from readiness.findings import Findings
from readiness.law import Law, checked_scope
from readiness.privacy.suppression import GROUP_TOO_SMALL, MIN_GROUP, too_small

#: Width of the bars (minutes), and the longest rest that has a bar of its own.
HALF_HOUR, HOUR, LONGEST_REST = 30, 60, 24 * 60


def working_time_views(
    frame: pd.DataFrame,
    law: Law,
    scope: Mapping[str, Any] | None = None,
    min_group: int = MIN_GROUP,
    findings: Findings | None = None,
    absences: pd.DataFrame | None = None,
) -> dict[str, Any]:
    """Figures for the pictures of working time: lengths of days and rests, week, calendar, quality of the records.

    Parameters
    ----------
    frame : DataFrame
        Shifts evidence of all persons.
    law : Law
        Gives the limits that are drawn.
    scope : mapping, optional
        As for `check_shifts`.
    min_group : int
        Smallest group of persons for which a number is given.
    findings : Findings, optional
        What `check_shifts` found on the same records; checked anew without it.
    absences : DataFrame, optional
        Days of absence by subject; full days are no gaps in the records.

    Returns
    -------
    dict
        Plain numbers, minutes throughout: ``persons``, ``min_group``, ``reason`` ("" or why there are no pictures) and,
        if there are any, ``from``, ``to``, ``daily``, ``rests``, ``week``, ``calendar`` and ``quality``.

    References
    ----------
    Limits: §§ 3, 5 ArbZG. No observation of single persons: § 87 (1) no. 6 BetrVG.
    """
    scope = checked_scope(scope, law)
    # Records of nobody belong to no rule, and must not make a small group look larger.
    counted = frame["duty"].isin(law.duties.get("counted", ())) & frame["subject"].notna()
    work = build(frame[counted], law, scope, absences)
    persons = len(grouped(work.days.person)[0])
    if not persons:
        return {"persons": 0, "min_group": min_group, "reason": "no_records"}
    if too_small(persons, min_group):
        return {"persons": None, "min_group": min_group, "reason": GROUP_TOO_SMALL}
    found = check_shifts(frame, law, scope) if findings is None else findings
    return {
        "persons": persons,
        "min_group": min_group,
        "reason": "",
        "from": str(work.calendar.dates(work.days.date.min())),
        "to": str(work.calendar.dates(work.days.date.max())),
        "daily": daily_hours(work, found),
        "rests": rests(work, found),
        "week": week_profile(work, min_group),
        "calendar": calendar(work, possible_breaches(found, law), min_group),
        "quality": quality(work, min_group),
    }


def possible_breaches(findings: Findings, law: Law) -> pd.DataFrame:
    """Cases of one day of the rules with a possible breach; those of a claimed exemption are left out."""
    tally, cases = findings.tally, findings.cases
    rules = tally.loc[(tally["verdict"] == "possible_breach") & (tally["severity"] == "breach"), "rule"]
    of_one_day = {name for name, kind in KINDS.items() if kind.one_day}
    rules = rules[rules.isin([r.id for r in law.all_rules if r.kind in of_one_day])]
    return cases[cases["rule"].isin(rules) & (cases["severity"] == "breach")]


def daily_hours(work: Timeline, findings: Findings) -> dict[str, Any]:
    """Working days by length without breaks, in steps of half an hour: more than the start of a step, up to its end."""
    net = work.days.net
    steps = np.maximum(-(-net // HALF_HOUR) - 1, 0)
    limits = _limits(work, findings, "max_per_day", work.days.date)
    return {
        "step": HALF_HOUR,
        "counts": np.bincount(steps).tolist(),
        "days": len(net),
        "limits": [{**m, "beyond": int((net > m["minutes"]).sum())} for m in limits],
    }


def rests(work: Timeline, findings: Findings) -> dict[str, Any]:
    """Rests between working days in steps of an hour: at least the start of a step, below its end; up to 24 hours."""
    days = work.days
    before = np.flatnonzero(days.person[1:] == days.person[:-1])
    rest = days.start[before + 1] - days.end[before]
    short = rest[rest < LONGEST_REST]
    limits = _limits(work, findings, "min_gap", days.date[before])
    return {
        "step": HOUR,
        "counts": np.bincount(short // HOUR, minlength=LONGEST_REST // HOUR).tolist(),
        "rests": len(rest),
        "longer": len(rest) - len(short),
        "limits": [{**m, "beyond": int((rest < m["minutes"]).sum())} for m in limits],
    }


def _limits(work: Timeline, findings: Findings, kind: str, days: Ints) -> list[dict[str, Any]]:
    """Limits of the rules of a kind that were in force on the last day; none for a repealed one.

    A rule that does not apply here, or whose place another one takes, gives its limit as information only.
    """
    if not len(days):
        return []
    off = set(findings.tally.loc[findings.tally["verdict"] == "not_applicable", "rule"])
    found: list[dict[str, Any]] = []
    for rule in work.law.rules("working_time"):
        if rule.kind == kind:
            severity = "information" if rule.id in off else rule.severity
            minutes = float(work.number(rule.parameters["limit"])[days.max()])
            found.append({"rule": rule.id, "severity": severity, "minutes": minutes})
    return [limit for limit in found if not np.isnan(limit["minutes"])]
