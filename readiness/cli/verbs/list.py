"""`readiness list`: what there is to choose from: audits, laws, facts about a firm, evidence, samples, figures."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from readiness import catalog
from readiness.cli.parser import Parser
from readiness.cli.terminal import print_json, print_table
from readiness.language.texts import Texts

if TYPE_CHECKING:
    from readiness.law import Law


def add_options(verb: Parser) -> None:
    """What is to be listed."""
    verb.option("what", nargs="?", default="audits", choices=tuple(_ROWS))
    verb.json_option()


def run(options: Namespace) -> int:
    """List audits, laws, facts to state, evidence kinds and formats, samples or comparison figures."""
    texts = Texts(options.language)
    rows = _ROWS[options.what](texts)
    if options.json:
        print_json(rows)
    else:
        rows = [_with_words(row, texts) if "words" in row else row for row in rows]
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
    return [
        {"country": law.country, "id": rule.id, "as_of": law.as_of, "title": texts.pick(rule.title)}
        for law in _worded_laws()
        for rule in law.rules()
    ]


def _worded_laws() -> list[Law]:
    from readiness.language.law_numbers import worded
    from readiness.law import load_law

    countries = [c for c in catalog.ids("laws") if (catalog.folder("laws", c) / "working_time").is_dir()]
    return [worded(law, law.as_of) for law in map(load_law, countries)]


def _scope(texts: Texts) -> list[dict[str, Any]]:
    from readiness.law import scope_keys

    laws, rows = _worded_laws(), []
    for key in scope_keys():
        under = [law for law in laws if key.counts_under(law)]
        words = {
            law.country if key.words_of else "": [
                {"id": word, "title": texts.pick(title)} for word, title in key.known_words(law).items()
            ]
            for law in under
        }
        about = {"id": key.id, "type": key.type, "laws": [law.country for law in under], "words": words}
        rows.append({**about, "title": texts.pick(key.title)})
    return rows


def _with_words(row: dict[str, Any], texts: Texts) -> dict[str, Any]:
    """What may be stated as people read it: the type in words, and the words behind the sentence."""
    lists = [
        (f"{law}: " if law else "") + ", ".join(f"{w['id']} ({w['title']})" if w["title"] else w["id"] for w in words)
        for law, words in row["words"].items()
        if words
    ]
    said = texts.t("cli.list.words", words="; ".join(lists)) if lists else ""
    kind = texts.t(f"cli.list.type.{row['type']}")
    return {"id": row["id"], "type": kind, "laws": " ".join(row["laws"]), "title": f"{row['title']} {said}".strip()}


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


#: What can be listed.
_ROWS: Mapping[str, Callable[[Texts], list[dict[str, Any]]]] = {
    "audits": _audits,
    "laws": _laws,
    "scope": _scope,
    "evidence": _evidence,
    "samples": _samples,
    "benchmarks": _figures,
}
