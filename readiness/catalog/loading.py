"""One file of the catalogue as data, checked against its schema, with the translations that belong to it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from readiness.catalog.language_maps import with_languages
from readiness.catalog.roots import path
from readiness.catalog.schemas import faults
from readiness.catalog.strict_yaml import Document, read_document
from readiness.catalog.translations import Layers, added, layers, tables


def load(relative: str) -> Any:
    """Data of one catalogue file, checked against its schema (kept in memory while the files are unchanged)."""
    target, found = path(relative), layers()
    stamp = target.stat().st_mtime_ns
    return _translated(target, relative, stamp, found) if found else _checked(target, relative, stamp).data


def load_document(relative: str) -> Document:
    """One file as its author wrote it: with line numbers, without translations."""
    target = path(relative)
    return _checked(target, relative, target.stat().st_mtime_ns)


@lru_cache(maxsize=256)
def _checked(target: Path, relative: str, _stamp: int) -> Document:
    document = read_document(target)
    for fault in faults(document, relative):
        raise fault
    return document


@lru_cache(maxsize=256)
def _translated(target: Path, relative: str, stamp: int, found: Layers) -> Any:
    known = tables(found)
    data = _checked(target, relative, stamp).data
    return with_languages(data, lambda keys, texts: added(relative, ".".join(keys), texts, known))
