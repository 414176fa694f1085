"""One file of the catalogue as data, checked against its schema."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from readiness.catalog.roots import path
from readiness.catalog.schemas import faults
from readiness.catalog.strict_yaml import Document, read_document


def load(relative: str) -> Any:
    """Data of one catalogue file, checked against its schema (kept in memory while the file is unchanged)."""
    return load_document(relative).data


def load_document(relative: str) -> Document:
    """As `load`, with line numbers."""
    target = path(relative)
    return _checked(target, relative, target.stat().st_mtime_ns)


@lru_cache(maxsize=256)
def _checked(target: Path, relative: str, _stamp: int) -> Document:
    document = read_document(target)
    for fault in faults(document, relative):
        raise fault
    return document
