"""Take a filled table over: check every row, write the translation as an overlay folder, say what was left out."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from readiness import catalog
from readiness.catalog.coverage import Coverage, coverage, translatable
from readiness.catalog.fields import differing
from readiness.catalog.languages import OWN, TRANSLATIONS
from readiness.catalog.own_wording import NUMBER
from readiness.catalog.translations import Translation, digest_of, read_table, write_table
from readiness.catalog.wordings import Wording
from readiness.errors import UsageError, cause_of
from readiness.language.translation.table import CHANGED, Row, read_rows

#: What a spreadsheet leaves of a text it took for a formula, such as #NAME? or #WERT!.
_FORMULA_ERROR = re.compile(r"#[A-ZÄÖÜÉ0-9/ ]+[!?]?")
#: UTF-8 that was read as Windows-1252, and characters that a spreadsheet could not write.
_GARBLED = re.compile(r"[ÃÂ][\u0080-\u00bf]|â€|\ufffd|(?<![^\W\d_])\?(?=[^\W\d_]{2})|(?<=[^\W\d_])\?(?=[^\W\d_])")
#: A text that became a date or a number.
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}([./-]\d{2,4})?|\d{1,2}[. -]{1,2}[^\W\d]{3,4}\.?|[^\W\d]{3,4}\.?[ -]\d{2}")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?(E[+-]?\d+)?")
_DECIMAL = ".,"


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What became of a table: the file written, how much is translated now, and each row that needs a second look."""

    file: Path
    coverage: Coverage
    refused: tuple[UsageError, ...]
    changed: tuple[UsageError, ...]
    gone: int


def take_over(table: Path, out: Path) -> TakenOver:
    """Write the overlay ``out/translations/<language>.csv`` from a filled table.

    Rows of an earlier table that this one does not hold are kept, so that several people may translate parts. The
    shipped content is never touched.

    Parameters
    ----------
    table : Path
        As `export_table` wrote it, filled in.
    out : Path
        Folder to name in ``READINESS_DATA``.

    Raises
    ------
    UsageError
        As `read_rows`; ``translation_not_written``.
    """
    language, rows = read_rows(table)
    by_place = {(wording.file, wording.key): wording for wording in translatable()}
    target = out / TRANSLATIONS / f"{language}.csv"
    before = read_table(target) if target.is_file() else {}
    named = {(row.file, row.key) for row in rows}
    entries = {place: entry for place, entry in before.items() if place in by_place and place not in named}
    gone = sum(place not in by_place for place in before)
    refused: list[UsageError] = []
    changed: list[UsageError] = []
    first: dict[tuple[str, str], Row] = {}
    for row in rows:
        place = (row.file, row.key)
        wording = by_place.get(place)
        if not row.text.strip() and (row.text == "" or place not in _signs()):
            continue
        if fault := _fault(row, wording, first.get(place)):
            refused.append(UsageError("translation_row_refused", file=table.name, row=row.number, key=row.key, **fault))
            continue
        assert wording is not None
        first.setdefault(place, row)
        digest = digest_of(wording.texts)
        if row.digest != digest or row.state == CHANGED:
            changed.append(UsageError("translation_outdated", file=table.name, row=row.number, key=row.key))
            digest = ""  # nobody has said yet that the text still fits
        entries[place] = Translation(row.text, digest, row.number)
    refused += _alike(entries, table.name, first)
    try:
        write_table(target, entries)
    except OSError as problem:
        raise UsageError("translation_not_written", file=str(target), **cause_of(problem)) from None
    with catalog.overlay(out):
        found = coverage(language)
    return TakenOver(target, found, tuple(refused), tuple(changed), gone)


def _signs() -> Collection[tuple[str, str]]:
    """Where a text is one sign that may be a blank: decimal sign and sign of the thousands."""
    return [(OWN, ".".join(keys)) for keys in NUMBER]


def _fault(row: Row, wording: Wording | None, first: Row | None) -> dict[str, object] | None:
    """Why a row cannot be used, as fields of the error."""
    if wording is None:
        return {"found": "unknown", "value": row.file}
    if first is not None:
        return None if first.text == row.text else {"found": "twice", "first": first.number}
    sources = [wording.texts[name] for name in catalog.COMPLETE if name in wording.texts]
    if _is_spoilt(row.text, sources):
        return {"found": "spoilt", "value": row.text}
    if (row.file, row.key) in _signs():
        decimal = row.key == ".".join(NUMBER[0])
        fits = row.text in _DECIMAL if decimal else not row.text.isalnum()
        return None if len(row.text) == 1 and fits else {"found": "sign", "value": row.text}
    lost, invented = differing(row.text, sources)
    if lost == ["{"]:
        return {"found": "braces", "value": row.text}
    if lost or invented:
        return {"found": "lost" if lost else "invented", "names": [f"{{{name}}}" for name in lost or invented]}
    return None


def _is_spoilt(text: str, sources: Collection[str]) -> bool:
    """Whether a spreadsheet changed the text: a formula that failed, a garbled letter, a date made of a text."""
    signs = [pattern.search for pattern in (_GARBLED,) if "://" not in text]
    signs += [pattern.fullmatch for pattern in (_FORMULA_ERROR, _DATE, _NUMBER)]
    return any(looks(text) and not any(map(looks, sources)) for looks in signs)


def _alike(
    entries: dict[tuple[str, str], Translation], table: str, rows: dict[tuple[str, str], Row]
) -> list[UsageError]:
    """Two equal signs would make every number unreadable: then neither is taken over."""
    signs = [place for place in _signs() if place in entries]
    if len(signs) < 2 or len({entries[place].text for place in signs}) == len(signs):
        return []
    for place in signs:
        del entries[place]
    number = max((rows[place].number for place in signs if place in rows), default=0)
    return [UsageError("translation_row_refused", file=table, row=number, key=signs[-1][1], found="alike")]
