"""Proof-reading of what may be stated of a firm: each key once, and every fact and sector of the laws among them."""

from __future__ import annotations

from collections.abc import Iterator

from readiness import catalog
from readiness.errors import ReadinessError
from readiness.law import rule_areas, scope_keys
from readiness.proofreading.place import Place

_FILE = "common/scope.yaml"


def check_stated() -> Iterator[ReadinessError]:
    """Faults of the keys, and facts or sectors of a law that nobody could state."""
    place = Place(_FILE)
    seen: dict[str, int] = {}
    countries = set(catalog.ids("laws"))
    for n, entry in enumerate(place.data["keys"]):
        line = place.document.line(("keys", n, "id"))
        if seen.setdefault(entry["id"], line) != line:
            yield place.fault("catalog_duplicate_id", "keys", n, "id", key=entry["id"], first=seen[entry["id"]])
        if (entry["type"] == "word") != ("words" in entry or "words_of" in entry):
            yield place.fault("catalog_missing_key", "keys", n, key=entry["id"], missing=["words", "words_of"])
        for country in entry.get("laws", ()):
            yield from place.named(country, countries, "country", entry["id"], "keys", n, "laws")
    for country in sorted(countries):
        for area in rule_areas(country):
            yield from _in_area(Place(f"laws/{country}/{area}/rules.yaml"), country)


def _in_area(place: Place, country: str) -> Iterator[ReadinessError]:
    keys = [key for key in scope_keys() if not key.laws or country in key.laws]
    facts = {key.id for key in keys if key.type == "yes_no"}
    sectors = {word for key in keys if key.id == "sector" for word in key.words or ()}
    for n, scope in enumerate(place.data["scopes"]):
        for flag in scope.get("flags", ()):
            yield from place.named(flag, facts, _FILE, scope["id"], "scopes", n, "flags")
        for sector in scope.get("sectors", ()):
            yield from place.named(sector, sectors, _FILE, scope["id"], "scopes", n, "sectors")
