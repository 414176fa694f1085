"""Zones: the clock on the wall becomes an instant, so that durations are real elapsed time over clock changes."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

import numpy as np
import pandas as pd

from readiness.arrays import Categories, Ints, Mask
from readiness.errors import EvidenceError


@dataclass(frozen=True, slots=True)
class Zones:
    """Time zone per row, as a position in `names`; -1 where it is not known or not asked for."""

    place: Ints
    names: list[str]

    def only(self, rows: Mask) -> Zones:
        """The zones of some rows; the others have none."""
        return Zones(np.where(rows, self.place, -1), self.names)

    def of_rows(self) -> Categories:
        """Name per row; missing where there is none."""
        return pd.Categorical.from_codes(self.place, self.names)


@dataclass(frozen=True, slots=True)
class Instants:
    """Seconds since 1970 in UTC, and the rows whose local time did not exist or existed twice."""

    utc: Ints
    nonexistent: Mask
    ambiguous: Mask


@lru_cache(maxsize=64)
def known_zone(name: str) -> bool:
    """Whether `name` is an IANA time zone such as Europe/Berlin."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return bool(name)


def check_zone(name: str, file: str) -> None:
    """Refuse a zone nobody knows.

    Raises
    ------
    EvidenceError
        ``unknown_timezone`` with the nearest names.
    """
    if not isinstance(name, str) or not known_zone(name):
        nearest = get_close_matches(str(name), sorted(available_timezones()), n=3, cutoff=0.5)
        raise EvidenceError("unknown_timezone", file=file, name=str(name), nearest=nearest)


def to_utc(wall: Ints, offset: Ints, fixed: Mask, zones: Zones) -> Instants:
    """Turn wall-clock seconds into UTC seconds.

    An offset written in the file wins (`fixed`). Otherwise the zone's rules hold: a time that the clock change skipped
    is `nonexistent`; a time that occurs twice is taken as its first occurrence and marked `ambiguous`.

    Parameters
    ----------
    wall, offset : array of int, seconds
    fixed : array of bool
        Rows whose offset is written in the file.
    zones : Zones
        Zone of each row.
    """
    utc = wall - offset
    nonexistent, ambiguous = np.zeros(len(wall), bool), np.zeros(len(wall), bool)
    for code, name in enumerate(zones.names):
        rows = np.flatnonzero((zones.place == code) & ~fixed)
        local = pd.DatetimeIndex(wall[rows].astype("datetime64[s]"))
        once = local.tz_localize(name, ambiguous="NaT", nonexistent="NaT")
        doubtful = np.asarray(once.isna())
        utc[rows] = _seconds(once)
        if doubtful.any():
            first = local[doubtful].tz_localize(name, ambiguous=np.ones(int(doubtful.sum()), bool), nonexistent="NaT")
            skipped = np.asarray(first.isna())
            utc[rows[doubtful]] = np.where(skipped, wall[rows[doubtful]], _seconds(first))
            nonexistent[rows[doubtful]] = skipped
            ambiguous[rows[doubtful]] = ~skipped
    return Instants(utc, nonexistent, ambiguous)


def to_wall(utc: Ints, zones: Zones) -> Ints:
    """What the clock on the wall showed: seconds since 1970 of the local time."""
    wall = utc.copy()
    for code, name in enumerate(zones.names):
        rows = zones.place == code
        local = pd.DatetimeIndex(utc[rows].astype("datetime64[s]")).tz_localize("UTC").tz_convert(name)
        wall[rows] = _seconds(local.tz_localize(None))
    return wall


def _seconds(index: pd.DatetimeIndex) -> Ints:
    naive = index.tz_convert("UTC").tz_localize(None) if index.tz is not None else index
    return np.asarray(naive.to_numpy(), dtype="datetime64[s]").astype(np.int64)
