"""Clocks: times of day and instants as tools write them, still as the clock on the wall shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from readiness.arrays import Ints, Mask
from readiness.evidence.cells.days import parse_days
from readiness.evidence.cells.states import DAY, EMPTY, READ, UNREADABLE

_CLOCK = (
    r"(?i)^'?(?P<h>[0-9]{1,2})(?:[:.](?P<m>[0-9]{2})(?:[:.](?P<s>[0-9]{2})(?:[.,][0-9]+)?)?"
    r"|(?P<m2>[0-9]{2})(?P<s2>[0-9]{2})?)\s*(?P<half>[ap]\.?m\.?)?(?:\s*uhr)?$"
)
_INSTANT = (
    r"(?i)^'?(?P<day>[^T\s]+|[0-9.]+\s[0-9.]+)[T\s]+(?P<clock>[0-9][0-9:.,]*(?:\s*[ap]\.?m\.?)?)"
    r"\s*(?P<zulu>Z|UTC|GMT)?(?:(?P<sign>[+-])(?P<oh>[0-9]{2}):?(?P<om>[0-9]{2})?)?$"
)


@dataclass(frozen=True, slots=True)
class ClockCells:
    """Seconds since midnight of some cells (24:00 is 86,400) and, for each, whether it could be read."""

    seconds: Ints
    state: Ints


@dataclass(frozen=True, slots=True)
class InstantCells:
    """Instants as written: seconds since 1970 on the clock of `offset` (seconds east of UTC) if `fixed`, else naive."""

    wall: Ints
    offset: Ints
    fixed: Mask
    state: Ints


def parse_clocks(values: Sequence[str]) -> ClockCells:
    """Read times of day: 8:00, 08:00:52, 0800, 10:23 AM, 8.30 Uhr, 24:00."""
    found = pd.Series(list(values), dtype=object).astype("str").str.extract(_CLOCK)
    hour, minute, second = (
        _number(found[name] if other is None else found[name].fillna(found[other]))
        for name, other in (("h", None), ("m", "m2"), ("s", "s2"))
    )
    half = found["half"].fillna("").str.lower().str[:1].to_numpy(object)
    halved = half != ""
    fits = np.where(halved, (hour >= 1) & (hour <= 12), (hour >= 0) & (hour <= 24))
    hour = np.where(halved, hour % 12 + np.where(half == "p", 12, 0), hour)
    seconds = hour * 3600 + minute * 60 + second
    fits = fits & (minute < 60) & (second < 60) & (seconds <= DAY)
    state = np.select([_empty(values), ~fits], [EMPTY, UNREADABLE], default=READ).astype(np.int64)
    return ClockCells(np.where(state == READ, seconds, 0), state)


def parse_instants(values: Sequence[str], order: str) -> InstantCells:
    """Read instants: 2026-03-23T08:00:00+01:00, 2026-03-23 08:00, 20260323T070000Z, 23/03/2026 8:00 PM."""
    found = pd.Series(list(values), dtype=object).astype("str").str.extract(_INSTANT)
    # Thousands of instants share a few hundred dates and times of day: each is parsed once.
    day_code, day_text = pd.factorize(found["day"].fillna(""))
    clock_code, clock_text = pd.factorize(found["clock"].fillna(""))
    days, clocks = parse_days(list(day_text), order), parse_clocks(list(clock_text))
    day, day_state = days.day[day_code], days.state[day_code]
    seconds, clock_state = clocks.seconds[clock_code], clocks.state[clock_code]
    both = (day_state == READ) & (clock_state == READ)
    midnight = np.where(both, day, np.datetime64(0, "D")).astype("datetime64[s]").astype(np.int64)
    offset = np.where(found["sign"] == "-", -1, 1) * (_number(found["oh"], 0) * 3600 + _number(found["om"], 0) * 60)
    fixed = (found["zulu"].notna() | found["sign"].notna()).to_numpy(bool)
    # A date that the calendar does not have says more than "unreadable"; a date without a time is unreadable.
    told = np.where(day_state == READ, clock_state, day_state)
    unfit = found["day"].isna().to_numpy(bool) | (told == EMPTY) | (np.abs(offset) > 14 * 3600)
    state = np.where(unfit, UNREADABLE, told)
    state = np.where(_empty(values), EMPTY, state).astype(np.int64)
    return InstantCells(midnight + seconds, offset.astype(np.int64), fixed, state)


def _empty(values: Sequence[str]) -> Mask:
    return np.array([not value for value in values], bool)


def _number(texts: pd.Series, missing: int | None = None) -> Ints:
    numbers = pd.to_numeric(texts)
    if missing is None:
        missing = -1 if texts.name == "h" else 0
    return numbers.fillna(missing).to_numpy(np.float64).astype(np.int64)
