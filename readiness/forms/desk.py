"""Everything a host of the form asks for, whatever the host: state, change, result, report, evidence."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from readiness.errors import ReadinessError
from readiness.forms.drafts import Conflict, Draft, Folder
from readiness.forms.spec import form_spec
from readiness.texts import Texts, languages


class Desk:
    """The sheets of one folder, as the hosts of the form see them.

    Parameters
    ----------
    folder : Folder
        Where the sheets lie.
    country, region : str
        Whose law and holidays apply.
    today : callable
        Gives the day of the audit.
    """

    def __init__(self, folder: Folder, country: str, region: str, today: Callable[[], dt.date]) -> None:
        self.folder, self.country, self.region, self.today = folder, country, region, today
        self._intake: Any = None

    def load(self, name: str) -> dict[str, Any]:
        """Spec and state: all that the first question needs."""
        draft = self.folder.open(name)
        return {"spec": form_spec(draft.sheet.audit), "state": self.state(draft)}

    def state(self, draft: Draft) -> dict[str, Any]:
        """The sheet as the form sees it."""
        sheet, extra = draft.sheet, draft.extra
        return {
            "sheet": draft.id,
            "revision": draft.revision,
            "company": sheet.company,
            "role": sheet.role,
            "date": sheet.date,
            "profile": dict(sheet.profile),
            "answers": {
                key: {"answer": a.answer, "note": a.note, "evidence_note": a.evidence_note}
                for key, a in sheet.answers.items()
            },
            "measured": extra.get("measured", {}),
            "evidence": [{k: e[k] for k in ("id", "kind", "file", "understood")} for e in extra.get("evidence", ())],
            "can_undo": draft.can_undo,
            "saved_at": draft.saved_at.isoformat(timespec="seconds"),
            "mode": extra.get("mode", "full"),
            "earlier_count": len(sheet.earlier),
            "place": dict.fromkeys(languages(), f"{self.folder.path.name}/{draft.id}.yaml"),
        }

    def change(self, name: str, change: Mapping[str, Any], revision: int) -> dict[str, Any]:
        """One change: the new state, or the present one if somebody else was first, or what is wrong with it."""
        try:
            return {"state": self.state(self.folder.change(name, revision, change))}
        except Conflict:
            return {"conflict": True, "state": self.state(self.folder.open(name))}
        except ReadinessError as problem:
            return fault(problem)

    def result(self, name: str) -> dict[str, Any]:
        """The outcome of the sheet with the evidence in use."""
        from readiness.forms.outcome import outcome

        return outcome(self._run(self.folder.open(name)))

    def report(self, name: str, language: str) -> str:
        """The full report as one page."""
        from readiness.report import Report

        return Report.of(self._run(self.folder.open(name)), language).html()

    def answers(self, name: str) -> dict[str, str]:
        """The answer file to take along."""
        from readiness.instrument.sheet_file import to_yaml

        return {"name": f"{name}.yaml", "text": to_yaml(self.folder.open(name).sheet)}

    def look(self, name: str, file: str, content: bytes, options: Mapping[str, Any]) -> dict[str, Any]:
        """Read a file of evidence without using it."""
        from readiness.forms.intake import Intake

        if self._intake is None:
            self._intake = Intake()
            self._waiting = tempfile.TemporaryDirectory(prefix="readiness-")
        audit = self.folder.open(name).sheet.audit
        try:
            return dict(self._intake.look(audit, file, content, options, Path(self._waiting.name)))
        except ReadinessError as problem:
            return fault(problem)

    def use(self, name: str, mark: str) -> dict[str, Any]:
        """Use a file that was looked at; a copy stays beside the sheet until it is dropped."""
        try:
            if self._intake is None:
                from readiness.errors import UsageError

                raise UsageError("evidence_gone")
            entry = self._intake.accept(mark, self.folder.evidence_folder(name))
            draft = self.folder.open(name)
            kept = [e for e in draft.extra.get("evidence", ()) if e["kind"] != entry["kind"]]
            return self._with_evidence(name, [*kept, entry])
        except ReadinessError as problem:
            return fault(problem)

    def drop(self, name: str, mark: str) -> dict[str, Any]:
        """Stop using a file, or forget one that was only looked at; its copy is deleted."""
        if self._intake is not None:
            self._intake.refuse(mark)
        entries = list(self.folder.open(name).extra.get("evidence", ()))
        gone = [e for e in entries if e["id"] == mark]
        if not gone:
            return {"state": self.state(self.folder.open(name))}
        for entry in gone:
            (self.folder.evidence_folder(name) / entry["path"]).unlink(missing_ok=True)
        return self._with_evidence(name, [e for e in entries if e["id"] != mark])

    def _with_evidence(self, name: str, entries: list[dict[str, Any]]) -> dict[str, Any]:
        from readiness.forms.outcome import measured

        figures = measured(self._run(self.folder.open(name), entries)) if entries else {}
        draft = self.folder.keep(name, lambda extra: {**extra, "evidence": entries, "measured": figures})
        return {"state": self.state(draft)}

    def _run(self, draft: Draft, entries: list[dict[str, Any]] | None = None) -> Any:
        from readiness.forms.intake import read_used
        from readiness.forms.outcome import run_sheet

        used = list(draft.extra.get("evidence", ())) if entries is None else entries
        evidence = read_used(used, self.folder.evidence_folder(draft.id))
        return run_sheet(draft.sheet, evidence, self.today(), self.country, self.region)


def fault(problem: ReadinessError) -> dict[str, Any]:
    """An error as the form shows it, in every language."""
    fields = problem.fields
    return {
        "error": {
            "code": problem.code,
            "sentence": {language: Texts(language).error(problem.code, fields) for language in languages()},
        }
    }
