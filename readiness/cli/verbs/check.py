"""`readiness check`: is a file understood, and what was not."""

from __future__ import annotations

from argparse import Namespace

from readiness import catalog
from readiness.cli.file_options import add_reading_options, reading_options, rows_of
from readiness.cli.parser import Parser
from readiness.cli.terminal import print_json, print_table, reading_line
from readiness.language.texts import Texts


def add_options(verb: Parser) -> None:
    """Kind and file, and how the file is to be read."""
    verb.option("kind")
    verb.option("file")
    add_reading_options(verb)
    verb.json_option()


def run(options: Namespace) -> int:
    """Say what was understood of an evidence file, and row by row what was not."""
    from readiness.evidence import counted, read_evidence

    texts = Texts(options.language)
    with reading_line(options.file, texts) as progress:
        found = read_evidence(options.kind, options.file, progress=progress, **reading_options(options))
    issues = [
        {
            "row": int(i.row),
            "column": i.column,
            "value": i.value,
            "refused": bool(i.refused),
            "problem": texts.issue(i.code),
        }
        for i in found.issues.itertuples(index=False)
    ]
    if options.json:
        print_json({"kind": found.kind, **found.provenance, "issues": issues})
        return 0
    p = found.provenance
    title = texts.pick(catalog.load(f"evidence/{options.kind}/formats/{p['format']}.yaml")["title"])
    print(
        texts.t(
            "cli.check.read",
            file=p["file"],
            format=title,
            **rows_of(texts, p),
            period=texts.period(p.get("from"), p.get("to")),
            subjects=texts.subjects(found.kind, found.subjects),
        )
    )
    for row, code in zip(issues, found.issues["code"], strict=True):
        if number := counted(row["row"], row["value"]):
            row |= {"problem": texts.issue(code, number), "value": ""}
        row["row"] = row["row"] or texts.t("cli.check.whole_file")
        row["refused"] = texts.t("cli.check.refused" if row["refused"] else "cli.check.used")
    print_table(issues, {k: texts.t(f"cli.columns.{k}") for k in ("row", "column", "value", "refused", "problem")})
    if not issues:
        print(texts.t("cli.check.clean"))
    return 0
