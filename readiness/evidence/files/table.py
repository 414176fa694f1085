"""Table: rows of text become columns, each row with its line in the user's file."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
import pandas as pd

from readiness.arrays import Ints, Mask, Objects
from readiness.errors import EvidenceError
from readiness.evidence.files.source import Source

#: Hears how many rows have been read so far.
Progress = Callable[[int], None]
SEPARATORS = ",;\t|"
_CHUNK = 50_000
#: After so many rows a caller who wants to know hears how many there were.
_STEP = 500
#: A line with its end. An io.StringIO would hold the whole text once more, at four bytes a character.
_LINE = re.compile(r"[^\r\n]+(?:\r\n|\r|\n)?|\r\n|\r|\n")
_SEPARATOR_LINE = re.compile(r"^\ufeff?sep=(.)\r?\n", re.IGNORECASE)
#: A quote (and blank) that a tool puts before text a spreadsheet would take for a formula.
_GUARD = re.compile(r"^'\s?(?=[=+\-@]|.*DDE)")


@dataclass(frozen=True, slots=True)
class Head:
    """How a file is separated, and its header in the order of the file.

    Where the file is not separated text, `records` yields its rows with their lines and `sheet` names the part of it.
    """

    separator: str
    header: tuple[str, ...]
    line: int
    quoted: bool = True
    records: Callable[[], Iterator[tuple[int, list[str]]]] | None = None
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column, every different cell kept once: `values[codes]` is the column as it stands in the file."""

    label: str
    codes: Ints
    values: list[str]

    @property
    def cells(self) -> Objects:
        """The cells of all rows."""
        return np.array(self.values, dtype=object)[self.codes]

    @property
    def filled(self) -> Mask:
        """Rows whose cell is not empty."""
        return np.array([bool(value) for value in self.values], bool)[self.codes]


@dataclass(frozen=True, slots=True)
class Table:
    """The wanted columns of a file by position, with line numbers and what was irregular."""

    rows: Ints
    columns: dict[int, Column]
    padded: Mask
    surplus: Mask
    quoted: bool

    def only(self, kept: Mask) -> Table:
        """The same table with some of its rows."""
        columns = {place: replace(column, codes=column.codes[kept]) for place, column in self.columns.items()}
        return Table(self.rows[kept], columns, self.padded[kept], self.surplus[kept], self.quoted)


def read_head(source: Source) -> Head:
    """Find the separator and the header.

    The separator is the one that splits the header into most fields; a first line such as ``sep=;`` decides.

    Raises
    ------
    EvidenceError
        ``file_not_table`` when no separator splits the first line.
    """
    named = _SEPARATOR_LINE.match(source.text)
    candidates = named.group(1) if named else SEPARATORS
    heads = [_head(source.text, separator, skip=1 if named else 0) for separator in candidates]
    best = max(heads, key=lambda head: len(head.header))
    if len(best.header) < 2:
        raise EvidenceError("file_not_table", file=source.file, found="text")
    return best


def _head(text: str, separator: str, skip: int) -> Head:
    for line, record in islice(text_records(text, separator, quoted=True, ignore_errors=True), skip, skip + 20):
        if any(cell.strip() for cell in record):
            return Head(separator, tuple(unguarded(cell) for cell in record), line)
    return Head(separator, (), 1)


def unguarded(cell: str) -> str:
    """The cell without surrounding blanks, byte-order mark and formula guard."""
    return _GUARD.sub("", cell.strip().lstrip("\ufeff").strip()).strip()


def read_table(source: Source, head: Head, positions: Iterable[int], progress: Progress | None = None) -> Table:
    """Read the wanted columns of all rows below the header.

    Blank lines are left out, short rows are filled with empty cells (`padded`), rows with more filled cells than the
    header has are marked (`surplus`). A quotation mark that is never closed does not swallow the rest of the file:
    quotation marks are then taken as ordinary characters.
    """
    wanted = sorted(set(positions))
    if head.records is not None:
        return _read(head.records(), head, wanted, progress)
    try:
        return _read(text_records(source.text, head.separator, head.quoted), head, wanted, progress)
    except csv.Error:
        plain = replace(head, quoted=False)
    try:
        return _read(text_records(source.text, plain.separator, plain.quoted), plain, wanted, progress)
    except csv.Error:
        raise EvidenceError("cell_too_long", file=source.file) from None


def _read(found: Iterator[tuple[int, list[str]]], head: Head, wanted: list[int], progress: Progress | None) -> Table:
    width = len(head.header)
    rows: list[Ints] = []
    padded: list[Mask] = []
    surplus: list[Mask] = []
    cells: dict[int, list[Objects]] = {position: [] for position in wanted}
    records: Iterator[tuple[int, list[str]]] = (record for record in found if record[0] > head.line)
    if progress is not None:
        records = _told(records, progress)
    while chunk := list(islice(records, _CHUNK)):
        lines = np.array([line for line, _ in chunk], np.int64)
        filled = np.fromiter((bool("".join(record).strip()) for _, record in chunk), bool, len(chunk))
        kept = [record for (_, record), full in zip(chunk, filled, strict=True) if full]
        lengths = np.fromiter(map(len, kept), np.int64, len(kept))
        rows.append(lines[filled])
        padded.append(lengths < width)
        surplus.append(np.fromiter((any(map(str.strip, record[width:])) for record in kept), bool, len(kept)))
        if (lengths < width).any():
            kept = [record + [""] * (width - len(record)) for record in kept]
        for position in wanted:
            cells[position].append(np.array([record[position] for record in kept], dtype=object))
    joined = {p: _column(head.header[p], parts, head.quoted) for p, parts in cells.items()}
    return Table(_join(rows, np.int64), joined, _join(padded, bool), _join(surplus, bool), head.quoted)


def _told(records: Iterable[tuple[int, list[str]]], progress: Progress) -> Iterator[tuple[int, list[str]]]:
    for number, record in enumerate(records, start=1):
        if number % _STEP == 0:
            progress(number)
        yield record


def _join(parts: Sequence[np.ndarray], dtype: type) -> np.ndarray:
    return np.concatenate(parts) if parts else np.zeros(0, dtype)


def _column(label: str, parts: list[Objects], quoted: bool) -> Column:
    codes, values = pd.factorize(_join(parts, object))
    strip = unguarded if quoted else _unquoted
    return Column(label, codes.astype(np.int64), [strip(value) for value in values])


def _unquoted(cell: str) -> str:
    return unguarded(cell.strip().strip('"'))


def text_records(
    text: str, separator: str, quoted: bool, ignore_errors: bool = False
) -> Iterator[tuple[int, list[str]]]:
    """Records with the line on which each begins."""
    lines = (found.group() for found in _LINE.finditer(text))
    reader = (
        csv.reader(lines, delimiter=separator)
        if quoted
        else csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_NONE)
    )
    line = 1
    record: list[str] = []
    waiting: tuple[int, list[str]] | None = None
    try:
        for record in reader:
            if waiting is not None:
                yield waiting
            waiting = line, record
            line = reader.line_num + 1
        # An odd number of quotation marks and a last cell over several lines: it swallowed what should be rows.
        if quoted and record and "\n" in record[-1] and text.count('"') % 2:
            waiting = None
            raise csv.Error("a quotation mark is never closed")
    except csv.Error:
        # What came before the fault is sound, such as the headings above a cell that is far too long.
        if not ignore_errors:
            raise
    if waiting is not None:
        yield waiting
