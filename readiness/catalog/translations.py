"""Translations: a further language as a table of its own, laid over the wordings of the content.

``translations/<language>.csv`` in an overlay folder holds one row per translated wording: file, key, digest of the
source wording, text. It adds a language to content that stays where it is; nothing of the content is copied. A wording
that has changed since it was translated is shown in the fallback language until somebody has looked at it again.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from readiness.catalog.languages import CODE, COMPLETE, TRANSLATIONS
from readiness.catalog.roots import roots
from readiness.errors import CatalogError, cause_of

COLUMNS = ("file", "key", "digest", "text")

#: Tables of translations by language, each with the time of its last change; the first one wins for each wording.
Layers = tuple[tuple[str, Path, int], ...]


@dataclass(frozen=True, slots=True)
class Translation:
    """One translated wording; `digest` is that of the source wording the translator saw, `line` where it stands."""

    text: str
    digest: str
    line: int


Table = Mapping[tuple[str, str], Translation]


def digest_of(texts: Mapping[str, str]) -> str:
    """Digest of a wording in the complete languages; it begins with a letter, or a spreadsheet might see a number."""
    source = "\0".join(texts.get(language, "") for language in COMPLETE)
    return "w" + hashlib.sha256(source.encode()).hexdigest()[:11]


def layers() -> Layers:
    """All tables of translations that count now."""
    found = (file for root in roots() for file in sorted((root / TRANSLATIONS).glob("*.csv")))
    return tuple((file.stem, file, file.stat().st_mtime_ns) for file in found)


@lru_cache(maxsize=8)
def tables(found: Layers) -> Mapping[str, Table]:
    """The translations of each language, those whose source has changed included."""
    joined: dict[str, dict[tuple[str, str], Translation]] = {}
    for language, file, _ in reversed(found):
        joined.setdefault(language, {}).update(read_table(file))
    return joined


def translations(language: str) -> Table:
    """All translations into one language, those whose source has changed included."""
    return tables(layers()).get(language, {})


def added(file: str, key: str, texts: Mapping[str, str], found: Mapping[str, Table]) -> dict[str, str]:
    """Further languages of one wording; only those that translate the wording as it stands now."""
    entries = {language: table[file, key] for language, table in found.items() if (file, key) in table}
    digest = digest_of(texts) if entries else ""
    return {language: entry.text for language, entry in entries.items() if entry.digest == digest}


def read_table(file: Path) -> dict[tuple[str, str], Translation]:
    """One table of translations.

    Raises
    ------
    CatalogError
        ``translation_table_wrong`` with the line: no UTF-8, other columns, a row twice or with missing cells, a name
        that is no language. ``file_missing`` when it cannot be read.
    """
    place = f"{TRANSLATIONS}/{file.name}"

    def wrong(cause: str, line: int, key: str = "") -> CatalogError:
        return CatalogError("translation_table_wrong", file=place, line=line, found=cause, key=key, known=list(COLUMNS))

    if not CODE.fullmatch(file.stem):
        raise wrong("language", 1)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise CatalogError("file_missing", file=place, **cause_of(problem)) from None
    except UnicodeDecodeError:
        raise wrong("encoding", 1) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    table: dict[tuple[str, str], Translation] = {}
    line = 1
    try:
        if tuple(next(reader, ())) != COLUMNS:
            raise wrong("columns", line)
        line = reader.line_num + 1
        for row in reader:
            if len(row) != len(COLUMNS):
                raise wrong("cells", line)
            name, key, digest, wording = row
            if (name, key) in table:
                raise wrong("twice", line, key)
            table[name, key] = Translation(wording, digest, line)
            line = reader.line_num + 1
    except csv.Error:
        raise wrong("cells", line) from None
    return table


def write_table(file: Path, table: Table) -> None:
    """Write a table of translations, in the order of files and keys, so that two versions can be compared."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        for (name, key), entry in sorted(table.items()):
            writer.writerow((name, key, entry.digest, entry.text))
