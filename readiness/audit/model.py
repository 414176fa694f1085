"""An audit: questions, rules, scheme and recommendations; `Audit.run` is the whole way from answers to result."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from readiness import catalog
from readiness.analysis.model import QUESTIONS_ONLY, Analysis, Setting
from readiness.analysis.registry import ANALYSES
from readiness.audit.tally import evidence_summary, gaps, item_tally, to_clarify
from readiness.errors import AnswerError, UnknownName, UsageError
from readiness.evidence import Evidence
from readiness.instrument import AnswerSheet, Instrument, load_instrument
from readiness.instrument.sheet_file import to_yaml
from readiness.law import Law, checked_scope, load_law
from readiness.recommend import Recommendations, load_recommendations, recommend, review_dates
from readiness.result import Result
from readiness.scoring import Scheme, load_scheme, score
from readiness.units import parse_day
from readiness.version import __version__


@dataclass(frozen=True, slots=True)
class Audit:
    """What belongs together in one audit, under the law of one country and region."""

    id: str
    instrument: Instrument
    scheme: Scheme
    recommendations: Recommendations
    #: Evidence kinds it accepts.
    kinds: tuple[str, ...]
    law: Law
    region: str = ""
    #: What it makes of evidence.
    analysis: Analysis = QUESTIONS_ONLY

    @property
    def checked_kinds(self) -> tuple[str, ...]:
        """Evidence kinds whose rows are checked against law."""
        return (self.analysis.check.kind,) if self.analysis.check else ()

    def with_law(self, law: Law) -> Audit:
        """The same audit under another law or agreement."""
        return replace(self, law=law)

    def run(
        self,
        answers: AnswerSheet | None = None,
        evidence: Iterable[Evidence] = (),
        on: str | dt.date = "",
        scope: Mapping[str, Any] | None = None,
    ) -> Result:
        """Run the audit: check the evidence, score, recommend.

        Parameters
        ----------
        answers : AnswerSheet, optional
            May be partial or missing; open items widen the interval.
        evidence : iterable of Evidence
            Tables read by `readiness.read_evidence`.
        on : str or date
            Day of the audit, such as ``2026-03-31``.
        scope : mapping, optional
            What the records cannot say: ``sector``, ``exemption``, ``executive``, ``shift_operation`` and so on; see
            `readiness.law.scope_keys` or `readiness list scope`.

        Returns
        -------
        Result
            The same input gives the same bytes.

        Raises
        ------
        UsageError
            ``bad_date``, ``evidence_not_used`` (this audit has no use for a kind), ``evidence_twice``,
            ``evidence_not_linked`` (tables of persons that have nobody in common), ``scope_wrong_value``.
        UnknownName
            ``unknown_scope_key``, ``unknown_scope_word``, ``unknown_region``.
        AnswerError
            ``sheet_other_audit`` when the sheet belongs to another audit.
        """
        day, facts = parse_day(on), checked_scope(scope, self.law)
        tables = tuple(evidence)
        sheet = self._sheet(answers)
        self._fits(tables)
        region = self._region(sheet)
        frames = {e.kind: e.frame for e in tables}
        setting = Setting(self.law, {"region": region, **facts}, day, self.scheme.min_group)
        findings = self.analysis.findings(frames, setting)
        wanted = [(link.kind, link.metric) for item in self.instrument.items for link in item.evidence]
        tally = item_tally(self.instrument, sheet, self.analysis.measure(wanted, frames, findings, setting))
        scheme_settings = self.scheme.settings or {}
        return Result(
            audit=self.id,
            edition=self.instrument.edition,
            on=day,
            company={
                "name": sheet.company,
                "role": sheet.role,
                "answered_on": sheet.date,
                "profile": dict(sheet.profile),
                "country": self.law.country,
                "region": region,
                "scope": facts,
            },
            score=score(tally, self.scheme),
            items=tally,
            findings=findings,
            actions=recommend(self.recommendations, tally, findings.tally, scheme_settings["impact"]),
            gaps=gaps(tally, self.scheme.evidence_gap),
            clarify=to_clarify(tally),
            evidence=evidence_summary(tables),
            reviews=review_dates(day, scheme_settings["reviews"]),
            provenance=self._provenance(answers),
            notices=tuple({"code": n.code, **n.fields} for n in sheet.notices),
            views=self.analysis.pictured(frames, setting, findings),
        )

    def _sheet(self, answers: AnswerSheet | None) -> AnswerSheet:
        if answers is None:
            return AnswerSheet(self.id, self.instrument.edition)
        if answers.audit != self.id:
            raise AnswerError("sheet_other_audit", found=answers.audit, wanted=self.id)
        return answers

    def _region(self, sheet: AnswerSheet) -> str:
        """Whose holidays apply: the region of the audit, else that of the company if this law knows it."""
        stated = str(sheet.profile.get("region") or "")
        return self.region or (stated if stated in self.law.regions() else "")

    def _fits(self, tables: tuple[Evidence, ...]) -> None:
        kinds = [e.kind for e in tables]
        for kind in kinds:
            if kind not in self.kinds:
                raise UsageError("evidence_not_used", kind=kind, audit=self.id, known=list(self.kinds))
            if kinds.count(kind) > 1:
                raise UsageError("evidence_twice", kind=kind, audit=self.id)
        frames, files = {e.kind: e.frame for e in tables}, {e.kind: e.provenance["file"] for e in tables}
        for kind in kinds:
            for link in self.analysis.links:
                if link.kind == kind and link.broken(frames):
                    raise UsageError("evidence_not_linked", file=files[kind], other=files[link.to])

    def _provenance(self, answers: AnswerSheet | None) -> dict[str, Any]:
        return {
            "answers_digest": "" if answers is None else hashlib.sha256(to_yaml(answers).encode()).hexdigest(),
            "package": __version__,
            "catalogue_edition": catalog.edition()["edition"],
            "catalogue_digest": catalog.digest(),
            "content_as_of": catalog.edition()["content_as_of"],
            "scheme": self.scheme.id,
            "law": {
                "country": self.law.country,
                "edition": self.law.edition,
                "as_of": self.law.as_of,
                "oldest_look": self.law.oldest_look,
            },
        }


def load_audit(name: str, country: str = "de", region: str = "") -> Audit:
    """Load an audit from the catalogue.

    Parameters
    ----------
    name : str
        For example ``it_security``; `readiness list audits` shows all.
    country : str
        Country whose law applies.
    region : str
        State of the place of work, such as ``NW``; without it only nation-wide holidays are known.

    Raises
    ------
    UnknownName
        ``unknown_audits``, ``unknown_laws``, ``unknown_analysis`` or ``unknown_metric``.
    """
    return _loaded(name, country, region, catalog.roots())


@lru_cache(maxsize=32)
def _loaded(name: str, country: str, region: str, _roots: tuple[Path, ...]) -> Audit:
    """One audit as these data folders have it: an overlay may hold another one of the same name."""
    data = catalog.load(f"audits/{name}/audit.yaml")
    instrument = load_instrument(name)
    analysis = ANALYSES.named(data.get("analysis", ""))
    for item in instrument.items:
        for link in item.evidence:
            if link.metric not in (known := analysis.figures(link.kind)):
                raise UnknownName("unknown_metric", link.metric, sorted(known), item=item.id)
    return Audit(
        id=data["id"],
        instrument=instrument,
        scheme=load_scheme(data["scheme"]),
        recommendations=load_recommendations(name),
        kinds=tuple(data["evidence"]),
        law=load_law(country),
        region=region,
        analysis=analysis,
    )
