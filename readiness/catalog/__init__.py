"""The catalogue: the only package that knows where data/ is."""

from __future__ import annotations

from readiness.catalog.digest import digest, edition
from readiness.catalog.loading import load, load_document
from readiness.catalog.roots import entries, files, folder, ids, in_use, notebooks, overlay, path, roots
from readiness.catalog.schemas import SCHEMAS, faults, schema_name, validator

__all__ = [
    "SCHEMAS",
    "digest",
    "edition",
    "entries",
    "faults",
    "files",
    "folder",
    "ids",
    "in_use",
    "load",
    "load_document",
    "notebooks",
    "overlay",
    "path",
    "roots",
    "schema_name",
    "validator",
]
