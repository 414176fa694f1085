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
    midnight = int(cases["day"].to_numpy("datetime64[s]")[0].astype("datetime64[m]").astype(np.int64))
    zone = pd.Categorical(rows["zone"].astype(str))
    names = [str(z) for z in zone.categories]
    code = zone.codes.astype(np.int64)
    start = local_clock(minutes(rows["start"]), code, names) - midnight
    end = local_clock(minutes(rows["end"]), code, names) - midnight
    shown = (start >= 0) & (start < SHOWN)
    inside = rows["unplaced_break"].fillna(0).to_numpy(np.float64)
    work = [[int(a), int(b), int(u)] for a, b, u in zip(start[shown], end[shown], inside[shown], strict=True)]
    reached = np.maximum.accumulate(end[shown]) if work else end[shown]
    free = [[int(a), int(b)] for a, b in zip(reached[:-1], start[shown][1:], strict=True)]
    # A case of rest begins where work ends; all others begin where work begins.
    at = minutes(cases["at"])
    rest = np.isin(at, minutes(rows["end"])) & (cases["measured"] < cases["limit"]).to_numpy()
    close = local_clock(at, np.full(len(at), code[0] if len(code) else 0), names) - midnight
    short, wanted = cases["measured"].to_numpy(), cases["limit"].to_numpy()
    missing = zip(close[rest] + short[rest], close[rest] + wanted[rest], strict=True)
    return {
        "subject": subject,
        "day": str(cases["day"].iloc[0].date()),
        "cases": cases[["rule", "measured", "limit", "unit"]].astype({"rule": str, "unit": str}).to_dict("records"),
        "work": work,
        "breaks": [[a, b] for a, b in free if 0 < b - a <= LONGEST_BREAK],
        "missing_rest": [[int(a), int(b)] for a, b in missing],
    }
