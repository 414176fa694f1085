"""SourceTable: a user's table together with the description of its format, asked for fields instead of columns."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from readiness.arrays import Amounts, Categories, Mask, Objects
from readiness.evidence.cells.amounts import AmountCells, parse_minutes
from readiness.evidence.cells.states import EMPTY, READ
from readiness.evidence.files.table import Column, Table
from readiness.evidence.formats import Format
from readiness.evidence.issues import Issues

#: Codes of federal states, with or without the country before them (DE-NW), and short ids in small letters.
REGION, SHORT_ID = r"(?:[A-Z]{2}-)?([A-Z0-9]{1,3})", r"([a-z][a-z0-9_]{1,29})"


@dataclass(frozen=True, slots=True)
class SourceTable:
    """Everything a kind's reader needs to know about one file.

    `naive` says how times without an offset are meant ("local" or "utc"), `pairing` how punches become intervals,
    `person` whom a file is about that does not say so itself.
    """

    content: Table
    format: Format
    positions: dict[str, int]
    zone: str
    order: str
    salt: bytes
    digest: str
    naive: str = "local"
    pairing: str = ""
    person: str = ""
    separator: str = ""

    @property
    def size(self) -> int:
        """Number of rows below the header."""
        return len(self.content.rows)

    def rule(self, name: str) -> Any:
        """A section of the format's description; empty when it has none."""
        return self.format.spec.get(name) or {}

    def column(self, field: str | None) -> Column | None:
        """The column of a field, or nothing when the file does not have it."""
        position = self.positions.get(field) if field else None
        return None if position is None else self.content.columns[position]

    def label(self, field: str | None) -> str:
        """Heading of a field in the file; empty when the file does not have it."""
        column = self.column(field)
        return column.label if column else ""


def read_minutes(table: SourceTable, rule: dict[str, str] | None, issues: Issues) -> Amounts:
    """Minutes per row by a rule such as ``{column: duration, unit: hours}``; not a number where there are none."""
    column = table.column(rule["column"]) if rule else None
    if rule is None or column is None:
        return np.full(table.size, np.nan)
    cells: AmountCells = parse_minutes(column.values, rule["unit"])
    state = cells.state[column.codes]
    issues.refuse("unreadable_duration", (state != READ) & (state != EMPTY), column.label, column.cells)
    return cells.minutes[column.codes]


def read_values(table: SourceTable, field: str, default: str, own: Collection[str] = ()) -> tuple[Objects, Mask]:
    """A closed list of words, translated into the kit's own; also the rows whose word is not on the list.

    The description's `values` names for each of our words those that the tool writes (upper and lower case alike);
    a format without them writes our `own`.
    """
    column = table.column(field)
    if column is None:
        return np.full(table.size, default, dtype=object), np.zeros(table.size, bool)
    written = table.rule("values").get(field) or {word: [word] for word in own}
    meaning = {str(word).casefold(): ours for ours, words in written.items() for word in words}
    found = [meaning.get(value.casefold(), "") if value else default for value in column.values]
    words = np.array(found, dtype=object)[column.codes]
    return words, (words == "") & column.filled


def read_codes(table: SourceTable, field: str, pattern: str, upper: bool = True) -> tuple[Objects, Mask]:
    """Short codes such as a federal state; also the rows whose cell is not such a code (they become empty)."""
    column = table.column(field)
    if column is None:
        return np.full(table.size, "", dtype=object), np.zeros(table.size, bool)
    texts = [value.upper() if upper else value for value in column.values]
    matches = [re.fullmatch(pattern, text) for text in texts]
    codes = np.array([match.group(match.re.groups) if match else "" for match in matches], dtype=object)[column.codes]
    return codes, (codes == "") & column.filled


def read_region(table: SourceTable, issues: Issues) -> Categories:
    """Code of the federal state per row, such as NW; empty where there is none or an unknown one (it is mentioned)."""
    codes, unknown = read_codes(table, "region", REGION)
    issues.note("unknown_region", unknown, table.label("region"))
    return pd.Categorical(codes)
