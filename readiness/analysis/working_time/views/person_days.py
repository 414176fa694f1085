"""The worst days of one person: for a talk about cause and remedy, only on explicit request and never in a report.

Showing single persons is technical observation in the sense of § 87 (1) no. 6 BetrVG; a works council has to agree.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from readiness.analysis.working_time.timeline.local_time import local_clock, minutes
from readiness.errors import UnknownName

#: Minutes shown from midnight of a day, and the longest interruption that is drawn as a break.
SHOWN, LONGEST_BREAK = 2 * 24 * 60, 180


def working_time_timeline(
    frame: pd.DataFrame, cases: pd.DataFrame, subject: str | None = None, limit: int = 5
) -> list[dict[str, Any]]:
    """Work, breaks and missing rest on the days with most and largest possible breaches of one pseudonym.

    Parameters
    ----------
    frame : DataFrame
        Shifts evidence.
    cases : DataFrame
        Cases of `check_shifts` on the same records.
    subject : str, optional
        Pseudonym; without it the one with most cases.
    limit : int
        How many days at most.

    Returns
    -------
    list of dict
        Worst first: ``subject``, ``day`` (ISO date), ``cases`` (rule, measured, limit, unit) and, in minutes from
        midnight of that day on the local clock until the end of the next: ``work`` (start, end, break inside without a
        position), ``breaks`` and ``missing_rest`` (both start, end).

    Raises
    ------
    UnknownName
        ``unknown_person`` when nothing was found about this pseudonym.
    """
    cases = cases[cases["severity"] == "breach"]
    names = cases["subject"].astype(str)
    if cases.empty and subject is None:
        return []
    chosen = str(names.value_counts(sort=True).index[0]) if subject is None else subject
    mine = cases[names == chosen]
    if mine.empty:
        raise UnknownName("unknown_person", chosen, sorted(set(names)))
    rows = frame[frame["subject"].astype(str) == chosen].sort_values("start")
    return [_day(rows, mine[mine["day"] == day], chosen) for day in _worst(mine)[:limit]]


def _worst(cases: pd.DataFrame) -> list[pd.Timestamp]:
    """Days by number of cases, then by the largest distance from a limit, measured in limits."""
    distance = (cases["measured"] - cases["limit"]).abs() / cases["limit"].clip(lower=60)
    by_day = cases.assign(distance=distance).groupby("day")["distance"].agg(["size", "max"]).reset_index()
    return list(by_day.sort_values(["size", "max", "day"], ascending=[False, False, True])["day"])


def _day(rows: pd.DataFrame, cases: pd.DataFrame, subject: str) -> dict[str, Any]:
    midnight = int(cases["day"].iloc[0].timestamp()) // 60
    zone = pd.Categorical(rows["zone"].astype(str))
    code, names = zone.codes.astype(np.int64), list(zone.categories)
    start, end = (local_clock(minutes(rows[side]), code, names) - midnight for side in ("start", "end"))
    shown = (start >= 0) & (start < SHOWN)
    inside = rows["unplaced_break"].fillna(0).to_numpy(np.float64).astype(np.int64)
    work = np.column_stack([start, end, inside])[shown].tolist()
    free = zip(np.maximum.accumulate(end[shown])[:-1].tolist(), start[shown][1:].tolist(), strict=True)
    # A case of rest begins where work ends; all others begin where work begins.
    at = minutes(cases["at"])
    rest = np.isin(at, minutes(rows["end"])) & (cases["measured"] < cases["limit"]).to_numpy()
    close = local_clock(at, np.full(len(at), code[0] if len(code) else 0), names) - midnight
    missing = close[:, None] + cases[["measured", "limit"]].to_numpy()
    return {
        "subject": subject,
        "day": str(cases["day"].iloc[0].date()),
        "cases": cases[["rule", "measured", "limit", "unit"]].astype({"rule": str, "unit": str}).to_dict("records"),
        "work": work,
        "breaks": [[since, until] for since, until in free if 0 < until - since <= LONGEST_BREAK],
        "missing_rest": missing[rest].astype(np.int64).tolist(),
    }
