"""A place in the catalogue: one file with its lines, from which faults are made."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from typing import Any

from readiness import catalog
from readiness.catalog.strict_yaml import Document
from readiness.errors import CatalogError

#: So many of the known names are listed in a message.
_SHOWN = 20


class Place:
    """One file of the catalogue, and faults at its lines."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.document: Document = catalog.load_document(file)
        self.data = self.document.data

    def fault(self, code: str, *where: str | int, **fields: Any) -> CatalogError:
        """A fault at the entry `where`; its key is the path to the entry unless `key` names it better."""
        line = self.document.line(where)
        key = fields.pop("key", ".".join(str(w) for w in where))
        return CatalogError(code, file=self.file, line=line, key=key, **fields)

    def named(
        self, found: str, known: Collection[str], what: str, key: str, *where: str | int
    ) -> Iterator[CatalogError]:
        """A fault when the entry `where` names something that does not exist."""
        if found not in known:
            nearest = get_close_matches(found, sorted(known), n=3, cutoff=0.5)
            shown = sorted(known)[:_SHOWN]
            yield self.fault(
                "catalog_unknown_reference", *where, key=key, found=found, what=what, nearest=nearest, known=shown
            )
