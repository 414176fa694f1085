"""How much of the catalogue a language covers; what it lacks is shown in the fallback language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from readiness.catalog.languages import COMPLETE, OWN, languages
from readiness.catalog.loading import load_document
from readiness.catalog.roots import names
from readiness.catalog.translations import translations
from readiness.catalog.wordings import Wording, wordings


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a language has come: of `total` wordings, which are missing, and which of these are outdated.

    An outdated one was translated, but its source has changed since. `in_progress` says that gaps are no fault: the
    language is a table of translations, or its file of texts says so (``translation: in_progress``). A file that does
    not say so claims to be complete.
    """

    language: str
    total: int
    missing: tuple[Wording, ...]
    outdated: tuple[Wording, ...]
    in_progress: bool

    @property
    def translated(self) -> int:
        """Number of wordings that readers see in this language."""
        return self.total - len(self.missing)

    @property
    def missing_by_file(self) -> Mapping[str, int]:
        """Number of missing wordings by file, the file with the most first."""
        return dict(Counter(w.file for w in self.missing).most_common())


def translatable(found: Iterable[Wording] | None = None) -> Iterator[Wording]:
    """All wordings that a reader may meet in a complete language; those of worked cases are for authors only."""
    for wording in wordings() if found is None else found:
        worked_case = "/examples/" in wording.file or wording.file.endswith("/examples.yaml")
        if not worked_case and any(code in wording.texts for code in COMPLETE):
            yield wording


def coverage(language: str, found: Iterable[Wording] | None = None) -> Coverage:
    """Count what there is in a language; `found` are all wordings where they are at hand."""
    known = translations(language)
    every = list(translatable(found))
    missing = tuple(wording for wording in every if not wording.has(language))
    outdated = tuple(wording for wording in missing if (wording.file, wording.key) in known)
    return Coverage(language, len(every), missing, outdated, _in_progress(language))


def _in_progress(language: str) -> bool:
    if language not in names(OWN):
        return language not in COMPLETE
    return bool(load_document(f"{OWN}/{language}.yaml").data.get("translation", "complete") == "in_progress")


def coverages(found: Iterable[Wording] | None = None) -> list[Coverage]:
    """`coverage` of each language that need not be complete."""
    every = list(wordings() if found is None else found)
    return [coverage(language, every) for language in languages() if language not in COMPLETE]
