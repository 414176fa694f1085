"""The answer sheet on disk: readable YAML, checked as a whole, written atomically, never over the only copy."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from readiness import catalog
from readiness.catalog.strict_yaml import Document, parse_document, read_document
from readiness.errors import AnswerError
from readiness.instrument.model import Instrument, load_instrument
from readiness.instrument.profile import fits
from readiness.instrument.sheet import Answer, AnswerSheet, check_answer, migrate

_KEYS = ("audit", "edition", "company", "profile", "role", "date", "answers", "earlier")
_ANSWER_KEYS = ("answer", "note", "evidence_note")
BACKUPS = 9


def read_answers(path: Path | str) -> AnswerSheet:
    """Read an answer sheet; all faults of the file are reported together.

    Raises
    ------
    AnswerError
        ``sheet_faults`` with one entry per fault (file, line, item, what is allowed), or why the file is unreadable.
    """
    return _sheet(read_document(path, AnswerError))


def parse_answers(text: str, name: str = "answers.yaml") -> AnswerSheet:
    """As `read_answers`, from text; `name` appears in messages."""
    return _sheet(parse_document(text, name, AnswerError))


def _sheet(document: Document) -> AnswerSheet:
    data, file = document.data, document.path.name
    if not isinstance(data, dict) or "audit" not in data:
        raise AnswerError("sheet_not_a_sheet", file=file)
    instrument = load_instrument(str(data["audit"]))
    faults: list[AnswerError] = []
    for key in data:
        if key not in _KEYS:
            faults.append(
                AnswerError("sheet_unknown_key", file=file, line=document.line((key,)), key=key, known=list(_KEYS))
            )
    edition = str(data.get("edition", ""))
    if not edition:
        faults.append(AnswerError("sheet_missing_key", file=file, key="edition"))
    old = {h["edition"] for h in instrument.history}
    profile = _profile(data.get("profile") or {}, document, faults)
    answers = _answers(data.get("answers"), "answers", instrument, document, faults, lenient=edition in old)
    earlier = _answers(data.get("earlier"), "earlier", instrument, document, faults, lenient=True)
    if faults:
        raise AnswerError("sheet_faults", file=file, count=len(faults), faults=faults)
    sheet = AnswerSheet(
        audit=instrument.audit,
        edition=edition,
        company=str(data.get("company") or ""),
        profile=profile,
        role=str(data.get("role") or ""),
        date=str(data.get("date") or ""),
        answers=answers,
        earlier=earlier,
    )
    sheet = migrate(sheet, instrument)
    if edition in old:
        # Only what is still asked the same way was kept; that part must lie on today's scales.
        again = [_checked(instrument, name, entry, document) for name, entry in sheet.answers.items()]
        sheet = replace(sheet, answers=dict(zip(sheet.answers, again, strict=True)))
    return sheet


def _checked(instrument: Instrument, name: str, entry: Answer, document: Document) -> Answer:
    place = {"file": document.path.name, "line": document.line(("answers", name))}
    return replace(entry, answer=check_answer(instrument.item(name), entry.answer, **place))


def _answers(
    data: Any, part: str, instrument: Instrument, document: Document, faults: list[AnswerError], lenient: bool
) -> dict[str, Answer]:
    file = document.path.name
    if data is None:
        return {}
    if not isinstance(data, dict):
        faults.append(AnswerError("sheet_wrong_shape", file=file, line=document.line((part,)), key=part))
        return {}
    known = {item.id: item for item in instrument.items}
    result: dict[str, Answer] = {}
    for name, raw in data.items():
        line = document.line((part, name))
        entry = raw if isinstance(raw, dict) else {"answer": raw}
        extra = [k for k in entry if k not in _ANSWER_KEYS]
        if extra:
            faults.append(
                AnswerError(
                    "sheet_unknown_key", file=file, line=line, key=f"{name}.{extra[0]}", known=list(_ANSWER_KEYS)
                )
            )
            continue
        value = entry.get("answer")
        if name not in known and not lenient:
            near = get_close_matches(name.upper(), known, n=3, cutoff=0.6)
            faults.append(
                AnswerError(
                    "answer_unknown_item", file=file, line=line, item=name, audit=instrument.audit, nearest=near
                )
            )
            continue
        if value is None or isinstance(value, list | dict):
            faults.append(AnswerError("answer_missing", file=file, line=line, item=name))
            continue
        if not lenient:
            try:
                value = check_answer(known[name], value, file=file, line=line)
            except AnswerError as fault:
                faults.append(fault)
                continue
        stored: str | float = (
            float(value) if isinstance(value, int | float) and not isinstance(value, bool) else str(value)
        )
        if lenient and name in known and isinstance(value, int):
            stored = str(value) if known[name].scale.kind != "number" else float(value)
        result[name] = Answer(stored, str(entry.get("note") or ""), str(entry.get("evidence_note") or ""))
    return result


def _profile(data: Any, document: Document, faults: list[AnswerError]) -> dict[str, Any]:
    file = document.path.name
    if not isinstance(data, Mapping):
        faults.append(AnswerError("sheet_wrong_shape", file=file, line=document.line(("profile",)), key="profile"))
        return {}
    fields = {f["id"]: f for f in catalog.load("common/profile.yaml")["fields"]}
    result: dict[str, Any] = {}
    for key, value in data.items():
        line = document.line(("profile", key))
        if key not in fields:
            faults.append(
                AnswerError("sheet_unknown_key", file=file, line=line, key=f"profile.{key}", known=sorted(fields))
            )
            continue
        if value is None:
            continue
        wanted = fields[key]
        if not fits(wanted, value):
            faults.append(
                AnswerError(
                    "profile_wrong_value", file=file, line=line, key=key, found=str(value)[:60], wanted=wanted["type"]
                )
            )
            continue
        result[key] = value
    for key, wanted in fields.items():
        # Follows from the head count unless somebody said otherwise.
        if key not in result and "from_employees" in wanted and "employees" in result:
            result[key] = result["employees"] >= wanted["from_employees"]
    return result


def save_answers(sheet: AnswerSheet, path: Path | str) -> Path:
    """Write an answer sheet; an existing file with other content is kept as ``<name>.1.bak`` and so on.

    The file is complete at every moment: it is written beside the old one and then put in its place.
    """
    path = Path(path)
    text = to_yaml(sheet)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        before = path.read_bytes()
        if before == text.encode("utf-8"):
            return path
        _keep(path, before)
    write_whole(path, text.encode("utf-8"))
    return path


def _keep(path: Path, content: bytes) -> None:
    for number in range(BACKUPS, 1, -1):
        newer = path.with_name(f"{path.name}.{number - 1}.bak")
        if newer.exists():
            newer.replace(path.with_name(f"{path.name}.{number}.bak"))
    write_whole(path.with_name(f"{path.name}.1.bak"), content)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is complete at every moment: beside the old one, then in its place."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
        _settle(path.parent)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _settle(folder: Path) -> None:
    """Let the new name reach the disk too, so that a power cut does not bring the old file back."""
    if os.name == "nt":  # Windows gives no handle on a folder
        return
    with suppress(OSError):  # some network drives refuse; the file itself is written by now
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def to_yaml(sheet: AnswerSheet) -> str:
    """The sheet as YAML that people can read and edit."""
    head = {
        "audit": sheet.audit,
        "edition": sheet.edition,
        "company": sheet.company,
        "role": sheet.role,
        "date": sheet.date,
    }
    lines = [f"{key}: {_scalar(value)}" for key, value in head.items() if value]
    if sheet.profile:
        lines += ["profile:", *(f"  {key}: {_scalar(value)}" for key, value in sheet.profile.items())]
    for part, answers in (("answers", sheet.answers), ("earlier", sheet.earlier)):
        if answers:
            lines += [f"{part}:", *(f"  {name}: {_entry(answers[name])}" for name in sorted(answers))]
    return "\n".join(lines) + "\n"


def _entry(answer: Answer) -> str:
    if not answer.note and not answer.evidence_note:
        return _scalar(answer.answer)
    parts = [("answer", answer.answer), ("note", answer.note), ("evidence_note", answer.evidence_note)]
    return "{" + ", ".join(f"{key}: {_scalar(value)}" for key, value in parts if value != "") + "}"


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, int | float):
        return format(Decimal(str(value)), "f")
    # JSON text is valid YAML text, and quoting keeps dates, clock times and digits text.
    quoted = json.dumps(str(value), ensure_ascii=False)
    return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in quoted)
