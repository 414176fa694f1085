"""Translations: each entry belongs to a wording that exists, and keeps its fields."""

from __future__ import annotations

from collections.abc import Iterator

from readiness import catalog
from readiness.catalog.fields import differing
from readiness.catalog.languages import TRANSLATIONS
from readiness.catalog.translations import translations
from readiness.catalog.wordings import wordings
from readiness.errors import CatalogError, ReadinessError


def translation_faults() -> Iterator[ReadinessError]:
    """Faults of every language that need not be complete; what it lacks is no fault but is counted elsewhere."""
    tables = {name: translations(name) for name in catalog.languages() if name not in catalog.COMPLETE}
    places: set[tuple[str, str]] = set()
    for wording in wordings():
        place = (wording.file, wording.key)
        places.add(place)
        sources = [wording.texts[name] for name in catalog.COMPLETE if name in wording.texts]
        for name in wording.texts.keys() - catalog.COMPLETE:
            entry = tables.get(name, {}).get(place)
            file, line = (f"{TRANSLATIONS}/{name}.csv", entry.line) if entry else (wording.file, wording.line)
            lost, invented = differing(wording.texts[name], sources)
            if lost or invented:
                names = [f"{{{field}}}" for field in lost or invented]
                yield _fault(file, line, wording.key, "lost" if lost else "invented", names)
    for name, table in tables.items():
        for (_, key), entry in ((at, entry) for at, entry in table.items() if at not in places):
            yield _fault(f"{TRANSLATIONS}/{name}.csv", entry.line, key, "unknown", [])


def _fault(file: str, line: int, key: str, found: str, names: list[str]) -> CatalogError:
    return CatalogError("translation_entry_wrong", file=file, line=line, key=key, found=found, names=names)
