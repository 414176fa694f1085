"""Checks of very large evidence: person by person from a Parquet file, in bounded memory, with exact totals."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from readiness.analysis.working_time.check import Group, check_shifts, conclude_groups, count_shifts
from readiness.analysis.working_time.judging.counts import Counts, add
from readiness.evidence.files.parquet import find_people, frames, open_parquet
from readiness.findings import Findings
from readiness.law import Law, checked_scope


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

    def groups(self, law: Law) -> list[Group]:
        known = self.in_scope or self.left_out
        return [known[area] for area in law.areas if area in known]


def check_parquet(
    path: Path | str,
    law: Law,
    scope: Mapping[str, Any] | None = None,
    *,
    group_rows: int = 200_000,
    most_cases: int = 1_000,
    threads: int | None = None,
    absences: pd.DataFrame | None = None,
    people: pd.DataFrame | None = None,
) -> Findings:
    """Check a Parquet file of any size like `check_shifts`, reading groups of whole persons one after the other.

    The tally equals that of `check_shifts` on the whole file. Memory depends on `group_rows`, `threads` and the number
    of persons, not on the number of records.

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
        About how many records are held at once by each thread; a person with more is held whole.
    most_cases : int
        At most so many cases of each rule are kept, those of the first persons; the tally counts all.
    threads : int, optional
        Groups checked side by side; by default as many as the machine has processors, four at most. More than one
        helps only where the loops are compiled (extra ``large``).
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
    scope, file = checked_scope(scope, law), Path(path).name
    opened = open_parquet(path)
    everybody = find_people(opened, file)
    if not len(everybody.names):
        nobody = next(frames(opened, everybody, np.array([0, 0]), file))
        return check_shifts(nobody, law, scope, absences, people)
    totals = _Totals(most_cases)

    def counted(frame: pd.DataFrame) -> list[Group]:
        return count_shifts(frame, law, scope, absences, people)

    parts = frames(opened, everybody, everybody.cuts(group_rows), file)
    for groups in _side_by_side(counted, parts, threads or min(4, os.cpu_count() or 1)):
        totals.take(groups, scope)
    return conclude_groups(totals.groups(law), law)


def _side_by_side(
    counted: Callable[[pd.DataFrame], list[Group]], parts: Iterator[pd.DataFrame], threads: int
) -> Iterator[list[Group]]:
    """Counts of each part in the order of the file; the next parts are read while others are counted."""
    with ThreadPoolExecutor(threads) as pool:
        waiting: deque[Future[list[Group]]] = deque()
        for part in parts:
            waiting.append(pool.submit(counted, part))
            if len(waiting) > threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
