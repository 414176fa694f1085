"""`readiness sheet`: an answer sheet to fill in with any editor: questions, what counts as a yes, possible answers."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from textwrap import wrap
from typing import Any

from readiness import catalog
from readiness.cli.parser import Parser
from readiness.errors import UsageError, cause_of
from readiness.instrument.profile import profile_fields
from readiness.language.texts import Texts


def add_options(verb: Parser) -> None:
    """The audit, and where the sheet goes."""
    verb.option("audit")
    verb.option("--out", metavar="FILE")


def run(options: Namespace) -> int:
    """Write an empty answer sheet with every question as a comment, to be filled in with any editor."""
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


def blank_sheet(audit: str, texts: Texts) -> str:
    """Empty answer sheet of an audit, its questions as comments in one language.

    Raises
    ------
    UnknownName
        ``unknown_audits`` with the nearest names.
    """
    instrument = catalog.load(f"audits/{audit}/instrument.yaml")
    about = catalog.load(f"audits/{audit}/audit.yaml")
    shared = {s["id"]: s["options"] for s in catalog.load("common/scales.yaml")["scales"]}
    states = ", ".join(f"{s['id']} ({texts.pick(s['label'])})" for s in catalog.load("common/scales.yaml")["states"])
    lines = _comment(texts.pick(about["title"])) + _comment(texts.t("cli.sheet.how", states=states))
    lines += [
        f"audit: {audit}",
        f'edition: "{instrument["edition"]}"',
        'company: ""',
        'role: ""',
        'date: ""',
        "profile:",
    ]
    for field in profile_fields(audit):
        codes = ", ".join(choice["id"] for choice in field.get("choices", ()))
        wanted = codes or texts.t(f"cli.sheet.{field['type']}")
        lines += [*_comment(f"{texts.pick(field['label'])} ({wanted})", "  "), f"  # {field['id']}:"]
    lines.append("answers:")
    for dimension in instrument["dimensions"]:
        lines += ["", *_comment(f"== {texts.pick(dimension['title'])} ==", "  ")]
        for item in (i for i in instrument["items"] if i["dimension"] == dimension["id"]):
            lines += ["", *_item(item, shared, texts), f"  # {item['id']}:"]
    return "\n".join(lines) + "\n"


def _item(item: dict[str, Any], shared: dict[str, Any], texts: Texts) -> list[str]:
    lines = _comment(f"{item['id']}  {texts.pick(item['question'])}", "  ")
    for key in ("help", "criterion"):
        if key in item:
            lines += _comment(texts.pick(item[key]), "  ")
    if "levels" in item:
        for level, wording in enumerate(item["levels"]):
            lines += _comment(f"{level} = {texts.pick(wording)}", "    ")
    else:
        options = item.get("options") or shared.get(item["scale"], ())
        if "range" in item:
            low, high = (texts.short(v) for v in item["range"])
            key = "cli.sheet.whole_number" if item.get("whole") else "cli.sheet.number"
            lines += _comment(texts.t(key, low=low, high=high, unit=texts.pick(item["unit"])), "    ")
        for option in options:
            lines += _comment(f"{option['id']} = {texts.pick(option.get('label'))}", "    ")
    return lines


def _comment(text: str, indent: str = "") -> list[str]:
    return [f"{indent}# {line}" for line in wrap(text, 110 - len(indent))]
