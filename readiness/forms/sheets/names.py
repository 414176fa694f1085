"""What the file of a sheet is called, and what lies beside it and belongs to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from readiness.instrument import AnswerSheet

#: Endings of what may lie beside a sheet: what the form alone needs to know, earlier versions, evidence in use.
FORM, UNDO, EVIDENCE = ".form.json", ".undo", ".evidence"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})


def usable(name: str) -> bool:
    """Whether a name is one on every system and cannot lead out of the folder."""
    return _NAME.fullmatch(name) is not None


def name_for(sheet: AnswerSheet) -> str:
    """The name a new sheet would have: audit, company and date."""
    plain = unicodedata.normalize("NFKD", sheet.company.translate(_GERMAN)).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:40].strip("-")
    return "-".join(part for part in (sheet.audit, words, re.sub(r"[^0-9-]", "", sheet.date)) if part)


def numbered(name: str) -> Iterator[str]:
    """The name itself, then with 2, 3 and so on."""
    yield name
    yield from (f"{name}-{number}" for number in range(2, 10_000))


def beside(file: Path) -> list[Path]:
    """What lies beside a sheet and belongs to it."""
    return [part for ending in (FORM, UNDO, EVIDENCE) if (part := file.with_suffix(ending)).exists()]
