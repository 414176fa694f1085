"""Every wording of the catalogue with its place: what is to be translated, and what is still missing."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from readiness.catalog.loading import load_document
from readiness.catalog.roots import entries, in_use

#: Languages in which every wording has to be there.
COMPLETE = ("de", "en")
#: The folder of the kit's own wording, one file per language.
OWN = "texts"
#: A language as texts and language maps name it (ISO 639-1).
CODE = re.compile(r"[a-z]{2}")


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording in all its languages.

    `file` is the place below the data folder (``audits/homeoffice/instrument.yaml``; plain ``texts`` for the kit's own
    wording, which has one file per language) and `where` the keys that lead to the language map: an entry of a list is
    named by its ``id`` where it has one, otherwise by its position. In a table of figures they are id and column.
    `line` is where the language map begins, 0 where it lies in several files.
    """

    file: str
    where: tuple[str, ...]
    texts: Mapping[str, str]
    path: Path
    line: int

    @property
    def key(self) -> str:
        """The keys joined by dots, as messages and translators' tables show them."""
        return ".".join(self.where)


def languages() -> list[str]:
    """Languages that have a file ``texts/<language>.yaml``."""
    return [name.removesuffix(".yaml") for name in entries(OWN) if name.endswith(".yaml")]


def wordings() -> Iterator[Wording]:
    """All wordings that count, in the order of the files: the kit's own first, then the language maps of the content.

    Raises
    ------
    CatalogError
        As `readiness.catalog.load` for a file that is not sound.
    """
    yield from _own()
    for relative, file in in_use().items():
        if relative.startswith((f"{OWN}/", "schemas/")) or _is_users(relative):
            continue
        if file.suffix == ".yaml":
            document = load_document(relative)
            for where, keys, texts in _maps(document.data):
                yield Wording(relative, keys, texts, file, document.line(where))
        elif file.suffix == ".csv" and relative.startswith("benchmarks/"):
            yield from _columns(relative, file)


def _is_users(relative: str) -> bool:
    """Whether a file of a sample firm is one a user would bring: an answer sheet, a table of evidence."""
    return relative.startswith("samples/") and not relative.endswith(("/index.yaml", "/sample.yaml"))


def _own() -> Iterator[Wording]:
    """The kit's own wording: each leaf of the texts, with its text in every language that has it."""
    documents = {language: load_document(f"{OWN}/{language}.yaml") for language in languages()}
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for language in sorted(documents, key=lambda name: (name not in COMPLETE, name)):
        for where, text in _leaves(documents[language].data):
            found.setdefault(where, {})[language] = text
    path = next(iter(documents.values())).path.parent if documents else Path(OWN)
    for where, texts in found.items():
        yield Wording(OWN, where, texts, path, 0)


def _leaves(data: Any, where: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from _leaves(value, (*where, key))
    elif isinstance(data, list):
        for n, value in enumerate(data):
            yield from _leaves(value, (*where, str(n)))
    else:
        yield where, data if isinstance(data, str) else ""


def _maps(
    data: Any, where: tuple[str | int, ...] = (), keys: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], tuple[str, ...], Mapping[str, str]]]:
    """Language maps of one file: position, keys as a person reads them, texts."""
    if isinstance(data, Mapping):
        if is_language_map(data):
            yield where, keys, data
            return
        for key, value in data.items():
            yield from _maps(value, (*where, key), (*keys, key))
    elif isinstance(data, list):
        for n, value in enumerate(data):
            named = isinstance(value, Mapping) and isinstance(value.get("id"), str)
            yield from _maps(value, (*where, n), (*keys, value["id"] if named else str(n)))


def is_language_map(data: Mapping[str, Any]) -> bool:
    """Whether keys are languages, at least one of them complete ones, and values texts."""
    return (
        any(language in data for language in COMPLETE)
        and all(CODE.fullmatch(key) for key in data)
        and all(isinstance(text, str) for text in data.values())
    )


def _columns(relative: str, file: Path) -> Iterator[Wording]:
    """Wordings of a table of figures: columns ``statement_de``, ``statement_en`` and so on."""
    with file.open(encoding="utf-8", newline="") as stream:
        table = csv.DictReader(stream)
        columns: dict[str, dict[str, str]] = {}
        for column in table.fieldnames or ():
            stem, _, language = column.rpartition("_")
            if stem and CODE.fullmatch(language):
                columns.setdefault(stem, {})[language] = column
        columns = {stem: named for stem, named in columns.items() if any(code in named for code in COMPLETE)}
        for row in table:
            for stem, named in columns.items():
                texts = {language: row[column] for language, column in named.items() if row[column]}
                if texts:
                    yield Wording(relative, (row["id"], stem), texts, file, table.line_num)
