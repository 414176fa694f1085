"""Local clocks: which date it was at the place of work, and which instants a local day or window covers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

Minutes = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int64]
Days = npt.NDArray[np.datetime64]
Mask = npt.NDArray[np.bool_]


def minutes(column: pd.Series) -> Minutes:
    """Instants as whole minutes since 1970, UTC."""
    plain = column.dt.tz_convert("UTC").dt.tz_localize(None)
    return plain.to_numpy("datetime64[s]").astype("datetime64[m]").astype(np.int64)


def local_clock(instants: Minutes, zone: Codes, zones: Sequence[str]) -> Minutes:
    """What clock and calendar showed at each instant, as minutes since 1970 on the local clock.

    Parameters
    ----------
    instants : array of int
        Minutes since 1970, UTC.
    zone : array of int
        Position in `zones` for each instant.
    zones : sequence of str
        Time zones by IANA name.
    """
    shown = np.empty(len(instants), np.int64)
    for code, name in enumerate(zones):
        here = zone == code
        if here.any():
            local = pd.DatetimeIndex(instants[here].astype("datetime64[m]").astype("datetime64[s]"), tz="UTC")
            plain = local.tz_convert(name).tz_localize(None).to_numpy("datetime64[s]")
            shown[here] = plain.astype("datetime64[m]").astype(np.int64)
    return shown


def local_day(instants: Minutes, zone: Codes, zones: Sequence[str]) -> Days:
    """Date on the local calendar at each instant.

    Parameters
    ----------
    instants : array of int
        Minutes since 1970, UTC.
    zone : array of int
        Position in `zones` for each instant.
    zones : sequence of str
        Time zones by IANA name.
    """
    return np.floor_divide(local_clock(instants, zone, zones), 24 * 60).astype("datetime64[D]")


def midnight(days: Days, zone: Codes, zones: Sequence[str], shift: int = 0) -> Minutes:
    """Instant at which each local day begins, in minutes since 1970, UTC.

    A midnight that a clock change skips begins at the first minute after it; one that happens twice at the first.

    Parameters
    ----------
    days : array of datetime64[D]
        Local dates.
    zone : array of int
        Position in `zones` for each day.
    zones : sequence of str
        Time zones by IANA name.
    shift : int
        Minutes by which the day is taken to begin later (earlier if negative) on the local clock.
    """
    result = np.empty(len(days), np.int64)
    wall = days.astype("datetime64[m]") + np.timedelta64(shift, "m")
    for code, name in enumerate(zones):
        here = zone == code
        if here.any():
            local = pd.DatetimeIndex(wall[here].astype("datetime64[s]")).tz_localize(
                name, ambiguous=np.ones(int(here.sum()), bool), nonexistent="shift_forward"
            )
            plain = local.tz_convert("UTC").tz_localize(None).to_numpy("datetime64[s]")
            result[here] = plain.astype("datetime64[m]").astype(np.int64)
    return result


def is_sunday(days: Days) -> Mask:
    """True for Sundays."""
    return (days.astype("datetime64[D]").astype(np.int64) + 4) % 7 == 0


def sundays_between(first: Days, last: Days) -> npt.NDArray[np.int64]:
    """Number of Sundays from `first` to `last`, both included."""
    before, upto = first.astype("datetime64[D]").astype(np.int64) + 3, last.astype("datetime64[D]").astype(np.int64) + 4
    return upto // 7 - before // 7
