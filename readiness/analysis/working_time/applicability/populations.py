"""Populations: whose records are judged by the rules for adults, for youth, or for protected persons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from readiness.analysis.working_time.timeline.model import known_people
from readiness.law import POPULATIONS, Law

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
            group = group.mask(age.notna(), np.where(age.lt(_OF_AGE).fillna(False), "youth", "adult"))
    if "group" in known:
        named = known["group"].astype(object)
        group = named.where(named.notna() & (named != ""), group)
    areas = {name: law.area_of(name) for name in {*group, everybody}}
    place = group.map(areas).to_numpy(object)
    adults, in_scope = POPULATIONS["adult"], np.ones(len(known), bool)
    if "executive" in known:
        in_scope = (place != adults) | ~known["executive"].astype(object).eq(True).to_numpy(bool)
    found = []
    for area in law.areas:
        # Persons are few, records are many; a row without a person (code -1) belongs nowhere.
        here = np.append((place == area) & in_scope, False)[who.codes]
        if here.any():
            found.append((area, frame if here.all() else frame[here], scope))
    if found or adults not in law.areas:
        return found
    if not len(frame):
        return [(areas[everybody] or adults, frame, scope)]
    all_in = np.append(in_scope, True)[who.codes].all()
    return [(adults, frame, {**scope, "minor" if all_in else "executive": True})]


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
