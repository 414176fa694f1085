"""Opening: from the bytes of a file to a table, whatever shape the file has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from readiness.arrays import Mask
from readiness.errors import EvidenceError, UsageError
from readiness.evidence.cells.days import decide_order
from readiness.evidence.description import EvidenceKind
from readiness.evidence.files.icalendar import calendar_heads
from readiness.evidence.files.json_lists import json_heads
from readiness.evidence.files.numbered import Records, unfolded
from readiness.evidence.files.source import Source
from readiness.evidence.files.table import Column, Head, Progress, Table, read_head, read_table, text_records
from readiness.evidence.files.workbook import workbook_heads
from readiness.evidence.formats import choose_format
from readiness.evidence.issues import Issues
from readiness.evidence.source_table import SourceTable
from readiness.privacy.pseudonyms import salt_of

#: How times without an offset are meant, and how the punches of a time clock become intervals.
NAIVE = ("local", "utc")
PAIRINGS = ("log_type", "alternate")


@dataclass(frozen=True, slots=True)
class Choices:
    """What the caller decides instead of leaving it to the file; see `read_evidence`."""

    zone: str
    format: str | None = None
    day_order: str | None = None
    secret: str | None = None
    pairing: str | None = None
    naive: str | None = None
    person: str | None = None

    def check(self) -> None:
        """Refuse a choice that does not exist (``bad_day_order``, ``bad_reading_option``)."""
        if self.day_order not in (None, "dmy", "mdy"):
            raise UsageError("bad_day_order", found=str(self.day_order))
        options = {"pairing": (self.pairing, PAIRINGS), "naive": (self.naive, NAIVE)}
        for name, (found, known) in options.items():
            if found is not None and found not in known:
                raise UsageError("bad_reading_option", name=name, found=str(found), known=list(known))


def open_table(
    kind: EvidenceKind, source: Source, choices: Choices, progress: Progress | None = None
) -> tuple[SourceTable, Issues]:
    """Find the format and the table it describes; rows that are no records are left out and counted.

    Parameters
    ----------
    kind : EvidenceKind
        Description of the kind of evidence.
    source : Source
        The bytes or text of the file.
    choices : Choices
        What the caller decided.
    progress : callable, optional
        Hears how many rows have been read so far.

    Raises
    ------
    EvidenceError
        What the readers of each shape and `choose_format` raise, ``daily_totals_only`` for a format without times of
        day, ``no_usable_rows`` for a table without rows.
    """
    heads = _heads(source)
    chosen, place = choose_format(kind.id, [head.header for head in heads], choices.format, source.file, source.shape)
    if "refuse" in chosen.spec:
        raise EvidenceError(chosen.spec["refuse"], file=source.file, format=chosen.id)
    head = heads[place]
    positions = chosen.positions(head.header)
    table = SourceTable(
        content=read_table(source, head, positions.values(), progress),
        format=chosen,
        positions=positions,
        zone=choices.zone,
        order="dmy",
        salt=salt_of(source.salt, choices.secret),
        digest=source.digest,
        naive=choices.naive or chosen.spec.get("times", {}).get("naive", "local"),
        pairing=choices.pairing or chosen.spec.get("pairing", ""),
        person=choices.person or "",
        separator=head.separator,
    )
    table = _with_dates(table)
    positions = table.positions
    left_out = _left_out(table)
    table = replace(table, content=_without(table.content, left_out))
    if not table.size:
        raise EvidenceError("no_usable_rows", file=source.file, rows=0, format=chosen.id, faults=[])
    fields = [field for field in (*chosen.date_fields, *kind.date_fields) if field in positions]
    dates = [table.content.columns[positions[field]] for field in dict.fromkeys(fields)]
    order = decide_order(dates, source.file, choices.day_order)
    table = replace(table, order=order)
    issues = Issues(table.content.rows)
    _note_whole_file(source, heads, head, table, issues, choices)
    for code, rows in left_out.items():
        if rows.any():
            issues.note_file(code, str(int(rows.sum())))
    return table, issues


def _heads(source: Source) -> list[Head]:
    readers = {"json": json_heads, "calendar": calendar_heads, "workbook": workbook_heads}
    heads = readers[source.shape](source) if source.shape in readers else [read_head(source)]
    if not heads:
        raise EvidenceError("file_empty", file=source.file)
    return [*heads, *(other for head in heads if (other := unfolded(head, _rows(source, head))) is not None)]


def _rows(source: Source, head: Head) -> Records:
    return head.records or (lambda: text_records(source.text, head.separator, head.quoted))


def _with_dates(table: SourceTable) -> SourceTable:
    """The table with a column for each date whose year, month and day stand in columns of their own."""
    columns, positions = dict(table.content.columns), dict(table.positions)
    for field, parts in (table.rule("dates") or {}).items():
        cells = [column.cells for part in parts if (column := table.column(part)) is not None]
        texts = np.array(["-".join(cell.zfill(2) for cell in row) for row in zip(*cells, strict=True)], dtype=object)
        codes, values = pd.factorize(texts)
        positions[field] = max(columns, default=0) + 1
        label = "/".join(table.format.spec["columns"][part][0] for part in parts)
        columns[positions[field]] = Column(label, codes.astype(np.int64), list(values))
    return replace(table, content=replace(table.content, columns=columns), positions=positions)


def _left_out(table: SourceTable) -> dict[str, Mask]:
    """Rows that are no records: totals below a table, and those that the format's `only` does not list."""
    totals = np.zeros(table.size, bool)
    empty = table.rule("totals")
    if empty:
        totals = ~np.logical_or.reduce([_filled(table, field) for field in empty])
    other = np.zeros(table.size, bool)
    rules: Mapping[str, list[str]] = table.rule("only") or {}
    for field, words in rules.items():
        column = table.column(field)
        if column is not None:
            wanted = np.array([value.casefold() in {"", *map(str.casefold, words)} for value in column.values], bool)
            other |= ~wanted[column.codes]
    return {"totals_left_out": totals, "rows_left_out": other & ~totals}


def _filled(table: SourceTable, field: str) -> Mask:
    """Rows with a cell in a field; a word for a total is no content."""
    column = table.column(field)
    if column is None:
        return np.zeros(table.size, bool)
    words = {word.casefold() for word in table.rule("values").get(field, {}).get("total", ())}
    return np.array([bool(value) and value.casefold() not in words for value in column.values], bool)[column.codes]


def _without(table: Table, left_out: Mapping[str, Mask]) -> Table:
    out = np.logical_or.reduce(list(left_out.values()))
    return table.only(~out) if out.any() else table


def _note_whole_file(
    source: Source, heads: list[Head], head: Head, table: SourceTable, issues: Issues, choices: Choices
) -> None:
    if source.guessed:
        issues.note_file("encoding_guessed", source.encoding)
    labels = [label for label in head.header if label]
    if len(set(labels)) < len(labels):
        issues.note_file("duplicate_heading")
    if not table.content.quoted:
        issues.note_file("quotes_ignored")
    others = {other.sheet for other in heads} - {head.sheet}
    if source.shape == "workbook" and others:
        issues.note_file("sheets_left_out", str(len(others)))
    if source.shape in ("json", "calendar"):
        issues.note_file("rows_are_records")
    notes = list(table.rule("notes") or ())
    if choices.naive is None:
        notes += table.rule("naive_notes") or []
    for code in notes:
        issues.note_file(code)
    issues.refuse("row_too_long", table.content.surplus)
    issues.count("row_padded", table.content.padded)
    for field, code in (table.rule("unfit") or {}).items():
        column = table.column(field)
        if column is not None:
            issues.refuse(code, column.filled, column.label)
