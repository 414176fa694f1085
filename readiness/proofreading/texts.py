"""Proof-reading of the wording: German and English everywhere, and what further languages say of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from readiness.catalog import COMPLETE, languages, names
from readiness.catalog.coverage import coverages
from readiness.catalog.fields import differing
from readiness.catalog.languages import OWN, TRANSLATIONS
from readiness.catalog.translations import Table, translations
from readiness.catalog.wordings import Wording, wordings
from readiness.errors import CatalogError, ReadinessError
from readiness.proofreading.place import Place

#: So many missing wordings are named in a message.
_SHOWN = 5


def check_texts() -> Iterator[ReadinessError]:
    """Faults of the wording in all files, in all languages."""
    own = {language: Place(f"{OWN}/{language}.yaml") for language in names(OWN)}
    tables = {language: translations(language) for language in languages() if language not in COMPLETE}
    found = list(wordings())
    for wording in found:
        yield from _complete(wording, own)
        yield from _further(wording, own, tables)
    yield from _belonging_nowhere(found, tables)
    for counted in coverages(found):
        if counted.missing and not counted.in_progress:
            yield own[counted.language].fault(
                "catalog_language_incomplete",
                key="translation",
                language=counted.language,
                translated=counted.translated,
                total=counted.total,
                missing=[f"{w.file}: {w.key}" for w in counted.missing[:_SHOWN]],
            )


def _complete(wording: Wording, own: Mapping[str, Place]) -> Iterator[ReadinessError]:
    """German and English are there, and not empty."""
    if not any(language in wording.texts for language in COMPLETE):
        return
    for language in COMPLETE:
        if language not in wording.texts:
            other = next(code for code in COMPLETE if code in wording.texts)
            if wording.file == OWN:
                yield own[language].fault("catalog_missing_text", key=wording.key, other=own[other].file)
            else:
                yield _fault(wording, "catalog_missing_wording", language=language, other=other)
        elif not wording.has(language):
            yield _at(wording, language, own, {}, "catalog_empty_text")


def _further(wording: Wording, own: Mapping[str, Place], tables: Mapping[str, Table]) -> Iterator[ReadinessError]:
    """Further languages say what the complete ones say, keep their fields, and are known to the kit."""
    sources = [wording.texts[language] for language in COMPLETE if language in wording.texts]
    for language in (name for name in wording.texts if name not in COMPLETE):
        if language not in tables:
            yield _fault(wording, "catalog_unknown_language", found=language, known=[*COMPLETE, *tables])
        elif wording.file == OWN and not sources:
            yield own[language].fault("catalog_unread_text", *wording.where, other=own[COMPLETE[0]].file)
        elif not wording.has(language):
            yield _at(wording, language, own, tables, "catalog_empty_text")
        else:
            lost, invented = differing(wording.texts[language], sources)
            if lost or invented:
                fields = [f"{{{field}}}" for field in lost or invented]
                told = {"found": "lost" if lost else "invented", "names": fields}
                yield _at(wording, language, own, tables, "translation_entry_wrong", **told)


def _belonging_nowhere(found: list[Wording], tables: Mapping[str, Table]) -> Iterator[ReadinessError]:
    """Translations of wordings that do not exist (any more)."""
    places = {(wording.file, wording.key) for wording in found if any(code in wording.texts for code in COMPLETE)}
    for language, table in tables.items():
        file = f"{TRANSLATIONS}/{language}.csv"
        for (place, key), entry in table.items():
            if (place, key) not in places:
                told = {"file": file, "line": entry.line, "key": key, "found": "unknown", "names": []}
                yield CatalogError("translation_entry_wrong", **told)


def _at(
    wording: Wording,
    language: str,
    own: Mapping[str, Place],
    tables: Mapping[str, Table],
    code: str,
    **fields: object,
) -> CatalogError:
    """A fault where the text of one language stands: in its table, in its file of texts, or in the language map."""
    entry = tables.get(language, {}).get((wording.file, wording.key))
    if entry and entry.text == wording.texts[language]:
        file = f"{TRANSLATIONS}/{language}.csv"
        return CatalogError(code, file=file, line=entry.line, key=wording.key, **fields)
    if wording.file == OWN:
        return own[language].fault(code, *wording.where, **fields)
    return _fault(wording, code, **fields)


def _fault(wording: Wording, code: str, **fields: object) -> CatalogError:
    return CatalogError(code, file=wording.file, line=wording.line, key=wording.key, **fields)
