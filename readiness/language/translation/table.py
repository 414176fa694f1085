"""The table a translator fills in with a spreadsheet: every wording beside its German and English text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from readiness import catalog
from readiness.catalog.coverage import Coverage, coverage, translatable
from readiness.catalog.languages import CODE
from readiness.catalog.translations import digest_of, translations
from readiness.errors import UsageError, cause_of
from readiness.language.texts import Texts

#: What the column ``state`` says of a row.
TRANSLATED, MISSING, CHANGED = "translated", "missing", "changed"
#: Where semicolons separate, a double click opens the columns side by side in most of Europe.
_SEPARATOR = ";"
_SEPARATORS = ";,\t"
_TARGET = re.compile(r"translation (?P<language>\S*)", re.IGNORECASE)
#: What a spreadsheet takes for a formula; such a text gets an apostrophe in front, as spreadsheets know it.
_FORMULA = tuple("=+-@'")


@dataclass(frozen=True, slots=True)
class Row:
    """One filled row of the table; `number` is the row of the spreadsheet."""

    number: int
    file: str
    key: str
    text: str
    state: str
    digest: str


def export_table(language: str, out: Path) -> Coverage:
    """Write the table for one language: what is translated already stands in it, the rest waits.

    Parameters
    ----------
    language : str
        Two letters (ISO 639-1), such as ``fr``.
    out : Path
        A CSV file in UTF-8 with a mark for spreadsheets; it must not exist yet.

    Returns
    -------
    Coverage
        How much is translated already.

    Raises
    ------
    UsageError
        ``translation_language`` for a complete language or no language code, ``translation_file_exists``,
        ``translation_not_written``.
    """
    if not CODE.fullmatch(language) or language in catalog.COMPLETE:
        cause = "complete" if language in catalog.COMPLETE else "code"
        raise UsageError("translation_language", name=language, found=cause, known=list(catalog.COMPLETE))
    if out.exists():
        raise UsageError("translation_file_exists", file=str(out))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=_SEPARATOR, lineterminator="\r\n")
    names = [Texts(name).t("name") for name in catalog.COMPLETE]
    writer.writerow(["file", "key", *names, f"translation {language}", "state", "digest"])
    writer.writerows([_guarded(cell) for cell in cells] for cells in _cells(language))
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(text.getvalue().encode("utf-8-sig"))
    except OSError as problem:
        raise UsageError("translation_not_written", file=str(out), **cause_of(problem)) from None
    return coverage(language)


def _cells(language: str) -> Iterator[list[str]]:
    known = translations(language)
    for wording in translatable():
        old = known.get((wording.file, wording.key))
        text = wording.texts.get(language, old.text if old else "")
        state = TRANSLATED if language in wording.texts else CHANGED if text else MISSING
        source = [wording.texts.get(name, "") for name in catalog.COMPLETE]
        yield [wording.file, wording.key, *source, text, state, digest_of(wording.texts)]


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def read_rows(file: Path) -> tuple[str, list[Row]]:
    """Language and filled rows of a table, whatever separator the spreadsheet wrote and whatever columns it added.

    Raises
    ------
    UsageError
        ``file_missing``; ``translation_table_unreadable`` when it is not UTF-8 (or UTF-16 with its mark), when a
        column is missing, or when quotation marks do not match.
    """
    lines, separator = _opened(file)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    try:
        header = [cell.strip() for cell in next(reader)]
        records = list(reader)
    except csv.Error:
        raise UsageError("translation_table_unreadable", file=file.name, found="quotes") from None
    targets = [(n, found) for n, cell in enumerate(header) if (found := _TARGET.fullmatch(cell))]
    places: dict[str, int] = {name: header.index(name) for name in ("file", "key", "state", "digest") if name in header}
    missing = [name for name in ("file", "key", "state", "digest") if name not in places]
    if missing or len(targets) != 1:
        names = [*missing, *(["translation"] if len(targets) != 1 else [])]
        raise UsageError("translation_table_unreadable", file=file.name, found="columns", names=names)
    place, found = targets[0]
    language = found["language"]
    if not CODE.fullmatch(language) or language in catalog.COMPLETE:
        raise UsageError("translation_table_unreadable", file=file.name, found="language", names=[language or "–"])
    places["text"] = place
    return language, [_row(number, record, places) for number, record in enumerate(records, start=2) if any(record)]


def _row(number: int, record: list[str], places: dict[str, int]) -> Row:
    cells = {name: record[n] if n < len(record) else "" for name, n in places.items()}
    text = _unguarded(cells.pop("text").replace("\r\n", "\n"))
    return Row(number=number, text=text, **{name: _unguarded(cell).strip() for name, cell in cells.items()})


def _opened(file: Path) -> tuple[io.StringIO, str]:
    try:
        raw = file.read_bytes()
    except OSError as problem:
        raise UsageError("file_missing", file=file.name, **cause_of(problem)) from None
    try:
        text = raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError("translation_table_unreadable", file=file.name, found="encoding") from None
    text = re.sub(r"\Asep=.\r?\n", "", text)
    head = text.split("\n", 1)[0]
    return io.StringIO(text, newline=""), max(_SEPARATORS, key=head.count)
