"""Limits that count for single persons, by age, sector and what was declared."""

from __future__ import annotations

import numpy as np

from readiness.analysis.working_time.applicability.context import RuleContext
from readiness.arrays import Amounts, Codes, Ints, Mask
from readiness.law import Scope


def applies(entry: Scope, context: RuleContext, person: Codes, day: Ints) -> tuple[Mask, Mask]:
    """For which persons and days a scope holds, and for which it may hold because their age is not known.

    All facts it names must be true; of sectors and claims one must fit. A lower age limit that cannot be compared is a
    "may"; an upper one is taken not to be met, because it concerns few.
    """
    holds = np.ones(len(context.work.subjects), bool)
    for flag in entry.flags:
        holds &= context.flagged(flag)
    if entry.sectors or entry.claims:
        claim = str(context.scope.get("exemption") or "")
        claimed = any(claim == c or claim.startswith(c + "_") for c in entry.claims)
        holds &= context.in_sector(entry) | claimed
    sure = holds[person]
    perhaps = np.zeros(len(person), bool)
    age = np.array([np.nan if age is None else float(age) for age in context.fact("age")], np.float64)[person]
    if "from_age" in entry.parameters:
        perhaps = sure & np.isnan(age)
        sure = sure & (age >= context.work.number(entry.parameters["from_age"])[day])
    if "below_age" in entry.parameters:
        sure = sure & (age < context.work.number(entry.parameters["below_age"])[day])
    return sure, perhaps


def limits_for(context: RuleContext, part: str, person: Codes, day: Ints) -> tuple[Amounts, Amounts]:
    """Smallest and largest number that may count for each person and day; they differ only where an age is unknown.

    Parameters
    ----------
    part : {"limit", "opens", "closes"}
        The part a parameter plays in the rule and in its scopes. Another limit (effect ``other_limit``) replaces that
        of the rule; a window (``wider_window``) that opens and closes only ever gets wider.
    """
    low = high = context.number(part)[day]
    wider = {"opens": np.minimum, "closes": np.maximum}.get(part)
    for entry in context.scopes("wider_window" if wider else "other_limit"):
        if part in entry.parameters:
            value = context.work.number(entry.parameters[part])[day]
            sure, perhaps = applies(entry, context, person, day)
            low, high = (np.where(sure, wider(b, value) if wider else value, b) for b in (low, high))
            may = wider(low, value) if wider else value
            low, high = np.where(perhaps, np.minimum(low, may), low), np.where(perhaps, np.maximum(high, may), high)
    return low, high
