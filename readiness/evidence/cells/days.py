"""Days: dates as people and tools write them, the order of day and month taken from all rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from readiness.arrays import Amounts, Days, Ints
from readiness.errors import EvidenceError
from readiness.evidence.cells.states import EMPTY, IMPOSSIBLE, OUT_OF_RANGE, READ, UNREADABLE
from readiness.evidence.files.table import Column
from readiness.evidence.issues import shown_values

EARLIEST, LATEST = 2000, 2100
_YEAR_FIRST = r"(?P<y>[0-9]{4})(?P<s1>[-./]?)(?P<m>[0-9]{1,2})(?P=s1)(?P<d>[0-9]{1,2})"
_YEAR_LAST = r"(?P<a>[0-9]{1,2})(?P<s2>[-./])\s?(?P<b>[0-9]{1,2})(?P=s2)\s?(?P<z>[0-9]{4}|[0-9]{2})"
#: An optional weekday before the date and an optional midnight behind it (a spreadsheet's date cell) are allowed.
_DATE = rf"^'?(?:[^\W\d_]{{2,10}}\.?,?\s+)?(?:{_YEAR_FIRST}|{_YEAR_LAST})(?:[T\s]0?0:00(?::00)?)?$"
_TIME_OF_DAY = r"[T\s]+[0-9]{1,2}[:.]?[0-9]{2}(?:[:.0-9]*)(?:\s.*|[Z+-].*)?$"


@dataclass(frozen=True, slots=True)
class DayCells:
    """Dates of some cells and, for each, whether it could be read."""

    day: Days
    state: Ints


def parse_days(values: Sequence[str], order: str) -> DayCells:
    """Read dates; `order` ("dmy" or "mdy") decides only dates with the year last and no dots between.

    2026-03-23, 20260323, 23.03.2026, 23.3.26 and 23/03/2026 are understood. A day that the calendar does not have is
    IMPOSSIBLE, a year outside 2000 to 2100 is OUT_OF_RANGE.
    """
    parts = _parts(values)
    year_first = ~np.isnan(parts["y"])
    year = np.where(year_first, parts["y"], np.where(parts["z"] < 100, parts["z"] + 2000, parts["z"]))
    swapped = (order == "mdy") & ~parts["dotted"].astype(bool)
    first, second = np.where(swapped, parts["b"], parts["a"]), np.where(swapped, parts["a"], parts["b"])
    day, month = np.where(year_first, parts["d"], first), np.where(year_first, parts["m"], second)

    found = ~np.isnan(year)
    whole_year, whole_month, whole_day = (np.where(found, part, 1).astype(np.int64) for part in (year, month, day))
    in_year = found & (whole_month >= 1) & (whole_month <= 12)
    months = ((whole_year - 1970) * 12 + np.where(in_year, whole_month, 1) - 1).astype("datetime64[M]")
    dates = months.astype("datetime64[D]") + (whole_day - 1).astype("timedelta64[D]")
    exists = in_year & (whole_day >= 1) & (dates.astype("datetime64[M]") == months)
    near = (whole_year >= EARLIEST) & (whole_year <= LATEST)

    empty = np.array([not value for value in values], bool)
    state = np.select(
        [empty, ~found, ~exists, ~near], [EMPTY, UNREADABLE, IMPOSSIBLE, OUT_OF_RANGE], default=READ
    ).astype(np.int64)
    return DayCells(np.where(state == READ, dates, np.datetime64("NaT", "D")), state)


def decide_order(columns: Iterable[Column], file: str, wanted: str | None) -> str:
    """Find out whether the day or the month comes first, from all rows together.

    Raises
    ------
    EvidenceError
        ``ambiguous_day_order`` when no row decides (`reason` "undecided") or when rows contradict each other
        ("mixed"). It is never guessed; the caller passes `day_order` instead.
    """
    if wanted:
        return wanted
    day_first = month_first = undecided = ""
    label = ""
    for column in columns:
        # Each date once, without its time of day.
        values = pd.Series(column.values, dtype=object).astype("str").str.replace(_TIME_OF_DAY, "", regex=True).unique()
        parts = _parts(list(values))
        first, second = parts["a"], parts["b"]
        open_form = ~np.isnan(first) & ~parts["dotted"].astype(bool)
        if not open_form.any():
            continue
        label = column.label
        day_first = day_first or _example(values, open_form & (first > 12) & (second <= 12))
        month_first = month_first or _example(values, open_form & (first <= 12) & (second > 12))
        undecided = undecided or _example(values, open_form & (first <= 12) & (second <= 12) & (first != second))
    if day_first and month_first:
        examples = shown_values(np.array([day_first, month_first], dtype=object))
        raise EvidenceError("ambiguous_day_order", file=file, column=label, reason="mixed", examples=examples)
    if undecided and not day_first and not month_first:
        examples = shown_values(np.array([undecided], dtype=object))
        raise EvidenceError("ambiguous_day_order", file=file, column=label, reason="undecided", examples=examples)
    return "mdy" if month_first else "dmy"


def _example(values: np.ndarray, where: np.ndarray) -> str:
    return str(values[where][0]) if where.any() else ""


def _parts(values: Sequence[str]) -> dict[str, Amounts]:
    found = pd.Series(list(values), dtype=object).astype("str").str.extract(_DATE)
    numbers = {name: pd.to_numeric(found[name]).to_numpy(np.float64) for name in ("y", "m", "d", "a", "b", "z")}
    # Eight digits without separators need two digits each; 2026111 could be read in two ways.
    loose = (found["s1"].fillna("-") == "") & (found["m"].str.len().fillna(2) + found["d"].str.len().fillna(2) < 4)
    numbers["y"] = np.where(loose.to_numpy(bool), np.nan, numbers["y"])
    numbers["dotted"] = (found["s2"].fillna("") == ".").to_numpy(np.float64)
    return numbers
