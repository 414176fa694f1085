"""`readiness list`: what there is to choose from: audits, laws, evidence, samples, comparison figures."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from readiness import catalog
from readiness.cli.parser import Parser
from readiness.cli.terminal import print_json, print_table
from readiness.language.texts import Texts


def add_options(verb: Parser) -> None:
    """What is to be listed."""
    verb.option("what", nargs="?", default="audits", choices=("audits", "laws", "evidence", "samples", "benchmarks"))
    verb.json_option()


def run(options: Namespace) -> int:
    """List audits, laws, evidence kinds and formats, samples or comparison figures."""
    texts = Texts(options.language)
    rows = {"audits": _audits, "laws": _laws, "evidence": _evidence, "samples": _samples, "benchmarks": _figures}[
        options.what
    ](texts)
    if options.json:
        print_json(rows)
    else:
        print_table(rows, {key: texts.t(f"cli.columns.{key}") for key in rows[0]} if rows else {})
    return 0


def _audits(texts: Texts) -> list[dict[str, Any]]:
    rows = [catalog.load(f"audits/{name}/audit.yaml") for name in catalog.ids("audits")]
    return [
        {
            "id": r["id"],
            "items": len(catalog.load(f"audits/{r['id']}/instrument.yaml")["items"]),
            "evidence": ", ".join(r["evidence"]),
            "title": texts.pick(r["title"]),
        }
        for r in sorted(rows, key=lambda r: r["order"])
    ]


def _laws(texts: Texts) -> list[dict[str, Any]]:
    from readiness.language.law_numbers import worded
    from readiness.law import load_law

    rows = []
    for country in catalog.ids("laws"):
        if not (catalog.folder("laws", country) / "working_time").is_dir():
            continue
        law = load_law(country)
        for rule in worded(law, law.as_of).rules():
            row = {"country": country, "id": rule.id, "as_of": law.as_of, "title": texts.pick(rule.title)}
            rows.append(row)
    return rows


def _evidence(texts: Texts) -> list[dict[str, Any]]:
    rows = []
    for kind in catalog.ids("evidence"):
        title = texts.pick(catalog.load(f"evidence/{kind}/kind.yaml")["title"])
        for name in catalog.names(f"evidence/{kind}/formats"):
            data = catalog.load(f"evidence/{kind}/formats/{name}.yaml")
            rows.append({"kind": kind, "format": data["id"], "title": f"{title}: {texts.pick(data['title'])}"})
    return rows


def _samples(texts: Texts) -> list[dict[str, Any]]:
    index = catalog.load("samples/index.yaml")["samples"]
    return [
        {"id": r["id"], "title": texts.pick(r["title"]), "shows": " ".join(texts.pick(s) for s in r["shows"])}
        for r in index
    ]


def _figures(texts: Texts) -> list[dict[str, Any]]:
    from readiness.benchmarks import load_figures, wording

    plain, worded = ("id", "value", "unit", "year"), ("population", "statement")
    return [
        {**{k: row[k] for k in plain}, **{k: texts.pick(wording(row, k)) for k in worded}}
        for row in load_figures().to_dict("records")
    ]
