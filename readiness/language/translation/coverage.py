"""How much of the catalogue a language covers; what it lacks is shown in the fallback language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from readiness import catalog
from readiness.catalog.languages import OWN
from readiness.catalog.translations import translations
from readiness.catalog.wordings import Wording, wordings


@dataclass(frozen=True, slots=True)
class Coverage:
    """Wordings of a language: all, those translated, and those whose source has changed since (shown in English)."""

    language: str
    total: int
    translated: int
    outdated: tuple[Wording, ...]


def translatable() -> Iterator[Wording]:
    """All wordings that a reader may meet: not those of worked cases, and not the code of a language."""
    for wording in wordings():
        worked_case = "/examples/" in wording.file or wording.file.endswith("/examples.yaml")
        if not worked_case and (wording.file, wording.where) != (OWN, ("language",)):
            yield wording


def coverage(language: str) -> Coverage:
    """Count what there is in a language."""
    known = translations(language)
    found = list(translatable())
    missing = [wording for wording in found if language not in wording.texts]
    outdated = tuple(wording for wording in missing if (wording.file, wording.key) in known)
    return Coverage(language, len(found), len(found) - len(missing), outdated)


def coverages() -> list[Coverage]:
    """`coverage` of each language that need not be complete."""
    return [coverage(language) for language in catalog.languages() if language not in catalog.COMPLETE]
