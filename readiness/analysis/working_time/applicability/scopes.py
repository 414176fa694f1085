"""Scope: facts about firm and person under which a rule does not apply, or needs evidence of an exemption first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from readiness.analysis.working_time.timeline.local_time import latest
from readiness.analysis.working_time.timeline.model import WorkTime, known_people
from readiness.errors import UsageError
from readiness.law import POPULATIONS, Law, Rule, Scope

#: Below this age the rules for youth apply (§ 2 (2) JArbSchG, § 18 (2) ArbZG).
_OF_AGE = 18
#: No clock is further ahead of UTC.
_AHEAD = pd.Timedelta(hours=14)


def populations(
    frame: pd.DataFrame, law: Law, scope: Mapping[str, Any], people: pd.DataFrame | None
) -> list[tuple[str, pd.DataFrame, Mapping[str, Any]]]:
    """Records by rule area: adults, youth, protected persons; each with its scope.

    What is known of a person goes before what is stated of all: the group, then the age, then the year of birth; but
    nobody leaves protection by an age.

    Senior executives, and youth under a law that has no rules for them here, are left out of the adults' rules. If
    nobody else remains, their figures stay, with the fact that takes them out of scope.

    Raises
    ------
    UnknownName
        ``unknown_population`` with the nearest names.
    """
    everybody = str(scope.get("population") or ("youth" if (scope.get("age") or _OF_AGE) < _OF_AGE else "adult"))
    area = law.area_of(everybody)
    who = pd.Categorical(frame["subject"])
    if people is None and area in law.areas and len(who) and who.codes.min() >= 0:
        return [(area, frame, scope)]  # nothing tells persons apart
    known = known_people(people, who.categories)
    group = pd.Series(everybody, known.index, dtype=object)
    if everybody != "protected":  # protection does not end with an age
        for age in _ages(known, frame, who):
            group = group.mask(age.lt(_OF_AGE).fillna(False).astype(bool), "youth")
            group = group.mask(age.ge(_OF_AGE).fillna(False).astype(bool), "adult")
    if "group" in known:
        named = known["group"].astype(object)
        group = named.where(named.notna() & (named != ""), group)
    areas = {name: law.area_of(name) for name in {*group, everybody}}
    place = group.map(areas).to_numpy(object)
    executive = np.zeros(len(known), bool)
    if "executive" in known:
        executive = known["executive"].astype(object).eq(True).to_numpy(bool)
    adults = POPULATIONS["adult"]
    in_scope = (place != adults) | ~executive
    found = []
    for area in law.areas:
        # Persons are few, records are many; a row without a person (code -1) belongs nowhere.
        here = np.append((place == area) & in_scope, False)[who.codes]
        if here.any():
            found.append((area, frame if here.all() else frame[here], scope))
    if found or adults not in law.areas:
        return found
    if len(frame):
        all_in = np.append(in_scope, True)[who.codes].all()
        return [(adults, frame, {**scope, "minor": True} if all_in else {**scope, "executive": True})]
    return [(areas[everybody] or adults, frame, scope)]


def _ages(known: pd.DataFrame, frame: pd.DataFrame, who: pd.Categorical) -> Iterator[pd.Series]:
    """What can be said of ages, the surest last: by the year of birth, with that of the last record, and as stated.

    Whoever turns 18 in that year counts as an adult, because the rules for adults are never the stricter ones.
    """
    if "birth_year" in known:
        day = (frame["end"] + _AHEAD).dt.year.groupby(who.codes).max()
        last = day.reindex(range(len(known))).set_axis(known.index)
        yield last - known["birth_year"].astype("Float64")
    if "age" in known:
        yield known["age"].astype("Float64")


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


def rest_shift(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> int:
    """As `window_shift`, on the last day with work; 0 without any."""
    return window_shift(rule, law, scope, latest(work.legs.last)) if len(work.runs.subject) else 0


def rest_may_be_reduced(rule: Rule, law: Law, scope: Mapping[str, Any]) -> bool:
    """The firm's sector may shorten the rest if it balances that later (§ 5 (2) ArbZG)."""
    return any(scope.get("sector") in s.sectors for s in _effects(law, "reduced_rest", rule))


def off_reason(rule: Rule, law: Law, scope: Mapping[str, Any]) -> str:
    """Why a rule does not concern this firm, as a code; empty if it does.

    The options ``only_for`` and ``not_for`` of a rule name a scope with sectors and facts; in firms of which another
    rule takes its place, a rule judges nothing.
    """

    def listed(name: object) -> bool:
        named = [s for s in law.scopes if s.id == name]
        return any(scope.get("sector") in s.sectors or any(scope.get(flag) for flag in s.flags) for s in named)

    if "only_for" in rule.options and not listed(rule.options["only_for"]):
        return "other_sector"
    return "other_rule_applies" if "not_for" in rule.options and listed(rule.options["not_for"]) else ""


def limit_groups(rule: Rule, law: Law, scope: Mapping[str, Any]) -> list[str]:
    """Parameters that may be the limit where it depends on the group of the firm: one if the scope names the group."""
    named = list(_effects(law, "limit_group", rule))
    mine = [s.limit for s in named if scope.get("group") in s.claims]
    return mine or [s.limit for s in named]
