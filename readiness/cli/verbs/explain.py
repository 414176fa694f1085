"""`readiness explain`: what an id means, and how a value came about."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from typing import Any

from readiness.cli.parser import Parser
from readiness.cli.terminal import print_caps, print_json, print_table
from readiness.language.texts import Texts


def add_options(verb: Parser) -> None:
    """The id, and the result in which its value is to be explained."""
    verb.option("id")
    verb.option("--result", metavar="FILE")
    verb.json_option()


def run(options: Namespace) -> int:
    """Explain an id of the catalogue, or how a score came about."""
    from readiness.explanation import describe, explain
    from readiness.result import read_result

    texts = Texts(options.language)
    if not options.result:
        found = describe(options.id)
        if options.json:
            print_json(found)
        else:
            _describe(found, texts)
        return 0
    result = read_result(options.result)
    part = "" if options.id == result.audit else options.id
    dimension = {r["id"]: r["dimension"] for r in result.items.to_dict("records")}
    single = part in dimension
    made = explain(result, dimension.get(part, part), options.language)
    if options.json:
        rows = [r for r in made.items.to_dict("records") if not single or r["id"] == part]
        whole = {} if single else {"value": made.value, "uncapped": made.uncapped}
        print_json({"of": options.id, **whole, "items": rows})
        return 0
    columns = ("points", "share", "contribution", "question")
    shown = [
        {**r, "question": texts.t("cli.explain.counts" if r["counts"] else "cli.explain.left_out", **r)}
        for r in made.rows()
        if not single or r["id"] == part
    ]
    print_table(shown, {k: texts.t(f"explanation.columns.{k}") for k in columns})
    if single:  # sum and value are those of the dimension, not of the question
        key = "cli.explain.part" if shown[0]["counts"] else "cli.explain.no_part"
        print(texts.t(key, dimension=shown[0]["dimension"], id=dimension[part], file=options.result))
        return 0
    print(texts.t("cli.explain.total", uncapped=texts.number(made.uncapped, 1), value=texts.number(made.value, 1)))
    if not part:
        print_caps(result, texts)
    return 0


def _describe(found: Mapping[str, Any], texts: Texts) -> None:
    """Print what is worth reading, each line with its name; ids without a name are for programs (``--json``)."""
    from readiness.language.law_numbers import worded_provisions
    from readiness.law import load_citations

    provisions = worded_provisions(load_citations())
    for key, value in found.items():
        if key == "levels":
            for level, wording in enumerate(value):
                print(f"  {level} = {texts.pick(wording)}")
        elif key == "options":
            for o in () if isinstance(value, Mapping) else value:  # those of a rule are fixed choices for programs
                print(f"  {o['id']} = {texts.pick(o['label'])} ({o['score']})")
        elif key == "mark":
            print(f"{texts.t('cli.fields.mark')}: {texts.t(f'labels.mark.{value}')}")
        elif key == "source" and isinstance(value, Mapping):
            for law in value.get("law", ()):
                print(f"{texts.pick(provisions[law].title)}: {texts.pick(provisions[law].duty)}")
        elif texts.has(f"cli.fields.{key}"):
            shown = texts.pick(value) if isinstance(value, Mapping) else texts.value(value)
            print(f"{texts.t(f'cli.fields.{key}')}: {shown}")
