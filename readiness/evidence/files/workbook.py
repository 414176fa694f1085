"""Workbook: the sheets of an XLSX file become rows of text; nothing in it is ever run, fetched or worked out."""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from readiness.errors import EvidenceError
from readiness.evidence.files.cell_text import plain_number
from readiness.evidence.files.source import Source
from readiness.evidence.files.table import Head, unguarded

#: What a workbook may take when unpacked, and how many times its packed size.
LARGEST_UNPACKED = 200 * 1024 * 1024
LARGEST_RATIO = 200
_SMALL = 10 * 1024 * 1024
_MOST_PARTS = 5_000
_MOST_SHEETS = 50
#: Rows among which the headings are looked for: sheets kept by hand begin with a title.
_PEEK = 20
#: So many empty rows are the end of a sheet; a stray cell far below would cost a million of them.
_MOST_EMPTY = 10_000
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


def workbook_heads(source: Source) -> list[Head]:
    """Every row near the top of every sheet that could hold the headings.

    Raises
    ------
    EvidenceError
        ``file_not_table`` for a ZIP file that is no workbook, ``workbook_too_large`` before anything is unpacked,
        ``workbook_unreadable`` for a damaged, encrypted or unusual one.
    """
    check_workbook(source)
    heads = []
    with _reading(source) as book:
        for number, sheet in enumerate(book.worksheets[:_MOST_SHEETS]):
            for line, cells in enumerate(_rows(sheet, _PEEK, _LAST_COLUMN), start=1):
                header = [unguarded(cell) for cell in cells]
                while header and not header[-1]:
                    header.pop()
                if len([label for label in header if label]) > 1:
                    records = partial(_records, source, number, len(header))
                    heads.append(Head("", tuple(header), line, records=records, sheet=sheet.title))
    return heads


def check_workbook(source: Source) -> None:
    """Refuse a workbook by what its directory says, before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.raw)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            unpacked = sum(part.file_size for part in parts)
            if any(part.flag_bits & 1 for part in parts):
                raise EvidenceError("workbook_unreadable", file=source.file)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise EvidenceError("workbook_unreadable", file=source.file) from None
    if "xl/workbook.xml" not in names:
        found = "Excel/Office" if "[Content_Types].xml" in names else "ZIP"
        raise EvidenceError("file_not_table", file=source.file, found=found)
    bloated = unpacked > _SMALL and unpacked > LARGEST_RATIO * len(source.raw)
    if unpacked > LARGEST_UNPACKED or bloated or len(parts) > _MOST_PARTS:
        limit = LARGEST_UNPACKED // 2**20
        raise EvidenceError("workbook_too_large", file=source.file, megabytes=unpacked // 2**20, limit=limit)


@contextmanager
def _reading(source: Source) -> Iterator[Any]:
    """An open workbook: values as last saved, no formulas, no links to other files."""
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(source.raw), read_only=True, data_only=True, keep_links=False)
            try:
                yield book
            finally:
                book.close()
    except EvidenceError:
        raise
    except Exception:
        # A damaged workbook can fail anywhere in its XML, in many ways; to the user they are all the same.
        raise EvidenceError("workbook_unreadable", file=source.file) from None


def _records(source: Source, number: int, width: int) -> Iterator[tuple[int, list[str]]]:
    with _reading(source) as book:
        yield from enumerate(_rows(book.worksheets[number], _LAST_ROW, width), start=1)


def _rows(sheet: Any, last: int, width: int) -> Iterator[list[str]]:
    empty = 0
    for row in sheet.iter_rows(min_row=1, max_row=last, min_col=1, max_col=width, values_only=True):
        cells = [_text(value) for value in row]
        empty = 0 if any(cells) else empty + 1
        if empty > _MOST_EMPTY:
            return
        yield cells


def _text(value: Any) -> str:
    """A cell as the same text that a CSV file would hold."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return plain_number(value)
    if isinstance(value, dt.datetime):
        return (value + dt.timedelta(milliseconds=500)).replace(microsecond=0).isoformat(" ")
    if isinstance(value, dt.timedelta):
        seconds = round(abs(value.total_seconds()))
        sign = "-" if value < dt.timedelta(0) else ""
        return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return str(value)
