"""Every wording of the catalogue with its place: what is to be translated, and what is still missing."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from readiness.catalog.language_maps import language_maps, leaves
from readiness.catalog.languages import CODE, COMPLETE, OWN
from readiness.catalog.loading import load_document
from readiness.catalog.own_wording import NUMBER
from readiness.catalog.roots import in_use, names
from readiness.catalog.translations import added, layers, tables

#: Entries of a file of texts that say something about the file and are no wording.
FACTS = ("language", "translation")
_SIGNS = [(OWN, keys) for keys in NUMBER]


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

    def has(self, language: str) -> bool:
        """Whether there is a text in this language; only a sign such as that of the thousands may be a blank."""
        text = self.texts.get(language, "")
        return bool(text if (self.file, self.where) in _SIGNS else text.strip())


def wordings() -> Iterator[Wording]:
    """All wordings that count, in the order of the files: the kit's own first, then the language maps of the content.

    A translation counts as a text of its language as long as the wording is the one it translates.

    Raises
    ------
    CatalogError
        As `readiness.catalog.load` for a file that is not sound.
    """
    found = tables(layers())
    for wording in _wordings():
        more = added(wording.file, wording.key, wording.texts, found)
        yield replace(wording, texts={**more, **wording.texts}) if more else wording


def _wordings() -> Iterator[Wording]:
    """As `wordings`, without translations."""
    yield from _own()
    for relative, file in in_use().items():
        if relative.startswith((f"{OWN}/", "schemas/")) or _is_users(relative):
            continue
        if file.suffix == ".yaml":
            document = load_document(relative)
            for where, keys, texts in language_maps(document.data):
                yield Wording(relative, keys, texts, file, document.line(where))
        elif file.suffix == ".csv" and relative.startswith("benchmarks/"):
            yield from _columns(relative, file)


def _is_users(relative: str) -> bool:
    """Whether a file of a sample firm is one a user would bring: an answer sheet, a table of evidence."""
    return relative.startswith("samples/") and not relative.endswith(("/index.yaml", "/sample.yaml"))


def _own() -> Iterator[Wording]:
    """The kit's own wording: each leaf of the texts, with its text in every language that has it."""
    documents = {language: load_document(f"{OWN}/{language}.yaml") for language in names(OWN)}
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for language in sorted(documents, key=lambda name: (name not in COMPLETE, name)):
        for where, text in leaves({k: v for k, v in documents[language].data.items() if k not in FACTS}):
            found.setdefault(where, {})[language] = text
    path = next(iter(documents.values())).path.parent if documents else Path(OWN)
    for where, texts in found.items():
        yield Wording(OWN, where, texts, path, 0)


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
