"""Opening: from the bytes of a file to a sheet, whatever shape the file has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from readiness.arrays import Mask
from readiness.errors import EvidenceError, UsageError
from readiness.evidence.cells.days import decide_order
from readiness.evidence.cells.moments import date_fields
from readiness.evidence.files.icalendar import calendar_heads
from readiness.evidence.files.json_lists import json_heads
from readiness.evidence.files.numbered import Records, unfolded
from readiness.evidence.files.source import Source
from readiness.evidence.files.table import Column, Head, Progress, Table, read_head, read_table, text_records
from readiness.evidence.files.workbook import workbook_heads
from readiness.evidence.formats import choose_format
from readiness.evidence.issues import Issues
from readiness.evidence.kinds.shifts.punches import PAIRINGS
from readiness.evidence.source_table import SourceTable
from readiness.privacy.pseudonyms import salt_of

NAIVE = ("local", "utc")


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


def open_sheet(
    kind: str, source: Source, choices: Choices, progress: Progress | None = None
) -> tuple[SourceTable, Issues]:
    """Find the format and the table it describes; rows that are no records are left out and counted.

    Parameters
    ----------
    kind : str
        Kind of evidence.
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
    chosen, place = choose_format(kind, [head.header for head in heads], choices.format, source.file, source.shape)
    if "refuse" in chosen.spec:
        raise EvidenceError(chosen.spec["refuse"], file=source.file, format=chosen.id)
    head = heads[place]
    positions = chosen.positions(head.header)
    sheet = SourceTable(
        read_table(source, head, positions.values(), progress),
        chosen,
        positions,
        choices.zone,
        "dmy",
        salt_of(source.salt, choices.secret),
        source.digest,
        choices.naive or chosen.spec.get("times", {}).get("naive", "local"),
        choices.pairing or chosen.spec.get("pairing", ""),
        choices.person or "",
        head.separator,
    )
    sheet = _with_dates(sheet)
    positions = sheet.positions
    left_out = _left_out(sheet)
    sheet = replace(sheet, table=_without(sheet.table, left_out))
    if not sheet.size:
        raise EvidenceError("no_usable_rows", file=source.file, rows=0, format=chosen.id, faults=[])
    fields = [field for field in (*date_fields(chosen.spec), "recorded_on") if field in positions]
    dates = [sheet.table.columns[positions[field]] for field in dict.fromkeys(fields)]
    order = decide_order(dates, source.file, choices.day_order)
    sheet = replace(sheet, order=order)
    issues = Issues(sheet.table.rows)
    _note_whole_file(source, heads, head, sheet, issues, choices)
    for code, rows in left_out.items():
        if rows.any():
            issues.note_file(code, str(int(rows.sum())))
    return sheet, issues


def _heads(source: Source) -> list[Head]:
    readers = {"json": json_heads, "calendar": calendar_heads, "workbook": workbook_heads}
    heads = readers[source.shape](source) if source.shape in readers else [read_head(source)]
    if not heads:
        raise EvidenceError("file_empty", file=source.file)
    return [*heads, *(other for head in heads if (other := unfolded(head, _rows(source, head))) is not None)]


def _rows(source: Source, head: Head) -> Records:
    return head.records or (lambda: text_records(source.text, head.separator, head.quoted))


def _with_dates(sheet: SourceTable) -> SourceTable:
    """The sheet with a column for each date whose year, month and day stand in columns of their own."""
    columns, positions = dict(sheet.table.columns), dict(sheet.positions)
    for field, parts in (sheet.rule("dates") or {}).items():
        cells = [column.cells for part in parts if (column := sheet.column(part)) is not None]
        texts = np.array(["-".join(cell.zfill(2) for cell in row) for row in zip(*cells, strict=True)], dtype=object)
        codes, values = pd.factorize(texts)
        positions[field] = max(columns, default=0) + 1
        label = "/".join(sheet.format.spec["columns"][part][0] for part in parts)
        columns[positions[field]] = Column(label, codes.astype(np.int64), list(values))
    return replace(sheet, table=replace(sheet.table, columns=columns), positions=positions)


def _left_out(sheet: SourceTable) -> dict[str, Mask]:
    """Rows that are no records: totals below a table, and those that the format's `only` does not list."""
    totals = np.zeros(sheet.size, bool)
    empty = sheet.rule("totals")
    if empty:
        totals = ~np.logical_or.reduce([_filled(sheet, field) for field in empty])
    other = np.zeros(sheet.size, bool)
    rules: Mapping[str, list[str]] = sheet.rule("only") or {}
    for field, words in rules.items():
        column = sheet.column(field)
        if column is not None:
            wanted = np.array([value.casefold() in {"", *map(str.casefold, words)} for value in column.values], bool)
            other |= ~wanted[column.codes]
    return {"totals_left_out": totals, "rows_left_out": other & ~totals}


def _filled(sheet: SourceTable, field: str) -> Mask:
    """Rows with a cell in a field; a word for a total is no content."""
    column = sheet.column(field)
    if column is None:
        return np.zeros(sheet.size, bool)
    words = {word.casefold() for word in sheet.rule("values").get(field, {}).get("total", ())}
    return np.array([bool(value) and value.casefold() not in words for value in column.values], bool)[column.codes]


def _without(table: Table, left_out: Mapping[str, Mask]) -> Table:
    out = np.logical_or.reduce(list(left_out.values()))
    return table.only(~out) if out.any() else table


def _note_whole_file(
    source: Source, heads: list[Head], head: Head, sheet: SourceTable, issues: Issues, choices: Choices
) -> None:
    if source.guessed:
        issues.note_file("encoding_guessed", source.encoding)
    labels = [label for label in head.header if label]
    if len(set(labels)) < len(labels):
        issues.note_file("duplicate_heading")
    if not sheet.table.quoted:
        issues.note_file("quotes_ignored")
    others = {other.sheet for other in heads} - {head.sheet}
    if source.shape == "workbook" and others:
        issues.note_file("sheets_left_out", str(len(others)))
    if source.shape in ("json", "calendar"):
        issues.note_file("rows_are_records")
    notes = list(sheet.rule("notes") or ())
    if choices.naive is None:
        notes += sheet.rule("naive_notes") or []
    for code in notes:
        issues.note_file(code)
    issues.refuse("row_too_long", sheet.table.surplus)
    issues.count("row_padded", sheet.table.padded)
    for field, code in (sheet.rule("unfit") or {}).items():
        column = sheet.column(field)
        if column is not None:
            issues.refuse(code, column.filled, column.label)
