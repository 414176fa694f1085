"""Counts of one rule that add up: over groups of persons they give exactly what everybody together gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import pandas as pd

from readiness.arrays import Amounts, Codes, Days, Mask, Minutes


class Failing(NamedTuple):
    """Units that fail, or would fail without a claimed exemption; `subject` is a position in `subjects`."""

    subject: Codes
    subjects: pd.Index
    at: Minutes
    day: Days
    measured: Amounts
    limit: Amounts
    claimed: Mask

    def first(self, most: int) -> Failing:
        """The first `most` units, holding on to the names of their persons only."""
        if len(self.subject) == len(self.subjects) <= most:
            return self
        names = self.subjects.take(self.subject[:most])
        return Failing._make([np.arange(len(names)), names, *(column[:most] for column in self[2:])])


class Worst(NamedTuple):
    """The unit with the smallest margin; `level` 0 among failures, 1 claimed ones, 2 judged ones, 3 open ones."""

    level: int
    margin: float
    measured: float
    limit: float

    @property
    def order(self) -> tuple[int, bool, float]:
        """The worst has the smallest; what is not a number goes first."""
        return self.level, not np.isnan(self.margin), self.margin


@dataclass(frozen=True, slots=True)
class Counts:
    """What one rule found among some persons. `least` is what `checked` is at least once all are added up."""

    unit: str
    checked: int
    least: int
    failed: int
    claimed: int
    open: int
    subjects: int
    subjects_failed: int
    subjects_claimed: int
    wholly_open: bool
    open_reason: str
    note: str
    off: str
    open_alone: bool
    last: str
    worst: Worst | None
    failing: Failing


def add(parts: Sequence[Counts], most: int) -> Counts:
    """The counts of several groups of persons, who must not overlap, as one; at most `most` failing units are kept."""
    sums = ("checked", "least", "failed", "claimed", "open", "subjects", "subjects_failed", "subjects_claimed")
    # Nobody's records say nothing about whom a rule concerns.
    there = [part for part in parts if part.subjects] or parts[:1]
    return replace(
        there[0],
        **{name: sum(getattr(part, name) for part in parts) for name in sums},
        wholly_open=any(part.wholly_open for part in parts),
        open_reason=max(part.open_reason for part in parts),  # whatever the order of the groups
        note=max(part.note for part in parts),
        off=there[0].off if all(part.off for part in there) else "",
        last=max(part.last for part in parts),
        worst=min((part.worst for part in parts if part.worst), key=lambda worst: worst.order, default=None),
        failing=_first_of([part.failing for part in parts], most),
    )


def together(parts: Sequence[Failing]) -> tuple[Codes, pd.Index]:
    """Persons of several lists of failing units as positions in one list of names."""
    none = np.zeros(0, np.int64)
    if not parts or all(part.subjects is parts[0].subjects for part in parts):
        names = parts[0].subjects if parts else pd.Index([], dtype=object)
        return np.concatenate([none, *(part.subject for part in parts)]), names.astype(object)
    names = np.concatenate([np.asarray(part.subjects.take(part.subject), dtype=object) for part in parts])
    subject, subjects = pd.factorize(names)
    return subject.astype(np.int64), pd.Index(subjects, dtype=object)


def _first_of(parts: Sequence[Failing], most: int) -> Failing:
    kept: list[Failing] = []
    for part in parts:
        if most and len(part.at):
            kept.append(part.first(most))
            most -= len(kept[-1].at)
    if len(kept) < 2:
        return kept[0] if kept else parts[0].first(0)
    columns = zip(*(part[2:] for part in kept), strict=True)
    return Failing(*together(kept), *(np.concatenate(column) for column in columns))
