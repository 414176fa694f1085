"""Proof-reading of the wording: German and English everywhere, and how far each further language has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from readiness.catalog.wordings import COMPLETE, OWN, Wording, languages, wordings
from readiness.errors import CatalogError, ReadinessError
from readiness.proofreading.place import Place

#: So many missing wordings are named in a message.
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a language has come: `translated` of `total` wordings, and where the others stand.

    `in_progress` is what ``translation`` in the language's file of texts says. A language that does not say so claims
    to be complete, and every gap is a fault.
    """

    language: str
    translated: int
    total: int
    in_progress: bool
    missing: tuple[Wording, ...]

    @property
    def missing_by_file(self) -> Mapping[str, int]:
        """Number of missing wordings by file, the file with the most first."""
        return dict(Counter(w.file for w in self.missing).most_common())


def coverage() -> list[Coverage]:
    """How far every language with a file ``texts/<language>.yaml`` has come, in the order of their codes."""
    everything = [w for w in wordings() if any(code in w.texts for code in COMPLETE)]
    return [_coverage(language, everything) for language in languages()]


def _coverage(language: str, everything: list[Wording]) -> Coverage:
    missing = tuple(w for w in everything if not w.texts.get(language, "").strip())
    stated = Place(f"{OWN}/{language}.yaml").data.get("translation", "complete")
    return Coverage(language, len(everything) - len(missing), len(everything), stated == "in_progress", missing)


def check_texts() -> Iterator[ReadinessError]:
    """Faults of the wording in all files."""
    own = {language: Place(f"{OWN}/{language}.yaml") for language in languages()}
    for wording in wordings():
        yield from _complete(wording, own)
        yield from _further(wording, own)
    for found in coverage():
        if found.missing and found.language not in COMPLETE and not found.in_progress:
            yield own[found.language].fault(
                "catalog_language_incomplete",
                key="translation",
                language=found.language,
                translated=found.translated,
                total=found.total,
                missing=[f"{w.file}: {w.key}" for w in found.missing[:_SHOWN]],
            )


def _complete(wording: Wording, own: Mapping[str, Place]) -> Iterator[ReadinessError]:
    """German and English are there, and no text is empty."""
    if not any(language in wording.texts for language in COMPLETE):
        return
    for language in COMPLETE:
        if language not in wording.texts:
            other = next(code for code in COMPLETE if code in wording.texts)
            if wording.file == OWN:
                yield own[language].fault("catalog_missing_text", key=wording.key, other=own[other].file)
            else:
                yield _fault(wording, "catalog_missing_wording", language=language, other=other)
    for language, text in wording.texts.items():
        if not text.strip():
            place = own[language].fault("catalog_empty_text", *wording.where) if wording.file == OWN else None
            yield place or _fault(wording, "catalog_empty_text")


def _further(wording: Wording, own: Mapping[str, Place]) -> Iterator[ReadinessError]:
    """Further languages say what the complete ones say, and each has a file of texts."""
    for language in wording.texts:
        if language not in own:
            yield _fault(wording, "catalog_unknown_language", found=language, known=sorted(own))
        elif wording.file == OWN and not any(code in wording.texts for code in COMPLETE):
            yield own[language].fault("catalog_unread_text", *wording.where, other=own[COMPLETE[0]].file)


def _fault(wording: Wording, code: str, **fields: object) -> CatalogError:
    return CatalogError(code, file=wording.file, line=wording.line, key=wording.key, **fields)
