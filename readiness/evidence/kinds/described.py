"""Described kinds: any kind of evidence is read as its `kind.yaml` says; code is needed only to combine rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from readiness.arrays import Ints
from readiness.evidence.description import EvidenceKind, KindColumn, load_kind
from readiness.evidence.issues import Issues
from readiness.evidence.kinds.fields import Field, Reading, read_field
from readiness.evidence.moment_columns import read_zones
from readiness.evidence.order import in_order
from readiness.evidence.source_table import SourceTable

#: Issues for cells that are not used but leave the row in: by type, unless the kind names one of its own.
_UNUSED = {"number": "number_not_used", "code": "code_not_used", "region": "unknown_region", "word": "word_not_known"}


def read_described(table: SourceTable, issues: Issues) -> pd.DataFrame:
    """Read a table of any kind by its description.

    Returns
    -------
    DataFrame
        The columns of the kind under their ids (a person as subject) and row, the line in the file: person and label
        (category, pseudonyms), instant (datetime64[s], UTC), date (datetime64[s]), duration (float, in the unit of the
        kind), number (float, Int64 where only whole ones are possible), word, code, region, zone (category), flag
        (bool). Sorted as the kind says. Nothing else of the file survives.
    """
    kind = load_kind(table.format.kind)
    return in_frame(kind, read_columns(kind, table, issues), table, issues)


def read_columns(kind: EvidenceKind, table: SourceTable, issues: Issues) -> dict[str, Field]:
    """Read every column of a kind, in the order of its description; of several faults in a row the first is named."""
    zones = read_zones(table, issues)
    fields: dict[str, Field] = {}
    for column in kind.columns:
        fields[column.id] = read_field(column, Reading(table, issues, zones, fields))
    return fields


def in_frame(
    kind: EvidenceKind,
    fields: Mapping[str, Field],
    table: SourceTable,
    issues: Issues,
    rows: Ints | None = None,
    derived: Mapping[str, Any] | None = None,
) -> pd.DataFrame:
    """What was read as a sorted frame; cells that are not used are mentioned.

    Parameters
    ----------
    kind : EvidenceKind
        Description of the kind.
    fields : mapping
        What was read of each column, by its id.
    table : SourceTable
        The user's table.
    issues : Issues
        Knows which rows stay, and hears of what is not used.
    rows : array of int, optional
        Row of the table from which each row of the frame comes; by itself every row that stays, once.
    derived : mapping, optional
        The kind's derived columns, a value per row of the frame.
    """
    for column in kind.columns:
        _mention(column, fields[column.id], issues)
    rows = np.flatnonzero(issues.alive) if rows is None else rows
    values = {column.frame_name: fields[column.id].values[rows] for column in kind.columns} | dict(derived or {})
    whole = {column.id for column in kind.columns if column.whole}
    frame = pd.DataFrame(
        {name: _typed(values[name], type_, name in whole) for name, type_ in kind.frame_columns.items()}
        | {"row": table.content.rows[rows]}
    )
    return in_order(frame, [*kind.sort, "row"], kind.same, issues)


def _mention(column: KindColumn, field: Field, issues: Issues) -> None:
    """One issue per row for a cell that stays empty, one per file for words that count as another."""
    if column.type in _UNUSED:
        tell = issues.count if column.type == "word" else issues.note
        tell(column.issue("unknown", _UNUSED[column.type]), field.unused, field.label)


def _typed(values: Any, type_: str, whole: bool) -> Any:
    if type_ == "instant":
        return pd.DatetimeIndex(values).tz_localize("UTC")
    if type_ in ("word", "code", "region"):
        return pd.Categorical(values)
    return pd.array(values, dtype="Int64") if whole else values
