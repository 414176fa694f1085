"""Amounts: durations and numbers, written as 7:30, 7.50, 7,50 or 1.234,5."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from readiness.arrays import Amounts, Ints
from readiness.evidence.cells.states import EMPTY, READ, UNREADABLE

_CLOCKED = r"^'?(?P<sign>-?)(?P<h>[0-9]{1,5}):(?P<m>[0-5][0-9])(?::(?P<s>[0-5][0-9]))?$"
_PLAIN = r"^'?-?[0-9]{1,12}(?:[.,][0-9]{0,9})*$"
_GROUPS = r"^'?-?[0-9]{1,3}(?:[.,][0-9]{3})+$"
MINUTES_PER = {"minutes": 1.0, "hours": 60.0, "seconds": 1 / 60}


@dataclass(frozen=True, slots=True)
class AmountCells:
    """Minutes of some cells (not a number where there are none) and, for each, whether it could be read."""

    minutes: Amounts
    state: Ints


def parse_minutes(values: Sequence[str], unit: str) -> AmountCells:
    """Read the durations of one column as minutes.

    A colon always means hours and minutes. Plain numbers are in `unit`. Which of comma and dot is the decimal
    separator is decided for the whole column: the one that stands last where both occur; a comma otherwise is decimal
    unless every number in minutes with a comma has groups of three digits behind it.
    """
    texts = pd.Series(list(values), dtype=object).astype("str")
    clocked = texts.str.extract(_CLOCKED)
    whole = pd.to_numeric(clocked["h"]) * 60 + pd.to_numeric(clocked["m"]) + pd.to_numeric(clocked["s"]).fillna(0) / 60
    by_clock = (whole * np.where(clocked["sign"] == "-", -1, 1)).to_numpy(np.float64)
    plain = texts.where(texts.str.match(_PLAIN), "").str.lstrip("'")
    by_number = pd.to_numeric(_dotted(plain, unit), errors="coerce").to_numpy(np.float64) * MINUTES_PER[unit]
    minutes = np.where(np.isnan(by_clock), by_number, by_clock)
    empty = np.array([not value for value in values], bool)
    state = np.select([empty, np.isnan(minutes)], [EMPTY, UNREADABLE], default=READ).astype(np.int64)
    return AmountCells(minutes, state)


def _dotted(numbers: pd.Series, unit: str) -> pd.Series:
    comma, dot = numbers.str.contains(",", regex=False), numbers.str.contains(".", regex=False)
    both = numbers[comma & dot]
    if len(both):
        decimal_comma = bool((both.str.rfind(",") > both.str.rfind(".")).iloc[0])
    else:
        grouped = unit == "minutes" and comma.any() and bool(numbers[comma].str.match(_GROUPS).all())
        decimal_comma = bool(comma.any()) and not grouped
    decimal, other = (",", ".") if decimal_comma else (".", ",")
    # A lone separator without a group of three digits behind it can only be a decimal one, whatever the others say.
    lone = ~(comma & dot) & ~numbers.str.match(_GROUPS)
    plain = numbers.str.replace(other, "", regex=False).str.replace(decimal, ".", regex=False)
    return plain.where(~lone, numbers.str.replace(",", ".", regex=False))


def parse_numbers(values: Sequence[str]) -> Amounts:
    """Read the numbers of one column, to four decimals; not a number where there is none."""
    cells = parse_minutes(values, "hours")
    return np.round(np.where(cells.state == READ, cells.minutes / 60, np.nan), 4).astype(np.float64)
