"""Law as dated data: which limit counted on which day, from which source."""

from __future__ import annotations

from readiness.law.loading import derivation, load_citations, load_law, rule_areas
from readiness.law.model import POPULATIONS, Area, Citation, Law, Parameter, Rule, Scope, weakest
from readiness.law.stated_scope import ScopeKey, checked_scope, scope_keys

__all__ = [
    "POPULATIONS",
    "Area",
    "Citation",
    "Law",
    "Parameter",
    "Rule",
    "Scope",
    "ScopeKey",
    "checked_scope",
    "derivation",
    "load_citations",
    "load_law",
    "rule_areas",
    "scope_keys",
    "weakest",
]
