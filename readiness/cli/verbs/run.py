"""`readiness run`: what an audit says about a firm."""

from __future__ import annotations

import hashlib
from argparse import Namespace
from pathlib import Path
from typing import Any

from readiness import catalog
from readiness.cli.file_options import add_reading_options, reading_options, rows_of
from readiness.cli.parser import Parser
from readiness.cli.terminal import print_caps, reading_line
from readiness.errors import UsageError
from readiness.language.texts import Texts


def add_options(verb: Parser) -> None:
    """The audit, what is known of the firm, and where the result goes."""
    verb.option("audit")
    verb.option("--answers", metavar="FILE")
    verb.option("--on", required=True, metavar="YYYY-MM-DD")
    verb.option("--country", default="de", metavar="CC")
    verb.option("--region", default="", metavar="NW")
    verb.option("--scope", action="append", default=[], metavar="KEY=VALUE")
    verb.option("--out", metavar="FILE")
    verb.option("--fail-on", choices=("never", "breach", "open"), default="never")
    add_reading_options(verb)
    verb.option("--evidence", action="append", default=[], metavar="KIND=FILE")
    verb.json_option()


def run(options: Namespace) -> int:
    """Run one audit and write its result."""
    from readiness.audit import load_audit
    from readiness.evidence import read_evidence
    from readiness.instrument import read_answers
    from readiness.law import checked_scope

    texts = Texts(options.language)
    audit = load_audit(options.audit, country=options.country, region=options.region)
    answers = read_answers(options.answers) if options.answers else None
    scope = checked_scope(_scope(options.scope), audit.law)
    files = [_kind_and_file(entry, list(audit.kinds)) for entry in options.evidence]
    # One secret for all files: the same person has the same pseudonym in each of them.
    secret = _digest_of([file for _, file in files]) if len(files) > 1 else None
    reading = {**reading_options(options, audit.law.zone), "secret": secret}
    wanted = reading.pop("format")
    tables = []
    for kind, file in files:
        told = wanted if kind in audit.checked_kinds or len(files) == 1 else None
        with reading_line(file, texts) as progress:
            tables.append(read_evidence(kind, file, format=told, progress=progress, **reading))
    result = audit.run(answers=answers, evidence=tables, on=options.on, scope=scope)
    if options.out:
        result.save(options.out)
    if options.json:
        print(result.to_json(), end="")
    else:
        _show(result, texts, options.out)
    return _exit_code(result, options.fail_on)


def _kind_and_file(entry: str, known: list[str]) -> tuple[str, str]:
    kind, sign, file = entry.partition("=")
    if not sign or not kind or not file:
        raise UsageError("bad_evidence_option", found=entry, known=known)
    return kind, file


def _digest_of(files: list[str]) -> str:
    """Digest of all files together; a file that cannot be read is left to the reader, who says why."""
    return hashlib.sha256(b"".join(Path(f).read_bytes() for f in files if Path(f).is_file())).hexdigest()


def _scope(entries: list[str]) -> dict[str, str]:
    """Keys and values as typed; a key that is there twice has several values, where it may have them."""
    scope: dict[str, str] = {}
    for entry in entries:
        key, sign, value = entry.partition("=")
        if not sign or not key or not value:
            raise UsageError("bad_scope_option", found=entry)
        scope[key] = f"{scope[key]}, {value}" if key in scope else value
    return scope


def _exit_code(result: Any, fail_on: str) -> int:
    if fail_on == "never":
        return 0
    bad = {"breach": ["possible_breach"], "open": ["possible_breach", "open", "data_error"]}[fail_on]
    tally = result.findings.tally
    return int(bool((tally["verdict"].isin(bad) & (tally["severity"] == "breach")).any()))


def _show(result: Any, texts: Texts, out: str | None) -> None:
    from readiness.language.law_numbers import worded
    from readiness.law import load_law

    about = catalog.load(f"audits/{result.audit}/audit.yaml")
    score = result.score
    print(f"{texts.pick(about['title'])}, {texts.date(result.on)}")
    for notice in result.notices:
        print("! " + texts.error(notice["code"], {k: v for k, v in notice.items() if k != "code"}))
    if score.value is None:
        print(texts.t("cli.run.no_score", coverage=texts.percent(score.coverage)))
    else:
        value, low, high = (texts.number(n) for n in (score.value, score.low, score.high))
        key = "cli.run.score_exact" if low == high else "cli.run.score"
        print(texts.t(key, value=value, low=low, high=high, coverage=texts.percent(score.coverage)))
        print_caps(result, texts)
    law = worded(load_law(result.company["country"]), result.last_day)
    for row in result.findings.tally.itertuples(index=False):
        print(
            texts.t(
                "cli.run.finding" if row.checked or row.failed else "cli.run.finding_plain",
                verdict=texts.t(_verdict_key(row)),
                rule=texts.pick(law.rule(row.rule).title),
                failed=texts.number(row.failed),
                checked=texts.number(row.checked),
            )
        )
    for table in result.evidence:
        print(texts.t("cli.run.evidence", file=table["file"], **rows_of(texts, table)))
    if out:
        print(texts.t("cli.run.saved", file=out))


def _verdict_key(row: Any) -> str:
    # A rule that only informs is never called a breach.
    informs = row.verdict == "possible_breach" and row.severity != "breach"
    return f"labels.severity.{row.severity}" if informs else f"labels.verdict.{row.verdict}"
