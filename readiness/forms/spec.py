"""What the form draws: the questions of an audit with everything around them, in all languages, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from readiness import catalog
from readiness.instrument import load_instrument
from readiness.instrument.profile import profile_fields
from readiness.language import FALLBACK, Texts, languages
from readiness.units import SCORE_DIGITS

_KEPT = ("id", "dimension", "weight", "question", "help", "criterion", "unit", "range", "whole", "points")
_WORKDAY = "hours_per_day"


def form_spec(audit: str, country: str = "de") -> dict[str, Any]:
    """Everything the form needs to draw an audit, in all languages at once; loads no table library.

    Parameters
    ----------
    audit : str
        Such as ``it_security``.
    country : str
        Whose regions the company may choose from.

    Returns
    -------
    dict
        ``items`` (kind, options with scores, range, conditions), ``dimensions``, ``profile`` (the fields that decide
        which items apply), ``roles``, ``states``, ``quick_check``, ``scheme``, ``recommendations``, ``texts``.

    Raises
    ------
    UnknownName
        ``unknown_audits`` with the nearest names.
    """
    about = catalog.load(f"audits/{audit}/audit.yaml")
    data = catalog.load(f"audits/{audit}/instrument.yaml")
    advice = catalog.load(f"audits/{audit}/recommendations.yaml")
    company = catalog.load("common/profile.yaml")
    scales = catalog.load("common/scales.yaml")
    scheme = catalog.load(f"schemes/{about['scheme']}/scheme.yaml")
    shared = {s["id"]: s["options"] for s in scales["scales"]}
    scores = {item.id: dict(item.scale.options) for item in load_instrument(audit).items}
    laws = _laws()
    return {
        "format": 1,
        "audit": audit,
        "edition": data["edition"],
        "title": about["title"],
        "purpose": about["purpose"],
        "languages": languages(),
        "fallback": FALLBACK,
        "disclaimer": catalog.edition()["disclaimer"],
        "texts": {language: _words(Texts(language)) for language in languages()},
        "dimensions": [{k: d[k] for k in ("id", "title", "measures", "weight")} for d in data["dimensions"]],
        "profile": profile_fields(audit, country),
        "roles": company["roles"],
        "items": [_item(entry, shared, scores[entry["id"]], laws) for entry in data["items"]],
        "states": scales["states"],
        "quick_check": data["quick_check"],
        "scheme": {
            **{k: scheme[k] for k in ("must_cap", "coverage_floor", "dimension_floor", _WORKDAY, "impact")},
            "digits": SCORE_DIGITS,
            "bands": [{"id": b["id"], "start": b["from"], "label": b["label"]} for b in scheme["bands"]],
        },
        "below": advice["below"],
        "recommendations": [_advice(r, company["roles"], scheme[_WORKDAY]) for r in advice["recommendations"]],
        "figures": [],
    }


def _words(texts: Texts) -> dict[str, str]:
    """The texts of the form in one language, with its name and how its readers write numbers."""
    numbers = {f"format.{key}": texts.lookup(f"format.{key}") for key in ("decimal", "group", "percent")}
    return {**flat(texts.lookup("form")), "language.name": texts.t("name"), **numbers}


def _laws() -> dict[str, Any]:
    """Titles of all provisions by id; read from the files, because the law itself needs a table library."""
    countries = [one for one in catalog.ids("laws") if (catalog.folder("laws", one) / "citations.yaml").is_file()]
    return {c["id"]: c["title"] for one in countries for c in catalog.load(f"laws/{one}/citations.yaml")["citations"]}


def _item(
    entry: Mapping[str, Any], shared: Mapping[str, Any], scores: Mapping[str, float], laws: Mapping[str, Any]
) -> dict[str, Any]:
    options = entry.get("options") or shared.get(entry["scale"], ())
    labels = entry.get("levels") or [option["label"] for option in options]
    return {
        **{k: entry[k] for k in (*_KEPT, "ask_if", "normalise_by", "must") if k in entry},
        # A duty stands beside the provision it rests on.
        **({"cite": [laws[law] for law in entry["source"].get("law", ())]} if "must" in entry else {}),
        "kind": entry["scale"],
        "options": [
            {"id": option["id"], "label": label, "score": scores[option["id"]]}
            for option, label in zip(options, labels, strict=True)
        ],
    }


def _advice(entry: Mapping[str, Any], roles: list[Mapping[str, Any]], hours_per_day: float) -> dict[str, Any]:
    effort = entry["effort"]
    owners = {role["id"]: role["label"] for role in roles}
    return {
        "id": entry["id"],
        "item": entry["trigger"].get("item", ""),
        "topics": entry["trigger"].get("topics", []),
        "impact": entry["impact"],
        "effort_hours": effort["value"] * (hours_per_day if effort["unit"] == "days" else 1),
        "owner": owners[entry["owner"]],
        "text": entry["text"],
        "first_step": entry["first_step"],
    }


def flat(texts: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """Nested texts as one level, keys joined by dots."""
    found: dict[str, str] = {}
    for key, value in texts.items():
        found |= flat(value, f"{prefix}{key}.") if isinstance(value, Mapping) else {f"{prefix}{key}": str(value)}
    return found
