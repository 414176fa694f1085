"""Proof-reading of the evidence kinds and of the formats in which they are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from readiness import catalog
from readiness.errors import CatalogError, ReadinessError
from readiness.evidence.description import kind_faults
from readiness.proofreading.place import Place

#: Words for what a row is where breaks are rows of their own, and the word for a total below a table.
_ROWS, _TOTAL = {"work", "break", "absence"}, "total"

Where = tuple[str | int, ...]


def check_evidence() -> Iterator[ReadinessError]:
    """Faults of all evidence kinds and their formats."""
    yield from _lost()
    issues = set(catalog.load("texts/en.yaml")["issues"])
    for kind in catalog.ids("evidence"):
        place = Place(f"evidence/{kind}/kind.yaml")
        if place.data["id"] != kind:
            yield place.fault("catalog_id_not_folder", "id", found=place.data["id"], folder=kind)
        formats = catalog.names(f"evidence/{kind}/formats")
        yield from place.named(place.data["canonical"], formats, "format", "canonical", "canonical")
        if place.data["canonical"] in formats:
            yield from kind_faults(kind, issues)
            for name in formats:
                yield from _format(Place(f"evidence/{kind}/formats/{name}.yaml"), place.data, issues)


def _lost() -> Iterator[ReadinessError]:
    """Formats that were added to a kind which does not exist; nobody would ever read them."""
    kinds = catalog.ids("evidence")
    for root in catalog.roots():
        for file in sorted(root.glob("evidence/*/formats/*.yaml")):
            kind = file.parent.parent.name
            if kind not in kinds:
                near = get_close_matches(kind, kinds, n=3, cutoff=0.5)
                fields = {"found": kind, "what": "evidence", "nearest": near, "known": kinds}
                yield CatalogError(
                    "catalog_unknown_reference",
                    file=file.relative_to(root).as_posix(),
                    line=1,
                    key="evidence",
                    **fields,
                )


def _format(place: Place, kind: Mapping[str, Any], issues: set[str]) -> Iterator[ReadinessError]:
    spec, name = place.data, place.file.rsplit("/", 1)[-1].removesuffix(".yaml")
    if spec["id"] != name:
        yield place.fault("catalog_id_not_file", "id", found=spec["id"], wanted=name)
    if spec["kind"] != kind["id"]:
        yield place.fault("catalog_id_not_folder", "kind", found=spec["kind"], folder=kind["id"])
        return
    own = catalog.load(f"evidence/{kind['id']}/formats/{kind['canonical']}.yaml")
    yield from _fields(place, kind)
    yield from _words(place, kind, own)
    if "refuse" not in spec:
        yield from _parts(place, kind, own)
    codes = [(code, (key, n)) for key in ("notes", "naive_notes") for n, code in enumerate(spec.get(key, ()))]
    codes += [(code, ("unfit", field)) for field, code in spec.get("unfit", {}).items()]
    for code, where in codes:
        yield from place.named(code, issues, "issue", spec["id"], *where)


def _fields(place: Place, kind: Mapping[str, Any]) -> Iterator[ReadinessError]:
    """Every field that is named exists, and every one that exists is read."""
    spec = place.data
    columns = list(spec["columns"])
    declared = [*columns, *spec.get("dates", {})]
    used = {column["id"] for column in kind["columns"]}
    for field, where in named_fields(spec):
        used.add(field)
        known = columns if where[0] in ("recognise", "dates") else declared
        if field not in known:
            near = get_close_matches(field, known, n=3, cutoff=0.5)
            key = ".".join(str(part) for part in where)
            yield place.fault("catalog_unknown_field", *where, key=key, found=field, nearest=near, known=known)
    for field in declared if "exact" not in spec else ():  # an exact format counts every heading it knows
        if field not in used:
            section = "columns" if field in columns else "dates"
            near = get_close_matches(field, sorted(used - set(declared)), n=3, cutoff=0.5)
            yield place.fault("catalog_unread_field", section, field, found=field, nearest=near, known=sorted(used))


def named_fields(spec: Mapping[str, Any]) -> Iterator[tuple[str, Where]]:
    """Every field that the description of a format names, with where it does so."""
    for section in ("recognise", "person"):
        for n, entry in enumerate(spec.get(section, ())):
            if isinstance(entry, str):
                yield entry, (section, n)
            else:
                yield from ((field, (section, n, k)) for k, field in enumerate(entry))
    yield from ((field, ("totals", n)) for n, field in enumerate(spec.get("totals", ())))
    for section in ("only", "unfit", "values"):
        yield from ((field, (section, field)) for field in spec.get(section, {}))
    for made, parts in spec.get("dates", {}).items():
        yield from ((field, ("dates", made, n)) for n, field in enumerate(parts))
    for name, moment in spec.get("times", {}).items():
        yield from _moment(moment, ("times", name))
    breaks = spec.get("breaks", {})
    for n, pair in enumerate(breaks.get("pairs", ())):
        for side, moment in pair.items():
            yield from _moment(moment, ("breaks", "pairs", n, side))
    for name in ("total", "net"):
        if name in breaks:
            yield breaks[name]["column"], ("breaks", name, "column")
    if "column" in breaks:
        yield breaks["column"], ("breaks", "column")
    yield from ((rule["column"], ("minutes", name, "column")) for name, rule in spec.get("minutes", {}).items())


def _moment(moment: Any, where: Where) -> Iterator[tuple[str, Where]]:
    if isinstance(moment, Mapping):  # `naive` among the times is a word
        yield from ((field, (*where, part)) for part, field in moment.items() if part != "unit")


def _words(place: Place, kind: Mapping[str, Any], own: Mapping[str, Any]) -> Iterator[ReadinessError]:
    """Our words on the left of `values` are those that the kind knows."""
    spec = place.data
    listed = {entry["id"]: set(entry.get("values", ())) for entry in (*kind["columns"], *kind.get("instead", ()))}
    for field, meanings in spec.get("values", {}).items():
        known = listed.get(field, set()) | set(own.get("values", {}).get(field, {}))
        known |= _ROWS if spec.get("breaks", {}).get("column") == field else set()
        known |= {_TOTAL} if field in spec.get("totals", ()) else set()
        for word in meanings:
            yield from place.named(word, known, "word", f"values.{field}", "values", field, word)


def _parts(place: Place, kind: Mapping[str, Any], own: Mapping[str, Any]) -> Iterator[ReadinessError]:
    """The moments and durations that the kind reads are there under the names it knows, and what they rest on."""
    spec = place.data
    times = [name for name in spec.get("times", {}) if name != "naive"]
    stamps = {entry["id"] for entry in kind.get("instead", ()) if entry["type"] == "instant"}
    known = {name for name in own.get("times", {}) if name != "naive"} | stamps
    for name in times:
        yield from place.named(name, known, "moment", f"times.{name}", "times", name)
    for name in spec.get("minutes", {}):
        yield from place.named(name, own.get("minutes", {}), "duration", f"minutes.{name}", "minutes", name)
    required = {column["id"] for column in kind["columns"] if column["required"]}
    rules = {name: set(rule.values()) for name, rule in own.get("times", {}).items() if name != "naive"}
    stamped = bool(stamps & set(times))
    needed = [] if stamped else [name for name, fields in rules.items() if fields & required]
    missing = [f"times.{name}" for name in needed if name not in times]
    if "person" in own and not {"person", "single_person"} & set(spec):
        missing.append("person")
    breaks = spec.get("breaks", {})
    if breaks.get("rule") == "rows" and breaks["column"] not in spec.get("values", {}):
        missing.append(f"values.{breaks['column']}")
    if spec.get("pairing") == "log_type" and "direction" not in spec["columns"]:
        missing.append("columns.direction")
    if missing:
        yield place.fault("catalog_missing_key", key=spec["id"], missing=missing)
