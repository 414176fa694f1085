"""How a number came about: the items, their weights, what was left out and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from readiness import catalog
from readiness.errors import UnknownName, UsageError
from readiness.law import weakest
from readiness.result import Result

COLUMNS = [
    "id",
    "dimension",
    "state",
    "reason",
    "source",
    "answer",
    "attained",
    "weight",
    "share",
    "contribution",
    "must",
]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The parts of a score: one row per item; the contributions add up to the value before a cap."""

    of: str
    value: float | None
    uncapped: float | None
    capped_by: tuple[str, ...]
    items: pd.DataFrame

    def left_out(self) -> pd.DataFrame:
        """Items that do not count, with the reason: unanswered, unknown, profile, respondent or profile_missing."""
        return self.items[self.items["state"] != "answered"][["id", "dimension", "state", "reason"]]

    def _repr_html_(self) -> str:
        return self.items.to_html(index=False, na_rep="", float_format=lambda v: f"{v:.2f}")


def explain(result: Result, part: str = "") -> Explanation:
    """Show how a score came about.

    Parameters
    ----------
    result : Result
        The result of an audit.
    part : str
        Nothing for the whole audit, or the id of a dimension.

    Returns
    -------
    Explanation
        ``items`` has one row per item: ``share`` is its share of the score (all shares add up to 1), ``contribution``
        is share times attained points; the contributions add up to ``uncapped``.

    Raises
    ------
    UnknownName
        ``unknown_dimension`` with the nearest ids.
    """
    items = result.items
    if part:
        known = list(dict.fromkeys(items["dimension"]))
        if part not in known:
            raise UnknownName("unknown_dimension", part, known, audit=result.audit)
        items = items[items["dimension"] == part]
    counts = items["state"] == "answered"
    weight = items["weight"].where(counts, 0.0)
    in_dimension = weight / weight.groupby(items["dimension"]).transform("sum").replace(0, float("nan"))
    answered = items["dimension"].map(counts.groupby(items["dimension"]).any())
    by_dimension = items["dimension_weight"].where(answered, 0.0)
    total = by_dimension.groupby(items["dimension"]).first().sum()
    share = (in_dimension * by_dimension / total).fillna(0.0) if total else in_dimension * 0.0
    table = items.assign(share=share, contribution=(share * items["attained"]).where(counts))
    value = result.score.value if not part else next(d.value for d in result.score.dimensions if d.id == part)
    uncapped = None if not counts.any() else float(table["contribution"].sum())
    capped = () if part else result.score.capped_by
    return Explanation(part or result.audit, value, uncapped, capped, table[COLUMNS].reset_index(drop=True))


def describe(name: str) -> Mapping[str, Any]:
    """What the catalogue says about an id: an item, a rule, a recommendation, a comparison figure or an audit.

    Raises
    ------
    UnknownName
        ``unknown_id`` with the nearest ids.
    """
    found: dict[str, Mapping[str, Any]] = {}
    for audit in catalog.ids("audits"):
        found[audit] = {"kind": "audit", **catalog.load(f"audits/{audit}/audit.yaml")}
        for item in catalog.load(f"audits/{audit}/instrument.yaml")["items"]:
            found[item["id"]] = {"kind": "item", "audit": audit, **item}
        for entry in catalog.load(f"audits/{audit}/recommendations.yaml")["recommendations"]:
            found[entry["id"]] = {"kind": "recommendation", "audit": audit, **entry}
    for country in catalog.ids("laws"):
        for file in sorted(catalog.folder("laws", country).glob("*/rules.yaml")):
            place = f"laws/{country}/{file.parent.name}"
            marks = {p["id"]: p["mark"] for p in catalog.load(f"{place}/parameters.yaml")["parameters"]}
            for rule in catalog.load(f"{place}/rules.yaml")["rules"]:
                # Areas of one country share their numbers; those of another file are marked there.
                mark = weakest([rule["mark"], *(marks.get(n, "T") for n in rule["parameters"].values())])
                found[rule["id"]] = {**rule, "check": rule["kind"], "kind": "rule", "country": country, "mark": mark}
        for entry in catalog.load(f"laws/{country}/citations.yaml")["citations"]:
            found[entry["id"]] = {"kind": "law", "country": country, **entry}
    if not name:
        raise UsageError("id_missing")
    if name not in found:
        raise UnknownName("unknown_id", name, list(found))
    return found[name]
