"""What each command does; heavy libraries are loaded inside the commands that need them."""

from __future__ import annotations

import hashlib
from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from readiness import catalog
from readiness.cli.demo import run_demo
from readiness.cli.doctor import run_doctor
from readiness.cli.form import export_form, start_page, take_over
from readiness.cli.lab import run_lab
from readiness.cli.output import print_json, print_table, reading_line
from readiness.errors import UsageError, cause_of
from readiness.texts import Texts


def list_entries(options: Namespace) -> int:
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
    from readiness.law import load_law

    rows = []
    for country in catalog.ids("laws"):
        if not (catalog.folder("laws", country) / "working_time").is_dir():
            continue
        law = load_law(country)
        for rule in law.rules():
            row = {"country": country, "id": rule.id, "as_of": law.as_of, "title": texts.pick(rule.title)}
            rows.append(row)
    return rows


def _evidence(texts: Texts) -> list[dict[str, Any]]:
    rows = []
    for kind in catalog.ids("evidence"):
        title = texts.pick(catalog.load(f"evidence/{kind}/kind.yaml")["title"])
        for file in sorted((catalog.folder("evidence", kind) / "formats").glob("*.yaml")):
            data = catalog.load(f"evidence/{kind}/formats/{file.name}")
            rows.append({"kind": kind, "format": data["id"], "title": f"{title}: {texts.pick(data['title'])}"})
    return rows


def _samples(texts: Texts) -> list[dict[str, Any]]:
    index = catalog.load("samples/index.yaml")["samples"]
    return [
        {"id": r["id"], "title": texts.pick(r["title"]), "shows": " ".join(texts.pick(s) for s in r["shows"])}
        for r in index
    ]


def _figures(texts: Texts) -> list[dict[str, Any]]:
    from readiness.benchmarks import load_figures

    end = f"_{texts.language}"
    keys = {"id": "id", "value": "value", "unit": "unit", "year": "year", "population": "population" + end}
    table = load_figures()
    return [
        {**{k: row[c] for k, c in keys.items()}, "statement": row["statement" + end]}
        for row in table.to_dict("records")
    ]


def check_file(options: Namespace) -> int:
    """Say what was understood of an evidence file, and row by row what was not."""
    from readiness.evidence import counted, read_evidence

    texts = Texts(options.language)
    with reading_line(options.file, texts) as progress:
        found = read_evidence(options.kind, options.file, progress=progress, **_reading(options))
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
            **_rows(texts, p),
            period=texts.period(p.get("from"), p.get("to")),
            subjects=texts.subjects(found.kind, found.frame.iloc[:, 0].nunique()),
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


def _reading(options: Namespace, zone: str = "") -> dict[str, Any]:
    """How to read evidence files, as the user said; times without a zone are those of the country."""
    names = ("format", "day_order", "pairing", "naive", "person")
    return {"timezone": options.timezone or zone or "Europe/Berlin", **{name: getattr(options, name) for name in names}}


def _rows(texts: Texts, provenance: Mapping[str, Any]) -> dict[str, str]:
    return {name: texts.number(provenance[f"rows_{name}"]) for name in ("read", "used", "refused")}


def run_audit(options: Namespace) -> int:
    """Run one audit and write its result."""
    from readiness.audit import load_audit
    from readiness.evidence import read_evidence
    from readiness.instrument import read_answers

    texts = Texts(options.language)
    audit = load_audit(options.audit, country=options.country, region=options.region)
    answers = read_answers(options.answers) if options.answers else None
    files = [_kind_and_file(entry, list(audit.kinds)) for entry in options.evidence]
    # One secret for all files: the same person has the same pseudonym in each of them.
    secret = _digest_of([file for _, file in files]) if len(files) > 1 else None
    reading = {**_reading(options, audit.law.zone), "secret": secret}
    wanted = reading.pop("format")
    tables = []
    for kind, file in files:
        told = wanted if kind in audit.checked_kinds or len(files) == 1 else None
        with reading_line(file, texts) as progress:
            tables.append(read_evidence(kind, file, format=told, progress=progress, **reading))
    result = audit.run(answers=answers, evidence=tables, on=options.on, scope=_scope(options.scope))
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


def _scope(entries: list[str]) -> dict[str, Any]:
    scope: dict[str, Any] = {}
    for entry in entries:
        key, sign, value = entry.partition("=")
        if not sign or not key:
            raise UsageError("bad_scope_option", found=entry)
        plain = {"true": True, "yes": True, "false": False, "no": False}.get(value.lower(), value)
        scope[key] = int(value) if value.lstrip("-").isdigit() else plain
    return scope


def _exit_code(result: Any, fail_on: str) -> int:
    if fail_on == "never":
        return 0
    bad = {"breach": ["possible_breach"], "open": ["possible_breach", "open", "data_error"]}[fail_on]
    tally = result.findings.tally
    return int(bool((tally["verdict"].isin(bad) & (tally["severity"] == "breach")).any()))


def _show(result: Any, texts: Texts, out: str | None) -> None:
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
        _show_caps(result, texts)
    rules = {r["id"]: r for r in _rule_titles(result.company["country"])}
    for row in result.findings.tally.itertuples(index=False):
        print(
            texts.t(
                "cli.run.finding" if row.checked or row.failed else "cli.run.finding_plain",
                verdict=texts.t(_verdict_key(row)),
                rule=texts.pick(rules[row.rule]["title"]),
                failed=texts.number(row.failed),
                checked=texts.number(row.checked),
            )
        )
    for table in result.evidence:
        print(texts.t("cli.run.evidence", file=table["file"], **_rows(texts, table)))
    if out:
        print(texts.t("cli.run.saved", file=out))


def _verdict_key(row: Any) -> str:
    # A rule that only informs is never called a breach.
    informs = row.verdict == "possible_breach" and row.severity != "breach"
    return f"labels.severity.{row.severity}" if informs else f"labels.verdict.{row.verdict}"


def _rule_titles(country: str) -> list[Mapping[str, Any]]:
    areas = sorted(file.parent.name for file in catalog.folder("laws", country).glob("*/rules.yaml"))
    return [rule for area in areas for rule in catalog.load(f"laws/{country}/{area}/rules.yaml")["rules"]]


def make_report(options: Namespace) -> int:
    """Write the report of one result, or the summary of several."""
    from readiness.report import report
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
        _show_caps(result, texts)
    return 0


def _show_caps(result: Any, texts: Texts) -> None:
    """Why the score is held down, one question per line."""
    from readiness.explanation import explain

    for cap in explain(result, language=texts.language).caps():
        print(texts.t("cli.explain.capped", question=cap))


def _describe(found: Mapping[str, Any], texts: Texts) -> None:
    """Print what is worth reading, each line with its name; ids without a name are for programs (``--json``)."""
    laws = {c["id"]: c for cc in catalog.ids("laws") for c in catalog.load(f"laws/{cc}/citations.yaml")["citations"]}
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
                print(f"{texts.pick(laws[law]['title'])}: {texts.pick(laws[law]['duty'])}")
        elif texts.has(f"cli.fields.{key}"):
            shown = texts.pick(value) if isinstance(value, Mapping) else texts.value(value)
            print(f"{texts.t(f'cli.fields.{key}')}: {shown}")


def write_sheet(options: Namespace) -> int:
    """Write an empty answer sheet with every question as a comment, to be filled in with any editor."""
    from readiness.cli.blank_sheet import blank_sheet

    texts = Texts(options.language)
    text = blank_sheet(options.audit, texts)
    out = Path(options.out or f"{options.audit}.{options.language}.yaml")
    if out.exists():
        raise UsageError("file_exists", file=str(out))
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(text, encoding="utf-8")
    except OSError as problem:
        raise UsageError("blank_sheet_not_written", file=out.name, **cause_of(problem)) from None
    print(texts.t("cli.sheet.saved", file=str(out), audit=options.audit))
    return 0


def check_catalog(options: Namespace) -> int:
    """Proof-read the catalogue; one line per fault."""
    from readiness import catalog_check

    texts = Texts(options.language)
    if options.dir and not Path(options.dir).is_dir():
        raise UsageError("data_folder_missing", folder=options.dir)
    faults = catalog_check.check_catalog(options.dir)
    if options.json:
        print_json([{"code": f.code, **f.fields} for f in faults])
    else:
        for fault in faults:
            print(texts.error(fault.code, fault.fields))
        print(texts.counted("cli.catalog", len(faults)) if faults else texts.t("cli.catalog.clean"))
    return 3 if faults else 0


COMMANDS: dict[str, Callable[[Namespace], int]] = {
    "demo": run_demo,
    "list": list_entries,
    "check": check_file,
    "run": run_audit,
    "report": make_report,
    "explain": explain_id,
    "sheet": write_sheet,
    "start": start_page,
    "export-form": export_form,
    "import": take_over,
    "lab": run_lab,
    "catalog": check_catalog,
    "doctor": run_doctor,
}
