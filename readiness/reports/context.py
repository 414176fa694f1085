"""What every section of an audit report starts from: the result, its wording, its scheme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from readiness import catalog
from readiness.language.texts import Texts
from readiness.language.wording import Wording
from readiness.privacy.suppression import suppress, too_small
from readiness.recommend import Action
from readiness.result import Result
from readiness.scoring import Scheme, load_scheme


@dataclass(frozen=True, slots=True)
class Page:
    """One result with all that is needed to put it into words."""

    result: Result
    texts: Texts
    wording: Wording
    scheme: Scheme

    @classmethod
    def of(cls, result: Result, texts: Texts) -> Page:
        """A page for one result."""
        country = result.company.get("country") or "de"
        wording = Wording.of(result.audit, country, texts, result.last_day)
        return cls(result, texts, wording, load_scheme(result.score.scheme))

    def t(self, key: str, **fields: Any) -> str:
        """A text of the report."""
        return self.texts.t(f"report.{key}", **fields)

    @property
    def company(self) -> str:
        """Name of the company, or words that say that it is missing."""
        return str(self.result.company.get("name") or "") or self.t("company_unknown")

    @property
    def short_title(self) -> str:
        """Short name of the audit."""
        return self.texts.pick(self.wording.audit["short"])

    @property
    def order(self) -> int:
        """Where the audit stands among the others."""
        return int(self.wording.audit.get("order", 0))

    @property
    def band(self) -> str:
        """Name of the band of the score; "" without a score."""
        return self.band_name(self.result.score.band)

    def band_name(self, band: str) -> str:
        """A band in words."""
        labels = {b["id"]: b.get("label") for b in (self.scheme.settings or {}).get("bands", ())}
        return self.texts.pick(labels.get(band)) if band else ""

    @property
    def band_starts(self) -> tuple[float, ...]:
        """Where bands begin on the scale, without the first."""
        return tuple(b.start for b in self.scheme.bands if b.start > 0)

    def bands(self) -> str:
        """All bands with their starts, in one line."""
        return ", ".join(
            self.t("method.band", band=self.band_name(b.id), start=self.texts.number(b.start))
            for b in self.scheme.bands
        )

    def points(self, value: float | None) -> str:
        """Points for print."""
        return self.texts.number(value)

    def item(self, name: str) -> Any:
        """The row of one item, or None."""
        found = self.result.items[self.result.items["id"] == name]
        return None if found.empty else next(found.itertuples(index=False))

    def given(self, row: Any) -> str:
        """What an item rests on in words: the measured value or the answer."""
        if row.source == "evidence" and not pd.isna(row.measured):
            return self.t("summary.duty_measured", measured=self.wording.amount(row))
        return self.t("summary.duty_answer", answer=self.wording.answer(row.id, row.answer))

    def rules(self) -> pd.DataFrame:
        """The rule tally without numbers of persons that point at somebody."""
        tally = self.result.findings.tally
        shown = suppress(tally, self.scheme.min_group)
        return shown.assign(persons=tally["subjects_failed"])

    def failed_of(self, row: Any) -> str:
        """How many of the cases checked failed; a share below one percent with a decimal."""
        share = row.failed / row.checked if row.checked else None
        return self.texts.counted(
            "report.summary.breach_count",
            int(row.checked),
            failed=self.texts.number(row.failed),
            share=self.texts.percent(share, 0 if share is None or share >= 0.01 else 1),
        )

    def persons(self, row: Any) -> str:
        """How many persons a rule affects, suppressed for small groups."""
        if pd.isna(row.persons):
            return "–"
        if not pd.isna(row.subjects_failed):
            return self.t(
                "findings.persons_of",
                failed=self.texts.number(int(row.persons)),
                total=self.texts.number(int(row.subjects)),
            )
        group = self.scheme.min_group
        return (
            self.t("findings.under", limit=str(group)) if too_small(row.persons, group) else self.t("findings.hidden")
        )

    @property
    def smallest_group(self) -> str:
        """How many persons a group of the views needs to be shown."""
        return str(self.result.views["min_group"])

    @property
    def too_few(self) -> str:
        """What stands where a group is too small to be shown."""
        return self.t("pictures.few", group=self.smallest_group)

    def rule_title(self, name: str, citation: str = "") -> str:
        """Name of a rule."""
        rule = self.wording.rule(name)
        return self.texts.pick(rule.title) if rule else citation or name

    def citation(self, name: str, official: str) -> str:
        """How a rule is quoted in the language of the report."""
        rule = self.wording.rule(name)
        return self.texts.pick(rule.citation) if rule else official

    def effort(self, action: Action) -> str:
        """Effort in hours, or in days where it is whole days."""
        per_day = float((self.scheme.settings or {}).get("hours_per_day", 8))
        hours = action.effort_hours
        whole = hours >= per_day and hours % per_day == 0
        count, unit = (hours / per_day, "days") if whole else (hours, "hours")
        form = "one" if count == 1 else "many"
        return self.texts.t(f"labels.effort.{unit}.{form}", count=self.texts.short(count))

    def laws(self, names: Any) -> str:
        """Legal sources by id that count in this country, in one line."""
        return ", ".join(self.wording.provision(n) for n in names if self.wording.counts_here(n))

    def disclaimer(self) -> str:
        """The sentence that no report is without."""
        return self.texts.pick(catalog.edition()["disclaimer"])
