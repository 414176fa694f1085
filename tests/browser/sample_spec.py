"""The spec of an audit straight from data/, and one page around it: what the front end needs, without a server."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from readiness import catalog
from readiness.instrument import load_instrument
from readiness.recommend import load_recommendations

STATIC = Path(catalog.__file__).parent / "forms" / "static"
MODULES = ("dom", "score", "evidence", "result", "review", "device", "form", "file")


def flat(texts: dict[str, Any], prefix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in texts.items():
        found |= flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + str(key): value}
    return found


def spec_of(audit: str) -> dict[str, Any]:
    about, data = catalog.load(f"audits/{audit}/audit.yaml"), catalog.load(f"audits/{audit}/instrument.yaml")
    scales = {s["id"]: s["options"] for s in catalog.load("common/scales.yaml")["scales"]}
    company = catalog.load("common/profile.yaml")
    scheme = catalog.load("schemes/standard/scheme.yaml")
    advice = catalog.load(f"audits/{audit}/recommendations.yaml")
    hours = {r.id: r.effort_hours for r in load_recommendations(audit)[0]}
    scored = {i.id: dict(i.scale.options) for i in load_instrument(audit).items}
    roles = {r["id"]: r["label"] for r in company["roles"]}
    items, fields = [], {"employees"}
    for entry in data["items"]:
        options = entry.get("options") or scales.get(entry["scale"], [])
        labels = entry.get("levels") or [o["label"] for o in options]
        fields |= {entry[k] for k in ("ask_if", "normalise_by") if k in entry}
        kept = ("id", "dimension", "weight", "question", "help", "criterion", "unit", "range", "points", "ask_if")
        items.append(
            {k: entry[k] for k in (*kept, "normalise_by", "must") if k in entry}
            | {"kind": entry["scale"]}
            | {
                "options": [
                    {"id": o["id"], "label": text, "score": scored[entry["id"]][o["id"]]}
                    for o, text in zip(options, labels, strict=True)
                ]
            }
        )
    return {
        "format": 1,
        "audit": audit,
        "edition": data["edition"],
        "title": about["title"],
        "purpose": about["purpose"],
        "languages": ["de", "en"],
        "disclaimer": {"de": "Keine Rechtsberatung.", "en": "Not legal advice."},
        "texts": {lang: flat(catalog.load(f"texts/{lang}.yaml")["form"]) for lang in ("de", "en")},
        "dimensions": [{k: d[k] for k in ("id", "title", "measures", "weight")} for d in data["dimensions"]],
        "profile": [f for f in company["fields"] if f["id"] in fields],
        "roles": company["roles"],
        "items": items,
        "states": catalog.load("common/scales.yaml")["states"],
        "quick_check": data["quick_check"],
        "scheme": {
            **{k: scheme[k] for k in ("must_cap", "coverage_floor", "dimension_floor", "hours_per_day", "impact")},
            "digits": 9,
            "bands": [{"id": b["id"], "start": b["from"], "label": b["label"]} for b in scheme["bands"]],
        },
        "below": advice["below"],
        "recommendations": [
            {
                "id": r["id"],
                "item": r["trigger"].get("item", ""),
                "topics": r["trigger"].get("topics", []),
                "impact": r["impact"],
                "effort_hours": hours[r["id"]],
                "owner": roles[r["owner"]],
                "text": r["text"],
                "first_step": r["first_step"],
            }
            for r in advice["recommendations"]
        ],
        "figures": [],
    }


def script() -> str:
    lines = [line for name in MODULES for line in (STATIC / f"{name}.js").read_text(encoding="utf-8").splitlines()]
    return "\n".join(line.removeprefix("export ") for line in lines if not line.startswith("import "))


def page_of(spec: dict[str, Any], language: str = "de", form_id: str = "test") -> str:
    data = json.dumps(spec, ensure_ascii=False).replace("<", "\\u003c")
    css = (STATIC / "form.css").read_text(encoding="utf-8")
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>Form</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{css}</style></head>'
        f'<body class="rf-page"><div id="readiness-form" data-form-id="{form_id}" data-language="{language}"></div>'
        f'<script type="application/json" id="readiness-spec">{data}</script>'
        f'<script type="module">{script()}</script></body></html>'
    )
