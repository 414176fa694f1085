"""Fingerprints of content: two results with the same digest rest on the same catalogue."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from readiness.catalog.loading import load
from readiness.catalog.roots import files, roots


def digest() -> str:
    """SHA-256 over the content of all roots: two results with the same digest used the same catalogue."""
    return _digest(tuple((root, tuple((f, f.stat().st_mtime_ns) for f in files(root))) for root in roots()))


@lru_cache(maxsize=4)
def _digest(listing: tuple[tuple[Path, tuple[tuple[Path, int], ...]], ...]) -> str:
    total = hashlib.sha256()
    for root, entries in listing:
        for file, _stamp in entries:
            name = file.relative_to(root).as_posix()
            if name.startswith("samples/"):
                continue
            total.update(name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def edition() -> dict[str, Any]:
    """Edition, date and disclaimer of the catalogue."""
    return dict(load("common/edition.yaml"))
