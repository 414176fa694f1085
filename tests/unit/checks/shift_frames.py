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
