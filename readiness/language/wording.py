"""What the catalogue says about the ids in a result: questions, answers, rules, recommendations, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from readiness import catalog
from readiness.language.law_numbers import worded, worded_provisions
from readiness.language.texts import Texts
from readiness.law import Citation, Law, Rule, load_citations, load_law

_STATES = ("unknown", "not_applicable")


@dataclass(frozen=True, slots=True)
class Wording:
    """Names and sentences of one audit in one language; an id of an earlier edition never breaks a report."""

    texts: Texts
    audit: Mapping[str, Any]
    instrument: Mapping[str, Any]
    law: Law
    items: Mapping[str, Mapping[str, Any]]
    dimensions: Mapping[str, Mapping[str, Any]]
    advice: Mapping[str, Mapping[str, Any]]
    citations: Mapping[str, Citation] = field(repr=False)

    @classmethod
    def of(cls, audit: str, country: str, texts: Texts, on: str) -> Wording:
        """Wording of an audit under the law of a country, its numbers as in force on a day (ISO)."""
        instrument = catalog.load(f"audits/{audit}/instrument.yaml")
        advice = catalog.load(f"audits/{audit}/recommendations.yaml")["recommendations"]
        return cls(
            texts=texts,
            audit=catalog.load(f"audits/{audit}/audit.yaml"),
            instrument=instrument,
            law=worded(load_law(country), on),
            items={i["id"]: i for i in instrument["items"]},
            dimensions={d["id"]: d for d in instrument["dimensions"]},
            advice={r["id"]: r for r in advice},
            citations=worded_provisions(load_citations(), on),
        )

    @property
    def title(self) -> str:
        """Name of the audit."""
        return self.texts.pick(self.audit["title"])

    def dimension(self, name: str) -> str:
        """Name of a field of action."""
        return self.texts.pick(self.dimensions[name]["title"]) if name in self.dimensions else name

    def question(self, item: str) -> str:
        """The question of an item."""
        entry = self.items.get(item)
        return self.texts.pick(entry["question"]) if entry else self.texts.t("report.dimensions.removed")

    def answer(self, item: str, answer: str) -> str:
        """An answer in the words the respondent saw."""
        entry = self.items.get(item)
        if answer in _STATES:
            return _label(catalog.load("common/scales.yaml")["states"], answer, self.texts)
        if entry is None or answer == "":
            return answer
        if "levels" in entry and answer.isdigit() and int(answer) < len(entry["levels"]):
            text = self.texts.pick(entry["levels"][int(answer)])
            return self.texts.t("report.dimensions.level", level=answer, text=text)
        options = [*entry.get("options", ()), *_shared(entry["scale"])]
        if any(o["id"] == answer and "label" in o for o in options):
            return _label([o for o in options if "label" in o], answer, self.texts)
        try:
            value = self.texts.short(float(answer), 2)
        except ValueError:
            return answer
        single = value == self.texts.number(1) and "unit_one" in entry
        unit = self.texts.pick(entry.get("unit_one" if single else "unit"))
        return self.texts.t("report.dimensions.number", value=value, unit=unit).strip()

    def criterion(self, item: str) -> str:
        """What must be true before somebody may say yes; "" where the answer scale needs none."""
        return self.texts.pick(self.items.get(item, {}).get("criterion"))

    def amount(self, row: Any) -> str:
        """The measured value of an item row with its unit."""
        unit = row.unit if isinstance(row.unit, str) else ""
        return "" if pd.isna(row.measured) else self.texts.amount(float(row.measured), unit)

    def rule(self, name: str) -> Rule | None:
        """A rule of law, or None when this edition does not know it."""
        return next((r for r in self.law.all_rules if r.id == name), None)

    def counts_here(self, name: str) -> bool:
        """Whether a legal source is of this law's country or of the Union; sources of another country are not shown."""
        return name not in self.citations or self.citations[name].country in (self.law.country, "eu")

    def provision(self, name: str) -> str:
        """A legal source by its id, as people quote it."""
        return self.texts.pick(self.citations[name].title) if name in self.citations else name

    def action(self, name: str) -> str:
        """The text of a recommendation."""
        entry = self.advice.get(name)
        return self.texts.pick(entry["text"]) if entry else self.texts.t("report.actions.removed", id=name)

    def first_step(self, name: str) -> str:
        """The first step of a recommendation; "" when this edition does not know it."""
        return self.texts.pick(self.advice.get(name, {}).get("first_step"))

    def role(self, name: str) -> str:
        """A role such as management."""
        return _label(catalog.load("common/profile.yaml")["roles"], name, self.texts)

    def evidence_kind(self, name: str) -> str:
        """A kind of evidence such as working times."""
        return self.texts.evidence_kind(name)


def _shared(scale: str) -> tuple[Mapping[str, Any], ...]:
    scales = catalog.load("common/scales.yaml")["scales"]
    return next((tuple(s["options"]) for s in scales if s["id"] == scale), ())


def _label(entries: Any, name: str, texts: Texts) -> str:
    return next((texts.pick(e["label"]) for e in entries if e["id"] == name), name)
