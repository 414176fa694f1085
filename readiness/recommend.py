"""From weak items and findings to an ordered list of actions, each with owner, first step, effort and source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from readiness import catalog
from readiness.units import add_months

#: Why an action is on the list, most urgent first.
REASONS = ("breach", "duty", "weak")


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What to do when an item is weak or a rule of a topic is not kept."""

    id: str
    item: str
    topics: tuple[str, ...]
    impact: str
    effort_hours: float
    owner: str
    law: tuple[str, ...]
    seed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """A recommendation that applies to this company, and why."""

    id: str
    reason: str
    item: str
    topics: tuple[str, ...]
    impact: str
    effort_hours: float
    owner: str
    attained: float | None
    law: tuple[str, ...]
    seed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Actions:
    """Actions in the order in which they should be taken up."""

    rows: tuple[Action, ...]

    def top(self, count: int = 5) -> tuple[Action, ...]:
        """The first few actions."""
        return self.rows[:count]

    def frame(self) -> pd.DataFrame:
        """The actions as a table."""
        columns = ["id", "reason", "item", "impact", "effort_hours", "owner", "attained"]
        return pd.DataFrame([{c: getattr(a, c) for c in columns} for a in self.rows], columns=columns)


def load_recommendations(audit: str) -> tuple[tuple[Recommendation, ...], float]:
    """Recommendations of an audit, and the score below which an item counts as weak."""
    data = catalog.load(f"audits/{audit}/recommendations.yaml")
    hours = catalog.load("schemes/standard/scheme.yaml")["hours_per_day"]
    rows = tuple(
        Recommendation(
            id=r["id"],
            item=r["trigger"].get("item", ""),
            topics=tuple(r["trigger"].get("topics", ())),
            impact=r["impact"],
            effort_hours=r["effort"]["value"] * (hours if r["effort"]["unit"] == "days" else 1),
            owner=r["owner"],
            law=tuple(r["source"]["law"]),
            seed=tuple(r["source"]["seed"]),
        )
        for r in data["recommendations"]
    )
    return rows, float(data["below"])


def recommend(
    recommendations: Iterable[Recommendation],
    tally: pd.DataFrame,
    rules: pd.DataFrame,
    below: float,
    impact: Mapping[str, float],
) -> Actions:
    """Actions for weak items and for topics with a possible breach.

    The order is: possible breaches, then failed duties and critical risks, then the rest; within each by impact,
    then by effort (little effort first), then by how weak the item is.

    Parameters
    ----------
    recommendations : iterable of Recommendation
        All of the audit.
    tally : DataFrame
        Items with ``id``, ``attained``, ``state``, ``must``, ``threshold``.
    rules : DataFrame
        Rule tally with ``topic``, ``verdict``, ``severity``.
    below : float
        An item under this score is weak.
    impact : mapping
        Rank of "high", "medium", "low".
    """
    items = {row.id: row for row in tally.itertuples(index=False)}
    breached = rules[(rules["verdict"] == "possible_breach") & (rules["severity"] == "breach")]
    topics = set(breached["topic"])
    actions = []
    for r in recommendations:
        row = items.get(r.item)
        attained = None if row is None or pd.isna(row.attained) or row.state != "answered" else float(row.attained)
        hit = topics & set(r.topics)
        if hit:
            reason = "breach"
        elif row is not None and attained is not None and row.must and attained < row.threshold:
            reason = "duty"
        elif attained is not None and attained < below:
            reason = "weak"
        else:
            continue
        actions.append(
            Action(r.id, reason, r.item, tuple(sorted(hit)), r.impact, r.effort_hours, r.owner, attained, r.law, r.seed)
        )
    actions.sort(
        key=lambda a: (
            REASONS.index(a.reason),
            -impact[a.impact],
            a.effort_hours,
            0 if a.attained is None else a.attained,
            a.id,
        )
    )
    return Actions(tuple(actions))


def review_dates(on: dt.date, reviews: Mapping[str, Any]) -> tuple[dt.date, ...]:
    """When the actions are looked at again: by default after a week, a month, three months, then half-yearly."""
    dates = [on + dt.timedelta(days=d) for d in reviews["days"]]
    dates += [add_months(on, m) for m in reviews["months"]]
    step = max(reviews["months"], default=0) + reviews["then_every_months"]
    dates += [add_months(on, m) for m in range(step, reviews["until_months"] + 1, reviews["then_every_months"])]
    return tuple(dates)
