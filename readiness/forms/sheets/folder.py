"""Answer sheets in a folder: the file on disk is the truth, every answer is written at once, and nothing is lost.

A sheet is one YAML file that people can read. Beside it lie what the form alone needs to know (``.form.json``) and the
earlier versions that undo goes back to (``.undo``).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from readiness.errors import AnswerError, ReadinessError, UsageError, cause_of
from readiness.forms.sheets import names
from readiness.forms.sheets.changes import changed
from readiness.forms.sheets.recycle_bin import RecycleBin
from readiness.forms.sheets.versions import Versions
from readiness.instrument import AnswerSheet, load_instrument, parse_answers, read_answers
from readiness.instrument.sheet_file import to_yaml, write_whole

#: Seconds to wait for another program that is writing the same sheet.
PATIENCE = 10.0


class Conflict(Exception):
    """The sheet was changed elsewhere since it was shown."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One sheet as it stands on disk; `revision` changes with every byte of it, whoever wrote it."""

    id: str
    sheet: AnswerSheet
    extra: Mapping[str, Any]
    revision: int
    saved_at: dt.datetime
    can_undo: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list of sheets; `problem` says why a file cannot be opened."""

    id: str
    audit: str = ""
    company: str = ""
    role: str = ""
    saved_at: dt.datetime | None = None
    answered: int = 0
    asked: int = 0
    problem: ReadinessError | None = None


class Folder:
    """Answer sheets of one folder."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)

    def prepare(self) -> None:
        """Make the folder and see whether it can be written to.

        Raises
        ------
        UsageError
            ``folder_not_writable`` with the reason.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            probe = self.path / ".write-test"
            probe.write_bytes(b"")
            probe.unlink()
        except OSError as problem:
            raise UsageError("folder_not_writable", folder=str(self.path), **cause_of(problem)) from None

    def rows(self) -> list[Row]:
        """All sheets, the one changed last first."""
        rows = [self._row(file) for file in self.path.glob("*.yaml") if not file.name.startswith(".")]
        return sorted(rows, key=lambda row: (row.saved_at or dt.datetime.min, row.id), reverse=True)

    def _row(self, file: Path) -> Row:
        saved = dt.datetime.fromtimestamp(file.stat().st_mtime)
        try:
            if not names.usable(file.stem):
                raise UsageError("sheet_name_not_usable", name=file.name[:60])
            sheet = read_answers(file)
        except ReadinessError as problem:
            return Row(file.stem, saved_at=saved, problem=problem)
        answered, asked = sheet.progress(load_instrument(sheet.audit))
        return Row(file.stem, sheet.audit, sheet.company, sheet.role, saved, answered, asked)

    def create(self, audit: str, date: str, company: str = "", role: str = "") -> str:
        """A new, empty sheet; its id comes from audit, company and date."""
        instrument = load_instrument(audit)
        sheet = AnswerSheet(audit, instrument.edition, company=company, role=role, date=date)
        return self._place(sheet, to_yaml(sheet))

    def resume(self, name: str, audit: str, date: str, company: str = "") -> str:
        """A sheet by its file name, made if it does not exist.

        Raises
        ------
        UsageError
            ``sheet_name_not_usable``.
        AnswerError
            ``sheet_other_audit``, or what is wrong with the file.
        """
        if not names.usable(name):
            raise UsageError("sheet_name_not_usable", name=name[:60])
        with self._locked(name):
            if not self._file(name).exists():
                sheet = AnswerSheet(audit, load_instrument(audit).edition, company=company, date=date)
                write_whole(self._file(name), to_yaml(sheet).encode("utf-8"))
        found = self.open(name).sheet.audit
        if found != audit:
            raise AnswerError("sheet_other_audit", found=found, wanted=audit)
        return name

    def add(self, content: bytes, name: str) -> str:
        """Take over an answer file; it gets a file of its own, nothing is overwritten.

        Raises
        ------
        AnswerError
            What is wrong with the file, all faults together.
        """
        sheet = parse_answers(_text(content, name), name)
        return self._place(sheet, to_yaml(sheet))

    def _place(self, sheet: AnswerSheet, text: str) -> str:
        for name in names.numbered(names.name_for(sheet)):
            with self._locked(name):
                if not self._taken(name):
                    write_whole(self._file(name), text.encode("utf-8"))
                    return name
        raise UsageError("too_many_sheets", folder=str(self.path))

    def open(self, name: str) -> Draft:
        """Read a sheet.

        Raises
        ------
        UsageError
            ``sheet_not_found``, ``file_missing`` with the reason.
        AnswerError
            What is wrong with the file.
        """
        file = self._file(name)
        try:
            text, saved = file.read_bytes(), dt.datetime.fromtimestamp(file.stat().st_mtime)
        except FileNotFoundError:
            raise UsageError("sheet_not_found", name=name, folder=str(self.path)) from None
        except OSError as problem:
            raise UsageError("file_missing", file=file.name, **cause_of(problem)) from None
        return self._draft(name, text, saved)

    def _draft(self, name: str, text: bytes, saved: dt.datetime) -> Draft:
        sheet = parse_answers(_text(text, f"{name}.yaml"), f"{name}.yaml")
        extra = self._extra(name)
        mark = hashlib.sha256(text + json.dumps(extra, sort_keys=True).encode()).digest()
        can_undo = self._versions(name).differs_from(to_yaml(sheet))
        return Draft(name, sheet, extra, int.from_bytes(mark[:6], "big"), saved, can_undo)

    def change(self, name: str, revision: int, change: Mapping[str, Any]) -> Draft:
        """Apply one change and write it to disk before returning.

        Raises
        ------
        Conflict
            The sheet is not the one the change was made on.
        AnswerError, UsageError
            The change is not valid; the sheet stays as it is.
        """
        with self._locked(name):
            draft = self.open(name)
            if draft.revision != revision:
                raise Conflict
            if change.get("undo"):
                self._versions(name).back_to_last(self._file(name), to_yaml(draft.sheet))
            elif "mode" in change:
                self._write_extra(name, {**draft.extra, "mode": "quick" if change["mode"] == "quick" else "full"})
            else:
                self._write(name, draft.sheet, changed(draft.sheet, change))
            return self.open(name)

    def keep(self, name: str, edit: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> Draft:
        """Change what the form alone needs to know, such as the evidence in use."""
        with self._locked(name):
            self._write_extra(name, edit(self.open(name).extra))
            return self.open(name)

    def delete(self, name: str) -> str:
        """Move a sheet with all that belongs to it aside; returns where it lies, for `restore`."""
        with self._locked(name):
            file = self._file(name)
            if not file.is_file():
                raise UsageError("sheet_not_found", name=name, folder=str(self.path))
            return RecycleBin(self.path).put(file)

    def restore(self, place: str) -> str:
        """Bring back a sheet that was moved aside; under a new name if the old one is taken by now.

        Raises
        ------
        UsageError
            ``sheet_not_found``.
        """
        file = RecycleBin(self.path).find(place)
        if file is None:
            raise UsageError("sheet_not_found", name=place[:60], folder=str(self.path))
        for name in names.numbered(file.stem):
            with self._locked(name):
                if not self._taken(name):
                    RecycleBin.take_out(file, self._file(name))
                    return name
        raise UsageError("too_many_sheets", folder=str(self.path))

    def _taken(self, name: str) -> bool:
        return self._file(name).exists() or bool(names.beside(self._file(name)))

    def evidence_folder(self, name: str) -> Path:
        """Where copies of the evidence in use lie."""
        return self._file(name).with_suffix(names.EVIDENCE)

    def _write(self, name: str, before: AnswerSheet, after: AnswerSheet) -> None:
        file, old, new = self._file(name), to_yaml(before), to_yaml(after)
        if new == old:
            return
        parse_answers(new, file.name)  # what could not be read back is never written
        if (on_disk := file.read_bytes()) != old.encode("utf-8"):
            self._versions(name).keep_original(on_disk)  # comments, another order: written by a person
        self._versions(name).remember(old)
        write_whole(file, new.encode("utf-8"))

    def _versions(self, name: str) -> Versions:
        return Versions(self._file(name).with_suffix(names.UNDO))

    def _extra(self, name: str) -> Mapping[str, Any]:
        try:
            found = json.loads(self._file(name).with_suffix(names.FORM).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _write_extra(self, name: str, extra: Mapping[str, Any]) -> None:
        text = json.dumps(extra, ensure_ascii=False, indent=1)
        write_whole(self._file(name).with_suffix(names.FORM), text.encode("utf-8"))

    def _file(self, name: str) -> Path:
        if not names.usable(name):
            raise UsageError("sheet_not_found", name=name[:60], folder=str(self.path))
        return self.path / f"{name}.yaml"

    @contextmanager
    def _locked(self, name: str) -> Iterator[None]:
        """One change at a time, also between processes."""
        from filelock import FileLock, Timeout

        folder = str(self.path)
        try:
            with FileLock(self._file(name).with_suffix(".lock"), timeout=PATIENCE):
                yield
        except Timeout:
            raise UsageError("sheet_busy", name=name, folder=folder) from None
        except OSError as problem:
            raise UsageError("sheet_not_written", name=name, folder=folder, **cause_of(problem)) from None


def _text(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        raise AnswerError("file_not_utf8", file=name, line=line) from None
