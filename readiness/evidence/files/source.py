"""Source: the bytes of a user's file become text or a workbook, or a clear reason why they cannot."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from readiness.errors import EvidenceError, cause_of

#: Larger files are refused instead of filling the memory.
LARGEST = 200 * 1024 * 1024
#: Lists inside other structures are held in memory as a whole, so their files have to be smaller.
LARGEST_PARSED = {"json": 25 * 1024 * 1024, "calendar": 10 * 1024 * 1024}
_ZIP = b"PK\x03\x04"
_MAGIC = (
    (b"\xd0\xcf\x11\xe0", "Excel/Office"),
    (b"%PDF", "PDF"),
    (b"\x1f\x8b", "ZIP"),
    (b"7z\xbc\xaf", "ZIP"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Source:
    """A user's file as text, with the digest of its bytes.

    `shape` is "table" (separated text), "json", "calendar" or "workbook"; a workbook has no text but its bytes (`raw`).
    """

    file: str
    digest: str
    salt: bytes
    text: str
    encoding: str
    guessed: bool
    shape: str = "table"
    raw: bytes = b""


def read_source(path: Path | str, largest: int = LARGEST) -> Source:
    """Read a file and find out its shape and encoding.

    A byte-order mark decides; otherwise UTF-8, and Windows-1252 where the bytes are not UTF-8 (then `guessed`).

    Raises
    ------
    EvidenceError
        ``file_missing``, ``file_too_large``, ``file_empty``, or ``file_not_table`` with `found` saying what it is.
    """
    path = Path(path)
    try:
        size = path.stat().st_size
        if size > largest:
            raise EvidenceError("file_too_large", file=path.name, megabytes=size // 2**20, limit=largest // 2**20)
        raw = path.read_bytes()
    except (OSError, ValueError) as problem:
        raise EvidenceError("file_missing", file=path.name, **cause_of(problem)) from None
    # Not the digest itself: it is printed in reports, and whoever knows it could test names against pseudonyms.
    salt = hashlib.blake2b(raw, person=b"pseudonyms").digest()
    digest = hashlib.sha256(raw).hexdigest()
    if raw.startswith(_ZIP):
        return Source(path.name, digest, salt, "", "", False, "workbook", raw)
    text, encoding, guessed = _decode(raw, path.name)
    shape = _shape(text, path.name)
    most = LARGEST_PARSED.get(shape, largest)
    if len(raw) > most:
        raise EvidenceError("file_too_large", file=path.name, megabytes=len(raw) // 2**20, limit=most // 2**20)
    return Source(path.name, digest, salt, text, encoding, guessed, shape)


def _decode(raw: bytes, file: str) -> tuple[str, str, bool]:
    if not raw.strip():
        raise EvidenceError("file_empty", file=file)
    for start, found in _MAGIC:
        if raw.startswith(start):
            raise EvidenceError("file_not_table", file=file, found=found)
    marked = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
    for mark, encoding in marked.items():
        if raw.startswith(mark):
            try:
                return raw.decode(encoding), encoding, False
            except UnicodeDecodeError:
                raise EvidenceError("file_not_table", file=file, found="binary") from None
    for encoding in ("utf-8", "cp1252"):
        try:
            return raw.decode(encoding), encoding, encoding == "cp1252"
        except UnicodeDecodeError:
            continue
    raise EvidenceError("file_not_table", file=file, found="binary")


def _shape(text: str, file: str) -> str:
    if _CONTROL.search(text):
        raise EvidenceError("file_not_table", file=file, found="binary")
    start = text[:1_000].lstrip("\ufeff \t\r\n") or text.lstrip("\ufeff \t\r\n")
    if not start:
        raise EvidenceError("file_empty", file=file)
    if start[0] == "<":
        raise EvidenceError("file_not_table", file=file, found="HTML")
    if start[0] in "{[":
        return "json"
    return "calendar" if start[:15].upper() == "BEGIN:VCALENDAR" else "table"
