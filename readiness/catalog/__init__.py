"""The catalogue: the only package that knows where data/ is."""

from __future__ import annotations

from readiness.catalog.digest import digest, edition, record_editions
from readiness.catalog.languages import COMPLETE, DEFAULT, FALLBACK, languages
from readiness.catalog.loading import load, load_document
from readiness.catalog.own_wording import load_texts
from readiness.catalog.roots import entries, files, folder, ids, in_use, names, notebooks, overlay, path, roots
from readiness.catalog.schemas import SCHEMAS, faults, schema_name, validator

__all__ = [
    "COMPLETE",
    "DEFAULT",
    "FALLBACK",
    "SCHEMAS",
    "digest",
    "edition",
    "entries",
    "faults",
    "files",
    "folder",
    "ids",
    "in_use",
    "languages",
    "load",
    "load_document",
    "load_texts",
    "names",
    "notebooks",
    "overlay",
    "path",
    "record_editions",
    "roots",
    "schema_name",
    "validator",
]
