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

from readiness.analysis.working_time.check import Group, check_shifts, conclude_groups, count_shifts
from readiness.analysis.working_time.judging.counts import Counts, add
from readiness.evidence.files.parquet import People, blocks, find_people, frames, open_parquet
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
    group_rows: int = 120_000,
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
    task = _Task(path, law, scope or {}, most_cases, absences, people)
    opened, file = open_parquet(path), Path(path).name
    totals = _Totals(most_cases)
    if processes > 1 and opened.metadata.num_rows > group_rows:
        with ProcessPoolExecutor(processes - 1, get_context("spawn"), _remember, (task,)) as pool:
            for _ in range(processes - 1):
                pool.submit(_start)  # others start while this process looks who is in the file
            everybody = find_people(opened, file)
            for part in _shared(
                pool, task, everybody, blocks(opened, everybody.cuts(group_rows), everybody, processes)
            ):
                totals.merge(part)
    else:
        everybody = find_people(opened, file)
        if not len(everybody.names):
            nobody = next(frames(opened, everybody, np.array([0, 0]), file))
            return check_shifts(nobody, law, task.scope, absences, people)
        totals = task.count(everybody, everybody.cuts(group_rows))
    return conclude_groups(totals.groups(law), law)


@dataclass(frozen=True, slots=True)
class _Task:
    """What every process needs to know to count some of the groups."""

    path: Path | str
    law: Law
    scope: Mapping[str, Any]
    most: int
    absences: pd.DataFrame | None
    people: pd.DataFrame | None

    def count(self, everybody: People, cuts: npt.NDArray[np.int64]) -> _Totals:
        """Counts of the persons between the first and the last cut, one group after the other."""
        totals = _Totals(self.most)
        for frame in frames(open_parquet(self.path), everybody, cuts, Path(self.path).name):
            totals.take(count_shifts(frame, self.law, self.scope, self.absences, self.people), self.scope)
        return totals


def _shared(
    pool: ProcessPoolExecutor, task: _Task, everybody: People, shares: list[npt.NDArray[np.int64]]
) -> list[_Totals]:
    """Counts of blocks of groups, in the order of the file.

    This process works from the end towards the others, which need a moment to start, until they meet.
    """
    asked = [pool.submit(_count, everybody.between(cuts), cuts - cuts[0]) for cuts in shares]
    mine = {n: task.count(everybody, shares[n]) for n in reversed(range(len(shares))) if asked[n].cancel()}
    return [mine[n] if n in mine else asked[n].result() for n in range(len(shares))]


_known: list[_Task] = []


def _start() -> None:
    pass


def _remember(task: _Task) -> None:
    _known[:] = [task]


def _count(everybody: People, cuts: npt.NDArray[np.int64]) -> _Totals:
    return _known[0].count(everybody, cuts)
