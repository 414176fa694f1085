"""Shifts frames for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd


def shifts(
    people: Mapping[str, Sequence[tuple[int, int]]], zones: Mapping[str, str] | str = "Europe/Berlin", **columns: object
) -> pd.DataFrame:
    """A shifts frame from intervals in minutes since 1970, by person."""
    rows = [(name, start, end) for name, intervals in people.items() for start, end in intervals]
    place = [zones if isinstance(zones, str) else zones[name] for name, _, _ in rows]
    frame = pd.DataFrame(
        {
            "subject": pd.Categorical([r[0] for r in rows], sorted(people)),
            "start": pd.DatetimeIndex(np.array([r[1] * 60 for r in rows], "datetime64[s]"), tz="UTC"),
            "end": pd.DatetimeIndex(np.array([r[2] * 60 for r in rows], "datetime64[s]"), tz="UTC"),
            "zone": pd.Categorical(place),
            "unplaced_break": 0.0,
            "break_known": True,
            "employer": pd.Categorical([""] * len(rows)),
            "duty": pd.Categorical(["work"] * len(rows)),
            "region": pd.Categorical([""] * len(rows)),
            "recorded_on": pd.Series(pd.NaT, index=range(len(rows)), dtype="datetime64[s]"),
            "row": np.arange(len(rows)) + 2,
        }
    ).assign(**columns)
    return frame.sort_values(["subject", "start", "end"], kind="stable", ignore_index=True)


def minute(text: str) -> int:
    """Minutes since 1970 of a UTC time."""
    return int(pd.Timestamp(text).timestamp() // 60)


def day(number: int, start: str, end: str) -> tuple[int, int]:
    """An interval in March 2026, before the clock change: local time is UTC+1."""
    return minute(f"2026-03-{number:02d}T{start}+01:00"), minute(f"2026-03-{number:02d}T{end}+01:00")


#: Evening block until 22:30, next start at 7:00: 8.5 hours of rest.
SHORT = [day(2, "07:00", "12:00"), day(2, "13:00", "16:00"), day(2, "21:00", "22:30"), day(3, "07:00", "12:00")]
