"""Commands that read a result: its report, and how its numbers came about."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from readiness.cli.terminal import print_json, print_table
from readiness.language.texts import Texts


def make_report(options: Namespace) -> int:
    """Write the report of one result, or the summary of several."""
    from readiness.reports.report import report
    from readiness.result import read_result

    results = [read_result(file) for file in options.result]
    name = f"{results[0].audit}.{options.language}.html" if len(results) == 1 else f"summary.{options.language}.html"
    out = Path(options.out) if options.out else Path(options.result[0]).parent / name
    made = report(results[0] if len(results) == 1 else results, language=options.language)
    made.save(out)
    print(Texts(options.language).t("cli.report.saved", file=str(out)))
    return 0


def explain_id(options: Namespace) -> int:
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
        show_caps(result, texts)
    return 0


def show_caps(result: Any, texts: Texts) -> None:
    """Print why the score is held down, one question per line."""
    from readiness.explanation import explain

    for cap in explain(result, language=texts.language).caps():
        print(texts.t("cli.explain.capped", question=cap))


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
