"""Evidence for a sheet: read, shown as understood, and only then used."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from readiness import catalog
from readiness.errors import EvidenceError, ReadinessError, UsageError
from readiness.evidence import Evidence, counted, read_evidence
from readiness.language import Texts, languages

#: What the person may have to decide: reading option, and the choices with their texts.
_OPTIONS = ("day_order", "timezone", "format", "person", "naive", "pairing")
_QUESTIONS = {"ambiguous_day_order": ("day_order", ("dmy", "mdy"))}


@dataclass(slots=True)
class Intake:
    """Files that were read but not yet accepted, kept in a folder of their own until somebody decides."""

    waiting: dict[str, tuple[str, Path, Mapping[str, Any]]] = field(default_factory=dict)

    def look(self, audit: str, name: str, content: bytes, options: Mapping[str, Any], folder: Path) -> dict[str, Any]:
        """Read a file as any kind of evidence this audit has a use for, and say what was understood.

        Returns
        -------
        dict
            ``id`` and ``understood``.

        Raises
        ------
        ReadinessError
            Why the file cannot be read; of several kinds, what the nearest one says. Where the person only has to
            decide something, `question` has the choices.
        """
        known = catalog.load(f"audits/{audit}/audit.yaml")["evidence"]
        if not known:
            raise UsageError("audit_without_evidence", audit=audit)
        path = folder / hashlib.sha256(content).hexdigest()[:16] / safe_name(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        chosen = {k: str(v) for k, v in options.items() if k in _OPTIONS}
        kind = ""
        try:
            kind, found = _read_as_any(known, path, chosen)
        finally:
            if not kind:
                path.unlink()
        mark = hashlib.sha256(f"{kind}:{path.parent.name}:{path.name}".encode()).hexdigest()[:12]
        self.waiting[mark] = (kind, path, chosen)
        return {"id": mark, "understood": understood(found)}

    def accept(self, mark: str, keep: Path) -> dict[str, Any]:
        """Move an accepted file beside the sheet; returns what the sheet remembers of it."""
        if mark not in self.waiting:
            raise UsageError("evidence_gone")
        kind, path, options = self.waiting[mark]
        try:
            (keep / mark).mkdir(parents=True, exist_ok=True)
            path = Path(shutil.move(path, keep / mark / path.name))
        except OSError:  # the file is still at hand, to try once more; half a copy must not stay
            shutil.rmtree(keep / mark, ignore_errors=True)
            raise
        del self.waiting[mark]
        found = read_evidence(kind, path, **options)
        return {
            "id": mark,
            "kind": kind,
            "file": path.name,
            "path": f"{mark}/{path.name}",
            "options": dict(options),
            "understood": understood(found),
        }

    def refuse(self, mark: str) -> None:
        """Forget a file that is not wanted."""
        found = self.waiting.pop(mark, None)
        if found:
            found[1].unlink(missing_ok=True)


def read_used(entries: Sequence[Mapping[str, Any]], folder: Path) -> list[Evidence]:
    """The evidence a sheet uses, read again from the copies beside it; one secret links persons across files."""
    if not entries:
        return []
    secret = hashlib.sha256("".join(sorted(e["path"] for e in entries)).encode()).hexdigest()
    linked: dict[str, Any] = {"secret": secret} if len(entries) > 1 else {}
    return [read_evidence(e["kind"], folder / e["path"], **e.get("options", {}), **linked) for e in entries]


def understood(found: Evidence) -> dict[str, Any]:
    """What was read of a file, in words: kind, format, rows, period, persons, and what was not understood."""
    about = found.provenance
    spec = catalog.load(f"evidence/{found.kind}/formats/{about['format']}.yaml")
    facts: list[dict[str, Any]] = []

    def fact(key: str, value: Any) -> None:
        facts.append({"label": {lang: Texts(lang).t(f"start.facts.{key}") for lang in languages()}, "value": value})

    fact("kind", catalog.load(f"evidence/{found.kind}/kind.yaml")["title"])
    fact("format", spec["title"])
    fact("rows", _number(about["rows_read"]))
    fact("refused", _number(about["rows_refused"]))
    if about.get("from"):
        fact("period", {one: Texts(one).period(about["from"], about["to"]) for one in languages()})
    fact("subjects", {one: Texts(one).subjects(found.kind, found.subjects) for one in languages()})
    for code in dict.fromkeys(found.issues["code"]):
        some = found.issues[found.issues["code"] == code]
        rows = some["row"]
        where = ", ".join(str(int(row)) for row in rows[rows > 0].head(5))
        many = sum(counted(row, value) for row, value in zip(rows, some["value"], strict=True))
        fact("issue", {lang: Texts(lang).issue(code, many) + (f" ({where})" if where else "") for lang in languages()})
    return {"facts": facts}


def _number(count: int) -> dict[str, str]:
    return {one: Texts(one).number(count) for one in languages()}


def _read_as_any(kinds: Sequence[str], path: Path, chosen: Mapping[str, Any]) -> tuple[str, Evidence]:
    faults: list[EvidenceError] = []
    for kind in kinds:
        try:
            return kind, read_evidence(kind, path, **chosen)
        except EvidenceError as problem:
            if problem.code in _QUESTIONS:
                raise
            faults.append(problem)
    raise min(faults, key=lambda fault: fault.code in ("format_unknown", "other_kind", "header_missing"))


def question(problem: ReadinessError, options: Mapping[str, Any]) -> dict[str, Any] | None:
    """What the person has to decide so that a file can be read, with the choices; None where nothing can be decided."""
    if problem.code not in _QUESTIONS:
        return None
    option, choices = _QUESTIONS[problem.code]
    chosen = {k: str(v) for k, v in options.items() if k in _OPTIONS}
    words = {lang: Texts(lang) for lang in languages()}
    examples = ", ".join(map(str, problem.fields.get("examples", ())))
    return {
        "id": option,
        "text": {lang: texts.t(f"start.{option}.text", examples=examples) for lang, texts in words.items()},
        "choices": [
            {"id": choice, "label": {lang: texts.t(f"start.{option}.{choice}") for lang, texts in words.items()}}
            for choice in choices
        ],
        "options": chosen,
    }


def safe_name(name: str) -> str:
    """A file name that is one on every system."""
    plain = re.sub(r"[^\w.()+ -]", "_", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[:60]}{dot}{ending[:10]}" if dot else plain[:60] or "file"
