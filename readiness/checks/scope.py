"""Scope: facts about firm and person under which a rule does not apply, or needs evidence of an exemption first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from readiness.errors import UsageError
from readiness.law import Law, Rule, Scope


def _effects(law: Law, effect: str, rule: Rule) -> Iterator[Scope]:
    return (s for s in law.scopes if s.effect == effect and (not s.rules or rule.id in s.rules))


def out_of_scope(rule: Rule, law: Law, scope: Mapping[str, Any]) -> bool:
    """The law does not apply to these persons at all, for example to senior executives (§ 18 ArbZG)."""
    return any(scope.get(flag) for s in _effects(law, "out_of_scope", rule) for flag in s.flags)


def exemption_claimed(rule: Rule, law: Law, scope: Mapping[str, Any]) -> bool:
    """The firm works in a listed sector or names an exemption (§ 10 ArbZG); that is a claim, not yet evidence."""
    claim = str(scope.get("exemption") or "")
    return any(
        scope.get("sector") in s.sectors
        or claim == s.id
        or any(claim == c or claim.startswith(c + "_") for c in s.claims)
        for s in _effects(law, "exemption", rule)
    )


def window_shift(rule: Rule, law: Law, scope: Mapping[str, Any], day: np.datetime64) -> int:
    """Minutes by which the firm moves the rest on Sundays and holidays; positive means later (§ 9 (2) ArbZG).

    Raises
    ------
    UsageError
        ``rest_shift_too_large`` when the shift is beyond what the law allows.
    """
    shift = round(float(scope.get("rest_shift_hours") or 0) * 60)
    for s in _effects(law, "shifted_window", rule):
        if shift and all(scope.get(flag) for flag in s.flags):
            most = float(law.values(s.limit, np.array([day], "datetime64[D]"))[0])
            if not abs(shift) <= most:
                raise UsageError("rest_shift_too_large", hours=scope["rest_shift_hours"], most=most / 60)
            return shift
    return 0


def rest_may_be_reduced(rule: Rule, law: Law, scope: Mapping[str, Any]) -> bool:
    """The firm's sector may shorten the rest if it balances that later (§ 5 (2) ArbZG)."""
    return any(scope.get("sector") in s.sectors for s in _effects(law, "reduced_rest", rule))
