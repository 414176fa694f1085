"""Local clocks: which date it was at the place of work, and at which instants a local day begins."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from readiness.arrays import Codes, Days, Ints, Minutes

_DAY = 24 * 60
#: Minutes in which no clock changes twice.
_BLOCK = 6 * 60
#: Tables are made for whole spans of four years, so that one serves all groups of persons of a file.
_SPAN = 4 * 366
#: Stands in a table for a block of time in which a clock changes.
_CHANGING = np.iinfo(np.int64).max // 2


def minutes(column: pd.Series) -> Minutes:
    """Instants as whole minutes since 1970, UTC."""
    per_minute = np.timedelta64(1, "m") // np.timedelta64(1, column.dt.unit)
    return np.floor_divide(column.array.asi8, per_minute)


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
    if not len(instants):
        return np.zeros(0, np.int64)
    # Clocks change rarely: the difference to UTC is looked up per block of time, and only in blocks with a change is
    # each instant converted by itself.
    first, count = _whole_spans(int(instants.min()) // _BLOCK, int(instants.max()) // _BLOCK, _SPAN * _DAY // _BLOCK)
    ahead = np.concatenate([_differences(name, first, count) for name in zones])
    shown = ahead[np.floor_divide(instants, _BLOCK) - first + zone * count]
    changing = np.flatnonzero(shown == _CHANGING)
    shown += instants
    for code in np.unique(zone[changing]):
        here = changing[zone[changing] == code]
        shown[here] = _shown(instants[here], zones[code])
    return shown


def _whole_spans(first: int, last: int, length: int) -> tuple[int, int]:
    """Beginning and number of places of a table in whole spans that holds everything from `first` to `last`."""
    begin = first // length * length
    return begin, (last - begin) // length * length + length


@lru_cache(maxsize=64)
def _differences(zone: str, first: int, blocks: int) -> Minutes:
    """How far a clock is ahead of UTC in each block of time."""
    edges = np.arange(first, first + blocks + 1) * _BLOCK
    ahead = _shown(edges, zone) - edges
    return np.where(ahead[1:] == ahead[:-1], ahead[:-1], _CHANGING)


def _shown(instants: Minutes, zone: str) -> Minutes:
    local = pd.DatetimeIndex(instants.astype("datetime64[m]").astype("datetime64[s]"), tz="UTC")
    plain = local.tz_convert(zone).tz_localize(None).to_numpy("datetime64[s]")
    return plain.astype("datetime64[m]").astype(np.int64)


def local_day(instants: Minutes, zone: Codes, zones: Sequence[str]) -> Days:
    """Date on the local calendar at each instant; see `local_clock`."""
    return np.floor_divide(local_clock(instants, zone, zones), _DAY).astype("datetime64[D]")


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
    number = days.astype("datetime64[D]").astype(np.int64)
    if not len(number):
        return number
    first, count = _whole_spans(int(number.min()), int(number.max()), _SPAN)
    return np.concatenate([_beginnings(name, first, count, shift) for name in zones])[number - first + zone * count]


@lru_cache(maxsize=256)
def _beginnings(zone: str, first: int, days: int, shift: int) -> Ints:
    """Instants at which the local days of a calendar begin."""
    wall = (np.arange(first, first + days) * _DAY + shift).astype("datetime64[m]")
    local = pd.DatetimeIndex(wall.astype("datetime64[s]")).tz_localize(
        zone, ambiguous=np.ones(days, bool), nonexistent="shift_forward"
    )
    plain = local.tz_convert("UTC").tz_localize(None).to_numpy("datetime64[s]")
    return plain.astype("datetime64[m]").astype(np.int64)
