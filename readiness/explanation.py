"""How a number came about: the items, their weights, what was left out and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from readiness import catalog
from readiness.errors import UnknownName, UsageError
from readiness.language import DEFAULT, Texts
from readiness.language.law_numbers import worded, worded_provisions
from readiness.language.wording import Wording
from readiness.law import load_citations, load_law, rule_areas, weakest
from readiness.result import Result

#: Columns of `Explanation.items`, in the names that programs use.
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
    "measured",
    "unit",
]
_TABLE = ("question", "dimension", "answer", "basis", "points", "share", "contribution", "id")


@dataclass(frozen=True, slots=True)
class Listing:
    """A table to read in a notebook, in one language and with its texts in full, which a bare frame would cut."""

    frame: pd.DataFrame

    def __len__(self) -> int:
        return len(self.frame)

    def __str__(self) -> str:
        return str(self.frame.to_string(index=False))

    def _repr_html_(self) -> str:
        with pd.option_context("display.max_colwidth", None, "display.max_rows", None):
            plain = str(self.frame.to_html(index=False, border=0, justify="left"))
        # Notebooks align cells to the right, which suits numbers only; texts of cells hold no markup of their own.
        return plain.replace("<td>", '<td style="text-align: left">')


@dataclass(frozen=True, slots=True)
class Explanation:
    """The parts of a score: one row per item; the contributions add up to the value before a cap."""

    of: str
    value: float | None
    uncapped: float | None
    capped_by: tuple[str, ...]
    items: pd.DataFrame
    audit: str
    country: str
    texts: Texts
    #: Last day (ISO) that the evidence is about.
    on: str = field(repr=False)

    def rows(self) -> list[dict[str, Any]]:
        """Every question in words, with what was answered or measured; ``counts`` says whether it has a part."""
        wording = Wording.of(self.audit, self.country, self.texts, self.on)
        return [_in_words(row, wording) for row in self.items.itertuples(index=False)]

    def table(self) -> Listing:
        """Every question with its answer, what it rests on, its points, its share of the score and its part in it."""
        return self._listing(self.rows(), _TABLE)

    def left_out(self) -> Listing:
        """Questions that do not count, and why."""
        rows = [row for row in self.rows() if not row["counts"]]
        return self._listing(rows, ("question", "dimension", "basis", "id"))

    def caps(self) -> list[str]:
        """The duties and risks that hold the score down, as questions."""
        wording = Wording.of(self.audit, self.country, self.texts, self.on)
        return [self.texts.t("explanation.cap", question=wording.question(n), id=n) for n in self.capped_by]

    def _listing(self, rows: list[dict[str, Any]], columns: tuple[str, ...]) -> Listing:
        heads = [self.texts.t(f"explanation.columns.{c}") for c in columns]
        return Listing(pd.DataFrame([[row[c] for c in columns] for row in rows], columns=heads))

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()


def _in_words(row: Any, wording: Wording) -> dict[str, Any]:
    texts = wording.texts
    counts = row.state == "answered"
    answer = wording.amount(row) if row.source == "evidence" else wording.answer(row.id, row.answer)
    return {
        "id": row.id,
        "counts": counts,
        "question": wording.question(row.id),
        "dimension": wording.dimension(row.dimension),
        "answer": answer or "–",
        "basis": texts.t(f"labels.source.{row.source}" if counts else f"labels.left_out.{row.reason}"),
        "points": texts.short(row.attained),
        "share": texts.percent(row.share, 1),
        "contribution": texts.number(row.contribution, 1),
    }


def explain(result: Result, part: str = "", language: str = DEFAULT) -> Explanation:
    """Show how a score came about.

    Parameters
    ----------
    result : Result
        The result of an audit.
    part : str
        Nothing for the whole audit, or the id of a dimension.
    language : str
        Language of the tables to read, such as ``de`` or ``en``.

    Returns
    -------
    Explanation
        Shows itself in a notebook as a table in words. ``items`` is for programs, one row per item: ``share`` is its
        share of the score (all shares add up to 1), ``contribution`` is share times attained points; the contributions
        add up to ``uncapped``.

    Raises
    ------
    UnknownName
        ``unknown_dimension`` with the nearest ids, ``unknown_language``.
    """
    texts = Texts(language)
    items = result.items
    if part:
        known = list(dict.fromkeys(items["dimension"]))
        if part not in known:
            raise UnknownName("unknown_dimension", part, known, audit=result.audit)
        items = items[items["dimension"] == part]
    table = contributions(items)
    value = result.score.value if not part else next(d.value for d in result.score.dimensions if d.id == part)
    uncapped = float(table["contribution"].sum()) if (table["state"] == "answered").any() else None
    capped = () if part else result.score.capped_by
    rows = table[COLUMNS].reset_index(drop=True)
    country = result.company.get("country") or "de"
    of, on = part or result.audit, result.last_day
    return Explanation(of, value, uncapped, capped, rows, result.audit, country, texts, on)


def contributions(items: pd.DataFrame) -> pd.DataFrame:
    """The items with their share of the score and their part in it.

    *Share*: weight of the item divided by the weight of the answered items of its dimension, times the weight of the
    dimension divided by the weight of the dimensions with an answer; 0 for an item that is not answered.
    *Contribution*: share times attained points. All shares add up to 1, all contributions to the score before a cap.

    Parameters
    ----------
    items : DataFrame
        As in `Result.items`, of the whole audit or of one dimension.

    References
    ----------
    The mean of `readiness.scoring.score_sheets` for ``dimension_mean``, written as a sum.

    Examples
    --------
    >>> items = pd.DataFrame({"dimension": ["a", "a", "b"], "dimension_weight": [1.0, 1.0, 3.0],
    ...                       "weight": [1.0, 1.0, 2.0], "state": ["answered", "open", "answered"],
    ...                       "attained": [60.0, None, 100.0]})
    >>> found = contributions(items)
    >>> found["share"].tolist(), found["contribution"].tolist()
    ([0.25, 0.0, 0.75], [15.0, nan, 75.0])
    """
    counts = items["state"] == "answered"
    weight = items["weight"].where(counts, 0.0)
    in_dimension = weight / weight.groupby(items["dimension"]).transform("sum").replace(0, float("nan"))
    answered = items["dimension"].map(counts.groupby(items["dimension"]).any())
    by_dimension = items["dimension_weight"].where(answered, 0.0)
    total = by_dimension.groupby(items["dimension"]).first().sum()
    share = (in_dimension * by_dimension / total).fillna(0.0) if total else in_dimension * 0.0
    return items.assign(share=share, contribution=(share * items["attained"]).where(counts))


def describe(name: str) -> Mapping[str, Any]:
    """What the catalogue says about an id: an audit, an item, a recommendation, a metric, a rule or a provision.

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
        if "metrics" in catalog.names(f"audits/{audit}"):
            for metric in catalog.load(f"audits/{audit}/metrics.yaml")["metrics"]:
                found[metric["id"]] = {**metric, "evidence": metric["kind"], "kind": "metric", "audit": audit}
    provisions = worded_provisions(load_citations())
    for country in catalog.ids("laws"):
        law = load_law(country)
        law = worded(law, law.as_of)
        for area in rule_areas(country):
            place = f"laws/{country}/{area}"
            marks = {p["id"]: p["mark"] for p in catalog.load(f"{place}/parameters.yaml")["parameters"]}
            worded_rules = {rule.id: rule for rule in law.rules(area)}
            for rule in catalog.load(f"{place}/rules.yaml")["rules"]:
                # Areas of one country share their numbers; those of another file are marked there.
                mark = weakest([rule["mark"], *(marks.get(n, "T") for n in rule["parameters"].values())])
                own = worded_rules[rule["id"]]
                said = {"title": own.title, "summary": own.summary, "remedy": own.remedy}
                found[rule["id"]] = {
                    **rule,
                    **said,
                    "check": rule["kind"],
                    "kind": "rule",
                    "country": country,
                    "mark": mark,
                }
        for entry in catalog.load(f"laws/{country}/citations.yaml")["citations"]:
            found[entry["id"]] = {"kind": "law", "country": country, **entry, "duty": provisions[entry["id"]].duty}
    if not name:
        raise UsageError("id_missing")
    if name not in found:
        raise UnknownName("unknown_id", name, list(found))
    return found[name]
