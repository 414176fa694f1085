"""What is stated about persons: by the list of persons, else by the scope for everybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.arrays import Mask
from readiness.law import Law, Rule


def stated(name: str, work: WorkTime, scope: Mapping[str, Any]) -> npt.NDArray[np.object_]:
    """A fact about each person; None where nothing is stated."""
    found = np.full(len(work.subjects), scope.get(name), object)
    if name in work.people:
        own = work.people[name].astype(object)
        known = (own.notna() & (own != "")).to_numpy(bool)
        found[known] = own.to_numpy(object)[known]
    return found


def flagged(name: str, work: WorkTime, scope: Mapping[str, Any]) -> Mask:
    """Persons of whom a fact is stated as true; only a plain true counts, never a word such as "no"."""
    return np.array([value is True or value is np.True_ for value in stated(name, work, scope)], bool)


def other_numbers(
    rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]
) -> Iterator[tuple[Mapping[str, str], Mask]]:
    """Parameters of the scopes with other limits for a sector, and the persons of that sector."""
    sector = stated("sector", work, scope)
    for entry in law.scopes:
        if entry.effect == "other_limit" and rule.id in entry.rules:
            yield entry.parameters, np.array([s in entry.sectors for s in sector], bool)
