"""Scope: facts about the firm under which a rule does not apply, or needs evidence of an exemption first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from readiness.analysis.working_time.applicability.context import RuleContext
from readiness.errors import UsageError
from readiness.law import Law, Rule


def out_of_scope(rule: Rule, law: Law, scope: Mapping[str, Any]) -> bool:
    """The law does not apply to these persons at all, for example to senior executives (§ 18 ArbZG)."""
    return any(scope.get(flag) for s in law.scopes_for(rule, "out_of_scope") for flag in s.flags)


def exemption_claimed(rule: Rule, law: Law, scope: Mapping[str, Any]) -> bool:
    """The firm works in a listed sector or names an exemption (§ 10 ArbZG); that is a claim, not yet evidence."""
    claim = str(scope.get("exemption") or "")
    return any(
        scope.get("sector") in s.sectors
        or claim == s.id
        or any(claim == c or claim.startswith(c + "_") for c in s.claims)
        for s in law.scopes_for(rule, "exemption")
    )


def rest_shift(context: RuleContext) -> int:
    """Minutes by which the firm moves the rest on Sundays and holidays; positive means later (§ 9 (2) ArbZG).

    Raises
    ------
    UsageError
        ``rest_shift_too_large`` when the shift is beyond what the law allows on the last day with work.
    """
    scope, worked = context.scope, context.work.segments.last
    shift = round(float(scope.get("rest_shift_hours") or 0) * 60)
    for s in context.scopes("shifted_window"):
        if shift and len(worked) and all(scope.get(flag) for flag in s.flags):
            most = float(context.work.number(s.limit)[worked.max()])
            if not abs(shift) <= most:
                raise UsageError("rest_shift_too_large", hours=scope["rest_shift_hours"], most=most / 60)
            return shift
    return 0


def rest_may_be_reduced(context: RuleContext) -> bool:
    """The firm's sector may shorten the rest if it balances that later (§ 5 (2) ArbZG)."""
    return any(context.scope.get("sector") in s.sectors for s in context.scopes("reduced_rest"))


def off_reason(context: RuleContext, rule: Rule | None = None) -> str:
    """Why a rule does not concern this firm, as a code; empty if it does.

    The options ``only_for`` and ``not_for`` of a rule name a scope with sectors and facts; in firms of which another
    rule takes its place, a rule judges nothing.
    """
    scope, options = context.scope, (rule or context.rule).options

    def listed(name: object) -> bool:
        named = [s for s in context.law.scopes if s.id == name]
        return any(scope.get("sector") in s.sectors or any(scope.get(flag) for flag in s.flags) for s in named)

    if "only_for" in options and not listed(options["only_for"]):
        return "other_sector"
    return "other_rule_applies" if "not_for" in options and listed(options["not_for"]) else ""


def limit_groups(rule: Rule, law: Law, scope: Mapping[str, Any]) -> list[str]:
    """Parameters that may be the limit where it depends on the group of the firm: one if the scope names the group."""
    named = law.scopes_for(rule, "limit_group")
    mine = [s.limit for s in named if scope.get("group") in s.claims]
    return mine or [s.limit for s in named]
