"""The kit's own wording in one language: its file, its translation, and the fallback language for what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from readiness.catalog.language_maps import leaves, with_leaves
from readiness.catalog.languages import COMPLETE, FALLBACK, OWN
from readiness.catalog.loading import load_document
from readiness.catalog.roots import path
from readiness.catalog.strict_yaml import read_document
from readiness.catalog.translations import Layers, added, layers, tables
from readiness.errors import CatalogError

Keys = tuple[str, ...]
#: How numbers are written: taken from one language together, because a mixture would be read wrongly.
NUMBER: tuple[Keys, ...] = (("format", "decimal"), ("format", "group"))


def load_texts(language: str, checked: bool = True) -> Mapping[str, Any]:
    """All texts of one language; what a further language lacks is taken from the fallback language.

    Parameters
    ----------
    language : str
        One of `readiness.catalog.languages`.
    checked : bool
        False leaves out the check against the schema, which loads a library: help has to appear at once.

    Raises
    ------
    CatalogError
        ``file_missing`` when there is neither a file nor a translation, and as `readiness.catalog.load`.
    """
    if language in COMPLETE:
        return dict(_read(language, checked))
    stamps = tuple(_stamp(name) for name in (*COMPLETE, language))
    return _filled(language, stamps, layers(), checked)


def _read(language: str, checked: bool) -> Any:
    relative = f"{OWN}/{language}.yaml"
    return load_document(relative).data if checked else read_document(path(relative)).data


def _stamp(language: str) -> tuple[Path, int] | None:
    try:
        file = path(f"{OWN}/{language}.yaml")
    except CatalogError:
        return None
    return file, file.stat().st_mtime_ns


@lru_cache(maxsize=16)
def _filled(
    language: str, _stamps: tuple[tuple[Path, int] | None, ...], found: Layers, checked: bool
) -> Mapping[str, Any]:
    known = {name: table for name, table in tables(found).items() if name == language}
    own = {} if known and _stamps[-1] is None else dict(leaves(_read(language, checked)))
    source = {name: dict(leaves(_read(name, checked))) for name in COMPLETE}

    def translated(keys: Keys) -> str:
        texts = {name: texts.get(keys, "") for name, texts in source.items()}
        return own.get(keys) or added(OWN, ".".join(keys), texts, known).get(language, "")

    numbers = {keys: translated(keys) for keys in NUMBER}
    sound = all(numbers.values()) and len(set(numbers.values())) == len(numbers)

    def text(keys: Keys) -> str:
        if keys == ("language",):
            return language
        if keys == ("name",):
            return translated(keys) or language  # never the name of another language
        if keys in numbers:
            return numbers[keys] if sound else source[FALLBACK][keys]
        return translated(keys) or source[FALLBACK][keys]

    return dict(with_leaves(_read(FALLBACK, checked), text))
