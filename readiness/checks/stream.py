"""Checks of very large evidence: person by person from a Parquet file, in bounded memory, with exact totals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from readiness.checks.counts import Counts, add
from readiness.checks.parquet import People, find_people, frames, open_parquet
from readiness.checks.shifts import Group, check_shifts, conclude_groups, count_shifts
from readiness.findings import Findings
from readiness.law import Law


@dataclass(slots=True)
class _Totals:
    """Counts of all persons so far, by rule area.

    `left_out` are those of groups in which nobody is in scope; they count only if nobody in the whole file is.
    """

    most: int
    in_scope: dict[str, Group] = field(default_factory=dict)
    left_out: dict[str, Group] = field(default_factory=dict)

    def take(self, groups: Iterable[Group], scope: Mapping[str, Any]) -> None:
        for group in groups:
            self._take(self.in_scope if group.scope == scope else self.left_out, group)

    def _take(self, known: dict[str, Group], new: Group) -> None:
        old = known.get(new.area)
        parts = [new] if old is None else [old, new]
        certain = self._sum([g.certain for g in parts])
        plain = all(g.perhaps is g.certain for g in parts)
        perhaps = certain if plain else self._sum([g.perhaps for g in parts])
        executive = max((g.scope for g in parts), key=lambda scope: bool(scope.get("executive")))
        known[new.area] = Group(new.area, executive, certain, perhaps)

    def _sum(self, lists: list[list[Counts]]) -> list[Counts]:
        return [add(counts, self.most) for counts in zip(*lists, strict=True)]

    def merge(self, other: _Totals) -> None:
        for mine, theirs in ((self.in_scope, other.in_scope), (self.left_out, other.left_out)):
            for group in theirs.values():
                self._take(mine, group)

    def groups(self, law: Law) -> list[Group]:
        known = self.in_scope or self.left_out
        return [known[area] for area in law.areas if area in known]


def check_parquet(
    path: Path | str,
    law: Law,
    scope: Mapping[str, Any] | None = None,
    *,
    group_rows: int = 250_000,
    most_cases: int = 1_000,
    processes: int = 1,
    absences: pd.DataFrame | None = None,
    people: pd.DataFrame | None = None,
) -> Findings:
    """Check a Parquet file of any size like `check_shifts`, reading groups of whole persons one after the other.

    The tally equals that of `check_shifts` on the whole file. Memory depends on `group_rows` and the number of persons,
    not on the number of records.

    Parameters
    ----------
    path : Path or str
        Shifts evidence, all records of a person in one place: subject (pseudonym), start, end (timestamps with a time
        zone), zone (IANA name of the place of work), and if known unplaced_break (minutes), break_known, duty, region,
        recorded_on. Whole minutes; one row per interval of work.
    law : Law
        From `load_law`.
    scope : mapping, optional
        As for `check_shifts`.
    group_rows : int
        About how many records are held at once; a person with more is held whole.
    most_cases : int
        At most so many cases of each rule are kept, those of the first persons; the tally counts all.
    processes : int
        Number of processes that share the persons. More than one needs the usual guard of a main module.
    absences, people : DataFrame, optional
        As for `check_shifts`.

    Raises
    ------
    UsageError
        ``large_missing`` without pyarrow.
    EvidenceError
        ``file_missing``, ``parquet_unreadable``, ``parquet_columns``, ``parquet_empty_cells``,
        ``parquet_not_grouped``; everything that `check_shifts` raises.
    """
    scope, opened = scope or {}, open_parquet(path)
    everybody = find_people(opened, Path(path).name)
    if not len(everybody.names):
        return check_shifts(next(frames(opened, everybody, np.array([0, 0]), "")), law, scope, absences, people)
    cuts = everybody.cuts(group_rows)
    shares = [s for s in np.array_split(np.arange(len(cuts) - 1), processes) if len(s)]
    tasks = [(path, law, scope, everybody, cuts[s[0] : s[-1] + 2], most_cases, absences, people) for s in shares]
    if len(tasks) == 1:
        totals = _count(*tasks[0])
    else:
        totals = _Totals(most_cases)
        with ProcessPoolExecutor(len(tasks), get_context("spawn")) as pool:
            for part in pool.map(_count, *zip(*tasks, strict=True)):
                totals.merge(part)
    return conclude_groups(totals.groups(law), law)


def _count(
    path: Path | str,
    law: Law,
    scope: Mapping[str, Any],
    everybody: People,
    cuts: npt.NDArray[np.int64],
    most: int,
    absences: pd.DataFrame | None,
    people: pd.DataFrame | None,
) -> _Totals:
    totals = _Totals(most)
    for frame in frames(open_parquet(path), everybody, cuts, Path(path).name):
        totals.take(count_shifts(frame, law, scope, absences, people), scope)
    return totals
