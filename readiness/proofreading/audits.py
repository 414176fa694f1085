"""Proof-reading of the audits: questions, scales, recommendations, figures, and everything they name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from readiness import catalog
from readiness.analysis.registry import METRICS
from readiness.errors import ReadinessError
from readiness.proofreading.analysis import analysis_faults, function_faults
from readiness.proofreading.laws import citations, topics
from readiness.proofreading.place import Place


def check_audits() -> Iterator[ReadinessError]:
    """Faults of all audits, and those that only show between them."""
    provisions = citations()
    for audit in catalog.ids("audits"):
        yield from _about(audit)
        yield from _instrument(audit, provisions)
        yield from _recommendations(audit, provisions)
    yield from _prefixes()
    without_kind = list(function_faults())
    yield from without_kind
    if not without_kind:
        yield from _metrics()


def _about(audit: str) -> Iterator[ReadinessError]:
    place = Place(f"audits/{audit}/audit.yaml")
    if place.data["id"] != audit:
        yield place.fault("catalog_id_not_folder", "id", found=place.data["id"], folder=audit)
    yield from place.named(place.data["scheme"], catalog.ids("schemes"), "scheme", "scheme", "scheme")
    yield from analysis_faults(place, Place(f"audits/{audit}/instrument.yaml"))


def _prefixes() -> Iterator[ReadinessError]:
    """Two audits never share a prefix: an item id says which audit it belongs to. The shipped one keeps its own."""
    roots = catalog.roots()
    age = {audit: -roots.index(catalog.folder("audits", audit).parents[1]) for audit in catalog.ids("audits")}
    owners: dict[str, str] = {}
    for audit in sorted(age, key=lambda name: (age[name], name)):
        place = Place(f"audits/{audit}/audit.yaml")
        prefix = place.data["prefix"]
        if owners.setdefault(prefix, audit) != audit:
            yield place.fault("catalog_prefix_twice", "prefix", found=prefix, other=owners[prefix])


def _metrics() -> Iterator[ReadinessError]:
    """Every figure that can be computed is described once, and every described one can be computed."""
    described: dict[tuple[str, str], str] = {}
    for audit in catalog.ids("audits"):
        if "metrics" not in catalog.names(f"audits/{audit}"):
            continue
        place = Place(f"audits/{audit}/metrics.yaml")
        for n, entry in enumerate(place.data["metrics"]):
            kind, name, where = entry["kind"], entry["id"], ("metrics", n)
            yield from place.named(kind, METRICS, "evidence", name, *where, "kind")
            yield from place.named(name, METRICS.get(kind, {}), "metric", name, *where, "id")
            here = f"{place.file} ({place.document.line((*where, 'id'))})"
            if (first := described.setdefault((kind, name), here)) != here:
                yield place.fault("catalog_metric_twice", *where, "id", key=name, first=first)
    for kind, metrics in METRICS.items():
        for name in metrics:
            if (kind, name) not in described:
                place = Place(f"evidence/{kind}/kind.yaml")
                yield place.fault("catalog_metric_undescribed", "id", key=name, kind=kind)


def _instrument(audit: str, provisions: set[str]) -> Iterator[ReadinessError]:
    prefix = catalog.load(f"audits/{audit}/audit.yaml")["prefix"]
    place = Place(f"audits/{audit}/instrument.yaml")
    if place.data["audit"] != audit:
        yield place.fault("catalog_id_not_folder", "audit", found=place.data["audit"], folder=audit)
    fields = {f["id"] for f in catalog.load("common/profile.yaml")["fields"]}
    dimensions = {d["id"] for d in place.data["dimensions"]}
    seen: dict[str, int] = {}
    for n, item in enumerate(place.data["items"]):
        name = item["id"]
        if name in seen:
            yield place.fault("catalog_duplicate_id", "items", n, "id", key=name, first=seen[name])
        seen[name] = place.document.line(("items", n, "id"))
        if not name.startswith(prefix + "-"):
            yield place.fault("catalog_wrong_prefix", "items", n, "id", key=name, found=name, wanted=prefix)
        yield from place.named(item["dimension"], dimensions, "dimension", name, "items", n, "dimension")
        for key in ("ask_if", "normalise_by"):
            if key in item:
                yield from place.named(item[key], fields, "profile", name, "items", n, key)
        for law in item["source"]["law"]:
            yield from place.named(law, provisions, "law", name, "items", n, "source", "law")
        yield from _scale(place, n, item)
    for n, name in enumerate(place.data["quick_check"]):
        yield from place.named(name, seen, "item", name, "quick_check", n)
    used = {item["dimension"] for item in place.data["items"]}
    for n, dimension in enumerate(place.data["dimensions"]):
        if dimension["id"] not in used:
            yield place.fault("catalog_empty_dimension", "dimensions", n, key=dimension["id"])


def _scale(place: Place, n: int, item: Mapping[str, Any]) -> Iterator[ReadinessError]:
    """Every scale reaches 0 and 100, so that the worst and the best case of an open item are what the interval says."""
    scores = [y for _, y in item.get("points", ())]
    if item["scale"] == "choice":
        scores = [o["score"] for o in item["options"]]
        names = [o["id"] for o in item["options"]]
        for k, name in enumerate(names):
            if name in names[:k]:
                first = place.document.line(("items", n, "options", names.index(name), "id"))
                yield place.fault("catalog_duplicate_id", "items", n, "options", k, "id", key=name, first=first)
    if scores and (min(scores) != 0 or max(scores) != 100):
        yield place.fault("catalog_scale_not_full", "items", n, key=item["id"], low=min(scores), high=max(scores))
    for key, points in [("points", item.get("points", ()))] + [
        ("evidence", e.get("points", ())) for e in item.get("evidence", ())
    ]:
        values = [x for x, _ in points]
        if values != sorted(set(values)):
            yield place.fault("catalog_points_order", "items", n, key, key=item["id"])


def _recommendations(audit: str, provisions: set[str]) -> Iterator[ReadinessError]:
    items = {item["id"] for item in catalog.load(f"audits/{audit}/instrument.yaml")["items"]}
    place = Place(f"audits/{audit}/recommendations.yaml")
    known = topics()
    covered = set()
    for n, entry in enumerate(place.data["recommendations"]):
        trigger = entry["trigger"]
        if "item" in trigger:
            covered.add(trigger["item"])
            yield from place.named(trigger["item"], items, "item", entry["id"], "recommendations", n, "trigger")
        for topic in trigger.get("topics", ()):
            yield from place.named(topic, known, "topic", entry["id"], "recommendations", n, "trigger")
        for law in entry["source"]["law"]:
            yield from place.named(law, provisions, "law", entry["id"], "recommendations", n, "source")
    for missing in sorted(items - covered):
        yield place.fault("catalog_no_recommendation", "recommendations", key=missing)
