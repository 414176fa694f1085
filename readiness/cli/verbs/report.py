"""`readiness report`: the report of one result, or the summary of several."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from readiness.cli.parser import Parser
from readiness.language.texts import Texts


def add_options(verb: Parser) -> None:
    """Results, and where the report goes."""
    verb.option("result", nargs="+")
    verb.option("--out", metavar="FILE")


def run(options: Namespace) -> int:
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
