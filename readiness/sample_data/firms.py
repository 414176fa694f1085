"""Sample firms: synthetic companies with answers and records, for trying things out, teaching and tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from readiness import catalog
from readiness.audit import load_audit
from readiness.errors import UnknownName
from readiness.evidence import Evidence, read_evidence
from readiness.instrument import AnswerSheet, load_instrument, read_answers
from readiness.result import Result
from readiness.units import parse_day


@dataclass(frozen=True, slots=True)
class Sample:
    """One synthetic firm: who it is, where it works, on which day it was audited, and which files it brings."""

    id: str
    title: Mapping[str, str]
    about: Mapping[str, str]
    company: str
    country: str
    region: str
    #: Day of the audits.
    on: dt.date
    #: What it brings to each audit, in the order of the file: answers, evidence, scope.
    entries: Mapping[str, Mapping[str, Any]]

    def audits(self) -> list[str]:
        """Ids of the audits that the firm has files for."""
        return list(self.entries)

    def answers(self, audit: str) -> AnswerSheet:
        """The firm's answer sheet for an audit; an empty one where it brings none.

        Raises
        ------
        UnknownName
            ``unknown_sample_audit`` when the firm has no files for this audit.
        """
        file = self._entry(audit).get("answers")
        if file is None:
            return AnswerSheet(audit, load_instrument(audit).edition, company=self.company)
        return read_answers(catalog.folder("samples", self.id) / file)

    def evidence(self, audit: str) -> list[Evidence]:
        """The firm's records for an audit, read; an empty list where it brings none.

        Raises
        ------
        UnknownName
            ``unknown_sample_audit`` when the firm has no files for this audit.
        """
        folder = catalog.folder("samples", self.id)
        wanted = self._entry(audit).get("evidence", ())
        return [
            read_evidence(e["kind"], folder / e["file"], timezone=e.get("timezone", "Europe/Berlin")) for e in wanted
        ]

    def run(self, audit: str) -> Result:
        """Run one audit with everything the firm brings; the same files give the same bytes.

        Raises
        ------
        UnknownName
            ``unknown_sample_audit`` when the firm has no files for this audit.
        """
        scope = self._entry(audit).get("scope")
        audited = load_audit(audit, country=self.country, region=self.region)
        return audited.run(self.answers(audit), self.evidence(audit), on=self.on, scope=scope)

    def _entry(self, audit: str) -> Mapping[str, Any]:
        if audit not in self.entries:
            raise UnknownName("unknown_sample_audit", audit, self.audits(), sample=self.id)
        return self.entries[audit]


def samples() -> list[str]:
    """Ids of all sample firms; `readiness list samples` says what each one shows."""
    return [name for name in catalog.ids("samples") if (catalog.folder("samples", name) / "sample.yaml").is_file()]


def sample(name: str) -> Sample:
    """Load a sample firm.

    Parameters
    ----------
    name : str
        For example ``musterbau``; `samples` names them all.

    Raises
    ------
    UnknownName
        ``unknown_samples`` with the nearest names.
    """
    if name not in samples():
        raise UnknownName("unknown_samples", name, samples())
    data = catalog.load(f"samples/{name}/sample.yaml")
    return Sample(
        id=data["id"],
        title=data["title"],
        about=data["about"],
        company=data["company"],
        country=data["country"],
        region=data["region"],
        on=parse_day(data["on"]),
        entries={entry["audit"]: entry for entry in data["audits"]},
    )
