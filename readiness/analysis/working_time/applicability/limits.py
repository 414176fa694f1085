"""Facts about single persons: age, sector and what was declared, and the numbers that count for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from readiness.analysis.working_time.applicability.facts import flagged, stated
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.arrays import Amounts, Codes, Days, Mask
from readiness.law import Law, Rule, Scope


def ages(work: WorkTime, scope: Mapping[str, Any]) -> Amounts:
    """Age of each person in completed years; not a number where unknown."""
    return np.array([np.nan if age is None else float(age) for age in stated("age", work, scope)], np.float64)


def dates(name: str, work: WorkTime, scope: Mapping[str, Any]) -> Days:
    """A date of each person, such as the expected birth; not a time where unknown."""
    return np.array([None if day is None else str(day)[:10] for day in stated(name, work, scope)], "datetime64[D]")


def entries(rule: Rule, law: Law, effect: str) -> Iterator[Scope]:
    """Scopes of one effect that concern a rule."""
    return (s for s in law.scopes if s.effect == effect and (not s.rules or rule.id in s.rules))


def applies(
    entry: Scope, law: Law, work: WorkTime, scope: Mapping[str, Any], subject: Codes, day: Days
) -> tuple[Mask, Mask]:
    """For which persons and days a scope holds, and for which it may hold because their age is not known.

    All facts it names must be true; of sectors and claims one must fit. A lower age limit that cannot be compared is a
    "may"; an upper one is taken not to be met, because it concerns few.
    """
    holds = np.ones(len(work.subjects), bool)
    for flag in entry.flags:
        holds &= flagged(flag, work, scope)
    if entry.sectors or entry.claims:
        claim = str(scope.get("exemption") or "")
        claimed = any(claim == c or claim.startswith(c + "_") for c in entry.claims)
        sectors = np.array([s in entry.sectors for s in stated("sector", work, scope)], bool)
        holds &= sectors | claimed
    sure = holds[subject]
    perhaps = np.zeros(len(subject), bool)
    age = ages(work, scope)[subject]
    if "from_age" in entry.parameters:
        least = law.values(entry.parameters["from_age"], day)
        perhaps = sure & np.isnan(age)
        sure = sure & (age >= least)
    if "below_age" in entry.parameters:
        sure = sure & (age < law.values(entry.parameters["below_age"], day))
    return sure, perhaps


def numbers(
    part: str,
    effect: str,
    rule: Rule,
    law: Law,
    work: WorkTime,
    scope: Mapping[str, Any],
    subject: Codes,
    day: Days,
) -> tuple[Amounts, Amounts]:
    """Smallest and largest number that may count for each person and day; they differ only where an age is unknown.

    Parameters
    ----------
    part : str
        The part a parameter plays in the rule and in its scopes: limit, opens, closes.
    effect : {"other_limit", "wider_window"}
        Another limit replaces that of the rule; a window only ever gets wider.
    """
    low = law.values(rule.parameters[part], day)
    high = low.copy()
    for entry in entries(rule, law, effect):
        if part not in entry.parameters:
            continue
        value = law.values(entry.parameters[part], day)
        sure, perhaps = applies(entry, law, work, scope, subject, day)
        if effect == "wider_window":
            wider = np.minimum if part == "opens" else np.maximum
            low = np.where(sure, wider(low, value), low)
            high = np.where(sure, wider(high, value), high)
            may = wider(low, value)
        else:
            low, high = np.where(sure, value, low), np.where(sure, value, high)
            may = value
        low, high = (
            np.where(perhaps, np.minimum(low, may), low),
            np.where(perhaps, np.maximum(high, may), high),
        )
    return low, high
