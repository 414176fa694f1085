"""Checks of very large evidence: person by person from a Parquet file, in bounded memory, with exact totals."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from readiness.analysis.working_time.check import Group, conclude_groups, count_shifts
from readiness.analysis.working_time.judging.counts import add
from readiness.evidence.files.parquet import find_people, frames, open_parquet
from readiness.findings import Findings
from readiness.law import Law, checked_scope


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
    cuts = everybody.cuts(group_rows) if len(everybody.names) else np.array([0, 0])
    in_scope: dict[str, Group] = {}
    left_out: dict[str, Group] = {}  # nobody of the group is in scope; counts only if nobody in the whole file is
    counted = partial(count_shifts, law=law, scope=scope, absences=absences, people=people)
    parts = frames(opened, everybody, cuts, file)
    for groups in _side_by_side(counted, parts, threads or min(4, os.cpu_count() or 1)):
        for group in groups:
            totals = in_scope if group.scope == scope else left_out
            known = totals.get(group.area)
            totals[group.area] = _together([known, group] if known else [group], most_cases)
    totals = in_scope or left_out
    return conclude_groups([totals[area] for area in law.areas if area in totals], law)


def _together(groups: list[Group], most: int) -> Group:
    """Groups of the same area as one."""
    certain = [add(counts, most) for counts in zip(*(g.certain for g in groups), strict=True)]
    perhaps = certain
    if any(g.perhaps is not g.certain for g in groups):
        perhaps = [add(counts, most) for counts in zip(*(g.perhaps for g in groups), strict=True)]
    executive = max((g.scope for g in groups), key=lambda scope: bool(scope.get("executive")))
    return Group(groups[0].area, executive, certain, perhaps)


def _side_by_side(
    counted: Callable[[pd.DataFrame], list[Group]], parts: Iterable[pd.DataFrame], threads: int
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
