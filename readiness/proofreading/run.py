"""Proof-reading of the catalogue: every file against its schema, every reference against what it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from readiness import catalog
from readiness.analysis.registry import METRICS
from readiness.analysis.working_time.rules.kinds import KINDS
from readiness.catalog.strict_yaml import Document, read_document
from readiness.errors import CatalogError, ReadinessError
from readiness.proofreading.translations import translation_faults


def check_catalog(folder: Path | str | None = None) -> list[ReadinessError]:
    """All faults of the catalogue, each with file, line and key.

    Parameters
    ----------
    folder : Path or str, optional
        An overlay folder to check on top of the shipped catalogue; without it everything that is in use is checked.
    """
    if folder is not None:
        with catalog.overlay(folder):
            return check_catalog()
    faults = list(_files())
    if faults:
        return faults  # references are only meaningful between files that are sound
    citations = {c["id"] for country in catalog.ids("laws") for c in _citations(country)}
    for audit in catalog.ids("audits"):
        faults += _audit(audit, citations)
    for country in catalog.ids("laws"):
        for area in _areas(country):
            faults += _rules(country, area)
    faults += _texts()
    faults += translation_faults()
    faults += _samples()
    return faults


def _citations(country: str) -> list[Mapping[str, Any]]:
    return list(catalog.load(f"laws/{country}/citations.yaml")["citations"])


def _files() -> Iterator[ReadinessError]:
    for root in catalog.roots():
        for file in catalog.files(root):
            relative = file.relative_to(root).as_posix()
            if file.suffix == ".yml":
                yield CatalogError("catalog_unknown_file", file=relative, line=1, key="")
            if file.suffix != ".yaml" or _is_sheet(relative):
                continue
            try:
                document = read_document(file)
            except CatalogError as fault:
                fault.fields["file"] = relative
                yield fault
                continue
            yield from catalog.faults(document, relative)


def _is_sheet(relative: str) -> bool:
    """Answer sheets of sample firms are users' files; the samples check reads them as such."""
    parts = relative.split("/")
    return parts[0] == "samples" and len(parts) > 2 and parts[-1] != "sample.yaml"


class _Place:
    """Makes faults of one file."""

    def __init__(self, relative: str) -> None:
        self.relative = relative
        self.document: Document = catalog.load_document(relative)
        self.data = self.document.data

    def fault(self, code: str, *where: str | int, **fields: Any) -> CatalogError:
        line = self.document.line(where)
        key = fields.pop("key", ".".join(str(w) for w in where))
        return CatalogError(code, file=self.relative, line=line, key=key, **fields)


def _audit(audit: str, citations: set[str]) -> Iterator[ReadinessError]:
    about = _Place(f"audits/{audit}/audit.yaml")
    if about.data["id"] != audit:
        yield about.fault("catalog_id_not_folder", "id", found=about.data["id"], folder=audit)
    place = _Place(f"audits/{audit}/instrument.yaml")
    fields = {f["id"] for f in catalog.load("common/profile.yaml")["fields"]}
    dimensions = {d["id"] for d in place.data["dimensions"]}
    seen: dict[str, int] = {}
    used: set[str] = set()
    for n, item in enumerate(place.data["items"]):
        name = item["id"]
        if name in seen:
            yield place.fault("catalog_duplicate_id", "items", n, "id", key=name, first=seen[name])
        seen[name] = place.document.line(("items", n, "id"))
        used.add(item["dimension"])
        if not name.startswith(about.data["prefix"] + "-"):
            yield place.fault(
                "catalog_wrong_prefix", "items", n, "id", key=name, found=name, wanted=about.data["prefix"]
            )
        yield from _named(place, item["dimension"], dimensions, "dimension", name, "items", n, "dimension")
        for key in ("ask_if", "normalise_by"):
            if key in item:
                yield from _named(place, item[key], fields, "profile", name, "items", n, key)
        for law in item["source"]["law"]:
            yield from _named(place, law, citations, "law", name, "items", n, "source", "law")
        for link in item.get("evidence", ()):
            yield from _named(place, link["kind"], set(METRICS), "evidence", name, "items", n, "evidence")
            metrics = set(METRICS.get(link["kind"], {}))
            yield from _named(place, link["metric"], metrics, "metric", name, "items", n, "evidence")
        yield from _scale(place, n, item)
    for n, name in enumerate(place.data["quick_check"]):
        yield from _named(place, name, set(seen), "item", name, "quick_check", n)
    for n, dimension in enumerate(place.data["dimensions"]):
        if dimension["id"] not in used:
            yield place.fault("catalog_empty_dimension", "dimensions", n, key=dimension["id"])
    yield from _recommendations(audit, set(seen), citations)


def _scale(place: _Place, n: int, item: Mapping[str, Any]) -> Iterator[ReadinessError]:
    """Every scale reaches 0 and 100, so that the worst and the best case of an open item are what the interval says."""
    scores = [y for _, y in item.get("points", ())]
    if item["scale"] == "choice":
        scores = [o["score"] for o in item["options"]]
        names = [o["id"] for o in item["options"]]
        if len(set(names)) < len(names):
            yield place.fault("catalog_duplicate_id", "items", n, "options", key=item["id"], first=0)
    if scores and (min(scores) != 0 or max(scores) != 100):
        yield place.fault("catalog_scale_not_full", "items", n, key=item["id"], low=min(scores), high=max(scores))
    for key, points in [("points", item.get("points", ()))] + [
        ("evidence", e.get("points", ())) for e in item.get("evidence", ())
    ]:
        values = [x for x, _ in points]
        if values != sorted(set(values)):
            yield place.fault("catalog_points_order", "items", n, key, key=item["id"])


def _recommendations(audit: str, items: set[str], citations: set[str]) -> Iterator[ReadinessError]:
    place = _Place(f"audits/{audit}/recommendations.yaml")
    topics = {r["topic"] for c in catalog.ids("laws") for r in _working_time_rules(c)}
    covered = set()
    for n, entry in enumerate(place.data["recommendations"]):
        trigger = entry["trigger"]
        if "item" in trigger:
            covered.add(trigger["item"])
            yield from _named(place, trigger["item"], items, "item", entry["id"], "recommendations", n, "trigger")
        for topic in trigger.get("topics", ()):
            yield from _named(place, topic, topics, "topic", entry["id"], "recommendations", n, "trigger")
        for law in entry["source"]["law"]:
            yield from _named(place, law, citations, "law", entry["id"], "recommendations", n, "source")
    for missing in sorted(items - covered):
        yield place.fault("catalog_no_recommendation", "recommendations", key=missing)


def _areas(country: str) -> list[str]:
    """Rule areas of a country: working time of adults, youth, maternity."""
    return sorted(p.parent.name for p in catalog.folder("laws", country).glob("*/rules.yaml"))


def _working_time_rules(country: str) -> list[Mapping[str, Any]]:
    return [r for area in _areas(country) for r in catalog.load(f"laws/{country}/{area}/rules.yaml")["rules"]]


def _rules(country: str, area: str) -> Iterator[ReadinessError]:
    place = _Place(f"laws/{country}/{area}/rules.yaml")
    files = [f"laws/{country}/{name}/parameters.yaml" for name in _areas(country)]
    parameters = {p["id"] for file in files for p in catalog.load(file)["parameters"]}
    for part, name in place.data["working_day"].items():
        yield from _named(place, name, parameters, "parameter", part, "working_day", part)
    known = {rule["id"] for rule in place.data["rules"]}
    for n, entry in enumerate(place.data["scopes"]):
        for name in entry.get("rules", ()):
            yield from _named(place, name, known, "rule", entry["id"], "scopes", n, "rules")
        for name in entry.get("parameters", {}).values():
            yield from _named(place, name, parameters, "parameter", entry["id"], "scopes", n, "parameters")
    for n, rule in enumerate(place.data["rules"]):
        yield from _named(place, rule["kind"], set(KINDS), "check_kind", rule["id"], "rules", n, "kind")
        for name in rule.get("parameters", {}).values():
            yield from _named(place, name, parameters, "parameter", rule["id"], "rules", n, "parameters")


def _named(
    place: _Place, found: str, known: set[str], what: str, key: str, *where: str | int
) -> Iterator[ReadinessError]:
    if found not in known:
        yield place.fault(
            "catalog_unknown_reference", *where, key=key, found=found, what=what, known=sorted(known)[:20]
        )


def _texts() -> Iterator[ReadinessError]:
    places = {name: _Place(f"texts/{name}.yaml") for name in catalog.COMPLETE}
    keys = {name: set(_leaves(p.data)) for name, p in places.items()}
    for name, place in places.items():
        other = next(one for one in places if one != name)
        for missing in sorted(keys[other] - keys[name]):
            yield place.fault("catalog_missing_text", key=".".join(missing), other=f"texts/{other}.yaml")
        for where, text in _leaves(place.data).items():
            entries = text if isinstance(text, list) else [text]
            if not all(isinstance(entry, str) and entry.strip() for entry in entries):
                yield place.fault("catalog_empty_text", *where)


def _leaves(data: Any, where: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    if isinstance(data, Mapping):
        return {k: v for key, value in data.items() for k, v in _leaves(value, (*where, key)).items()}
    return {where: data}


def _samples() -> Iterator[ReadinessError]:
    from readiness.instrument import read_answers

    for name in catalog.ids("samples"):
        folder = catalog.folder("samples", name)
        if not (folder / "sample.yaml").is_file():
            continue  # a folder of loose sample files
        place = _Place(f"samples/{name}/sample.yaml")
        for n, entry in enumerate(place.data["audits"]):
            files = [entry["answers"]] if "answers" in entry else []
            for file in [*files, *(e["file"] for e in entry.get("evidence", ()))]:
                if not (folder / file).is_file():
                    yield place.fault("catalog_sample_file_missing", "audits", n, key=file)
            if "answers" in entry and (folder / entry["answers"]).is_file():
                try:
                    read_answers(folder / entry["answers"])
                except ReadinessError as fault:
                    yield fault
