"""Local clocks: which date it was at the place of work, and which instants a local day or window covers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from readiness.arrays import Codes, Days, Mask, Minutes

#: Minutes in which no clock changes twice.
_BLOCK = 6 * 60
#: Tables are made for whole spans of four years, so that one serves all groups of persons of a file.
_SPAN = 4 * 366
#: A calendar longer than this many days has no table; each instant is converted by itself.
_LONGEST = 60 * 366


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
    first, last = int(instants.min()), int(instants.max())
    if last - first > _LONGEST * 24 * 60:
        return _shown(instants, zone, zones)
    # Clocks change rarely: the difference to UTC is looked up per block of time, and only in blocks with a change is
    # each instant converted by itself.
    per_span = _SPAN * 24 * 60 // _BLOCK
    origin = first // _BLOCK // per_span * per_span
    blocks = (last // _BLOCK - origin) // per_span * per_span + per_span
    tables = [_differences(name, origin, blocks) for name in zones]
    place = np.floor_divide(instants, _BLOCK)
    place -= origin
    if len(zones) > 1:
        place += zone * blocks
    ahead = tables[0] if len(tables) == 1 else np.concatenate(tables)
    shown = ahead[place]
    changing = np.flatnonzero(shown == _CHANGING)
    shown += instants
    if len(changing):
        shown[changing] = _shown(instants[changing], zone[changing], zones)
    return shown


#: Stands in a table for a block of time in which a clock changes.
_CHANGING = np.iinfo(np.int64).max // 2


@lru_cache(maxsize=64)
def _differences(zone: str, first: int, blocks: int) -> Minutes:
    """How far a clock is ahead of UTC in each block of time."""
    edges = np.arange(first, first + blocks + 1) * _BLOCK
    ahead = _shown(edges, np.zeros(len(edges), np.int64), [zone]) - edges
    return np.where(ahead[1:] == ahead[:-1], ahead[:-1], _CHANGING)


def _shown(instants: Minutes, zone: Codes, zones: Sequence[str]) -> Minutes:
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
    if not len(days):
        return np.zeros(0, np.int64)
    number = day_number(days)
    first, last = int(number.min()), int(number.max())
    if last - first > _LONGEST:
        return _begins(number, zone, zones, shift)
    origin = first // _SPAN * _SPAN
    known = (last - origin) // _SPAN * _SPAN + _SPAN
    tables = [_midnights(name, origin, known, shift) for name in zones]
    place = number - origin
    if len(tables) == 1:
        return tables[0][place]
    return np.concatenate(tables)[place + zone * known]


@lru_cache(maxsize=256)
def _midnights(zone: str, first: int, days: int, shift: int) -> Minutes:
    """Instants at which the local days of a calendar begin."""
    return _begins(np.arange(first, first + days), np.zeros(days, np.int64), [zone], shift)


def _begins(number: Codes, zone: Codes, zones: Sequence[str], shift: int) -> Minutes:
    result = np.empty(len(number), np.int64)
    wall = (number * (24 * 60) + shift).astype("datetime64[m]")
    for code, name in enumerate(zones):
        here = zone == code
        if here.any():
            local = pd.DatetimeIndex(wall[here].astype("datetime64[s]")).tz_localize(
                name, ambiguous=np.ones(int(here.sum()), bool), nonexistent="shift_forward"
            )
            plain = local.tz_convert("UTC").tz_localize(None).to_numpy("datetime64[s]")
            result[here] = plain.astype("datetime64[m]").astype(np.int64)
    return result


def day_number(days: Days) -> Codes:
    """Days since 1970; the same memory where days are dates already."""
    return days.astype("datetime64[D]", copy=False).view(np.int64)


def earliest(days: Days) -> np.datetime64:
    """First of some days; whole numbers are compared several times as fast as dates."""
    return np.datetime64(int(day_number(days).min()), "D")


def latest(days: Days) -> np.datetime64:
    """Last of some days."""
    return np.datetime64(int(day_number(days).max()), "D")


def is_sunday(days: Days) -> Mask:
    """True for Sundays."""
    return (day_number(days) + 4) % 7 == 0


def sundays_between(first: Days, last: Days) -> npt.NDArray[np.int64]:
    """Number of Sundays from `first` to `last`, both included."""
    return (day_number(last) + 4) // 7 - (day_number(first) + 3) // 7


def among(days: Days, listed: Days) -> Mask:
    """Which days are in a list; whole numbers let a table do it."""
    return np.isin(day_number(days), day_number(listed))
