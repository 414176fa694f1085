"""Everything a host of the form asks for, whatever the host: state, change, result, report, evidence."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from readiness.errors import UsageError
from readiness.forms.sheets.folder import Conflict, Draft, Folder
from readiness.forms.spec import form_spec
from readiness.language import languages


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
        return {"spec": form_spec(draft.sheet.audit, self.country), "state": self.state(draft)}

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
            "evidence": [_shown(e) for e in extra.get("evidence", ())],
            "can_undo": draft.can_undo,
            "saved_at": draft.saved_at.isoformat(timespec="seconds"),
            "mode": extra.get("mode", "full"),
            "earlier_count": len(sheet.earlier),
            "place": dict.fromkeys(languages(), f"{self.folder.path.name}/{draft.id}.yaml"),
        }

    def change(self, name: str, change: Any, revision: Any) -> dict[str, Any]:
        """One change: the new state, or the present one if somebody else was first.

        Raises
        ------
        ReadinessError
            What is wrong with the change; the sheet is as it was.
        """
        if not isinstance(change, Mapping) or not isinstance(revision, int):
            raise UsageError("bad_change", found=[type(change).__name__, type(revision).__name__])
        try:
            draft = self.folder.change(name, revision, change)
        except Conflict:
            return {"conflict": True, "state": self.state(self.folder.open(name))}
        used = self._used(draft)
        if used and _region(draft) != draft.extra.get("region", ""):
            return self._with_evidence(name, used, used)  # other public holidays, other figures
        return {"state": self.state(draft)}

    def result(self, name: str) -> dict[str, Any]:
        """The outcome of the sheet with the evidence in use."""
        from readiness.forms.form_result import outcome

        return outcome(self._run(self.folder.open(name)))

    def report(self, name: str, language: str) -> str:
        """The full report as one page."""
        from readiness.reports.report import Report

        return Report.of(self._run(self.folder.open(name)), language).html()

    def answers(self, name: str) -> dict[str, str]:
        """The answer file to take along."""
        from readiness.instrument.sheet_file import to_yaml

        return {"name": f"{name}.yaml", "text": to_yaml(self.folder.open(name).sheet)}

    def look(self, name: str, file: str, content: bytes, options: Mapping[str, Any]) -> dict[str, Any]:
        """Read a file of evidence without using it.

        Raises
        ------
        ReadinessError
            Why it cannot be read.
        """
        from readiness.forms.intake import Intake

        if self._intake is None:
            self._intake = Intake()
            self._waiting = tempfile.TemporaryDirectory(prefix="readiness-")
        audit = self.folder.open(name).sheet.audit
        return dict(self._intake.look(audit, file, content, options, Path(self._waiting.name)))

    def use(self, name: str, mark: str) -> dict[str, Any]:
        """Use a file that was looked at; a copy stays beside the sheet until it is dropped."""
        if self._intake is None:
            raise UsageError("evidence_gone")
        before = self._used(self.folder.open(name))
        entry = self._intake.accept(mark, self.folder.evidence_folder(name))
        return self._with_evidence(name, before, [*(e for e in before if e["kind"] != entry["kind"]), entry])

    def drop(self, name: str, mark: str) -> dict[str, Any]:
        """Stop using a file, or forget one that was only looked at; its copy is deleted."""
        if self._intake is not None:
            self._intake.refuse(mark)
        draft = self.folder.open(name)
        before = self._used(draft)
        after = [e for e in before if e["id"] != mark]
        return self._with_evidence(name, before, after) if after != before else {"state": self.state(draft)}

    def _with_evidence(self, name: str, before: list[Any], after: list[Any]) -> dict[str, Any]:
        """The sheet with other evidence; whatever happens, no copy stays that is not in use."""
        from readiness.forms.form_result import answers_of, measured

        def exchange(extra: Mapping[str, Any]) -> Mapping[str, Any]:
            if list(extra.get("evidence", ())) != before:
                raise Conflict
            return {**extra, "evidence": after, "measured": figures, "region": place}

        try:
            draft = self.folder.open(name)
            # Figures of all questions, whatever is asked; only the place of the company changes them.
            place = _region(draft)
            profile = {"region": place} if place else {}
            plain = replace(draft, sheet=replace(draft.sheet, profile=profile, answers={}))
            figures: Mapping[str, Any] = {}
            if after:
                result = self._run(plain, after)
                figures = measured(result)
                after = [{**e, "answers": answers_of(result, e["kind"])} for e in after]
            return {"state": self.state(self.folder.keep(name, exchange))}
        except Conflict:
            return {"conflict": True, "state": self.state(self.folder.open(name))}
        finally:
            self._tidy(name)

    def _tidy(self, name: str) -> None:
        place = self.folder.evidence_folder(name)
        used = {e["id"] for e in self._used(self.folder.open(name))}
        for copy in place.glob("*"):
            if copy.name not in used:
                shutil.rmtree(copy)

    @staticmethod
    def _used(draft: Draft) -> list[Any]:
        return list(draft.extra.get("evidence", ()))

    def _run(self, draft: Draft, entries: list[dict[str, Any]] | None = None) -> Any:
        from readiness.forms.form_result import run_sheet
        from readiness.forms.intake import read_used

        used = self._used(draft) if entries is None else entries
        evidence = read_used(used, self.folder.evidence_folder(draft.id))
        return run_sheet(draft.sheet, evidence, self.today(), self.country, self.region)


def _region(draft: Draft) -> str:
    return str(draft.sheet.profile.get("region") or "")


def _shown(entry: Mapping[str, Any]) -> dict[str, Any]:
    """A file in use as the form shows it: what was understood, and which questions it answers."""
    facts = [*entry["understood"]["facts"], *([entry["answers"]] if "answers" in entry else [])]
    return {**{k: entry[k] for k in ("id", "kind", "file")}, "understood": {"facts": facts}}
