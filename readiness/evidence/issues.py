"""Issues: everything in a file that was not understood, collected column by column."""

from __future__ import annotations

import numpy as np
import pandas as pd

from readiness.arrays import Ints, Mask, Objects

#: What may be shown of a cell: digits, signs of dates and times, AM/PM, T and Z. Anything else could be a name.
_HARMLESS = r"(?i)^(?=.*[0-9])(?:[0-9:.,/+\-\s]|(?<=[0-9])T(?=[0-9])|(?<=[0-9])Z$|(?<=[0-9\s])[ap]\.?m\.?)*$"
_LONGEST = 60


class Issues:
    """Collects issues of one file; knows which of its rows are still in use.

    Parameters
    ----------
    rows : array of int
        Line in the user's file of every row that was read.
    """

    def __init__(self, rows: Ints) -> None:
        self.rows = rows
        self.refused: Mask = np.zeros(len(rows), bool)
        self._parts: list[pd.DataFrame] = []

    @property
    def alive(self) -> Mask:
        """Rows that no issue has refused so far."""
        return ~self.refused

    def refuse(self, code: str, where: Mask, column: str = "", values: Objects | None = None) -> None:
        """Leave rows out and say why; rows that are already out are not reported twice."""
        where = where & self.alive
        self._add(code, where, column, values, refused=True)
        self.refused = self.refused | where

    def note(self, code: str, where: Mask, column: str = "", values: Objects | None = None) -> None:
        """Mention rows that stay in use."""
        self._add(code, where & self.alive, column, values, refused=False)

    def note_file(self, code: str, value: str = "", column: str = "") -> None:
        """Mention something once for the whole file, such as the number of rows it concerns."""
        self._parts.append(_frame([code], np.zeros(1, np.int64), [column], [value], refused=False))

    def count(self, code: str, where: Mask, column: str = "") -> None:
        """Mention once how many rows are concerned; nothing if there are none."""
        number = int((where & self.alive).sum())
        if number:
            self.note_file(code, str(number), column)

    def _add(self, code: str, where: Mask, column: str, values: Objects | None, refused: bool) -> None:
        number = int(where.sum())
        if number:
            shown = [""] * number if values is None else shown_values(values[where])
            self._parts.append(_frame([code] * number, self.rows[where], [column] * number, shown, refused))

    def frame(self) -> pd.DataFrame:
        """All issues in the order of the file."""
        if not self._parts:
            return _frame([], np.zeros(0, np.int64), [], [], refused=False)
        joined = pd.concat(self._parts, ignore_index=True)
        return joined.sort_values(["row", "code", "column"], kind="stable", ignore_index=True)


def counted(row: int, value: str) -> int:
    """How many rows one issue of a whole file stands for; 0 for an issue of a single row or without a number."""
    return int(value) if row == 0 and value.isdecimal() else 0


def shown_values(values: Objects) -> list[str]:
    """Cells as they may be shown: dates, times and numbers; everything else becomes empty."""
    texts = pd.Series(values, dtype=object).fillna("").astype(str).str.strip()
    shown: list[str] = texts.where(texts.str.match(_HARMLESS), "").str.slice(0, _LONGEST).tolist()
    return shown


def _frame(code: list[str], row: Ints, column: list[str], value: list[str], refused: bool) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "code": pd.Series(code, dtype=object),
            "row": row.astype(np.int64),
            "column": pd.Series(column, dtype=object),
            "value": pd.Series(value, dtype=object),
            "refused": np.full(len(code), refused, bool),
        }
    )
