"""The catalogue: the only package that knows where data/ is."""

from __future__ import annotations

from readiness.catalog.loading import (
    SCHEMAS,
    digest,
    edition,
    faults,
    files,
    folder,
    ids,
    load,
    load_document,
    notebooks,
    overlay,
    path,
    roots,
    schema_name,
    validator,
)

__all__ = [
    "SCHEMAS",
    "digest",
    "edition",
    "faults",
    "files",
    "folder",
    "ids",
    "load",
    "load_document",
    "notebooks",
    "overlay",
    "path",
    "roots",
    "schema_name",
    "validator",
]
