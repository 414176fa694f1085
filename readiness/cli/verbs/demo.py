"""`readiness demo`: a sample firm from its files to five results as JSON and six reports as HTML."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from pathlib import Path
from typing import Any

from readiness.cli.parser import Parser
from readiness.cli.terminal import print_json, print_table
from readiness.language.texts import Texts


def add_options(verb: Parser) -> None:
    """The sample firm, and where results and reports go."""
    verb.option("--out", default="out/demo", metavar="DIR")
    verb.option("--sample", default="musterbau", metavar="ID")
    verb.option("--workers", type=int, default=2, metavar="N")
    verb.json_option()


def run(options: Namespace) -> int:
    """Run all audits of a sample firm and render the reports."""
    from readiness.batch import Job, render
    from readiness.sample_data.firms import sample

    texts = Texts(options.language)
    started = time.monotonic()
    out = Path(options.out)
    firm = sample(options.sample)
    say(texts.t("cli.demo.start", company=firm.company), options.json)
    results = {}
    for name in firm.audits():
        results[name] = firm.run(name)
        results[name].save(out / "results" / f"{name}.json")
        say(f"  {name}.json", options.json)
    core = [n for n in results if not _addon(n)]
    files = [str((out / "results" / f"{n}.json").resolve()) for n in core]
    jobs = [
        Job(results=(f,), language=options.language, out=_report(out, n, options.language))
        for f, n in zip(files, core, strict=True)
    ]
    jobs.append(Job(results=tuple(files), language=options.language, out=_report(out, "summary", options.language)))
    say(texts.t("cli.demo.render", count=texts.number(len(jobs))), options.json)
    done = render(jobs, workers=options.workers, progress=lambda row: say(f"  {Path(row.job.out).name}", options.json))
    seconds = time.monotonic() - started
    rows: list[dict[str, Any]] = [
        {
            "audit": name,
            "score": texts.number(results[name].score.value),
            "coverage": texts.percent(results[name].score.coverage),
            "breaches": len(results[name].breaches()),
            "report": str(_report(out, name, options.language)),
        }
        for name in core
    ]
    rows.append(
        {
            "audit": "summary",
            "score": "",
            "coverage": "",
            "breaches": "",
            "report": str(_report(out, "summary", options.language)),
        }
    )
    if options.json:
        print_json(rows)
    else:
        print_table(rows, {k: texts.t(f"cli.columns.{k}") for k in rows[0]})
        print(texts.t("cli.demo.done", folder=str(out / "reports"), seconds=texts.number(seconds, 1)))
    failed = [row.error for row in done if row.error is not None]
    for error in failed:
        print(texts.error(error.code, error.fields), file=sys.stderr)
    return 4 if failed else 0


def say(text: str, quiet: bool) -> None:
    """Progress for people; programs that read JSON get none on standard output."""
    print(text, file=sys.stderr if quiet else sys.stdout, flush=True)


def _report(out: Path, name: str, language: str) -> Path:
    return out / "reports" / f"{name}.{language}.html"


def _addon(name: str) -> bool:
    from readiness import catalog

    return bool(catalog.load(f"audits/{name}/audit.yaml").get("addon", False))
